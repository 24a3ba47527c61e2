package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.MigSup;

/// How much more units know of one factor than of others.
public final class MigSupMeasure extends Measure<MigSup> {
    MigSupMeasure() {
        super(About.of("mig-sup", "MIG-sup", "Li et al. 2020", "n d K", ALL, Need.FACTORS));
    }

    @Override
    MigSup compute(Subject subject, Workers workers) {
        Subject discrete = DiscreteFactors.of(subject);
        return MigSup.of(discrete.codes(), discrete.requireFactors(), workers);
    }

    @Override
    Finding finding(MigSup result) {
        return new Finding().score("MIG-sup", result.score()).put("factors", result.factorNames())
                .numbers("gaps", result.gaps()).put("bestFactors", result.bestFactors());
    }
}
