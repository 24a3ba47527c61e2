package io.github.vae4j.kernels.internal.optimisers;

/// What [io.github.vae4j.kernels.Optimisers] promises; arguments have been checked. Twins give equal bits.
public sealed interface OptimiserKernels permits ScalarOptimisers, SimdOptimisers {
    /// Moments below this in magnitude are stored as 0.
    float TINY = 0x1p-120f;

    /// `g' = gradientScale g`, `m += beta1Complement (g' - m)`, `v = beta2 v + beta2Complement g'^2`, and
    /// `p = decay p - step m / (inverseRoot2 sqrt(v) + epsilon)`.
    void adam(float[] p, float[] g, int gOffset, float[] m, float[] v, int offset, int n, float gradientScale,
            float decay, float step, float beta1Complement, float beta2, float beta2Complement, float inverseRoot2,
            float epsilon);

    /// `velocity = momentum velocity + gradientScale g`, `p -= lr velocity`.
    void sgd(float[] p, float[] g, int gOffset, float[] velocity, int offset, int n, float gradientScale, float lr,
            float momentum);
}
