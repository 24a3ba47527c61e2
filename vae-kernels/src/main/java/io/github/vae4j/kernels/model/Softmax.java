package io.github.vae4j.kernels.model;

import io.github.vae4j.kernels.ArrayMath;
import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.elementary.ScalarElementary;
import io.github.vae4j.kernels.internal.rows.RowKernels;
import io.github.vae4j.kernels.internal.rows.ScalarRows;
import io.github.vae4j.kernels.internal.rows.SimdRows;

/// Softmax and its logarithm, row by row. A row is shifted by its maximum, so nothing overflows; sums go in 16 lanes.
///
/// Matrices are (rows, cols) with dense rows. A row of infinite maximum gives NaN. All methods throw
/// [IllegalArgumentException] if sizes, ranges or overlaps are wrong.
public final class Softmax {
    private static final RowKernels TWIN = KernelSelection.twin(ScalarRows::new, () -> new SimdRows());

    private Softmax() {}

    /// `y_i = exp(x_i) / sum_j exp(x_j)`.
    ///
    /// @param y receives (rows, cols); may be `x` itself at the same offset
    /// @param yOffset index of its first element
    /// @param x (rows, cols)
    /// @param xOffset index of its first element
    /// @param rows number of rows
    /// @param cols number of columns
    /// @throws IllegalArgumentException see the class
    public static void softmax(float[] y, int yOffset, float[] x, int xOffset, int rows, int cols) {
        inAndOut("y", y, yOffset, "x", x, xOffset, rows, cols);
        for (int r = 0; r < rows; r++) {
            int at = yOffset + r * cols;
            TWIN.shiftAndScale(y, at, x, xOffset + r * cols, cols, -TWIN.max(x, xOffset + r * cols, cols), 1f);
            ArrayMath.exp(y, at, y, at, cols);
            TWIN.shiftAndScale(y, at, y, at, cols, 0f, 1 / TWIN.sum(y, at, cols));
        }
    }

    /// `dx_i = y_i (dy_i - sum_j dy_j y_j)`.
    ///
    /// @param dx receives the gradient by the arguments, (rows, cols); may be `dy` itself at the same offset
    /// @param dxOffset index of its first element
    /// @param dy the gradient by the results, (rows, cols)
    /// @param dyOffset index of its first element
    /// @param y the results
    /// @param yOffset index of the first
    /// @param rows number of rows
    /// @param cols number of columns
    /// @throws IllegalArgumentException see the class
    public static void softmaxBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] y, int yOffset,
            int rows, int cols) {
        inAndOut("dx", dx, dxOffset, "dy", dy, dyOffset, rows, cols);
        input("dx", dx, dxOffset, "y", y, yOffset, rows, cols);
        for (int r = 0; r < rows; r++) {
            int at = r * cols;
            float sum = TWIN.dot(dy, dyOffset + at, y, yOffset + at, cols);
            TWIN.shiftAndScale(dx, dxOffset + at, dy, dyOffset + at, cols, -sum, 1f);
            TWIN.multiply(dx, dxOffset + at, y, yOffset + at, cols);
        }
    }

    /// `y_i = x_i - log sum_j exp(x_j)`.
    ///
    /// @param y receives (rows, cols); may be `x` itself at the same offset
    /// @param yOffset index of its first element
    /// @param x (rows, cols)
    /// @param xOffset index of its first element
    /// @param rows number of rows
    /// @param cols number of columns
    /// @param scratch working memory of at least `cols` floats, overwritten
    /// @throws IllegalArgumentException see the class
    public static void logSoftmax(float[] y, int yOffset, float[] x, int xOffset, int rows, int cols,
            float[] scratch) {
        inAndOut("y", y, yOffset, "x", x, xOffset, rows, cols);
        scratch(scratch, cols, "y", y, yOffset, "x", x, xOffset, rows);
        for (int r = 0; r < rows; r++) {
            int at = r * cols;
            float max = TWIN.max(x, xOffset + at, cols);
            TWIN.shiftAndScale(y, yOffset + at, x, xOffset + at, cols, -max, 1f);
            ArrayMath.exp(scratch, 0, y, yOffset + at, cols);
            float log = ScalarElementary.log(TWIN.sum(scratch, 0, cols));
            TWIN.shiftAndScale(y, yOffset + at, y, yOffset + at, cols, -log, 1f);
        }
    }

    /// `dx_i = dy_i - exp(y_i) sum_j dy_j`.
    ///
    /// @param dx receives the gradient by the arguments, (rows, cols); may be `dy` itself at the same offset
    /// @param dxOffset index of its first element
    /// @param dy the gradient by the results, (rows, cols)
    /// @param dyOffset index of its first element
    /// @param y the results, logarithms of shares
    /// @param yOffset index of the first
    /// @param rows number of rows
    /// @param cols number of columns
    /// @param scratch working memory of at least `cols` floats, overwritten
    /// @throws IllegalArgumentException see the class
    public static void logSoftmaxBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] y, int yOffset,
            int rows, int cols, float[] scratch) {
        inAndOut("dx", dx, dxOffset, "dy", dy, dyOffset, rows, cols);
        input("dx", dx, dxOffset, "y", y, yOffset, rows, cols);
        scratch(scratch, cols, "dx", dx, dxOffset, "dy", dy, dyOffset, rows);
        MatrixArguments.disjoint("scratch", scratch, 0, cols, "y", y, yOffset, yOffset + (long) rows * cols);
        for (int r = 0; r < rows; r++) {
            int at = r * cols;
            float sum = TWIN.sum(dy, dyOffset + at, cols);
            ArrayMath.exp(scratch, 0, y, yOffset + at, cols);
            addShare(dx, dxOffset + at, dy, dyOffset + at, scratch, -sum, cols);
        }
    }

    /// Plain operations, the same in both twins.
    private static void addShare(float[] dx, int dxAt, float[] dy, int dyAt, float[] share, float factor, int n) {
        for (int i = 0; i < n; i++) {
            dx[dxAt + i] = dy[dyAt + i] + share[i] * factor;
        }
    }

    private static void inAndOut(String outName, float[] out, int outOffset, String name, float[] x, int xOffset,
            int rows, int cols) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        MatrixArguments.matrix(outName, out, outOffset, cols, rows, cols, name, rows, cols);
        MatrixArguments.matrix(name, x, xOffset, cols, rows, cols, outName, rows, cols);
        MatrixArguments.sameOrDisjoint(outName, out, outOffset, name, x, xOffset, (long) rows * cols);
    }

    private static void input(String outName, float[] out, int outOffset, String name, float[] x, int xOffset, int rows,
            int cols) {
        MatrixArguments.matrix(name, x, xOffset, cols, rows, cols, outName, rows, cols);
        MatrixArguments.disjoint(outName, out, outOffset, outOffset + (long) rows * cols, name, x, xOffset,
                xOffset + (long) rows * cols);
    }

    private static void scratch(float[] scratch, int cols, String outName, float[] out, int outOffset, String name,
            float[] x, int xOffset, int rows) {
        MatrixArguments.vector("scratch", scratch, 0, cols);
        long n = (long) rows * cols;
        MatrixArguments.disjoint("scratch", scratch, 0, cols, outName, out, outOffset, outOffset + n);
        MatrixArguments.disjoint("scratch", scratch, 0, cols, name, x, xOffset, xOffset + n);
    }
}
