package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.units.Pca;
import io.github.vae4j.study.measure.Figure.Form;

/// Principal components.
public final class PrincipalComponentsMeasure extends Measure<Pca> {
    PrincipalComponentsMeasure() {
        super(About.of("principal-components", "Principal components", "Pearson 1901", "n d^2", ALL));
    }

    @Override
    Pca compute(Subject subject, Workers workers) {
        return Pca.of(subject.codes(), subject.codes().units(), workers);
    }

    @Override
    Finding finding(Pca result) {
        double firstTwo = result.variances().stream().limit(2).mapToDouble(v -> v).sum() / result.totalVariance();
        return new Finding().numbers("variances", result.variances()).number("totalVariance", result.totalVariance())
                .number("firstTwo", firstTwo)
                .figure(Figure.of("variance in the first two components", firstTwo, Form.PERCENT));
    }
}
