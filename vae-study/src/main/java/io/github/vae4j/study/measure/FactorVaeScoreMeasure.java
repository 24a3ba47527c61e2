package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.FactorSource;
import io.github.vae4j.metrics.factors.FactorVaeScore;

/// The FactorVAE score, groups drawn from the samples.
public final class FactorVaeScoreMeasure extends Measure<FactorVaeScore> {
    FactorVaeScoreMeasure() {
        super(About.of("factor-vae-score", "FactorVAE score", "Kim and Mnih 2018", "1,000,000 d", ALL, Need.FACTORS));
    }

    @Override
    FactorVaeScore compute(Subject subject, Workers workers) {
        Subject discrete = DiscreteFactors.of(subject);
        return FactorVaeScore.of(FactorSource.of(discrete.codes(), discrete.requireFactors()),
                FactorVaeScore.Settings.of(subject.seed()), workers);
    }

    @Override
    Finding finding(FactorVaeScore result) {
        return new Finding().score("FactorVAE score", result.score()).share("evaluation", result.evaluation())
                .put("active", result.active()).put("votes", result.votes());
    }
}
