package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.SQRT_HALF_BITS;
import static io.github.vae4j.kernels.internal.elementary.GammaConstants.*;

/// The logarithm of the gamma function and its derivative for positive numbers: the specification that [SimdGamma]
/// follows operation by operation.
public final class ScalarGamma {
    private ScalarGamma() {}

    /// log(gamma(x)); infinite at 0 and at infinity, NaN below 0.
    ///
    /// Below the switch it is `(x - 1) (x - 2) P(x)`, which keeps both zeros, or below 1 that of x + 1 with log(x) taken
    /// off; from there on the series of Stirling. The logarithm is kept in two parts, because its sums cancel.
    public static float lgamma(float x) {
        boolean below = x < 1;
        boolean far = x >= LGAMMA_SWITCH;
        boolean subnormal = x < Float.MIN_NORMAL;
        int shifted = Float.floatToRawIntBits(subnormal ? x * 0x1p23f : x) - SQRT_HALF_BITS;
        float f = ScalarElementary.mantissa(shifted) - 1;
        float e = (float) ((shifted >> 23) - (subnormal ? 23 : 0));
        float high = Math.fma(e, LN2_SHORT, far ? -1f : 0f);
        float sum = high + f;
        float rest = ((high - sum) + f) + Math.fma(e, LN2_REST, ScalarElementary.logCurvature(f));

        float u = below ? x : x - 1;
        // Plus 0, so that the zeros are positive.
        float near = Math.fma(u * (x - (below ? 1f : 2f)), nearOneAndTwo(u - 0.75f), 0f);
        near = below ? (near - rest) - sum : near;

        float q = 1 / x;
        float series = Math.fma(q, stirling(q * q), STIRLING);
        float y = far ? Math.fma(x - 0.5f, sum, Math.fma(x - 0.5f, rest, series)) : near;
        y = x == 0 || x == Float.POSITIVE_INFINITY ? Float.POSITIVE_INFINITY : y;
        return x >= 0 ? y : Float.NaN;
    }

    private static float nearOneAndTwo(float v) {
        float p = Math.fma(LGAMMA_10, v, LGAMMA_9);
        p = Math.fma(p, v, LGAMMA_8);
        p = Math.fma(p, v, LGAMMA_7);
        p = Math.fma(p, v, LGAMMA_6);
        p = Math.fma(p, v, LGAMMA_5);
        p = Math.fma(p, v, LGAMMA_4);
        p = Math.fma(p, v, LGAMMA_3);
        p = Math.fma(p, v, LGAMMA_2);
        p = Math.fma(p, v, LGAMMA_1);
        return Math.fma(p, v, LGAMMA_0);
    }

    private static float stirling(float s) {
        float p = Math.fma(STIRLING_3, s, STIRLING_2);
        p = Math.fma(p, s, STIRLING_1);
        return Math.fma(p, s, STIRLING_0);
    }

    /// The derivative of log(gamma(x)); -infinity at 0, NaN below.
    ///
    /// Below the switch `(u - root) P(u)` for u = x - 1, with 1 / x taken off below 1; from there on an asymptotic series.
    public static float digamma(float x) {
        boolean below = x < 1;
        float u = below ? x : x - 1;
        float q = 1 / x;
        float near = ((u - DIGAMMA_ROOT_HIGH) - DIGAMMA_ROOT_LOW) * aroundRoot(u - 0.5f);
        near = below ? near - q : near;

        int shifted = Float.floatToRawIntBits(x) - SQRT_HALF_BITS;
        float f = ScalarElementary.mantissa(shifted) - 1;
        float e = (float) (shifted >> 23);
        float high = e * LN2_SHORT;
        float sum = high + f;
        float rest = ((high - sum) + f) + Math.fma(e, LN2_REST, ScalarElementary.logCurvature(f));
        float far = sum + Math.fma(-q, Math.fma(q, farSeries(q * q), 0.5f), rest);

        float y = x >= DIGAMMA_SWITCH ? far : near;
        y = x == 0 ? Float.NEGATIVE_INFINITY : y;
        y = x == Float.POSITIVE_INFINITY ? x : y;
        return x >= 0 ? y : Float.NaN;
    }

    private static float aroundRoot(float v) {
        float p = Math.fma(DIGAMMA_10, v, DIGAMMA_9);
        p = Math.fma(p, v, DIGAMMA_8);
        p = Math.fma(p, v, DIGAMMA_7);
        p = Math.fma(p, v, DIGAMMA_6);
        p = Math.fma(p, v, DIGAMMA_5);
        p = Math.fma(p, v, DIGAMMA_4);
        p = Math.fma(p, v, DIGAMMA_3);
        p = Math.fma(p, v, DIGAMMA_2);
        p = Math.fma(p, v, DIGAMMA_1);
        return Math.fma(p, v, DIGAMMA_0);
    }

    private static float farSeries(float s) {
        float p = Math.fma(DIGAMMA_FAR_4, s, DIGAMMA_FAR_3);
        p = Math.fma(p, s, DIGAMMA_FAR_2);
        p = Math.fma(p, s, DIGAMMA_FAR_1);
        return Math.fma(p, s, DIGAMMA_FAR_0);
    }
}
