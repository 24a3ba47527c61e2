package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.*;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.INTS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// Elementwise loops that training and encoding spend their time in next to products, each in one piece.
///
/// The functions are those of [ScalarElementary], written out. Inside a loop there are operations of the Vector API
/// alone: C2 inlines these however long the loop is, and our own methods only until a compilation has 18,000 nodes. So
/// nothing here is ever boxed, and constants can be broadcast before a loop, where they stay in registers or on the
/// stack: a quarter faster than constants that are loaded from objects. Everything else is put together from
/// [SimdElementary] instead.
public final class HotLoops {
    private HotLoops() {}

    /// y = exp(x).
    static void exp(float[] y, int yOffset, float[] x, int xOffset, int n) {
        FloatVector log2e = broadcast(FLOATS, LOG2_E), rounder = broadcast(FLOATS, ROUNDER);
        FloatVector minusLn2High = broadcast(FLOATS, -LN2_HIGH), minusLn2Low = broadcast(FLOATS, -LN2_LOW);
        FloatVector exp2 = broadcast(FLOATS, EXP_2), exp3 = broadcast(FLOATS, EXP_3), exp4 = broadcast(FLOATS, EXP_4),
                exp5 = broadcast(FLOATS, EXP_5), exp6 = broadcast(FLOATS, EXP_6);
        FloatVector zero = broadcast(FLOATS, 0f), one = broadcast(FLOATS, 1f),
                infinity = broadcast(FLOATS, Float.POSITIVE_INFINITY);
        FloatVector least = broadcast(FLOATS, EXP_NORMAL_MIN), most = broadcast(FLOATS, EXP_MAX);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = fromArray(FLOATS, x, xOffset + i);
            FloatVector t = v.fma(log2e, rounder);
            FloatVector whole = t.sub(rounder);
            FloatVector r = whole.fma(minusLn2Low, whole.fma(minusLn2High, v));
            FloatVector r2 = r.mul(r);
            FloatVector p = r2.fma(exp6, r.fma(exp5, exp4)).fma(r2, r.fma(exp3, exp2)).fma(r2, r).add(one);
            FloatVector e = p.reinterpretAsInts().add(t.reinterpretAsInts().lanewise(LSHL, 23)).reinterpretAsFloats();
            v.add(infinity).blend(e, v.compare(LE, most)).blend(zero, v.compare(LT, least)).intoArray(y, yOffset + i);
        }
    }

    /// y = softplus(x): `max(x, 0) + log(1 + exp(-|x|))`.
    public static void softplus(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        FloatVector log2e = broadcast(FLOATS, LOG2_E), rounder = broadcast(FLOATS, BIASED_ROUNDER),
                least = broadcast(FLOATS, EXP_NORMAL_MIN);
        FloatVector ln2High = broadcast(FLOATS, LN2_HIGH), minusLn2High = broadcast(FLOATS, -LN2_HIGH);
        FloatVector ln2Low = broadcast(FLOATS, LN2_LOW), minusLn2Low = broadcast(FLOATS, -LN2_LOW);
        FloatVector exp2 = broadcast(FLOATS, EXP_2), exp3 = broadcast(FLOATS, EXP_3), exp4 = broadcast(FLOATS, EXP_4),
                exp5 = broadcast(FLOATS, EXP_5), exp6 = broadcast(FLOATS, EXP_6);
        FloatVector log3 = broadcast(FLOATS, LOG_3), log4 = broadcast(FLOATS, LOG_4), log5 = broadcast(FLOATS, LOG_5),
                log6 = broadcast(FLOATS, LOG_6), log7 = broadcast(FLOATS, LOG_7);
        FloatVector log8 = broadcast(FLOATS, LOG_8), log9 = broadcast(FLOATS, LOG_9), log10 = broadcast(FLOATS, LOG_10),
                log11 = broadcast(FLOATS, LOG_11);
        FloatVector zero = broadcast(FLOATS, 0f), one = broadcast(FLOATS, 1f), half = broadcast(FLOATS, 0.5f),
                minusHalf = broadcast(FLOATS, -0.5f);
        FloatVector switchAt = broadcast(FLOATS, SQRT_2_MINUS_1);
        IntVector sign = IntVector.broadcast(INTS, Integer.MIN_VALUE);
        for (int row = 0; row < rows; row++) {
            int from = row * stride;
            for (int i = from; i < from + cols; i += LANES) {
                FloatVector v = fromArray(FLOATS, x, xOffset + i);

                // e = exp(-|x|)
                FloatVector a = v.reinterpretAsInts().lanewise(OR, sign).reinterpretAsFloats();
                FloatVector t = a.fma(log2e, rounder);
                FloatVector n = t.sub(rounder);
                FloatVector r = n.fma(minusLn2Low, n.fma(minusLn2High, a));
                FloatVector r2 = r.mul(r);
                FloatVector p = r2.fma(exp6, r.fma(exp5, exp4)).fma(r2, r.fma(exp3, exp2)).fma(r2, r);
                FloatVector power = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
                FloatVector e = p.fma(power, power).blend(zero, a.compare(LT, least));

                // log(1 + e)
                VectorMask<Float> above = e.compare(GT, switchAt);
                FloatVector f = e.blend(e.fma(half, minusHalf), above);
                FloatVector exponent = zero.blend(one, above);
                FloatVector q = f.fma(log11, log10).fma(f, log9).fma(f, log8).fma(f, log7).fma(f, log6).fma(f, log5);
                q = q.fma(f, log4).fma(f, log3);
                FloatVector s = f.mul(f);
                q = exponent.fma(ln2Low, q.mul(f).fma(s, s.mul(minusHalf)));
                q = exponent.fma(ln2High, f.add(q));

                zero.blend(v, v.compare(GT, zero)).add(q).intoArray(y, yOffset + i);
            }
        }
    }

    /// dx = dy (1 - exp(-y)), where y is what softplus gave.
    public static void softplusBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset,
            int stride, int rows, int cols) {
        FloatVector log2e = broadcast(FLOATS, LOG2_E), rounder = broadcast(FLOATS, HALVING_ROUNDER),
                most = broadcast(FLOATS, EXP_MAX), least = broadcast(FLOATS, EXPM1_MIN);
        FloatVector minusLn2High = broadcast(FLOATS, -LN2_HIGH), minusLn2Low = broadcast(FLOATS, -LN2_LOW);
        FloatVector exp2 = broadcast(FLOATS, EXP_2), exp3 = broadcast(FLOATS, EXP_3), exp4 = broadcast(FLOATS, EXP_4),
                exp5 = broadcast(FLOATS, EXP_5), exp6 = broadcast(FLOATS, EXP_6);
        FloatVector half = broadcast(FLOATS, 0.5f), minusTwo = broadcast(FLOATS, -2f), one = broadcast(FLOATS, 1f),
                minusInfinity = broadcast(FLOATS, Float.NEGATIVE_INFINITY);
        for (int row = 0; row < rows; row++) {
            int from = row * stride;
            for (int i = from; i < from + cols; i += LANES) {
                FloatVector gradient = fromArray(FLOATS, dy, dyOffset + i);
                FloatVector a = fromArray(FLOATS, saved, savedOffset + i).lanewise(NEG);

                // -(exp(a) - 1), from half of 2^n lest it overflows
                FloatVector t = a.fma(log2e, rounder);
                FloatVector n = t.sub(rounder);
                FloatVector r = n.fma(minusLn2Low, n.fma(minusLn2High, a));
                FloatVector r2 = r.mul(r);
                FloatVector p = r2.fma(exp6, r.fma(exp5, exp4)).fma(r2, r.fma(exp3, exp2)).fma(r2, r);
                FloatVector power = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
                FloatVector slope = power.fma(p, power.sub(half)).mul(minusTwo);
                slope = slope.blend(minusInfinity, a.compare(GT, most)).blend(one, a.compare(LT, least));

                gradient.mul(slope).intoArray(dx, dxOffset + i);
            }
        }
    }

    /// y = sigmoid(x): `1 / (1 + exp(-x))`.
    public static void sigmoid(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        FloatVector minusLog2e = broadcast(FLOATS, -LOG2_E), rounder = broadcast(FLOATS, BIASED_ROUNDER),
                least = broadcast(FLOATS, EXP_NORMAL_MIN), most = broadcast(FLOATS, SIGMOID_MAX);
        FloatVector minusLn2High = broadcast(FLOATS, -LN2_HIGH), minusLn2Low = broadcast(FLOATS, -LN2_LOW);
        FloatVector exp2 = broadcast(FLOATS, EXP_2), exp3 = broadcast(FLOATS, EXP_3), exp4 = broadcast(FLOATS, EXP_4),
                exp5 = broadcast(FLOATS, EXP_5), exp6 = broadcast(FLOATS, EXP_6);
        FloatVector zero = broadcast(FLOATS, 0f), one = broadcast(FLOATS, 1f);
        for (int row = 0; row < rows; row++) {
            int from = row * stride;
            for (int i = from; i < from + cols; i += LANES) {
                FloatVector v = fromArray(FLOATS, x, xOffset + i);

                FloatVector t = v.fma(minusLog2e, rounder);
                FloatVector n = t.sub(rounder);
                FloatVector r = n.fma(minusLn2Low, n.fma(minusLn2High, v.lanewise(NEG)));
                FloatVector r2 = r.mul(r);
                FloatVector p = r2.fma(exp6, r.fma(exp5, exp4)).fma(r2, r.fma(exp3, exp2)).fma(r2, r);
                FloatVector power = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
                FloatVector sum = power.add(one);
                FloatVector lost = one.sub(sum.sub(power));
                FloatVector quotient = one.div(p.fma(power, lost).add(sum));

                quotient.blend(one, v.compare(GT, most)).blend(zero, v.compare(LT, least)).intoArray(y, yOffset + i);
            }
        }
    }

    /// y = tanh(x): `1 - 2 / (exp(2 |x|) + 1)`, or near 0 a polynomial, with the sign of x.
    public static void tanh(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        FloatVector log2e = broadcast(FLOATS, LOG2_E), rounder = broadcast(FLOATS, HALVING_ROUNDER),
                near = broadcast(FLOATS, TANH_SWITCH), most = broadcast(FLOATS, TANH_MAX);
        FloatVector minusLn2High = broadcast(FLOATS, -LN2_HIGH), minusLn2Low = broadcast(FLOATS, -LN2_LOW);
        FloatVector exp2 = broadcast(FLOATS, EXP_2), exp3 = broadcast(FLOATS, EXP_3), exp4 = broadcast(FLOATS, EXP_4),
                exp5 = broadcast(FLOATS, EXP_5), exp6 = broadcast(FLOATS, EXP_6);
        FloatVector tanh0 = broadcast(FLOATS, TANH_0), tanh1 = broadcast(FLOATS, TANH_1),
                tanh2 = broadcast(FLOATS, TANH_2), tanh3 = broadcast(FLOATS, TANH_3);
        FloatVector half = broadcast(FLOATS, 0.5f), one = broadcast(FLOATS, 1f);
        IntVector sign = IntVector.broadcast(INTS, Integer.MIN_VALUE);
        for (int row = 0; row < rows; row++) {
            int from = row * stride;
            for (int i = from; i < from + cols; i += LANES) {
                FloatVector v = fromArray(FLOATS, x, xOffset + i);

                FloatVector a = v.lanewise(ABS);
                FloatVector twice = a.add(a);
                FloatVector t = twice.fma(log2e, rounder);
                FloatVector n = t.sub(rounder);
                FloatVector r = n.fma(minusLn2Low, n.fma(minusLn2High, twice));
                FloatVector r2 = r.mul(r);
                FloatVector p = r2.fma(exp6, r.fma(exp5, exp4)).fma(r2, r.fma(exp3, exp2)).fma(r2, r);
                FloatVector power = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
                FloatVector large = one.sub(one.div(p.fma(power, power.add(half))));

                FloatVector s = a.mul(a);
                FloatVector small = s.fma(tanh3, tanh2).fma(s, tanh1).fma(s, tanh0).mul(s).fma(a, a);

                large.blend(one, a.compare(GT, most)).blend(small, a.compare(LT, near)).reinterpretAsInts()
                        .lanewise(OR, v.reinterpretAsInts().lanewise(AND, sign)).reinterpretAsFloats()
                        .intoArray(y, yOffset + i);
            }
        }
    }
}
