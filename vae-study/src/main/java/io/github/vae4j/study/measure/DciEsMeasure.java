package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.DciEs;
import io.github.vae4j.study.measure.Figure.Form;

/// Explicitness and size of DCI-ES.
public final class DciEsMeasure extends Measure<DciEs> {
    private static final int TREES = 50;

    DciEsMeasure() {
        super(About.of("dci-es", "DCI-ES: explicitness and size", "Eastwood et al. 2023", "n ln n d K", 15_000,
                Need.FACTORS));
    }

    @Override
    DciEs compute(Subject subject, Workers workers) {
        Subject.Halves halves = DiscreteFactors.of(subject).halves();
        return DciEs.of(halves.train().codes(), halves.train().requireFactors(), halves.test().codes(),
                halves.test().requireFactors(), TREES, DciEs.DEFAULT_CAPACITIES, subject.seed(), workers);
    }

    @Override
    Finding finding(DciEs result) {
        return new Finding().number("explicitness", result.score()).number("size", result.size())
                .put("factors", result.factorNames()).numbers("ofFactors", result.explicitness())
                .put("capacities", result.capacities()).rows("losses", result.losses())
                .figure(Figure.of("DCI-ES, explicitness", result.score(), Form.THREE))
                .figure(Figure.of("DCI-ES, size", result.size(), Form.THREE));
    }
}
