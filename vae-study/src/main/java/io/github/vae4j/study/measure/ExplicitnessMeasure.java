package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.classes.LinearProbe;
import io.github.vae4j.metrics.factors.Explicitness;

/// Explicitness in the form of its authors.
public final class ExplicitnessMeasure extends Measure<Explicitness> {
    private static final LinearProbe.Settings SETTINGS = LinearProbe.Settings.of(1);

    ExplicitnessMeasure() {
        super(About.of("explicitness", "Explicitness", "Ridgeway and Mozer 2018", "n d K", 15_000, Need.FACTORS));
    }

    @Override
    Explicitness compute(Subject subject, Workers workers) {
        Subject.Halves halves = DiscreteFactors.of(subject).halves();
        return Explicitness.of(halves.train().codes(), halves.train().requireFactors(), halves.test().codes(),
                halves.test().requireFactors(), SETTINGS, workers);
    }

    @Override
    Finding finding(Explicitness result) {
        return new Finding().score("explicitness", result.score()).put("factors", result.factorNames())
                .numbers("scores", result.scores()).put("converged", result.converged());
    }
}
