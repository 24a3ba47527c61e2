package io.github.vae4j.kernels.internal.optimisers;

/// The specification.
public final class ScalarOptimisers implements OptimiserKernels {
    @Override
    public void adam(float[] p, float[] g, int gOffset, float[] m, float[] v, int offset, int n, float gradientScale,
            float decay, float step, float beta1Complement, float beta2, float beta2Complement, float inverseRoot2,
            float epsilon) {
        for (int i = offset; i < offset + n; i++) {
            float gi = g[gOffset - offset + i] * gradientScale;
            float mi = flush(Math.fma(beta1Complement, gi - m[i], m[i]));
            // g'^2 is never rounded on its own: it would be subnormal for |g'| < 1e-19.
            float vi = flush(Math.fma(beta2Complement * gi, gi, beta2 * v[i]));
            float denominator = Math.fma((float) Math.sqrt(vi), inverseRoot2, epsilon);
            m[i] = mi;
            v[i] = vi;
            p[i] = Math.fma(-step, mi / denominator, p[i] * decay);
        }
    }

    @Override
    public void sgd(float[] p, float[] g, int gOffset, float[] velocity, int offset, int n, float gradientScale,
            float lr,
            float momentum) {
        for (int i = offset; i < offset + n; i++) {
            float vi = flush(Math.fma(momentum, velocity[i], g[gOffset - offset + i] * gradientScale));
            velocity[i] = vi;
            p[i] = Math.fma(-lr, vi, p[i]);
        }
    }

    /// Keeps state out of the subnormal range, where a decaying moment would stay for hundreds of steps.
    private static float flush(float x) {
        return Math.abs(x) < TINY ? 0f : x;
    }
}
