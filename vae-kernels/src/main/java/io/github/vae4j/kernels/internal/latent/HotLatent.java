package io.github.vae4j.kernels.internal.latent;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.*;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import io.github.vae4j.kernels.internal.elementary.HotLoops;
import io.github.vae4j.kernels.internal.elementary.LaneTree;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// The latent-space loops of a training step, each in one piece for the reason that [HotLoops] gives.
final class HotLatent {
    private HotLatent() {}

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
