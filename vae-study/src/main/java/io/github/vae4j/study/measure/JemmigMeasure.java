package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.Jemmig;

/// Joint entropy minus mutual information gap.
public final class JemmigMeasure extends Measure<Jemmig> {
    JemmigMeasure() {
        super(About.of("jemmig", "JEMMIG", "Do and Tran 2020", "n d K", ALL, Need.FACTORS));
    }

    @Override
    Jemmig compute(Subject subject, Workers workers) {
        Subject discrete = DiscreteFactors.of(subject);
        return Jemmig.of(discrete.codes(), discrete.requireFactors(), workers);
    }

    @Override
    Finding finding(Jemmig result) {
        return new Finding().score("JEMMIG score", result.score()).put("factors", result.factorNames())
                .numbers("gaps", result.gaps()).numbers("scores", result.scores());
    }
}
