package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.*;

/// Elementary functions of one float: the specification that [SimdElementary] follows operation by operation.
///
/// Made of additions, multiplications, divisions, fused multiply-adds and integer shifts alone, which Java defines to
/// the last bit on every machine; the built-in functions are not so defined.
public final class ScalarElementary {
    private ScalarElementary() {}

    /// exp(x); 0 where that is no normal number, infinite above 88.72283.
    public static float exp(float x) {
        float t = Math.fma(x, LOG2_E, ROUNDER);
        float n = t - ROUNDER;
        float r = Math.fma(n, -LN2_HIGH, x);
        r = Math.fma(n, -LN2_LOW, r);
        // The low bits of t are n. A factor of 2^n would be infinite before the product is.
        float y = Float.intBitsToFloat(
                Float.floatToRawIntBits(1 + expm1Reduced(r)) + (Float.floatToRawIntBits(t) << 23));
        y = x <= EXP_MAX ? y : x + Float.POSITIVE_INFINITY;
        return x < EXP_NORMAL_MIN ? 0f : y;
    }

    /// exp(x) for x <= 0: the same bits with fewer operations.
    public static float expNonPositive(float x) {
        float t = Math.fma(x, LOG2_E, BIASED_ROUNDER);
        float n = t - BIASED_ROUNDER;
        float r = Math.fma(n, -LN2_HIGH, x);
        r = Math.fma(n, -LN2_LOW, r);
        float power = power(t);
        return x < EXP_NORMAL_MIN ? 0f : Math.fma(expm1Reduced(r), power, power);
    }

    /// 2^n, of an n whose biased exponent field stands in the low bits of t.
    private static float power(float t) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(t) << 23);
    }

    /// exp(r) - 1 for |r| <= ln(2) / 2.
    private static float expm1Reduced(float r) {
        float s = r * r;
        return Math.fma(expm1SecondOrder(r, s), s, r);
    }

    /// (exp(r) - 1 - r) / r^2 for |r| <= ln(2) / 2, given s = r^2; in two halves that do not wait for each other.
    private static float expm1SecondOrder(float r, float s) {
        float high = Math.fma(EXP_6, s, Math.fma(EXP_5, r, EXP_4));
        return Math.fma(high, s, Math.fma(EXP_3, r, EXP_2));
    }

    /// exp(x) - 1.
    public static float expm1(float x) {
        float t = Math.fma(x, LOG2_E, HALVING_ROUNDER);
        float n = t - HALVING_ROUNDER;
        float r = Math.fma(n, -LN2_HIGH, x);
        r = Math.fma(n, -LN2_LOW, r);
        // Half of 2^n, because 2^128 is no float.
        float half = power(t);
        float y = 2 * Math.fma(half, expm1Reduced(r), half - 0.5f);
        y = x > EXP_MAX ? Float.POSITIVE_INFINITY : y;
        return x < EXPM1_MIN ? -1f : y;
    }

    /// exp(x) - 1 - x, with a small relative error near 0, too.
    public static float expMinusTangent(float x) {
        return Math.abs(x) < TANGENT_SWITCH ? expm1SecondOrder(x, x * x) * (x * x) : expm1(x) - x;
    }

    /// log(x); -infinity at 0, NaN below.
    public static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        float scaled = subnormal ? x * 0x1p23f : x;
        int shifted = Float.floatToRawIntBits(scaled) - SQRT_HALF_BITS;
        float y = logOf(mantissa(shifted) - 1, (float) ((shifted >> 23) - (subnormal ? 23 : 0)));
        y = x == Float.POSITIVE_INFINITY ? x : y;
        y = x == 0 ? Float.NEGATIVE_INFINITY : y;
        return x >= 0 ? y : Float.NaN;
    }

    /// log(x) of a positive normal number; anything for others.
    public static float logNormal(float x) {
        return logNormal(x, 0);
    }

    /// log(x 2^-shift) of a positive normal number x; anything for others.
    public static float logNormal(float x, int shift) {
        int shifted = Float.floatToRawIntBits(x) - (SQRT_HALF_BITS + (shift << 23));
        return logOf(mantissa(shifted) - 1, (float) (shifted >> 23));
    }

    static float mantissa(int shifted) {
        return Float.intBitsToFloat((shifted & 0x007fffff) + SQRT_HALF_BITS);
    }

    /// log(1 + f) + e log(2), with 1 + f between sqrt(1/2) and sqrt(2).
    private static float logOf(float f, float e) {
        float y = Math.fma(e, LN2_LOW, logCurvature(f));
        return Math.fma(e, LN2_HIGH, f + y);
    }

    /// log(1 + f) - f, with 1 + f between sqrt(1/2) and sqrt(2).
    static float logCurvature(float f) {
        float p = LOG_11;
        p = Math.fma(p, f, LOG_10);
        p = Math.fma(p, f, LOG_9);
        p = Math.fma(p, f, LOG_8);
        p = Math.fma(p, f, LOG_7);
        p = Math.fma(p, f, LOG_6);
        p = Math.fma(p, f, LOG_5);
        p = Math.fma(p, f, LOG_4);
        p = Math.fma(p, f, LOG_3);
        float s = f * f;
        return Math.fma(p * f, s, s * -0.5f);
    }

    /// log(1 + x); -infinity at -1, NaN below.
    public static float log1p(float x) {
        float u = 1 + x;
        float rest = x - (u - 1);
        int shifted = Float.floatToRawIntBits(u) - SQRT_HALF_BITS;
        int e = shifted >> 23;
        // 2^-e is normal: e is at most 128 where u is finite, and rest is 0 by then.
        float y = logOf(Math.fma(rest, Float.intBitsToFloat((127 - Math.min(e, 126)) << 23),
                mantissa(shifted) - 1), (float) e);
        y = x == Float.POSITIVE_INFINITY ? x : y;
        y = x == -1 ? Float.NEGATIVE_INFINITY : y;
        y = x == 0 ? x : y;
        return x >= -1 ? y : Float.NaN;
    }

    /// log(1 + x) for 0 <= x <= 1.
    private static float log1pUnit(float x) {
        boolean above = x > SQRT_2_MINUS_1;
        return logOf(above ? Math.fma(0.5f, x, -0.5f) : x, above ? 1f : 0f);
    }

    /// 1 / (1 + exp(-x)); 0 where that is no normal number.
    public static float sigmoid(float x) {
        float a = -x;
        float t = Math.fma(a, LOG2_E, BIASED_ROUNDER);
        float n = t - BIASED_ROUNDER;
        float r = Math.fma(n, -LN2_HIGH, a);
        r = Math.fma(n, -LN2_LOW, r);
        float power = power(t);
        // The power plus 1 is off by 1 from 2^24 on, which would be 1 ULP more at x = -16.6.
        float sum = power + 1;
        float lost = 1 - (sum - power);
        float y = 1 / (Math.fma(expm1Reduced(r), power, lost) + sum);
        y = x > SIGMOID_MAX ? 1f : y;
        return x < EXP_NORMAL_MIN ? 0f : y;
    }

    /// sigmoid(x) by means of the exponential that [#softplus] takes: two operations where that is there already, and at
    /// worst 0.4 ULP more than [#sigmoid].
    public static float sigmoidBesideSoftplus(float x) {
        float e = expNonPositive(-Math.abs(x));
        return (x < 0 ? e : 1f) / (1 + e);
    }

    /// log(1 + exp(x)).
    public static float softplus(float x) {
        return (x > 0 ? x : 0f) + log1pUnit(expNonPositive(-Math.abs(x)));
    }

    /// tanh(x) = 1 - 2 / (exp(2 |x|) + 1) with the sign of x, and a polynomial where that would cancel.
    public static float tanh(float x) {
        float a = Math.abs(x);
        float twice = a + a;
        float t = Math.fma(twice, LOG2_E, HALVING_ROUNDER);
        float n = t - HALVING_ROUNDER;
        float r = Math.fma(n, -LN2_HIGH, twice);
        r = Math.fma(n, -LN2_LOW, r);
        float half = power(t);
        float y = 1 - 1 / Math.fma(expm1Reduced(r), half, half + 0.5f);
        y = a > TANH_MAX ? 1f : y;
        return Math.copySign(a < TANH_SWITCH ? tanhSmall(a) : y, x);
    }

    private static float tanhSmall(float a) {
        float s = a * a;
        float p = TANH_3;
        p = Math.fma(p, s, TANH_2);
        p = Math.fma(p, s, TANH_1);
        p = Math.fma(p, s, TANH_0);
        return Math.fma(p * s, a, a);
    }

    /// The error function.
    public static float erf(float x) {
        float a = Math.abs(x);
        a = a > ERF_MAX ? ERF_MAX : a;
        float y = a < ERF_SWITCH ? erfSmall(a) : 1 - expNonPositive(-erfcExponent(a));
        return Math.copySign(y, x);
    }

    private static float erfSmall(float a) {
        float s = a * a;
        float p = ERF_6;
        p = Math.fma(p, s, ERF_5);
        p = Math.fma(p, s, ERF_4);
        p = Math.fma(p, s, ERF_3);
        p = Math.fma(p, s, ERF_2);
        p = Math.fma(p, s, ERF_1);
        p = Math.fma(p, s, ERF_0);
        return Math.fma(p, a, a);
    }

    /// -log(1 - erf(a)).
    private static float erfcExponent(float a) {
        float p = ERFC_7;
        p = Math.fma(p, a, ERFC_6);
        p = Math.fma(p, a, ERFC_5);
        p = Math.fma(p, a, ERFC_4);
        p = Math.fma(p, a, ERFC_3);
        p = Math.fma(p, a, ERFC_2);
        p = Math.fma(p, a, ERFC_1);
        return Math.fma(p, a, ERFC_0);
    }

    /// The distribution function of the standard normal distribution.
    public static float normalCdf(float x) {
        return Math.fma(0.5f, erf(x * SQRT_HALF), 0.5f);
    }

    /// sin(2 pi u) for u in [0, 1).
    public static float sinTurn(float u) {
        // The nearest multiple of a quarter turn, and what is left of it.
        float t = Math.fma(u, 4f, ROUNDER);
        float r = Math.fma(t - ROUNDER, -0.25f, u);
        return quarter(r, Float.floatToRawIntBits(t));
    }

    /// cos(2 pi u) for u in [0, 1).
    public static float cosTurn(float u) {
        float t = Math.fma(u, 4f, ROUNDER);
        float r = Math.fma(t - ROUNDER, -0.25f, u);
        return quarter(r, Float.floatToRawIntBits(t) + 1);
    }

    private static float quarter(float r, int quadrant) {
        float s = r * r;
        float p = SIN_4;
        p = Math.fma(p, s, SIN_3);
        p = Math.fma(p, s, SIN_2);
        p = Math.fma(p, s, SIN_1);
        p = Math.fma(p, s, SIN_0);
        float sin = p * r;
        float q = COS_4;
        q = Math.fma(q, s, COS_3);
        q = Math.fma(q, s, COS_2);
        q = Math.fma(q, s, COS_1);
        float cos = Math.fma(q, s, 1f);
        float y = (quadrant & 1) == 0 ? sin : cos;
        return Float.intBitsToFloat(Float.floatToRawIntBits(y) ^ ((quadrant & 2) << 30));
    }
}
