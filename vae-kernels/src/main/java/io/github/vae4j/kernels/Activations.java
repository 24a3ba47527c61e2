package io.github.vae4j.kernels;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.elementary.ActivationKernels;
import io.github.vae4j.kernels.internal.elementary.ScalarActivations;
import io.github.vae4j.kernels.internal.elementary.SimdActivations;

/// Activation functions over ranges of arrays, and their derivatives.
///
/// Accuracy, infinities and NaN are tabulated in docs/NUMERICS.md: sigmoid, tanh and softplus are within 2 ULP over all
/// floats. NaN stays NaN.
public final class Activations {
    private static final ActivationKernels TWIN = KernelSelection.twin(ScalarActivations::new,
            () -> new SimdActivations());

    private Activations() {}

    /// `y = f(x)`.
    ///
    /// @param f the function
    /// @param y receives `n` values; may be `x` itself at the same offset
    /// @param yOffset index of the first value in `y`
    /// @param x the arguments
    /// @param xOffset index of the first value in `x`
    /// @param n number of values, 0 or more
    /// @throws IllegalArgumentException if a range is not in its array or the ranges overlap in part
    public static void forward(Activation f, float[] y, int yOffset, float[] x, int xOffset, int n) {
        MatrixArguments.size("n", n);
        MatrixArguments.vector("y", y, yOffset, n);
        MatrixArguments.vector("x", x, xOffset, n);
        MatrixArguments.sameOrDisjoint("y", y, yOffset, "x", x, xOffset, n);
        TWIN.forward(f, y, yOffset, x, xOffset, n, 1, n);
    }

    /// `dx = dy f'`, where `f'` is computed from what the forward pass kept.
    ///
    /// @param f the function
    /// @param dx receives `n` values; may be `dy` or `saved` itself at the same offset
    /// @param dxOffset index of the first value in `dx`
    /// @param dy derivative of the cost by the output of `f`
    /// @param dyOffset index of the first value in `dy`
    /// @param saved the output of `f` if [Activation#usesOutput()], else its input
    /// @param savedOffset index of the first value in `saved`
    /// @param n number of values, 0 or more
    /// @throws IllegalArgumentException if a range is not in its array or the ranges overlap in part
    public static void backward(Activation f, float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int n) {
        MatrixArguments.size("n", n);
        MatrixArguments.vector("dx", dx, dxOffset, n);
        MatrixArguments.vector("dy", dy, dyOffset, n);
        MatrixArguments.vector("saved", saved, savedOffset, n);
        MatrixArguments.sameOrDisjoint("dx", dx, dxOffset, "dy", dy, dyOffset, n);
        MatrixArguments.sameOrDisjoint("dx", dx, dxOffset, "saved", saved, savedOffset, n);
        TWIN.backward(f, dx, dxOffset, dy, dyOffset, saved, savedOffset, n, 1, n);
    }

    /// `y = f(x)` for a block of a matrix whose shape has been checked; both have the same stride.
    @SuppressWarnings("ReferenceEquality") // the same array, not equal contents
    static void forward(Activation f, float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        if (f != Activation.IDENTITY || y != x) {
            TWIN.forward(f, y, yOffset, x, xOffset, stride, rows, cols);
        }
    }

    /// `dx = dx f'` for a block of a matrix whose shape has been checked; both have the same stride.
    static void backward(Activation f, float[] dx, int dxOffset, float[] saved, int savedOffset, int stride, int rows,
            int cols) {
        if (f != Activation.IDENTITY) {
            TWIN.backward(f, dx, dxOffset, dx, dxOffset, saved, savedOffset, stride, rows, cols);
        }
    }
}
