package io.github.vae4j.kernels.internal.losses;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.*;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.INTS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;
import static jdk.incubator.vector.VectorOperators.OR;

import io.github.vae4j.kernels.internal.elementary.HotLoops;
import io.github.vae4j.kernels.internal.elementary.LaneTree;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// The Bernoulli loss with its gradient, in one piece for the reason that [HotLoops] gives.
final class HotLosses {
    private HotLosses() {}

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
}
