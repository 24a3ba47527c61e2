package io.github.vae4j.kernels.internal;

import static io.github.vae4j.kernels.internal.ElementaryConstants.*;
import static io.github.vae4j.kernels.internal.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.SimdElementary.INTS;
import static io.github.vae4j.kernels.internal.SimdElementary.LANES;
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

/// The loops that training and encoding spend their time in beside products, and those that C2 boxed when they were put
/// together from methods: each in one piece.
///
/// The functions are those of [ScalarElementary], written out. Inside a loop stand operations of the Vector API alone:
/// C2 inlines these however long the loop is, and our own methods only until a compilation has 18,000 nodes. So nothing
/// here is ever boxed, and constants can be broadcast before a loop, where they stay in registers or on the stack: a
/// quarter faster than constants that are loaded from objects. Everything else is put together from
/// [SimdElementary] instead.
final class StraightLoops {
    private StraightLoops() {}

    /// y = softplus(x): `max(x, 0) + log(1 + exp(-|x|))`.
    static void softplus(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
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
    static void softplusBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved, int savedOffset,
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
    static void sigmoid(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
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
    static void tanh(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
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

    /// z = mean + exp(logvar / 2) eps, in the first `cols` columns; rows of z and eps are `width` long.
    static void reparameterise(float[] z, int zOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset,
            int stride, float[] eps, int epsOffset, int rows, int width, int cols) {
        FloatVector log2e = broadcast(FLOATS, LOG2_E), rounder = broadcast(FLOATS, ROUNDER),
                least = broadcast(FLOATS, EXP_NORMAL_MIN), most = broadcast(FLOATS, EXP_MAX);
        FloatVector minusLn2High = broadcast(FLOATS, -LN2_HIGH), minusLn2Low = broadcast(FLOATS, -LN2_LOW);
        FloatVector exp2 = broadcast(FLOATS, EXP_2), exp3 = broadcast(FLOATS, EXP_3), exp4 = broadcast(FLOATS, EXP_4),
                exp5 = broadcast(FLOATS, EXP_5), exp6 = broadcast(FLOATS, EXP_6);
        FloatVector zero = broadcast(FLOATS, 0f), one = broadcast(FLOATS, 1f), half = broadcast(FLOATS, 0.5f),
                infinity = broadcast(FLOATS, Float.POSITIVE_INFINITY);
        for (int row = 0; row < rows; row++) {
            int at = row * stride;
            int packedAt = row * width;
            for (int i = 0; i < cols; i += LANES) {
                FloatVector a = fromArray(FLOATS, logvar, logvarOffset + at + i).mul(half);
                FloatVector noise = fromArray(FLOATS, eps, epsOffset + packedAt + i);
                FloatVector center = fromArray(FLOATS, mean, meanOffset + at + i);

                FloatVector t = a.fma(log2e, rounder);
                FloatVector n = t.sub(rounder);
                FloatVector r = n.fma(minusLn2Low, n.fma(minusLn2High, a));
                FloatVector r2 = r.mul(r);
                FloatVector p = r2.fma(exp6, r.fma(exp5, exp4)).fma(r2, r.fma(exp3, exp2)).fma(r2, r).add(one);
                FloatVector e = p.reinterpretAsInts().add(t.reinterpretAsInts().lanewise(LSHL, 23))
                        .reinterpretAsFloats();
                e = a.add(infinity).blend(e, a.compare(LE, most)).blend(zero, a.compare(LT, least));

                e.fma(noise, center).intoArray(z, zOffset + packedAt + i);
            }
        }
    }

    /// The gradients by mean and logvar, in the first `cols` columns: `dz + w mean` and
    /// `(dz eps exp(logvar / 2) + w (exp(logvar) - 1)) / 2`; rows of dz and eps are `width` long.
    static void reparameteriseBackward(float[] dMean, int dMeanOffset, float[] dLogvar, int dLogvarOffset, float[] dz,
            int dzOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride, float[] eps,
            int epsOffset, float[] klWeight, int klWeightOffset, int rows, int width, int cols) {
        FloatVector log2e = broadcast(FLOATS, LOG2_E), rounder = broadcast(FLOATS, ROUNDER),
                halvingRounder = broadcast(FLOATS, HALVING_ROUNDER);
        FloatVector least = broadcast(FLOATS, EXP_NORMAL_MIN), most = broadcast(FLOATS, EXP_MAX),
                leastExpm1 = broadcast(FLOATS, EXPM1_MIN);
        FloatVector minusLn2High = broadcast(FLOATS, -LN2_HIGH), minusLn2Low = broadcast(FLOATS, -LN2_LOW);
        FloatVector exp2 = broadcast(FLOATS, EXP_2), exp3 = broadcast(FLOATS, EXP_3), exp4 = broadcast(FLOATS, EXP_4),
                exp5 = broadcast(FLOATS, EXP_5), exp6 = broadcast(FLOATS, EXP_6);
        FloatVector zero = broadcast(FLOATS, 0f), one = broadcast(FLOATS, 1f), half = broadcast(FLOATS, 0.5f),
                minusOne = broadcast(FLOATS, -1f), infinity = broadcast(FLOATS, Float.POSITIVE_INFINITY);
        for (int row = 0; row < rows; row++) {
            int at = row * stride;
            int packedAt = row * width;
            for (int i = 0; i < cols; i += LANES) {
                FloatVector gradient = fromArray(FLOATS, dz, dzOffset + packedAt + i);
                FloatVector noise = fromArray(FLOATS, eps, epsOffset + packedAt + i);
                FloatVector weight = fromArray(FLOATS, klWeight, klWeightOffset + i);
                FloatVector center = fromArray(FLOATS, mean, meanOffset + at + i);
                FloatVector v = fromArray(FLOATS, logvar, logvarOffset + at + i);

                // exp(v / 2)
                FloatVector a = v.mul(half);
                FloatVector t = a.fma(log2e, rounder);
                FloatVector n = t.sub(rounder);
                FloatVector r = n.fma(minusLn2Low, n.fma(minusLn2High, a));
                FloatVector r2 = r.mul(r);
                FloatVector p = r2.fma(exp6, r.fma(exp5, exp4)).fma(r2, r.fma(exp3, exp2)).fma(r2, r).add(one);
                FloatVector e = p.reinterpretAsInts().add(t.reinterpretAsInts().lanewise(LSHL, 23))
                        .reinterpretAsFloats();
                e = a.add(infinity).blend(e, a.compare(LE, most)).blend(zero, a.compare(LT, least));

                // exp(v) - 1
                t = v.fma(log2e, halvingRounder);
                n = t.sub(halvingRounder);
                r = n.fma(minusLn2Low, n.fma(minusLn2High, v));
                r2 = r.mul(r);
                p = r2.fma(exp6, r.fma(exp5, exp4)).fma(r2, r.fma(exp3, exp2)).fma(r2, r);
                FloatVector power = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
                FloatVector m = power.fma(p, power.sub(half));
                m = m.add(m).blend(infinity, v.compare(GT, most)).blend(minusOne, v.compare(LT, leastExpm1));

                weight.fma(m, gradient.mul(noise).mul(e)).mul(half).intoArray(dLogvar, dLogvarOffset + at + i);
                weight.fma(center, gradient).intoArray(dMean, dMeanOffset + at + i);
            }
        }
    }

    /// The part of a row of the Bernoulli loss that belongs to the lanes of one register, from `lane` on in steps of 16,
    /// and the gradient there: `softplus(logit) - logit x` and `(sigmoid(logit) - x) scale`, of one exponential.
    ///
    /// The row is a multiple of 16 long: a mask for its end would cost a fifth, and a branch would box.
    static float bernoulliWithGradient(int lane, float[] gradient, int gradientAt, float[] logits, int logitAt,
            float[] x, int xAt, int cols, float scale) {
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
        FloatVector switchAt = broadcast(FLOATS, SQRT_2_MINUS_1), scales = broadcast(FLOATS, scale);
        IntVector sign = IntVector.broadcast(INTS, Integer.MIN_VALUE);
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = lane; i < cols; i += LaneTree.LANES) {
            FloatVector logit = fromArray(FLOATS, logits, logitAt + i);
            FloatVector target = fromArray(FLOATS, x, xAt + i);

            FloatVector a = logit.reinterpretAsInts().lanewise(OR, sign).reinterpretAsFloats();
            FloatVector t = a.fma(log2e, rounder);
            FloatVector n = t.sub(rounder);
            FloatVector r = n.fma(minusLn2Low, n.fma(minusLn2High, a));
            FloatVector r2 = r.mul(r);
            FloatVector p = r2.fma(exp6, r.fma(exp5, exp4)).fma(r2, r.fma(exp3, exp2)).fma(r2, r);
            FloatVector power = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector e = p.fma(power, power).blend(zero, a.compare(LT, least));

            FloatVector sigmoid = one.blend(e, logit.compare(LT, zero)).div(e.add(one));
            sigmoid.sub(target).mul(scales).intoArray(gradient, gradientAt + i);

            VectorMask<Float> above = e.compare(GT, switchAt);
            FloatVector f = e.blend(e.fma(half, minusHalf), above);
            FloatVector exponent = zero.blend(one, above);
            FloatVector q = f.fma(log11, log10).fma(f, log9).fma(f, log8).fma(f, log7).fma(f, log6).fma(f, log5);
            q = q.fma(f, log4).fma(f, log3);
            FloatVector s = f.mul(f);
            q = exponent.fma(ln2Low, q.mul(f).fma(s, s.mul(minusHalf)));
            q = exponent.fma(ln2High, f.add(q));
            FloatVector softplus = zero.blend(logit, logit.compare(GT, zero)).add(q);
            sum = sum.add(logit.lanewise(NEG).fma(target, softplus));
        }
        // LaneTree.sum, written out as well
        sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_1));
        sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_2));
        if (LANES >= 8) {
            sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_4));
        }
        if (LANES >= 16) {
            sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_8));
        }
        return sum.lane(0);
    }

    /// The part of twice the KL of a row that belongs to the lanes of one register, from `lane` on in steps of 16:
    /// `mean^2 + (exp(logvar) - 1 - logvar)`.
    static float doubledKl(int lane, float[] mean, int meanAt, float[] logvar, int logvarAt, int cols) {
        FloatVector log2e = broadcast(FLOATS, LOG2_E), rounder = broadcast(FLOATS, HALVING_ROUNDER);
        FloatVector least = broadcast(FLOATS, EXPM1_MIN), most = broadcast(FLOATS, EXP_MAX),
                nearZero = broadcast(FLOATS, TANGENT_SWITCH);
        FloatVector minusLn2High = broadcast(FLOATS, -LN2_HIGH), minusLn2Low = broadcast(FLOATS, -LN2_LOW);
        FloatVector exp2 = broadcast(FLOATS, EXP_2), exp3 = broadcast(FLOATS, EXP_3), exp4 = broadcast(FLOATS, EXP_4),
                exp5 = broadcast(FLOATS, EXP_5), exp6 = broadcast(FLOATS, EXP_6);
        FloatVector half = broadcast(FLOATS, 0.5f), minusOne = broadcast(FLOATS, -1f),
                infinity = broadcast(FLOATS, Float.POSITIVE_INFINITY);
        FloatVector laneNumbers = FloatVector.zero(FLOATS).addIndex(1);
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = lane; i < cols; i += LaneTree.LANES) {
            // Lanes outside add zero.
            VectorMask<Float> inside = laneNumbers.compare(LT, (float) (cols - i));
            FloatVector center = fromArray(FLOATS, mean, meanAt + i, inside);
            FloatVector v = fromArray(FLOATS, logvar, logvarAt + i, inside);

            FloatVector s = v.mul(v);
            FloatVector near = s.fma(exp6, v.fma(exp5, exp4)).fma(s, v.fma(exp3, exp2)).mul(s);

            FloatVector t = v.fma(log2e, rounder);
            FloatVector n = t.sub(rounder);
            FloatVector r = n.fma(minusLn2Low, n.fma(minusLn2High, v));
            FloatVector r2 = r.mul(r);
            FloatVector p = r2.fma(exp6, r.fma(exp5, exp4)).fma(r2, r.fma(exp3, exp2)).fma(r2, r);
            FloatVector power = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector m = power.fma(p, power.sub(half));
            m = m.add(m).blend(minusOne, v.compare(LT, least)).blend(infinity, v.compare(GT, most));

            FloatVector rest = m.sub(v).blend(near, v.lanewise(ABS).compare(LT, nearZero));
            sum = sum.add(center.fma(center, rest));
        }
        // LaneTree.sum, written out as well
        sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_1));
        sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_2));
        if (LANES >= 8) {
            sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_4));
        }
        if (LANES >= 16) {
            sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_8));
        }
        return sum.lane(0);
    }

    /// The part of a row of a Gaussian's density that belongs to the lanes of one register, from `lane` on in steps of 16:
    /// `(z - mean)^2 exp(-logvar) + logvar`.
    static float density(int lane, float[] z, int zAt, float[] mean, int meanAt, float[] logvar, int logvarAt,
            int cols) {
        FloatVector log2e = broadcast(FLOATS, LOG2_E), rounder = broadcast(FLOATS, ROUNDER),
                least = broadcast(FLOATS, EXP_NORMAL_MIN), most = broadcast(FLOATS, EXP_MAX);
        FloatVector minusLn2High = broadcast(FLOATS, -LN2_HIGH), minusLn2Low = broadcast(FLOATS, -LN2_LOW);
        FloatVector exp2 = broadcast(FLOATS, EXP_2), exp3 = broadcast(FLOATS, EXP_3), exp4 = broadcast(FLOATS, EXP_4),
                exp5 = broadcast(FLOATS, EXP_5), exp6 = broadcast(FLOATS, EXP_6);
        FloatVector zero = broadcast(FLOATS, 0f), one = broadcast(FLOATS, 1f),
                infinity = broadcast(FLOATS, Float.POSITIVE_INFINITY);
        FloatVector laneNumbers = FloatVector.zero(FLOATS).addIndex(1);
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = lane; i < cols; i += LaneTree.LANES) {
            // Lanes outside add zero.
            VectorMask<Float> inside = laneNumbers.compare(LT, (float) (cols - i));
            FloatVector difference = fromArray(FLOATS, z, zAt + i, inside)
                    .sub(fromArray(FLOATS, mean, meanAt + i, inside));
            FloatVector v = fromArray(FLOATS, logvar, logvarAt + i, inside);

            FloatVector a = v.lanewise(NEG);
            FloatVector t = a.fma(log2e, rounder);
            FloatVector n = t.sub(rounder);
            FloatVector r = n.fma(minusLn2Low, n.fma(minusLn2High, a));
            FloatVector r2 = r.mul(r);
            FloatVector p = r2.fma(exp6, r.fma(exp5, exp4)).fma(r2, r.fma(exp3, exp2)).fma(r2, r).add(one);
            FloatVector e = p.reinterpretAsInts().add(t.reinterpretAsInts().lanewise(LSHL, 23)).reinterpretAsFloats();
            e = a.add(infinity).blend(e, a.compare(LE, most)).blend(zero, a.compare(LT, least));

            sum = sum.add(difference.mul(difference).fma(e, v));
        }
        // LaneTree.sum, written out as well
        sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_1));
        sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_2));
        if (LANES >= 8) {
            sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_4));
        }
        if (LANES >= 16) {
            sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_8));
        }
        return sum.lane(0);
    }
}
