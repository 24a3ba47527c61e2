package io.github.vae4j.kernels.internal.elementary;

/// What [io.github.vae4j.kernels.ArrayMath] computes; arguments have been checked. Twins give equal bits.
public sealed interface ArrayMathKernels permits ScalarArrayMath, SimdArrayMath {
    /// y = f(x) for n values.
    void apply(ArrayFunction f, float[] y, int yOffset, float[] x, int xOffset, int n);
}
