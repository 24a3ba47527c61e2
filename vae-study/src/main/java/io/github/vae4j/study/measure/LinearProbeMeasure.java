package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.classes.LinearProbe;

/// Classes by logistic regression.
public final class LinearProbeMeasure extends Measure<LinearProbe> {
    private static final LinearProbe.Settings SETTINGS = new LinearProbe.Settings(1, true, 200);

    LinearProbeMeasure() {
        super(About.of("linear-probe", "Linear probe", "Alain and Bengio 2017", "n d K", 20_000, Need.LABELS));
    }

    @Override
    LinearProbe compute(Subject subject, Workers workers) {
        int n = subject.codes().rows();
        return LinearProbe.split(subject.codes(), subject.requireLabels(), n / 3, subject.seed(), SETTINGS, workers);
    }

    @Override
    Finding finding(LinearProbe result) {
        return new Finding().share("accuracy", result.accuracy()).share("training", result.training())
                .put("converged", result.converged())
                .figure(Figure.of("linear probe, of other samples", result.accuracy()));
    }
}
