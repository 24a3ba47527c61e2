package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.BetaVaeScore;
import io.github.vae4j.metrics.factors.FactorSource;

/// The beta-VAE score, pairs drawn from the samples.
public final class BetaVaeScoreMeasure extends Measure<BetaVaeScore> {
    BetaVaeScoreMeasure() {
        super(About.of("beta-vae-score", "Beta-VAE score", "Higgins et al. 2017", "2,000,000 d", ALL, Need.FACTORS));
    }

    @Override
    BetaVaeScore compute(Subject subject, Workers workers) {
        Subject discrete = DiscreteFactors.of(subject);
        return BetaVaeScore.of(FactorSource.of(discrete.codes(), discrete.requireFactors()),
                BetaVaeScore.Settings.of(subject.seed()), workers);
    }

    @Override
    Finding finding(BetaVaeScore result) {
        return new Finding().share("accuracy", result.accuracy())
                .figure(Figure.of("beta-VAE score", result.accuracy()));
    }
}
