package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.comparison.PrecisionRecall;

/// Precision, recall, density and coverage against another set, taken for the real one.
public final class PrecisionRecallMeasure extends Measure<PrecisionRecall> {
    PrecisionRecallMeasure() {
        super(About.of("precision-recall", "Precision, recall, density, coverage",
                "Kynkaanniemi et al. 2019; Naeem et al. 2020", "n^2 d", 10_000, Need.OTHER));
    }

    @Override
    PrecisionRecall compute(Subject subject, Workers workers) {
        return PrecisionRecall.of(subject.others().getFirst().codes(), subject.codes(),
                PrecisionRecall.DEFAULT_NEIGHBOURS, workers);
    }

    @Override
    Finding finding(PrecisionRecall result) {
        return new Finding().share("precision", result.precision()).share("recall", result.recall())
                .number("density", result.density()).share("coverage", result.coverage())
                .figure(Figure.of("precision", result.precision())).figure(Figure.of("recall", result.recall()));
    }
}
