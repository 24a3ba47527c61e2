package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.Modularity;

/// Modularity.
public final class ModularityMeasure extends Measure<Modularity> {
    ModularityMeasure() {
        super(About.of("modularity", "Modularity", "Ridgeway and Mozer 2018", "n d K", ALL, Need.FACTORS));
    }

    @Override
    Modularity compute(Subject subject, Workers workers) {
        Subject discrete = DiscreteFactors.of(subject);
        return Modularity.of(discrete.codes(), discrete.requireFactors(), workers);
    }

    @Override
    Finding finding(Modularity result) {
        return new Finding().score("modularity", result.score()).number("ofAllUnits", result.scoreOfAllUnits())
                .numbers("units", result.modularity());
    }
}
