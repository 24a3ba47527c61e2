package io.github.vae4j.kernels;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.elementary.ArrayFunction;
import io.github.vae4j.kernels.internal.elementary.ArrayMathKernels;
import io.github.vae4j.kernels.internal.elementary.ScalarArrayMath;
import io.github.vae4j.kernels.internal.elementary.SimdArrayMath;

/// Elementary functions over ranges of arrays, with the same bits on every machine: what a cost function of your own
/// needs to keep the bit contract of the package. `Math.exp` and its like may differ by a bit between processors, and
/// between interpreted and compiled code.
///
/// The output may be the input itself at the same offset. NaN stays NaN, and infinities give the limits. Errors are the
/// largest over all floats; docs/NUMERICS.md has formulas and places.
///
/// **Errors.** All methods throw [IllegalArgumentException] if an offset or `n` is negative, if a range does not fit its
/// array, or if the ranges overlap in part.
public final class ArrayMath {
    private static final ArrayMathKernels TWIN = KernelSelection.twin(ScalarArrayMath::new,
            () -> new SimdArrayMath());

    private ArrayMath() {}

    /// `y = exp(x)`, within 1.05 ULP. 0 where that is no normal number, below x = -87.33654; infinite above 88.72283.
    ///
    /// @param y receives n values; may be `x` itself at the same offset
    /// @param yOffset index of the first
    /// @param x the arguments
    /// @param xOffset index of the first
    /// @param n number of values, 0 or more
    /// @throws IllegalArgumentException see the class
    public static void exp(float[] y, int yOffset, float[] x, int xOffset, int n) {
        apply(ArrayFunction.EXP, y, yOffset, x, xOffset, n);
    }

    /// `y = exp(x) - 1`, within 1.61 ULP, without cancellation near 0.
    ///
    /// @param y receives n values; may be `x` itself at the same offset
    /// @param yOffset index of the first
    /// @param x the arguments
    /// @param xOffset index of the first
    /// @param n number of values, 0 or more
    /// @throws IllegalArgumentException see the class
    public static void expm1(float[] y, int yOffset, float[] x, int xOffset, int n) {
        apply(ArrayFunction.EXPM1, y, yOffset, x, xOffset, n);
    }

    /// `y = log(x)`, within 0.83 ULP. -infinity at 0, NaN below.
    ///
    /// @param y receives n values; may be `x` itself at the same offset
    /// @param yOffset index of the first
    /// @param x the arguments
    /// @param xOffset index of the first
    /// @param n number of values, 0 or more
    /// @throws IllegalArgumentException see the class
    public static void log(float[] y, int yOffset, float[] x, int xOffset, int n) {
        apply(ArrayFunction.LOG, y, yOffset, x, xOffset, n);
    }

    /// `y = log(1 + x)`, within 1.42 ULP, without cancellation near 0. -infinity at -1, NaN below.
    ///
    /// @param y receives n values; may be `x` itself at the same offset
    /// @param yOffset index of the first
    /// @param x the arguments
    /// @param xOffset index of the first
    /// @param n number of values, 0 or more
    /// @throws IllegalArgumentException see the class
    public static void log1p(float[] y, int yOffset, float[] x, int xOffset, int n) {
        apply(ArrayFunction.LOG1P, y, yOffset, x, xOffset, n);
    }

    /// `y = 1 / (1 + exp(-x))`, within 1.75 ULP. 0 where that is no normal number, below x = -87.33654.
    ///
    /// @param y receives n values; may be `x` itself at the same offset
    /// @param yOffset index of the first
    /// @param x the arguments
    /// @param xOffset index of the first
    /// @param n number of values, 0 or more
    /// @throws IllegalArgumentException see the class
    public static void sigmoid(float[] y, int yOffset, float[] x, int xOffset, int n) {
        apply(ArrayFunction.SIGMOID, y, yOffset, x, xOffset, n);
    }

    /// `y = log(1 + exp(x))`, within 1.7 ULP, without overflow. 0 where that is no normal number, below x = -87.33654.
    ///
    /// @param y receives n values; may be `x` itself at the same offset
    /// @param yOffset index of the first
    /// @param x the arguments
    /// @param xOffset index of the first
    /// @param n number of values, 0 or more
    /// @throws IllegalArgumentException see the class
    public static void softplus(float[] y, int yOffset, float[] x, int xOffset, int n) {
        apply(ArrayFunction.SOFTPLUS, y, yOffset, x, xOffset, n);
    }

    /// `y = tanh(x)`, within 1.36 ULP.
    ///
    /// @param y receives n values; may be `x` itself at the same offset
    /// @param yOffset index of the first
    /// @param x the arguments
    /// @param xOffset index of the first
    /// @param n number of values, 0 or more
    /// @throws IllegalArgumentException see the class
    public static void tanh(float[] y, int yOffset, float[] x, int xOffset, int n) {
        apply(ArrayFunction.TANH, y, yOffset, x, xOffset, n);
    }

    /// `y = erf(x)`, the error function, within 1.11 ULP.
    ///
    /// @param y receives n values; may be `x` itself at the same offset
    /// @param yOffset index of the first
    /// @param x the arguments
    /// @param xOffset index of the first
    /// @param n number of values, 0 or more
    /// @throws IllegalArgumentException see the class
    public static void erf(float[] y, int yOffset, float[] x, int xOffset, int n) {
        apply(ArrayFunction.ERF, y, yOffset, x, xOffset, n);
    }

    /// `y = log(gamma(x))` for x >= 0, within 2.1 ULP, its zeros at 1 and 2 included. Infinite at 0 and above 4.0850e36, NaN
    /// below 0.
    ///
    /// @param y receives n values; may be `x` itself at the same offset
    /// @param yOffset index of the first
    /// @param x the arguments
    /// @param xOffset index of the first
    /// @param n number of values, 0 or more
    /// @throws IllegalArgumentException see the class
    public static void lgamma(float[] y, int yOffset, float[] x, int xOffset, int n) {
        apply(ArrayFunction.LGAMMA, y, yOffset, x, xOffset, n);
    }

    /// `y = psi(x)`, the derivative of log(gamma(x)), for x >= 0, within 2.2 ULP, its zero at 1.4616 included. -infinity at 0,
    /// NaN below.
    ///
    /// @param y receives n values; may be `x` itself at the same offset
    /// @param yOffset index of the first
    /// @param x the arguments
    /// @param xOffset index of the first
    /// @param n number of values, 0 or more
    /// @throws IllegalArgumentException see the class
    public static void digamma(float[] y, int yOffset, float[] x, int xOffset, int n) {
        apply(ArrayFunction.DIGAMMA, y, yOffset, x, xOffset, n);
    }

    private static void apply(ArrayFunction f, float[] y, int yOffset, float[] x, int xOffset, int n) {
        MatrixArguments.size("n", n);
        MatrixArguments.vector("y", y, yOffset, n);
        MatrixArguments.vector("x", x, xOffset, n);
        MatrixArguments.sameOrDisjoint("y", y, yOffset, "x", x, xOffset, n);
        TWIN.apply(f, y, yOffset, x, xOffset, n);
    }
}
