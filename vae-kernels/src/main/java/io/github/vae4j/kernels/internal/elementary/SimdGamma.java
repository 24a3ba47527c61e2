package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.SQRT_HALF_BITS;
import static io.github.vae4j.kernels.internal.elementary.GammaConstants.*;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.HALF;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.INFINITY;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.INTS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.LANES;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.MINUS_HALF;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.MINUS_INFINITY;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.MINUS_ONE;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.NAN;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.ONE;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.V_LOG_10;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.V_LOG_11;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.V_LOG_3;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.V_LOG_4;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.V_LOG_5;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.V_LOG_6;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.V_LOG_7;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.V_LOG_8;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.V_LOG_9;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.ZERO;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.all;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// The logarithm of the gamma function and its derivative of vectors of floats: the operations of [ScalarGamma], lane
/// by lane.
final class SimdGamma {
    private static final FloatVector V_LN2_SHORT = all(LN2_SHORT);
    private static final FloatVector V_LN2_REST = all(LN2_REST);
    private static final FloatVector V_LGAMMA_0 = all(LGAMMA_0);
    private static final FloatVector V_LGAMMA_1 = all(LGAMMA_1);
    private static final FloatVector V_LGAMMA_2 = all(LGAMMA_2);
    private static final FloatVector V_LGAMMA_3 = all(LGAMMA_3);
    private static final FloatVector V_LGAMMA_4 = all(LGAMMA_4);
    private static final FloatVector V_LGAMMA_5 = all(LGAMMA_5);
    private static final FloatVector V_LGAMMA_6 = all(LGAMMA_6);
    private static final FloatVector V_LGAMMA_7 = all(LGAMMA_7);
    private static final FloatVector V_LGAMMA_8 = all(LGAMMA_8);
    private static final FloatVector V_LGAMMA_9 = all(LGAMMA_9);
    private static final FloatVector V_LGAMMA_10 = all(LGAMMA_10);
    private static final FloatVector V_LGAMMA_SWITCH = all(LGAMMA_SWITCH);
    private static final FloatVector V_STIRLING = all(STIRLING);
    private static final FloatVector V_STIRLING_0 = all(STIRLING_0);
    private static final FloatVector V_STIRLING_1 = all(STIRLING_1);
    private static final FloatVector V_STIRLING_2 = all(STIRLING_2);
    private static final FloatVector V_STIRLING_3 = all(STIRLING_3);
    private static final FloatVector V_DIGAMMA_ROOT_HIGH = all(DIGAMMA_ROOT_HIGH);
    private static final FloatVector V_DIGAMMA_ROOT_LOW = all(DIGAMMA_ROOT_LOW);
    private static final FloatVector V_DIGAMMA_0 = all(DIGAMMA_0);
    private static final FloatVector V_DIGAMMA_1 = all(DIGAMMA_1);
    private static final FloatVector V_DIGAMMA_2 = all(DIGAMMA_2);
    private static final FloatVector V_DIGAMMA_3 = all(DIGAMMA_3);
    private static final FloatVector V_DIGAMMA_4 = all(DIGAMMA_4);
    private static final FloatVector V_DIGAMMA_5 = all(DIGAMMA_5);
    private static final FloatVector V_DIGAMMA_6 = all(DIGAMMA_6);
    private static final FloatVector V_DIGAMMA_7 = all(DIGAMMA_7);
    private static final FloatVector V_DIGAMMA_8 = all(DIGAMMA_8);
    private static final FloatVector V_DIGAMMA_9 = all(DIGAMMA_9);
    private static final FloatVector V_DIGAMMA_10 = all(DIGAMMA_10);
    private static final FloatVector V_DIGAMMA_SWITCH = all(DIGAMMA_SWITCH);
    private static final FloatVector V_DIGAMMA_FAR_0 = all(DIGAMMA_FAR_0);
    private static final FloatVector V_DIGAMMA_FAR_1 = all(DIGAMMA_FAR_1);
    private static final FloatVector V_DIGAMMA_FAR_2 = all(DIGAMMA_FAR_2);
    private static final FloatVector V_DIGAMMA_FAR_3 = all(DIGAMMA_FAR_3);
    private static final FloatVector V_DIGAMMA_FAR_4 = all(DIGAMMA_FAR_4);
    private static final FloatVector TWO = all(2f);
    private static final FloatVector MINUS_THREE_QUARTERS = all(-0.75f);

    private SimdGamma() {}

    /// y = lgamma(x), for a whole number of vectors. All of it in one piece, as [HotLoops].
    static void lgamma(float[] y, int yOffset, float[] x, int xOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xOffset + i);
            VectorMask<Float> below = v.compare(LT, ONE);
            VectorMask<Float> far = v.compare(GE, V_LGAMMA_SWITCH);
            VectorMask<Float> subnormal = v.compare(LT, SimdElementary.MIN_NORMAL);
            FloatVector scaled = v.blend(v.mul(SimdElementary.TWO_TO_23), subnormal);
            IntVector shifted = scaled.reinterpretAsInts().sub(SQRT_HALF_BITS);
            IntVector exponent = shifted.lanewise(ASHR, 23);
            FloatVector e = (FloatVector) exponent.blend(exponent.sub(23), subnormal.cast(INTS)).convertShape(I2F,
                    FLOATS, 0);
            FloatVector f = shifted.lanewise(AND, 0x007fffff).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(ONE);
            FloatVector s = f.mul(f);
            FloatVector curvature = f.fma(V_LOG_11, V_LOG_10).fma(f, V_LOG_9).fma(f, V_LOG_8).fma(f, V_LOG_7)
                    .fma(f, V_LOG_6).fma(f, V_LOG_5).fma(f, V_LOG_4).fma(f, V_LOG_3).mul(f).fma(s, s.mul(MINUS_HALF));
            FloatVector high = e.fma(V_LN2_SHORT, ZERO.blend(MINUS_ONE, far));
            FloatVector sum = high.add(f);
            FloatVector rest = high.sub(sum).add(f).add(e.fma(V_LN2_REST, curvature));

            FloatVector u = v.sub(ONE).blend(v, below);
            FloatVector w = u.add(MINUS_THREE_QUARTERS);
            FloatVector p = w.fma(V_LGAMMA_10, V_LGAMMA_9).fma(w, V_LGAMMA_8).fma(w, V_LGAMMA_7).fma(w, V_LGAMMA_6)
                    .fma(w, V_LGAMMA_5).fma(w, V_LGAMMA_4).fma(w, V_LGAMMA_3).fma(w, V_LGAMMA_2).fma(w, V_LGAMMA_1)
                    .fma(w, V_LGAMMA_0);
            FloatVector near = u.mul(v.sub(TWO.blend(ONE, below))).fma(p, ZERO);
            near = near.blend(near.sub(rest).sub(sum), below);

            FloatVector q = ONE.div(v);
            FloatVector q2 = q.mul(q);
            FloatVector series = q2.fma(V_STIRLING_3, V_STIRLING_2).fma(q2, V_STIRLING_1).fma(q2, V_STIRLING_0).fma(q,
                    V_STIRLING);
            FloatVector half = v.sub(HALF);
            FloatVector value = near.blend(half.fma(sum, half.fma(rest, series)), far);
            value = value.blend(INFINITY, v.compare(EQ, ZERO).or(v.compare(EQ, INFINITY)));
            NAN.blend(value, v.compare(GE, ZERO)).intoArray(y, yOffset + i);
        }
    }

    /// y = digamma(x), for a whole number of vectors. All of it in one piece, as [HotLoops].
    static void digamma(float[] y, int yOffset, float[] x, int xOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xOffset + i);
            VectorMask<Float> below = v.compare(LT, ONE);
            FloatVector u = v.sub(ONE).blend(v, below);
            FloatVector q = ONE.div(v);
            FloatVector w = u.add(MINUS_HALF);
            FloatVector p = w.fma(V_DIGAMMA_10, V_DIGAMMA_9).fma(w, V_DIGAMMA_8).fma(w, V_DIGAMMA_7).fma(w, V_DIGAMMA_6)
                    .fma(w, V_DIGAMMA_5).fma(w, V_DIGAMMA_4).fma(w, V_DIGAMMA_3).fma(w, V_DIGAMMA_2).fma(w, V_DIGAMMA_1)
                    .fma(w, V_DIGAMMA_0);
            FloatVector near = u.sub(V_DIGAMMA_ROOT_HIGH).sub(V_DIGAMMA_ROOT_LOW).mul(p);
            near = near.blend(near.sub(q), below);

            IntVector shifted = v.reinterpretAsInts().sub(SQRT_HALF_BITS);
            FloatVector f = shifted.lanewise(AND, 0x007fffff).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(ONE);
            FloatVector e = (FloatVector) shifted.lanewise(ASHR, 23).convertShape(I2F, FLOATS, 0);
            FloatVector s = f.mul(f);
            FloatVector curvature = f.fma(V_LOG_11, V_LOG_10).fma(f, V_LOG_9).fma(f, V_LOG_8).fma(f, V_LOG_7)
                    .fma(f, V_LOG_6).fma(f, V_LOG_5).fma(f, V_LOG_4).fma(f, V_LOG_3).mul(f).fma(s, s.mul(MINUS_HALF));
            FloatVector high = e.mul(V_LN2_SHORT);
            FloatVector sum = high.add(f);
            FloatVector rest = high.sub(sum).add(f).add(e.fma(V_LN2_REST, curvature));
            FloatVector q2 = q.mul(q);
            FloatVector series = q2.fma(V_DIGAMMA_FAR_4, V_DIGAMMA_FAR_3).fma(q2, V_DIGAMMA_FAR_2)
                    .fma(q2, V_DIGAMMA_FAR_1).fma(q2, V_DIGAMMA_FAR_0).fma(q, HALF);
            FloatVector far = sum.add(q.lanewise(NEG).fma(series, rest));

            FloatVector value = near.blend(far, v.compare(GE, V_DIGAMMA_SWITCH));
            value = value.blend(MINUS_INFINITY, v.compare(EQ, ZERO));
            value = value.blend(v, v.compare(EQ, INFINITY));
            NAN.blend(value, v.compare(GE, ZERO)).intoArray(y, yOffset + i);
        }
    }

}
