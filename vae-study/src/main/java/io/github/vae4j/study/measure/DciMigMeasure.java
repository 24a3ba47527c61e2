package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.DciMig;

/// DCIMIG.
public final class DciMigMeasure extends Measure<DciMig> {
    DciMigMeasure() {
        super(About.of("dcimig", "DCIMIG", "Sepliarskaia et al. 2019", "n d K", ALL, Need.FACTORS));
    }

    @Override
    DciMig compute(Subject subject, Workers workers) {
        Subject discrete = DiscreteFactors.of(subject);
        return DciMig.of(discrete.codes(), discrete.requireFactors(), workers);
    }

    @Override
    Finding finding(DciMig result) {
        return new Finding().score("DCIMIG", result.score()).put("factors", result.factorNames())
                .numbers("contributions", result.contributions());
    }
}
