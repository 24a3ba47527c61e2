package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.Sap;

/// Separated attribute predictability, factors as classes.
public final class SapMeasure extends Measure<Sap> {
    SapMeasure() {
        super(About.of("sap", "SAP", "Kumar et al. 2018", "n d K", 15_000, Need.FACTORS));
    }

    @Override
    Sap compute(Subject subject, Workers workers) {
        Subject.Halves halves = DiscreteFactors.of(subject).halves();
        return Sap.discrete(halves.train().codes(), halves.train().requireFactors(), halves.test().codes(),
                halves.test().requireFactors(), workers);
    }

    @Override
    Finding finding(Sap result) {
        return new Finding().score("SAP", result.score()).put("factors", result.factorNames())
                .rows("accuracies", result.scores());
    }
}
