package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.*;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Elementary functions of a vector of floats: the same operations as [ScalarElementary], lane by lane.
///
/// The methods are small so that C2 inlines them; a vector that crosses a call is boxed, and everything is a hundred
/// times slower.
public final class SimdElementary {
    public static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    public static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
    /// Lanes of the hardware.
    public static final int LANES = FLOATS.length();

    private static final IntVector SIGN = IntVector.broadcast(INTS, 0x80000000);

    // Vectors rather than numbers to broadcast: C2 has a budget of nodes for inlining, and a vector that no longer
    // fits into it is boxed.
    private static final FloatVector V_LOG2_E = FloatVector.broadcast(FLOATS, LOG2_E);
    private static final FloatVector V_ROUNDER = FloatVector.broadcast(FLOATS, ROUNDER);
    private static final FloatVector V_MINUS_LN2_HIGH = FloatVector.broadcast(FLOATS, -LN2_HIGH);
    private static final FloatVector V_MINUS_LN2_LOW = FloatVector.broadcast(FLOATS, -LN2_LOW);
    private static final FloatVector V_HALVING_ROUNDER = FloatVector.broadcast(FLOATS, HALVING_ROUNDER);
    private static final FloatVector V_BIASED_ROUNDER = FloatVector.broadcast(FLOATS, BIASED_ROUNDER);
    private static final FloatVector V_EXP_6 = FloatVector.broadcast(FLOATS, EXP_6);
    private static final FloatVector V_EXP_5 = FloatVector.broadcast(FLOATS, EXP_5);
    private static final FloatVector V_EXP_4 = FloatVector.broadcast(FLOATS, EXP_4);
    private static final FloatVector V_EXP_3 = FloatVector.broadcast(FLOATS, EXP_3);
    private static final FloatVector V_EXP_2 = FloatVector.broadcast(FLOATS, EXP_2);
    static final FloatVector NAN = FloatVector.broadcast(FLOATS, Float.NaN);
    static final FloatVector V_LOG_11 = FloatVector.broadcast(FLOATS, LOG_11);
    static final FloatVector V_LOG_10 = FloatVector.broadcast(FLOATS, LOG_10);
    static final FloatVector V_LOG_9 = FloatVector.broadcast(FLOATS, LOG_9);
    static final FloatVector V_LOG_8 = FloatVector.broadcast(FLOATS, LOG_8);
    static final FloatVector V_LOG_7 = FloatVector.broadcast(FLOATS, LOG_7);
    static final FloatVector V_LOG_6 = FloatVector.broadcast(FLOATS, LOG_6);
    static final FloatVector V_LOG_5 = FloatVector.broadcast(FLOATS, LOG_5);
    static final FloatVector V_LOG_4 = FloatVector.broadcast(FLOATS, LOG_4);
    static final FloatVector V_LOG_3 = FloatVector.broadcast(FLOATS, LOG_3);
    private static final FloatVector V_LN2_LOW = FloatVector.broadcast(FLOATS, LN2_LOW);
    private static final FloatVector V_LN2_HIGH = FloatVector.broadcast(FLOATS, LN2_HIGH);
    public static final FloatVector HALF = FloatVector.broadcast(FLOATS, 0.5f);
    public static final FloatVector MINUS_HALF = FloatVector.broadcast(FLOATS, -0.5f);
    public static final FloatVector ZERO = FloatVector.broadcast(FLOATS, 0f);
    public static final FloatVector ONE = FloatVector.broadcast(FLOATS, 1f);
    private static final FloatVector V_ERF_6 = FloatVector.broadcast(FLOATS, ERF_6);
    private static final FloatVector V_ERF_5 = FloatVector.broadcast(FLOATS, ERF_5);
    private static final FloatVector V_ERF_4 = FloatVector.broadcast(FLOATS, ERF_4);
    private static final FloatVector V_ERF_3 = FloatVector.broadcast(FLOATS, ERF_3);
    private static final FloatVector V_ERF_2 = FloatVector.broadcast(FLOATS, ERF_2);
    private static final FloatVector V_ERF_1 = FloatVector.broadcast(FLOATS, ERF_1);
    private static final FloatVector V_ERF_0 = FloatVector.broadcast(FLOATS, ERF_0);
    private static final FloatVector V_ERFC_7 = FloatVector.broadcast(FLOATS, ERFC_7);
    private static final FloatVector V_ERFC_6 = FloatVector.broadcast(FLOATS, ERFC_6);
    private static final FloatVector V_ERFC_5 = FloatVector.broadcast(FLOATS, ERFC_5);
    private static final FloatVector V_ERFC_4 = FloatVector.broadcast(FLOATS, ERFC_4);
    private static final FloatVector V_ERFC_3 = FloatVector.broadcast(FLOATS, ERFC_3);
    private static final FloatVector V_ERFC_2 = FloatVector.broadcast(FLOATS, ERFC_2);
    private static final FloatVector V_ERFC_1 = FloatVector.broadcast(FLOATS, ERFC_1);
    private static final FloatVector V_ERFC_0 = FloatVector.broadcast(FLOATS, ERFC_0);
    private static final FloatVector FOUR = FloatVector.broadcast(FLOATS, 4f);
    private static final FloatVector MINUS_QUARTER = FloatVector.broadcast(FLOATS, -0.25f);
    private static final FloatVector V_SIN_4 = FloatVector.broadcast(FLOATS, SIN_4);
    private static final FloatVector V_SIN_3 = FloatVector.broadcast(FLOATS, SIN_3);
    private static final FloatVector V_SIN_2 = FloatVector.broadcast(FLOATS, SIN_2);
    private static final FloatVector V_SIN_1 = FloatVector.broadcast(FLOATS, SIN_1);
    private static final FloatVector V_SIN_0 = FloatVector.broadcast(FLOATS, SIN_0);
    private static final FloatVector V_COS_4 = FloatVector.broadcast(FLOATS, COS_4);
    private static final FloatVector V_COS_3 = FloatVector.broadcast(FLOATS, COS_3);
    private static final FloatVector V_COS_2 = FloatVector.broadcast(FLOATS, COS_2);
    private static final FloatVector V_COS_1 = FloatVector.broadcast(FLOATS, COS_1);
    static final FloatVector TWO_TO_23 = FloatVector.broadcast(FLOATS, 0x1p23f);
    public static final FloatVector V_SQRT_HALF = FloatVector.broadcast(FLOATS, SQRT_HALF);
    private static final FloatVector V_EXP_MAX = FloatVector.broadcast(FLOATS, EXP_MAX);
    private static final FloatVector V_EXP_NORMAL_MIN = FloatVector.broadcast(FLOATS, EXP_NORMAL_MIN);
    private static final FloatVector V_SIGMOID_MAX = FloatVector.broadcast(FLOATS, SIGMOID_MAX);
    private static final FloatVector V_EXPM1_MIN = FloatVector.broadcast(FLOATS, EXPM1_MIN);
    private static final FloatVector V_TANGENT_SWITCH = FloatVector.broadcast(FLOATS, TANGENT_SWITCH);
    public static final FloatVector MIN_NORMAL = FloatVector.broadcast(FLOATS, Float.MIN_NORMAL);
    static final FloatVector INFINITY = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);
    static final FloatVector MINUS_ONE = FloatVector.broadcast(FLOATS, -1f);
    private static final FloatVector V_SQRT_2_MINUS_1 = FloatVector.broadcast(FLOATS, SQRT_2_MINUS_1);
    private static final FloatVector V_ERF_MAX = FloatVector.broadcast(FLOATS, ERF_MAX);
    public static final FloatVector V_ERF_SWITCH = FloatVector.broadcast(FLOATS, ERF_SWITCH);
    static final FloatVector MINUS_INFINITY = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);

    private static final FloatVector LANE_NUMBERS = ZERO.addIndex(1);

    private SimdElementary() {}

    /// The first `n` lanes, all or none of them if `n` is beyond. [VectorSpecies#indexInRange] has branches, after which
    /// its mask is an object; this is one comparison.
    public static VectorMask<Float> firstLanes(int n) {
        return LANE_NUMBERS.compare(LT, (float) n);
    }

    public static FloatVector all(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    public static FloatVector exp(FloatVector x) {
        FloatVector t = x.fma(V_LOG2_E, V_ROUNDER);
        FloatVector n = t.sub(V_ROUNDER);
        FloatVector r = n.fma(V_MINUS_LN2_HIGH, x);
        r = n.fma(V_MINUS_LN2_LOW, r);
        FloatVector y = expm1Reduced(r).add(ONE).reinterpretAsInts().add(t.reinterpretAsInts().lanewise(LSHL, 23))
                .reinterpretAsFloats();
        y = x.add(INFINITY).blend(y, x.compare(LE, V_EXP_MAX));
        return y.blend(ZERO, x.compare(LT, V_EXP_NORMAL_MIN));
    }

    private static FloatVector expm1Reduced(FloatVector r) {
        FloatVector s = r.mul(r);
        return expm1SecondOrder(r, s).fma(s, r);
    }

    private static FloatVector expm1SecondOrder(FloatVector r, FloatVector s) {
        FloatVector high = s.fma(V_EXP_6, r.fma(V_EXP_5, V_EXP_4));
        return high.fma(s, r.fma(V_EXP_3, V_EXP_2));
    }

    /// 2^n, of an n whose biased exponent field stands in the low bits of t.
    private static FloatVector power(FloatVector t) {
        return t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
    }

    /// exp(x) for x <= 0.
    ///
    /// The polynomial is written out: where this is the last call of a long loop, C2 inlines it but no method of ours
    /// within it.
    public static FloatVector expNonPositive(FloatVector x) {
        FloatVector t = x.fma(V_LOG2_E, V_BIASED_ROUNDER);
        FloatVector n = t.sub(V_BIASED_ROUNDER);
        FloatVector r = n.fma(V_MINUS_LN2_HIGH, x);
        r = n.fma(V_MINUS_LN2_LOW, r);
        FloatVector s = r.mul(r);
        FloatVector p = s.fma(V_EXP_6, r.fma(V_EXP_5, V_EXP_4)).fma(s, r.fma(V_EXP_3, V_EXP_2)).fma(s, r);
        FloatVector power = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
        return p.fma(power, power).blend(ZERO, x.compare(LT, V_EXP_NORMAL_MIN));
    }

    public static FloatVector expm1(FloatVector x) {
        return expm1NonPositive(x).blend(INFINITY, x.compare(GT, V_EXP_MAX));
    }

    /// exp(x) - 1 for x up to where that is finite: [#expm1] without its upper bound.
    public static FloatVector expm1NonPositive(FloatVector x) {
        FloatVector t = x.fma(V_LOG2_E, V_HALVING_ROUNDER);
        FloatVector n = t.sub(V_HALVING_ROUNDER);
        FloatVector r = n.fma(V_MINUS_LN2_HIGH, x);
        r = n.fma(V_MINUS_LN2_LOW, r);
        FloatVector half = power(t);
        FloatVector y = half.fma(expm1Reduced(r), half.sub(HALF));
        return y.add(y).blend(MINUS_ONE, x.compare(LT, V_EXPM1_MIN));
    }

    public static FloatVector expMinusTangent(FloatVector x) {
        FloatVector s = x.mul(x);
        FloatVector near = expm1SecondOrder(x, s).mul(s);
        return expm1(x).sub(x).blend(near, x.lanewise(ABS).compare(LT, V_TANGENT_SWITCH));
    }

    public static FloatVector log(FloatVector x) {
        VectorMask<Float> subnormal = x.compare(LT, MIN_NORMAL);
        FloatVector scaled = x.blend(x.mul(TWO_TO_23), subnormal);
        IntVector shifted = scaled.reinterpretAsInts().sub(SQRT_HALF_BITS);
        IntVector exponent = shifted.lanewise(ASHR, 23);
        exponent = exponent.blend(exponent.sub(23), subnormal.cast(INTS));
        FloatVector y = logOf(mantissa(shifted).sub(ONE), floats(exponent));
        y = y.blend(x, x.compare(EQ, INFINITY));
        y = y.blend(MINUS_INFINITY, x.compare(EQ, ZERO));
        return NAN.blend(y, x.compare(GE, ZERO));
    }

    /// log(x) of a positive normal number; anything for others.
    public static FloatVector logNormal(FloatVector x) {
        return logNormal(x, 0);
    }

    /// log(x 2^-shift) of a positive normal number x; anything for others.
    public static FloatVector logNormal(FloatVector x, int shift) {
        IntVector shifted = x.reinterpretAsInts().sub(SQRT_HALF_BITS + (shift << 23));
        return logOf(mantissa(shifted).sub(ONE), floats(shifted.lanewise(ASHR, 23)));
    }

    static FloatVector mantissa(IntVector shifted) {
        return shifted.lanewise(AND, 0x007fffff).add(SQRT_HALF_BITS).reinterpretAsFloats();
    }

    static FloatVector floats(IntVector n) {
        return (FloatVector) n.convertShape(I2F, FLOATS, 0);
    }

    private static FloatVector logOf(FloatVector f, FloatVector e) {
        return e.fma(V_LN2_HIGH, f.add(e.fma(V_LN2_LOW, logCurvature(f))));
    }

    /// log(1 + f) - f, with 1 + f between sqrt(1/2) and sqrt(2).
    static FloatVector logCurvature(FloatVector f) {
        FloatVector p = f.fma(V_LOG_11, V_LOG_10);
        p = p.fma(f, V_LOG_9);
        p = p.fma(f, V_LOG_8);
        p = p.fma(f, V_LOG_7);
        p = p.fma(f, V_LOG_6);
        p = p.fma(f, V_LOG_5);
        p = p.fma(f, V_LOG_4);
        p = p.fma(f, V_LOG_3);
        FloatVector s = f.mul(f);
        return p.mul(f).fma(s, s.mul(MINUS_HALF));
    }

    public static FloatVector log1p(FloatVector x) {
        FloatVector u = x.add(ONE);
        FloatVector rest = x.sub(u.sub(ONE));
        IntVector shifted = u.reinterpretAsInts().sub(SQRT_HALF_BITS);
        IntVector e = shifted.lanewise(ASHR, 23);
        FloatVector inversePower = e.min(126).neg().add(127).lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector y = logOf(rest.fma(inversePower, mantissa(shifted).sub(ONE)), floats(e));
        y = y.blend(x, x.compare(EQ, INFINITY));
        y = y.blend(MINUS_INFINITY, x.compare(EQ, MINUS_ONE));
        y = y.blend(x, x.compare(EQ, ZERO));
        return NAN.blend(y, x.compare(GE, MINUS_ONE));
    }

    private static FloatVector log1pUnit(FloatVector x) {
        VectorMask<Float> above = x.compare(GT, V_SQRT_2_MINUS_1);
        FloatVector f = x.blend(x.fma(HALF, MINUS_HALF), above);
        return logOf(f, ZERO.blend(ONE, above));
    }

    public static FloatVector sigmoid(FloatVector x) {
        FloatVector a = x.lanewise(NEG);
        FloatVector t = a.fma(V_LOG2_E, V_BIASED_ROUNDER);
        FloatVector n = t.sub(V_BIASED_ROUNDER);
        FloatVector r = n.fma(V_MINUS_LN2_HIGH, a);
        r = n.fma(V_MINUS_LN2_LOW, r);
        FloatVector power = power(t);
        FloatVector sum = power.add(ONE);
        FloatVector lost = ONE.sub(sum.sub(power));
        FloatVector y = ONE.div(expm1Reduced(r).fma(power, lost).add(sum));
        y = y.blend(ONE, x.compare(GT, V_SIGMOID_MAX));
        return y.blend(ZERO, x.compare(LT, V_EXP_NORMAL_MIN));
    }

    public static FloatVector sigmoidBesideSoftplus(FloatVector x) {
        FloatVector e = expNonPositive(x.lanewise(ABS).lanewise(NEG));
        return ONE.blend(e, x.compare(LT, ZERO)).div(e.add(ONE));
    }

    public static FloatVector softplus(FloatVector x) {
        FloatVector e = expNonPositive(x.lanewise(ABS).lanewise(NEG));
        return ZERO.blend(x, x.compare(GT, ZERO)).add(log1pUnit(e));
    }

    private static IntVector signBits(FloatVector x) {
        return x.reinterpretAsInts().lanewise(AND, SIGN);
    }

    public static FloatVector erf(FloatVector x) {
        FloatVector a = erfMagnitude(x);
        IntVector sign = signBits(x);
        FloatVector small = erfSmall(a);
        FloatVector large = ONE.sub(expNonPositive(erfcExponent(a).lanewise(NEG)));
        return large.blend(small, a.compare(LT, V_ERF_SWITCH)).reinterpretAsInts().lanewise(OR, sign)
                .reinterpretAsFloats();
    }

    /// |x|, up to where the error function is 1.
    public static FloatVector erfMagnitude(FloatVector x) {
        return x.lanewise(ABS).min(V_ERF_MAX);
    }

    /// The error function where its magnitude is small.
    public static FloatVector erfSmall(FloatVector a) {
        FloatVector s = a.mul(a);
        FloatVector p = s.fma(V_ERF_6, V_ERF_5);
        p = p.fma(s, V_ERF_4);
        p = p.fma(s, V_ERF_3);
        p = p.fma(s, V_ERF_2);
        p = p.fma(s, V_ERF_1);
        p = p.fma(s, V_ERF_0);
        return p.fma(a, a);
    }

    /// -log(1 - erf(a)).
    public static FloatVector erfcExponent(FloatVector a) {
        FloatVector p = a.fma(V_ERFC_7, V_ERFC_6);
        p = p.fma(a, V_ERFC_5);
        p = p.fma(a, V_ERFC_4);
        p = p.fma(a, V_ERFC_3);
        p = p.fma(a, V_ERFC_2);
        p = p.fma(a, V_ERFC_1);
        return p.fma(a, V_ERFC_0);
    }

    public static FloatVector normalCdf(FloatVector x) {
        return erf(x.mul(V_SQRT_HALF)).fma(HALF, HALF);
    }

    /// Whole quarters of a turn nearest to u, as a float with [ElementaryConstants#ROUNDER] added.
    public static FloatVector quarters(FloatVector u) {
        return u.fma(FOUR, V_ROUNDER);
    }

    /// What is left of u without its quarters.
    public static FloatVector withoutQuarters(FloatVector u, FloatVector quarters) {
        return quarters.sub(V_ROUNDER).fma(MINUS_QUARTER, u);
    }

    /// sin(2 pi r) for |r| <= 1/8.
    public static FloatVector sinNear(FloatVector r) {
        FloatVector s = r.mul(r);
        FloatVector p = s.fma(V_SIN_4, V_SIN_3);
        p = p.fma(s, V_SIN_2);
        p = p.fma(s, V_SIN_1);
        p = p.fma(s, V_SIN_0);
        return p.mul(r);
    }

    /// cos(2 pi r) for |r| <= 1/8.
    public static FloatVector cosNear(FloatVector r) {
        FloatVector s = r.mul(r);
        FloatVector q = s.fma(V_COS_4, V_COS_3);
        q = q.fma(s, V_COS_2);
        q = q.fma(s, V_COS_1);
        return q.fma(s, ONE);
    }
}
