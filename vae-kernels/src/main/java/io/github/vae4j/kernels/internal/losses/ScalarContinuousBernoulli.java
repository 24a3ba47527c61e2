package io.github.vae4j.kernels.internal.losses;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.*;

import io.github.vae4j.kernels.internal.elementary.ScalarElementary;

/// The continuous Bernoulli distribution in its natural parameter: log partition function and mean of one logit.
final class ScalarContinuousBernoulli {
    static final int SHIFT = 23;
    static final float SHIFTED_ONE = 0x1p23f;

    private ScalarContinuousBernoulli() {}

    /// A(l) = log((exp(l) - 1) / l) = max(l, 0) + log((1 - exp(-|l|)) / |l|); 0 at l = 0, and at subnormal numbers, whose
    /// quotient is all rounding error. At -infinity, where A is infinite, too, it is a finite number: the loss -x l + A(l)
    /// is infinite or NaN there anyway.
    static float logPartition(float l) {
        float a = Math.abs(l);
        // Times 2^23, so that it is a normal number however large a is.
        float ratio = a < Float.MIN_NORMAL ? SHIFTED_ONE : ScalarElementary.expm1(-a) * -SHIFTED_ONE / a;
        return Math.max(l, 0f) + ScalarElementary.logNormal(ratio, SHIFT);
    }

    /// A'(l) = 1 / (1 - exp(-l)) - 1 / l; its series for |l| < 1, where the difference would cancel.
    static float mean(float l) {
        float a = Math.abs(l);
        return a < 1 ? meanSeries(l) : meanFar(l, a);
    }

    private static float meanSeries(float l) {
        float s = l * l;
        float p = CONTINUOUS_9;
        p = Math.fma(p, s, CONTINUOUS_7);
        p = Math.fma(p, s, CONTINUOUS_5);
        p = Math.fma(p, s, CONTINUOUS_3);
        p = Math.fma(p, s, CONTINUOUS_1);
        return Math.fma(p, l, 0.5f);
    }

    private static float meanFar(float l, float a) {
        // 1 - exp(-a)
        float w = -ScalarElementary.expm1(-a);
        float mean = 1 / w - 1 / a;
        return l < 0 ? 1 - mean : mean;
    }
}
