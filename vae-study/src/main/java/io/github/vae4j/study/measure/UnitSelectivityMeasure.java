package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.classes.UnitSelectivity;
import io.github.vae4j.metrics.units.ActiveUnits;
import io.github.vae4j.study.measure.Figure.Form;
import java.util.stream.IntStream;

/// Whether single units stand for classes, of active units and a draw where variances are known.
public final class UnitSelectivityMeasure extends Measure<UnitSelectivity> {
    UnitSelectivityMeasure() {
        super(About.of("unit-selectivity", "Units as detectors of a class", "Mann and Whitney 1947; DeLong et al. 1988",
                "n ln n d K", ALL, Need.LABELS));
    }

    @Override
    UnitSelectivity compute(Subject subject, Workers workers) {
        Labels labels = subject.requireLabels();
        ClassCentroidsMeasure.requireClasses(labels);
        var posterior = subject.posterior();
        return posterior == null
                ? UnitSelectivity.of(subject.codes(), labels, subject.seed(), workers)
                : UnitSelectivity.ofDraw(posterior, labels, ActiveUnits.DEFAULT_THRESHOLD, subject.seed(), workers);
    }

    @Override
    Finding finding(UnitSelectivity result) {
        int certain = (int) IntStream.range(0, result.classes().size()).filter(result::isCertain).count();
        boolean drawn = result.source() == UnitSelectivity.Source.ACTIVE_DRAW;
        return new Finding().put("codes", drawn ? "a draw of active units" : "codes as given")
                .put("units", result.units()).put("classes", result.classes()).rows("auc", result.area())
                .rows("low", result.low()).rows("high", result.high()).number("threshold", result.threshold())
                .put("found", result.found()).put("certain", certain)
                .figure(Figure.of("grandmother neurons of " + result.classes().size() + " classes", result.found(),
                        Form.COUNT).noted(certain + " for certain" + (drawn ? ", on a draw" : "")));
    }
}
