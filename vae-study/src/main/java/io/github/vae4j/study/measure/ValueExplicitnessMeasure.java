package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.classes.LinearProbe;
import io.github.vae4j.metrics.factors.ValueExplicitness;
import io.github.vae4j.study.measure.Figure.Form;

/// Explicitness with a classifier for each value.
public final class ValueExplicitnessMeasure extends Measure<ValueExplicitness> {
    private static final LinearProbe.Settings SETTINGS = LinearProbe.Settings.of(1);

    ValueExplicitnessMeasure() {
        super(About.of("value-explicitness", "Explicitness of single values",
                "Ridgeway and Mozer 2018; Locatello et al. 2019", "n d K", 15_000, Need.FACTORS));
    }

    @Override
    ValueExplicitness compute(Subject subject, Workers workers) {
        Subject.Halves halves = DiscreteFactors.of(subject).halves();
        return ValueExplicitness.of(halves.train().codes(), halves.train().requireFactors(), halves.test().codes(),
                halves.test().requireFactors(), SETTINGS, workers);
    }

    @Override
    Finding finding(ValueExplicitness result) {
        return new Finding().number("score", result.normalised()).number("area", result.score())
                .put("factors", result.factorNames()).rows("areas", result.areas())
                .figure(Figure.of("explicitness of single values", result.normalised(), Form.THREE));
    }
}
