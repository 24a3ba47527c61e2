package io.github.vae4j.core;

import io.github.vae4j.kernels.Losses;
import org.jspecify.annotations.Nullable;

record GaussianLikelihood(double variance, boolean learnsVariance) implements Likelihood {
    GaussianLikelihood {
        if (!(variance > 0) || !Float.isFinite((float) variance) || (float) variance < Float.MIN_NORMAL) {
            throw new IllegalArgumentException(
                    "variance of the Gaussian likelihood must be a positive, finite float but is " + variance);
        }
    }

    @Override
    public boolean needsUnitRange() {
        return false;
    }

    @Override
    public void nll(float[] nll, int nllOffset, float @Nullable [] gradient, float @Nullable [] logVarianceGradient,
            float[] output, int outputOffset, float[] x, int xOffset, float logVariance, int rows, int features,
            float scale) {
        float value = learnsVariance ? logVariance : (float) StrictMath.log(variance);
        Losses.gaussian(nll, nllOffset, gradient, outputOffset, logVarianceGradient, nllOffset, output, outputOffset,
                x, xOffset, value, rows, features, scale);
    }

    @Override
    public void mean(float[] mean, int meanOffset, float[] output, int outputOffset, int n) {
        System.arraycopy(output, outputOffset, mean, meanOffset, n);
    }

    @Override
    public String toString() {
        return learnsVariance ? "gaussian-learned" : "gaussian:" + variance;
    }
}
