package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.units.ActiveUnits;
import io.github.vae4j.study.measure.Figure.Form;

/// Active units.
public final class ActiveUnitsMeasure extends Measure<ActiveUnits> {
    /// Active units as every results.json has them.
    ///
    /// @param units of a model
    /// @return values and figures
    public static Finding describe(ActiveUnits units) {
        Finding finding = new Finding().put("count", units.count()).put("countLow", units.countLow())
                .put("countHigh", units.countHigh()).put("components", units.componentCount())
                .number("threshold", units.threshold()).numbers("variances", units.variances())
                .numbers("low", units.low()).numbers("high", units.high());
        if (!units.kl().isEmpty()) {
            finding.numbers("kl", units.kl()).number("rate", units.totalKl());
        }
        return finding.figure(new Figure("active units of " + units.variances().size(), units.count(),
                units.countLow(), units.countHigh(), Form.COUNT, ""))
                .figure(Figure.of("active principal components", units.componentCount(), Form.COUNT));
    }

    ActiveUnitsMeasure() {
        super(About.of("active-units", "Active units", "Burda et al. 2016", "n d^2", ALL));
    }

    @Override
    ActiveUnits compute(Subject subject, Workers workers) {
        var posterior = subject.posterior();
        return posterior == null
                ? ActiveUnits.of(subject.codes(), ActiveUnits.DEFAULT_THRESHOLD, subject.seed(), workers)
                : ActiveUnits.of(posterior, ActiveUnits.DEFAULT_THRESHOLD, subject.seed(), workers);
    }

    @Override
    Finding finding(ActiveUnits result) {
        return describe(result);
    }
}
