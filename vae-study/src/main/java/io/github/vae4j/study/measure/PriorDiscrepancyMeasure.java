package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.information.PriorDiscrepancy;
import io.github.vae4j.study.measure.Figure.Form;

/// Discrepancy of a draw from the prior.
public final class PriorDiscrepancyMeasure extends Measure<PriorDiscrepancy> {
    PriorDiscrepancyMeasure() {
        super(About.of("prior-discrepancy", "Maximum mean discrepancy from the prior", "Gretton et al. 2012", "n^2 d",
                10_000, Need.LOGVAR));
    }

    @Override
    PriorDiscrepancy compute(Subject subject, Workers workers) {
        return PriorDiscrepancy.of(subject.draw(), PriorDiscrepancy.DEFAULT_BANDWIDTH, workers);
    }

    @Override
    Finding finding(PriorDiscrepancy result) {
        return new Finding().number("squared", result.squared()).number("bandwidth", result.bandwidth())
                .figure(Figure.of("squared discrepancy from the prior", result.squared(), Form.BRIEF));
    }
}
