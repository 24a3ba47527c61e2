package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.Sap;

/// Separated attribute predictability, factors as numbers.
public final class ContinuousSapMeasure extends Measure<Sap> {
    ContinuousSapMeasure() {
        super(About.of("sap-continuous", "SAP of numbers", "Kumar et al. 2018", "n d K", ALL, Need.FACTORS));
    }

    @Override
    Sap compute(Subject subject, Workers workers) {
        return Sap.continuous(subject.codes(), subject.requireFactors(), workers);
    }

    @Override
    Finding finding(Sap result) {
        return new Finding().score("SAP of numbers", result.score()).put("factors", result.factorNames())
                .rows("r2", result.scores());
    }
}
