package io.github.vae4j.kernels.internal.optimisers;

import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.LANES;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.all;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/// [ScalarOptimisers] with vectors; what is left at the end of a range goes through the specification itself.
public final class SimdOptimisers implements OptimiserKernels {
    private final ScalarOptimisers tail = new ScalarOptimisers();

    @Override
    public void adam(float[] p, float[] g, int gOffset, float[] m, float[] v, int offset, int n, float gradientScale,
            float decay, float step, float beta1Complement, float beta2, float beta2Complement, float inverseRoot2,
            float epsilon) {
        FloatVector complement1 = all(beta1Complement);
        FloatVector root2 = all(inverseRoot2);
        FloatVector eps = all(epsilon);
        FloatVector minusStep = all(-step);
        int shift = gOffset - offset;
        int end = offset + FLOATS.loopBound(n);
        for (int i = offset; i < end; i += LANES) {
            FloatVector gi = fromArray(FLOATS, g, shift + i).mul(gradientScale);
            FloatVector old = fromArray(FLOATS, m, i);
            FloatVector mi = flush(complement1.fma(gi.sub(old), old));
            FloatVector vi = flush(gi.mul(beta2Complement).fma(gi, fromArray(FLOATS, v, i).mul(beta2)));
            FloatVector denominator = vi.sqrt().fma(root2, eps);
            mi.intoArray(m, i);
            vi.intoArray(v, i);
            minusStep.fma(mi.div(denominator), fromArray(FLOATS, p, i).mul(decay)).intoArray(p, i);
        }
        tail.adam(p, g, shift + end, m, v, end, offset + n - end, gradientScale, decay, step, beta1Complement, beta2,
                beta2Complement, inverseRoot2, epsilon);
    }

    @Override
    public void sgd(float[] p, float[] g, int gOffset, float[] velocity, int offset, int n, float gradientScale,
            float lr,
            float momentum) {
        FloatVector mu = all(momentum);
        FloatVector minusLr = all(-lr);
        int shift = gOffset - offset;
        int end = offset + FLOATS.loopBound(n);
        for (int i = offset; i < end; i += LANES) {
            FloatVector scaled = fromArray(FLOATS, g, shift + i).mul(gradientScale);
            FloatVector vi = flush(mu.fma(fromArray(FLOATS, velocity, i), scaled));
            vi.intoArray(velocity, i);
            minusLr.fma(vi, fromArray(FLOATS, p, i)).intoArray(p, i);
        }
        tail.sgd(p, g, shift + end, velocity, end, offset + n - end, gradientScale, lr, momentum);
    }

    private static FloatVector flush(FloatVector x) {
        return x.blend(0f, x.abs().compare(LT, TINY));
    }
}
