package io.github.vae4j.kernels.internal.losses;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.*;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.HALF;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.ONE;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.ZERO;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.all;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import io.github.vae4j.kernels.internal.elementary.SimdElementary;
import jdk.incubator.vector.FloatVector;

/// [ScalarContinuousBernoulli], lane by lane.
final class SimdContinuousBernoulli {
    private static final FloatVector SHIFTED_ONE = all(ScalarContinuousBernoulli.SHIFTED_ONE);
    private static final FloatVector MINUS_SHIFTED_ONE = all(-ScalarContinuousBernoulli.SHIFTED_ONE);

    private SimdContinuousBernoulli() {}

    static FloatVector logPartition(FloatVector l) {
        FloatVector a = l.lanewise(ABS);
        FloatVector ratio = SimdElementary.expm1NonPositive(a.lanewise(NEG)).mul(MINUS_SHIFTED_ONE).div(a)
                .blend(SHIFTED_ONE, a.compare(LT, SimdElementary.MIN_NORMAL));
        return l.max(ZERO).add(SimdElementary.logNormal(ratio, ScalarContinuousBernoulli.SHIFT));
    }

    static FloatVector mean(FloatVector l) {
        FloatVector a = l.lanewise(ABS);
        return meanFar(l, a).blend(meanSeries(l), a.compare(LT, ONE));
    }

    private static FloatVector meanSeries(FloatVector l) {
        FloatVector s = l.mul(l);
        FloatVector p = s.fma(all(CONTINUOUS_9), all(CONTINUOUS_7));
        p = p.fma(s, all(CONTINUOUS_5));
        p = p.fma(s, all(CONTINUOUS_3));
        p = p.fma(s, all(CONTINUOUS_1));
        return p.fma(l, HALF);
    }

    private static FloatVector meanFar(FloatVector l, FloatVector a) {
        FloatVector w = SimdElementary.expm1NonPositive(a.lanewise(NEG)).lanewise(NEG);
        FloatVector mean = ONE.div(w).sub(ONE.div(a));
        return mean.blend(ONE.sub(mean), l.compare(LT, ZERO));
    }
}
