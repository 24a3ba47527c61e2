package io.github.vae4j.kernels.model;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.rows.RowKernels;
import io.github.vae4j.kernels.internal.rows.ScalarRows;
import io.github.vae4j.kernels.internal.rows.SimdRows;
import java.util.Arrays;

/// Batch normalisation (Ioffe and Szegedy 2015): `hat = (x - mean) / sqrt(variance + epsilon)`, `y = hat gamma + beta`, with
/// mean and variance of each column over the rows of the batch, or running ones.
///
/// Sums over rows are one chain per column, rows in rising order, so columns may be cut anywhere. Matrices have a stride of
/// their own each. All methods throw [IllegalArgumentException] if sizes, ranges or overlaps are wrong.
public final class BatchNorm {
    private static final RowKernels TWIN = KernelSelection.twin(ScalarRows::new, () -> new SimdRows());

    private BatchNorm() {}

    /// Mean and variance of each column: the variance is the mean square of the differences from the mean. NaN of no rows.
    ///
    /// @param mean receives one number per column
    /// @param meanOffset index of the first
    /// @param variance receives one number per column
    /// @param varianceOffset index of the first
    /// @param x the batch, (rows, cols)
    /// @param xOffset index of its first element
    /// @param xStride distance between its rows
    /// @param rows number of rows
    /// @param cols number of columns
    /// @throws IllegalArgumentException see the class
    public static void moments(float[] mean, int meanOffset, float[] variance, int varianceOffset, float[] x,
            int xOffset, int xStride, int rows, int cols) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        MatrixArguments.vector("mean", mean, meanOffset, cols);
        MatrixArguments.vector("variance", variance, varianceOffset, cols);
        MatrixArguments.matrix("x", x, xOffset, xStride, rows, cols, "mean", 1, cols);
        long end = MatrixArguments.end(xOffset, xStride, rows, cols);
        apart("mean", mean, meanOffset, cols, "variance", variance, varianceOffset, cols);
        MatrixArguments.disjoint("mean", mean, meanOffset, meanOffset + (long) cols, "x", x, xOffset, end);
        MatrixArguments.disjoint("variance", variance, varianceOffset, varianceOffset + (long) cols, "x", x, xOffset,
                end);
        Arrays.fill(mean, meanOffset, meanOffset + cols, 0f);
        Arrays.fill(variance, varianceOffset, varianceOffset + cols, 0f);
        for (int r = 0; r < rows; r++) {
            TWIN.add(mean, meanOffset, x, xOffset + r * xStride, cols);
        }
        divide(mean, meanOffset, cols, rows);
        for (int r = 0; r < rows; r++) {
            TWIN.addSquares(variance, varianceOffset, x, xOffset + r * xStride, mean, meanOffset, cols);
        }
        divide(variance, varianceOffset, cols, rows);
    }

    private static void divide(float[] sums, int offset, int cols, int rows) {
        for (int j = offset; j < offset + cols; j++) {
            sums[j] /= rows;
        }
    }

    /// `running += rate (factor batch - running)`: how running means and variances follow those of batches. For a variance
    /// without bias `factor` is rows / (rows - 1).
    ///
    /// @param running one number per column, updated
    /// @param runningOffset index of the first
    /// @param batch those of a batch
    /// @param batchOffset index of the first
    /// @param cols number of columns
    /// @param rate share of the batch, 0 to 1
    /// @param factor factor of the batch's numbers
    /// @throws IllegalArgumentException see the class; also if `rate` is not between 0 and 1, or `factor` is not finite
    public static void follow(float[] running, int runningOffset, float[] batch, int batchOffset, int cols, float rate,
            float factor) {
        MatrixArguments.size("cols", cols);
        MatrixArguments.vector("running", running, runningOffset, cols);
        MatrixArguments.vector("batch", batch, batchOffset, cols);
        apart("running", running, runningOffset, cols, "batch", batch, batchOffset, cols);
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be from 0 to 1 but is " + rate);
        }
        if (!Float.isFinite(factor)) {
            throw new IllegalArgumentException("factor must be finite but is " + factor);
        }
        for (int j = 0; j < cols; j++) {
            float now = running[runningOffset + j];
            running[runningOffset + j] = Math.fma(rate, Math.fma(factor, batch[batchOffset + j], -now), now);
        }
    }

    /// `factor = 1 / sqrt(variance + epsilon)`, what [#forward] multiplies by.
    ///
    /// @param factor receives one number per column; may be `variance` itself at the same offset
    /// @param factorOffset index of the first
    /// @param variance variances, 0 or more
    /// @param varianceOffset index of the first
    /// @param cols number of columns
    /// @param epsilon what keeps the root away from 0, above 0
    /// @throws IllegalArgumentException see the class; also if `epsilon` is not above 0 or not finite
    public static void factors(float[] factor, int factorOffset, float[] variance, int varianceOffset, int cols,
            float epsilon) {
        MatrixArguments.size("cols", cols);
        MatrixArguments.vector("factor", factor, factorOffset, cols);
        MatrixArguments.vector("variance", variance, varianceOffset, cols);
        MatrixArguments.sameOrDisjoint("factor", factor, factorOffset, "variance", variance, varianceOffset, cols);
        LayerNorm.epsilon(epsilon);
        for (int j = 0; j < cols; j++) {
            factor[factorOffset + j] = LayerNorm.factor(variance[varianceOffset + j], epsilon);
        }
    }

    /// `hat = (x - mean) factor`, `y = hat gamma + beta`.
    ///
    /// @param y receives the result, (rows, cols)
    /// @param yOffset index of its first element
    /// @param hat receives the normalised batch, which [#backward] needs, with the stride of `y`
    /// @param hatOffset index of its first element
    /// @param yStride distance between rows of `y` and `hat`
    /// @param x the batch; may be `y` or `hat` itself at the same offset
    /// @param xOffset index of its first element
    /// @param xStride distance between its rows
    /// @param mean one number per column
    /// @param meanOffset index of the first
    /// @param factor one number per column, from [#factors]
    /// @param factorOffset index of the first
    /// @param gamma one number per column
    /// @param gammaOffset index of the first
    /// @param beta one number per column
    /// @param betaOffset index of the first
    /// @param rows number of rows
    /// @param cols number of columns
    /// @throws IllegalArgumentException see the class
    public static void forward(float[] y, int yOffset, float[] hat, int hatOffset, int yStride, float[] x, int xOffset,
            int xStride, float[] mean, int meanOffset, float[] factor, int factorOffset, float[] gamma, int gammaOffset,
            float[] beta, int betaOffset, int rows, int cols) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        MatrixArguments.matrix("y", y, yOffset, yStride, rows, cols, "x", rows, cols);
        MatrixArguments.matrix("hat", hat, hatOffset, yStride, rows, cols, "x", rows, cols);
        MatrixArguments.matrix("x", x, xOffset, xStride, rows, cols, "y", rows, cols);
        LayerNorm.output("y", y, yOffset, yStride, "x", x, xOffset, xStride, rows, cols);
        LayerNorm.output("hat", hat, hatOffset, yStride, "x", x, xOffset, xStride, rows, cols);
        MatrixArguments.columnsApart("y", y, yOffset, "hat", hat, hatOffset, yStride, rows, cols);
        vector(y, yOffset, hat, hatOffset, yStride, "mean", mean, meanOffset, rows, cols);
        vector(y, yOffset, hat, hatOffset, yStride, "factor", factor, factorOffset, rows, cols);
        vector(y, yOffset, hat, hatOffset, yStride, "gamma", gamma, gammaOffset, rows, cols);
        vector(y, yOffset, hat, hatOffset, yStride, "beta", beta, betaOffset, rows, cols);
        for (int r = 0; r < rows; r++) {
            TWIN.normalise(y, yOffset + r * yStride, hat, hatOffset + r * yStride, x, xOffset + r * xStride, mean,
                    meanOffset, factor, factorOffset, gamma, gammaOffset, beta, betaOffset, cols);
        }
    }

    private static void vector(float[] y, int yOffset, float[] hat, int hatOffset, int yStride, String name,
            float[] numbers, int offset, int rows, int cols) {
        MatrixArguments.vector(name, numbers, offset, cols);
        MatrixArguments.disjoint("y", y, yOffset, MatrixArguments.end(yOffset, yStride, rows, cols), name, numbers,
                offset, offset + (long) cols);
        MatrixArguments.disjoint("hat", hat, hatOffset, MatrixArguments.end(hatOffset, yStride, rows, cols), name,
                numbers, offset, offset + (long) cols);
    }

    /// The gradients where mean and variance are those of the batch: `dBeta = sum dy`, `dGamma = sum dy hat`, and
    /// `dx = (dy - dBeta / rows - hat dGamma / rows) gamma factor`.
    ///
    /// @param dx receives the gradient by the batch, (rows, cols); may be `dy` itself at the same offset
    /// @param dxOffset index of its first element
    /// @param dGamma receives one number per column
    /// @param dGammaOffset index of the first
    /// @param dBeta receives one number per column
    /// @param dBetaOffset index of the first
    /// @param dy the gradient by the result, with the stride of `dx`
    /// @param dyOffset index of its first element
    /// @param hat what [#forward] kept, with the stride of `dx`
    /// @param hatOffset index of its first element
    /// @param stride distance between rows
    /// @param factor one number per column, from [#factors]
    /// @param factorOffset index of the first
    /// @param gamma one number per column
    /// @param gammaOffset index of the first
    /// @param rows number of rows
    /// @param cols number of columns
    /// @param scratch working memory of at least `3 cols` floats, overwritten
    /// @throws IllegalArgumentException see the class
    public static void backward(float[] dx, int dxOffset, float[] dGamma, int dGammaOffset, float[] dBeta,
            int dBetaOffset, float[] dy, int dyOffset, float[] hat, int hatOffset, int stride, float[] factor,
            int factorOffset, float[] gamma, int gammaOffset, int rows, int cols, float[] scratch) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        MatrixArguments.matrix("dx", dx, dxOffset, stride, rows, cols, "dy", rows, cols);
        MatrixArguments.matrix("dy", dy, dyOffset, stride, rows, cols, "dx", rows, cols);
        MatrixArguments.matrix("hat", hat, hatOffset, stride, rows, cols, "dx", rows, cols);
        MatrixArguments.vector("dGamma", dGamma, dGammaOffset, cols);
        MatrixArguments.vector("dBeta", dBeta, dBetaOffset, cols);
        MatrixArguments.vector("factor", factor, factorOffset, cols);
        MatrixArguments.vector("gamma", gamma, gammaOffset, cols);
        MatrixArguments.vector("scratch", scratch, 0, 3L * cols);
        LayerNorm.output("dx", dx, dxOffset, stride, "dy", dy, dyOffset, stride, rows, cols);
        MatrixArguments.columnsApart("dx", dx, dxOffset, "hat", hat, hatOffset, stride, rows, cols);
        long dyEnd = MatrixArguments.end(dyOffset, stride, rows, cols);
        long hatEnd = MatrixArguments.end(hatOffset, stride, rows, cols);
        long dxEnd = MatrixArguments.end(dxOffset, stride, rows, cols);
        sums("dGamma", dGamma, dGammaOffset, cols, dx, dxOffset, dxEnd, dy, dyOffset, dyEnd, hat, hatOffset, hatEnd,
                factor, factorOffset, gamma, gammaOffset, cols);
        sums("dBeta", dBeta, dBetaOffset, cols, dx, dxOffset, dxEnd, dy, dyOffset, dyEnd, hat, hatOffset, hatEnd,
                factor, factorOffset, gamma, gammaOffset, cols);
        sums("scratch", scratch, 0, 3L * cols, dx, dxOffset, dxEnd, dy, dyOffset, dyEnd, hat, hatOffset, hatEnd, factor,
                factorOffset, gamma, gammaOffset, cols);
        apart("dGamma", dGamma, dGammaOffset, cols, "dBeta", dBeta, dBetaOffset, cols);
        apart("scratch", scratch, 0, 3L * cols, "dGamma", dGamma, dGammaOffset, cols);
        apart("scratch", scratch, 0, 3L * cols, "dBeta", dBeta, dBetaOffset, cols);
        MatrixArguments.disjoint("dx", dx, dxOffset, dxEnd, "factor", factor, factorOffset, factorOffset + (long) cols);
        MatrixArguments.disjoint("dx", dx, dxOffset, dxEnd, "gamma", gamma, gammaOffset, gammaOffset + (long) cols);

        Arrays.fill(dGamma, dGammaOffset, dGammaOffset + cols, 0f);
        Arrays.fill(dBeta, dBetaOffset, dBetaOffset + cols, 0f);
        for (int r = 0; r < rows; r++) {
            TWIN.add(dBeta, dBetaOffset, dy, dyOffset + r * stride, cols);
            TWIN.addProducts(dGamma, dGammaOffset, dy, dyOffset + r * stride, hat, hatOffset + r * stride, cols);
        }
        System.arraycopy(dBeta, dBetaOffset, scratch, 0, cols);
        System.arraycopy(dGamma, dGammaOffset, scratch, cols, cols);
        divide(scratch, 0, 2 * cols, rows);
        System.arraycopy(gamma, gammaOffset, scratch, 2 * cols, cols);
        TWIN.multiply(scratch, 2 * cols, factor, factorOffset, cols);
        for (int r = 0; r < rows; r++) {
            TWIN.backward(dx, dxOffset + r * stride, dy, dyOffset + r * stride, hat, hatOffset + r * stride, scratch, 0,
                    scratch, cols, scratch, 2 * cols, cols);
        }
    }

    private static void sums(String name, float[] sum, int sumOffset, long n, float[] dx, int dxOffset, long dxEnd,
            float[] dy, int dyOffset, long dyEnd, float[] hat, int hatOffset, long hatEnd, float[] factor,
            int factorOffset, float[] gamma, int gammaOffset, int cols) {
        long end = sumOffset + n;
        MatrixArguments.disjoint(name, sum, sumOffset, end, "dx", dx, dxOffset, dxEnd);
        MatrixArguments.disjoint(name, sum, sumOffset, end, "dy", dy, dyOffset, dyEnd);
        MatrixArguments.disjoint(name, sum, sumOffset, end, "hat", hat, hatOffset, hatEnd);
        apart(name, sum, sumOffset, n, "factor", factor, factorOffset, cols);
        apart(name, sum, sumOffset, n, "gamma", gamma, gammaOffset, cols);
    }

    private static void apart(String name, float[] out, int offset, long n, String otherName, float[] other,
            int otherOffset, long otherN) {
        MatrixArguments.disjoint(name, out, offset, offset + n, otherName, other, otherOffset, otherOffset + otherN);
    }
}
