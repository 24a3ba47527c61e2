package io.github.vae4j.kernels.model;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.rows.RowKernels;
import io.github.vae4j.kernels.internal.rows.ScalarRows;
import io.github.vae4j.kernels.internal.rows.SimdRows;
import java.util.Arrays;

/// Layer normalisation (Ba, Kiros and Hinton 2016): `hat = (x - mean) / sqrt(variance + epsilon)`, `y = hat gamma + beta`,
/// with mean and variance of each row.
///
/// Sums over a row go in 16 lanes, then by halves; so rows may be cut anywhere. Matrices are (rows, cols) with dense rows.
/// All methods throw [IllegalArgumentException] if sizes, ranges or overlaps are wrong.
public final class LayerNorm {
    private static final RowKernels TWIN = KernelSelection.twin(ScalarRows::new, () -> new SimdRows());

    private LayerNorm() {}

    /// Normalises rows.
    ///
    /// @param y receives the result, (rows, cols); may be `x` itself at the same offset
    /// @param yOffset index of its first element
    /// @param hat receives the normalised rows, which [#backward] needs; may be `x` itself at the same offset
    /// @param hatOffset index of its first element
    /// @param factor receives `1 / sqrt(variance + epsilon)` of each row
    /// @param factorOffset index of the first
    /// @param x (rows, cols)
    /// @param xOffset index of its first element
    /// @param gamma one number per column
    /// @param gammaOffset index of the first
    /// @param beta one number per column
    /// @param betaOffset index of the first
    /// @param rows number of rows
    /// @param cols number of columns
    /// @param epsilon what keeps the root away from 0, above 0
    /// @throws IllegalArgumentException see the class; also if `epsilon` is not above 0 or not finite
    public static void forward(float[] y, int yOffset, float[] hat, int hatOffset, float[] factor, int factorOffset,
            float[] x, int xOffset, float[] gamma, int gammaOffset, float[] beta, int betaOffset, int rows, int cols,
            float epsilon) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        epsilon(epsilon);
        MatrixArguments.matrix("y", y, yOffset, cols, rows, cols, "x", rows, cols);
        MatrixArguments.matrix("hat", hat, hatOffset, cols, rows, cols, "x", rows, cols);
        MatrixArguments.matrix("x", x, xOffset, cols, rows, cols, "y", rows, cols);
        MatrixArguments.vector("factor", factor, factorOffset, rows);
        MatrixArguments.vector("gamma", gamma, gammaOffset, cols);
        MatrixArguments.vector("beta", beta, betaOffset, cols);
        long n = (long) rows * cols;
        MatrixArguments.sameOrDisjoint("y", y, yOffset, "x", x, xOffset, n);
        MatrixArguments.sameOrDisjoint("hat", hat, hatOffset, "x", x, xOffset, n);
        apart("y", y, yOffset, n, "hat", hat, hatOffset, n);
        apart("factor", factor, factorOffset, rows, "y", y, yOffset, n);
        apart("factor", factor, factorOffset, rows, "hat", hat, hatOffset, n);
        apart("factor", factor, factorOffset, rows, "x", x, xOffset, n);
        apart("factor", factor, factorOffset, rows, "gamma", gamma, gammaOffset, cols);
        apart("factor", factor, factorOffset, rows, "beta", beta, betaOffset, cols);
        apart("y", y, yOffset, n, "gamma", gamma, gammaOffset, cols);
        apart("y", y, yOffset, n, "beta", beta, betaOffset, cols);
        apart("hat", hat, hatOffset, n, "gamma", gamma, gammaOffset, cols);
        apart("hat", hat, hatOffset, n, "beta", beta, betaOffset, cols);
        for (int r = 0; r < rows; r++) {
            int at = r * cols;
            float mean = TWIN.sum(x, xOffset + at, cols) / cols;
            float inverse = factor(TWIN.squares(x, xOffset + at, cols, mean) / cols, epsilon);
            factor[factorOffset + r] = inverse;
            TWIN.shiftAndScale(hat, hatOffset + at, x, xOffset + at, cols, -mean, inverse);
            TWIN.affine(y, yOffset + at, hat, hatOffset + at, gamma, gammaOffset, beta, betaOffset, cols);
        }
    }

    /// The gradient by the rows: with `g = dy gamma`, `dx = (g - mean(g) - hat mean(g hat)) factor`.
    ///
    /// @param dx receives the gradient, (rows, cols); may be `dy` itself at the same offset
    /// @param dxOffset index of its first element
    /// @param dy the gradient by the result, (rows, cols)
    /// @param dyOffset index of its first element
    /// @param hat what [#forward] kept
    /// @param hatOffset index of its first element
    /// @param factor what [#forward] kept
    /// @param factorOffset index of the first
    /// @param gamma one number per column
    /// @param gammaOffset index of the first
    /// @param rows number of rows
    /// @param cols number of columns
    /// @throws IllegalArgumentException see the class
    public static void backward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] hat, int hatOffset,
            float[] factor, int factorOffset, float[] gamma, int gammaOffset, int rows, int cols) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        MatrixArguments.matrix("dx", dx, dxOffset, cols, rows, cols, "dy", rows, cols);
        MatrixArguments.matrix("dy", dy, dyOffset, cols, rows, cols, "dx", rows, cols);
        MatrixArguments.matrix("hat", hat, hatOffset, cols, rows, cols, "dx", rows, cols);
        MatrixArguments.vector("factor", factor, factorOffset, rows);
        MatrixArguments.vector("gamma", gamma, gammaOffset, cols);
        long n = (long) rows * cols;
        MatrixArguments.sameOrDisjoint("dx", dx, dxOffset, "dy", dy, dyOffset, n);
        apart("dx", dx, dxOffset, n, "hat", hat, hatOffset, n);
        apart("dx", dx, dxOffset, n, "factor", factor, factorOffset, rows);
        apart("dx", dx, dxOffset, n, "gamma", gamma, gammaOffset, cols);
        for (int r = 0; r < rows; r++) {
            int at = r * cols;
            System.arraycopy(dy, dyOffset + at, dx, dxOffset + at, cols);
            TWIN.multiply(dx, dxOffset + at, gamma, gammaOffset, cols);
            float mean = TWIN.sum(dx, dxOffset + at, cols) / cols;
            float slope = TWIN.dot(dx, dxOffset + at, hat, hatOffset + at, cols) / cols;
            TWIN.backwardOfRow(dx, dxOffset + at, dx, dxOffset + at, hat, hatOffset + at, mean, slope,
                    factor[factorOffset + r], cols);
        }
    }

    /// `dGamma = sum dy hat` over the rows: one chain of fma per column from +0, rows in rising order. The gradient of beta is
    /// [io.github.vae4j.kernels.Dense#columnSums].
    ///
    /// @param dGamma receives one number per column
    /// @param dGammaOffset index of the first
    /// @param dy the gradient by the result, (rows, cols) or a range of its columns
    /// @param dyOffset index of its first element
    /// @param hat what [#forward] kept, with the stride of `dy`
    /// @param hatOffset index of its first element
    /// @param stride distance between rows
    /// @param rows number of rows
    /// @param cols number of columns
    /// @throws IllegalArgumentException see the class
    public static void gammaGradient(float[] dGamma, int dGammaOffset, float[] dy, int dyOffset, float[] hat,
            int hatOffset, int stride, int rows, int cols) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        MatrixArguments.vector("dGamma", dGamma, dGammaOffset, cols);
        MatrixArguments.matrix("dy", dy, dyOffset, stride, rows, cols, "hat", rows, cols);
        MatrixArguments.matrix("hat", hat, hatOffset, stride, rows, cols, "dy", rows, cols);
        long end = dGammaOffset + (long) cols;
        MatrixArguments.disjoint("dGamma", dGamma, dGammaOffset, end, "dy", dy, dyOffset,
                MatrixArguments.end(dyOffset, stride, rows, cols));
        MatrixArguments.disjoint("dGamma", dGamma, dGammaOffset, end, "hat", hat, hatOffset,
                MatrixArguments.end(hatOffset, stride, rows, cols));
        Arrays.fill(dGamma, dGammaOffset, dGammaOffset + cols, 0f);
        for (int r = 0; r < rows; r++) {
            TWIN.addProducts(dGamma, dGammaOffset, dy, dyOffset + r * stride, hat, hatOffset + r * stride, cols);
        }
    }

    static void epsilon(float epsilon) {
        if (!(epsilon > 0) || epsilon == Float.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("epsilon must be above 0 and finite but is " + epsilon);
        }
    }

    /// 1 / sqrt(variance + epsilon).
    static float factor(float variance, float epsilon) {
        return 1 / (float) Math.sqrt(variance + epsilon);
    }

    /// Rejects an output that overlaps an input, unless they are the same elements.
    @SuppressWarnings("ReferenceEquality") // the same array, not equal contents
    static void output(String name, float[] out, int outOffset, int outStride, String inName, float[] in, int inOffset,
            int inStride, int rows, int cols) {
        if (out == in && (outOffset != inOffset || outStride != inStride)) {
            MatrixArguments.disjoint(name, out, outOffset, MatrixArguments.end(outOffset, outStride, rows, cols),
                    inName, in, inOffset, MatrixArguments.end(inOffset, inStride, rows, cols));
        }
    }

    private static void apart(String name, float[] out, int offset, long n, String otherName, float[] other,
            int otherOffset, long otherN) {
        MatrixArguments.disjoint(name, out, offset, offset + n, otherName, other, otherOffset, otherOffset + otherN);
    }
}
