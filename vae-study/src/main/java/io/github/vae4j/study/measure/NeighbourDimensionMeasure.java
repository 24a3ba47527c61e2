package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.units.IntrinsicDimension;
import io.github.vae4j.study.measure.Figure.Form;

/// Intrinsic dimension by maximum likelihood.
public final class NeighbourDimensionMeasure extends Measure<IntrinsicDimension> {
    private static final int NEIGHBOURS = 10;

    NeighbourDimensionMeasure() {
        super(About.of("intrinsic-dimension-ml", "Intrinsic dimension, maximum likelihood", "Levina and Bickel 2004",
                "n^2 d", 5_000));
    }

    @Override
    IntrinsicDimension compute(Subject subject, Workers workers) {
        return IntrinsicDimension.maximumLikelihood(subject.codes(), NEIGHBOURS, workers);
    }

    @Override
    Finding finding(IntrinsicDimension result) {
        return new Finding().number("dimension", result.dimension()).put("neighbours", NEIGHBOURS)
                .figure(Figure.of("intrinsic dimension (maximum likelihood)", result.dimension(), Form.TWO));
    }
}
