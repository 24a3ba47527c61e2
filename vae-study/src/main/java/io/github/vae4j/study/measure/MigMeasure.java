package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.Mig;

/// The mutual information gap of means.
public final class MigMeasure extends Measure<Mig> {
    MigMeasure() {
        super(About.of("mig", "Mutual information gap", "Chen et al. 2018; Locatello et al. 2019", "n d K", ALL,
                Need.FACTORS));
    }

    @Override
    Mig compute(Subject subject, Workers workers) {
        Subject discrete = DiscreteFactors.of(subject);
        return Mig.ofMeans(discrete.codes(), discrete.requireFactors(), workers);
    }

    @Override
    Finding finding(Mig result) {
        return new Finding().score("MIG", result.score()).put("factors", result.factorNames())
                .numbers("gaps", result.gaps()).put("bestUnits", result.bestUnits())
                .rows("information", result.information());
    }
}
