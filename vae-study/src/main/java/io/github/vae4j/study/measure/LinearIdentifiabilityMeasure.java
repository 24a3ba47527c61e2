package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.LinearIdentifiability;

/// R2 of a linear map to the factors.
public final class LinearIdentifiabilityMeasure extends Measure<LinearIdentifiability> {
    LinearIdentifiabilityMeasure() {
        super(About.of("linear-r2", "R2 of a linear map to the factors", "Khemakhem et al. 2020", "n d^2", 15_000,
                Need.FACTORS));
    }

    @Override
    LinearIdentifiability compute(Subject subject, Workers workers) {
        Subject.Halves halves = subject.halves();
        return LinearIdentifiability.of(halves.train().codes(), halves.train().requireFactors(), halves.test().codes(),
                halves.test().requireFactors(), workers);
    }

    @Override
    Finding finding(LinearIdentifiability result) {
        return new Finding().score("linear R2", result.score()).put("factors", result.factorNames())
                .numbers("scores", result.scores());
    }
}
