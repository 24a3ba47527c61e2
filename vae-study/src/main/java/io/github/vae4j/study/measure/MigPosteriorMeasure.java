package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.Mig;

/// The mutual information gap from posteriors.
public final class MigPosteriorMeasure extends Measure<Mig> {
    MigPosteriorMeasure() {
        super(About.of("mig-posterior", "Mutual information gap from the posterior", "Chen et al. 2018", "n^2 d",
                10_000, Need.FACTORS, Need.LOGVAR));
    }

    @Override
    Mig compute(Subject subject, Workers workers) {
        Subject discrete = DiscreteFactors.of(subject);
        return Mig.ofPosterior(discrete.draw(), discrete.requirePosterior(), discrete.requireFactors(), workers);
    }

    @Override
    Finding finding(Mig result) {
        return new Finding().score("MIG from the posterior", result.score()).put("factors", result.factorNames())
                .numbers("gaps", result.gaps()).put("bestUnits", result.bestUnits())
                .rows("information", result.information());
    }
}
