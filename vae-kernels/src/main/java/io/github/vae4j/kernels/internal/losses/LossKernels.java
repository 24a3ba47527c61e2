package io.github.vae4j.kernels.internal.losses;

import org.jspecify.annotations.Nullable;

/// What [io.github.vae4j.kernels.Losses] computes; arguments have been checked.
public sealed interface LossKernels permits ScalarLosses, SimdLosses {
    /// softplus(l) - l x, and its gradient.
    void bernoulli(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset, float[] logits,
            int logitsOffset, float[] x, int xOffset, int rows, int cols, float scale);

    /// log((exp(l) - 1) / l) - l x, and its gradient.
    void continuousBernoulli(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float[] logits, int logitsOffset, float[] x, int xOffset, int rows, int cols, float scale);

    /// 1 / (1 - exp(-l)) - 1 / l.
    void continuousBernoulliMean(float[] mean, int meanOffset, float[] logits, int logitsOffset, int n);

    /// -log N(x; mean, exp(logVariance)), and its gradients.
    void gaussian(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float @Nullable [] logVarianceGradient, int logVarianceGradientOffset, float[] mean, int meanOffset,
            float[] x, int xOffset, float logVariance, int rows, int cols, float scale);
}
