package io.github.vae4j.kernels.internal;

import static io.github.vae4j.kernels.internal.ElementaryConstants.*;
import static io.github.vae4j.kernels.internal.SimdElementary.all;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import jdk.incubator.vector.FloatVector;

/// [ScalarContinuousBernoulli], lane by lane.
final class SimdContinuousBernoulli {
    private SimdContinuousBernoulli() {}

    static FloatVector logPartition(FloatVector l) {
        FloatVector a = l.lanewise(ABS);
        FloatVector w = SimdElementary.expm1(a.lanewise(NEG)).lanewise(NEG);
        FloatVector ratio = w.div(a).blend(1f, a.compare(EQ, 0f));
        return all(0f).blend(l, l.compare(GT, 0f)).add(SimdElementary.log(ratio));
    }

    static FloatVector mean(FloatVector l) {
        FloatVector a = l.lanewise(ABS);
        return meanFar(l, a).blend(meanSeries(l), a.compare(LT, 1f));
    }

    private static FloatVector meanSeries(FloatVector l) {
        FloatVector s = l.mul(l);
        FloatVector p = s.fma(all(CONTINUOUS_9), all(CONTINUOUS_7));
        p = p.fma(s, all(CONTINUOUS_5));
        p = p.fma(s, all(CONTINUOUS_3));
        p = p.fma(s, all(CONTINUOUS_1));
        return p.fma(l, all(0.5f));
    }

    private static FloatVector meanFar(FloatVector l, FloatVector a) {
        FloatVector w = SimdElementary.expm1(a.lanewise(NEG)).lanewise(NEG);
        FloatVector mean = all(1f).div(w).sub(all(1f).div(a));
        return mean.blend(all(1f).sub(mean), l.compare(LT, 0f));
    }
}
