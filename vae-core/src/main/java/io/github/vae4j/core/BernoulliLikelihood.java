package io.github.vae4j.core;

import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Activations;
import io.github.vae4j.kernels.Losses;
import org.jspecify.annotations.Nullable;

record BernoulliLikelihood() implements Likelihood {
    @Override
    public boolean needsUnitRange() {
        return true;
    }

    @Override
    public void nll(float[] nll, int nllOffset, float @Nullable [] gradient, float @Nullable [] logVarianceGradient,
            float[] output, int outputOffset, float[] x, int xOffset, float logVariance, int rows, int features,
            float scale) {
        Losses.bernoulli(nll, nllOffset, gradient, outputOffset, output, outputOffset, x, xOffset, rows, features,
                scale);
    }

    @Override
    public void mean(float[] mean, int meanOffset, float[] output, int outputOffset, int n) {
        Activations.forward(Activation.SIGMOID, mean, meanOffset, output, outputOffset, n);
    }

    @Override
    public String toString() {
        return "bernoulli";
    }
}
