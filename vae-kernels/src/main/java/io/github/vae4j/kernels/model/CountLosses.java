package io.github.vae4j.kernels.model;

import io.github.vae4j.kernels.ArrayMath;
import io.github.vae4j.kernels.internal.MatrixArguments;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reconstruction losses of counts, -log p(x|z) in nats per row with all constants, and their gradients in the same pass.
///
/// Counts are sparse ([SparseRows]): functions of a count (lgamma, digamma) are computed for entries alone, and the bits of a
/// loss do not depend on how a data set stores its zeros. The other matrices are (rows, cols) with dense rows. The mean of an
/// element is `exp(logMean + shift)`, with one shift per row: for means that are shares of an observed library size give the
/// logarithms of the shares ([Softmax#logSoftmax]) and as shift that of the size, and take the gradient back by
/// [Softmax#logSoftmaxBackward].
///
/// Counts need not be whole numbers. Infinite and NaN arguments give infinite or NaN losses, and so do entries below 0.
/// docs/NUMERICS.md has formulas and errors.
public final class CountLosses {
    private CountLosses() {}

    /// The Poisson loss, `sum_i m_i - x_i log(m_i) + lgamma(x_i + 1)` for means m. The gradient is `scale (m - x)`.
    ///
    /// @param loss receives one value per row
    /// @param lossOffset index of the first
    /// @param gradient receives the gradient by the logarithm of the mean, (rows, cols); may be `logMean` itself at the same
    ///     offset; `null` to skip
    /// @param gradientOffset index of its first element
    /// @param logMean logarithms of the means, up to the shift of their row, (rows, cols)
    /// @param logMeanOffset index of its first element
    /// @param shift what is added to the logarithms of each row, for example the logarithm of its library size
    /// @param shiftOffset index of the first
    /// @param rowStart starts of the rows of counts, rows + 1 elements
    /// @param rowStartOffset index of the first
    /// @param column columns of the counts, below `cols`, rising in a row
    /// @param value the counts, above 0
    /// @param rows number of rows
    /// @param cols number of columns
    /// @param scale factor of the gradient
    /// @param scratch working memory for `cols` columns or more
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void poisson(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float[] logMean, int logMeanOffset, float[] shift, int shiftOffset, int[] rowStart, int rowStartOffset,
            int[] column, float[] value, int rows, int cols, float scale, CountScratch scratch) {
        check(loss, lossOffset, "logMean", logMean, logMeanOffset, rowStart, rowStartOffset, column, value, rows, cols,
                scratch);
        shift(shift, shiftOffset, loss, lossOffset, rows);
        gradient("gradient", gradient, gradientOffset, logMean, logMeanOffset, true, shift, shiftOffset, value,
                rowStart[rowStartOffset], rowStart[rowStartOffset + rows], loss, lossOffset, rows, cols);
        for (int r = 0; r < rows; r++) {
            loss[lossOffset + r] = PoissonRows.row(gradient, gradientOffset + r * cols, logMean,
                    logMeanOffset + r * cols, shift[shiftOffset + r], column, value, rowStart[rowStartOffset + r],
                    rowStart[rowStartOffset + r + 1], cols, scale, scratch);
        }
    }

    /// The negative binomial loss by mean m and dispersion t, of variance `m + m^2 / t`:
    /// `sum_i (t_i + x_i) log(1 + m_i / t_i) - x_i log(m_i / t_i) - lgamma(x_i + t_i) + lgamma(t_i) + lgamma(x_i + 1)`.
    ///
    /// The gradient by log(m) is `scale t (m - x) / (t + m)`; that by log(t) has one number per element, whose sums
    /// ([io.github.vae4j.kernels.Dense#columnSums]) are the gradient of a dispersion per feature.
    ///
    /// @param loss receives one value per row
    /// @param lossOffset index of the first
    /// @param gradient receives the gradient by the logarithm of the mean, (rows, cols); may be `logMean` itself at the same
    ///     offset; `null` to skip
    /// @param gradientOffset index of its first element
    /// @param dispersionGradient receives the gradient by the logarithm of the dispersion, (rows, cols); `null` to skip
    /// @param dispersionGradientOffset index of its first element
    /// @param logMean logarithms of the means, up to the shift of their row, (rows, cols)
    /// @param logMeanOffset index of its first element
    /// @param shift what is added to the logarithms of each row, for example the logarithm of its library size
    /// @param shiftOffset index of the first
    /// @param logDispersion logarithms of the dispersions, one per column
    /// @param logDispersionOffset index of the first
    /// @param rowStart starts of the rows of counts, rows + 1 elements
    /// @param rowStartOffset index of the first
    /// @param column columns of the counts, below `cols`, rising in a row
    /// @param value the counts, above 0
    /// @param rows number of rows
    /// @param cols number of columns
    /// @param scale factor of the gradients
    /// @param scratch working memory for `cols` columns or more
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void negativeBinomial(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float @Nullable [] dispersionGradient, int dispersionGradientOffset, float[] logMean, int logMeanOffset,
            float[] shift, int shiftOffset, float[] logDispersion, int logDispersionOffset, int[] rowStart,
            int rowStartOffset, int[] column, float[] value, int rows, int cols, float scale, CountScratch scratch) {
        negativeBinomial(loss, lossOffset, gradient, gradientOffset, dispersionGradient, dispersionGradientOffset, null,
                0, logMean, logMeanOffset, shift, shiftOffset, logDispersion, logDispersionOffset, null, 0, rowStart,
                rowStartOffset, column, value, rows, cols, scale, scratch);
    }

    /// The zero-inflated negative binomial loss: a count is 0 with probability `p = sigmoid(z)`, else negative binomial as
    /// above. With a the loss of a zero there, a zero costs `-log(p + (1 - p) exp(-a))`, another count `log(1 + exp(z))` more
    /// than there.
    ///
    /// @param loss receives one value per row
    /// @param lossOffset index of the first
    /// @param gradient receives the gradient by the logarithm of the mean, (rows, cols); may be `logMean` itself at the same
    ///     offset; `null` to skip
    /// @param gradientOffset index of its first element
    /// @param dispersionGradient receives the gradient by the logarithm of the dispersion, (rows, cols); `null` to skip
    /// @param dispersionGradientOffset index of its first element
    /// @param zeroGradient receives the gradient by the zero logits, (rows, cols); may be `zeroLogits` itself at the same
    ///     offset; `null` to skip
    /// @param zeroGradientOffset index of its first element
    /// @param logMean logarithms of the means, up to the shift of their row, (rows, cols)
    /// @param logMeanOffset index of its first element
    /// @param shift what is added to the logarithms of each row, for example the logarithm of its library size
    /// @param shiftOffset index of the first
    /// @param logDispersion logarithms of the dispersions, one per column
    /// @param logDispersionOffset index of the first
    /// @param zeroLogits logits z, (rows, cols)
    /// @param zeroLogitsOffset index of its first element
    /// @param rowStart starts of the rows of counts, rows + 1 elements
    /// @param rowStartOffset index of the first
    /// @param column columns of the counts, below `cols`, rising in a row
    /// @param value the counts, above 0
    /// @param rows number of rows
    /// @param cols number of columns
    /// @param scale factor of the gradients
    /// @param scratch working memory for `cols` columns or more
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void zeroInflatedNegativeBinomial(float[] loss, int lossOffset, float @Nullable [] gradient,
            int gradientOffset, float @Nullable [] dispersionGradient, int dispersionGradientOffset,
            float @Nullable [] zeroGradient, int zeroGradientOffset, float[] logMean, int logMeanOffset, float[] shift,
            int shiftOffset, float[] logDispersion, int logDispersionOffset, float[] zeroLogits, int zeroLogitsOffset,
            int[] rowStart, int rowStartOffset, int[] column, float[] value, int rows, int cols, float scale,
            CountScratch scratch) {
        negativeBinomial(loss, lossOffset, gradient, gradientOffset, dispersionGradient, dispersionGradientOffset,
                zeroGradient, zeroGradientOffset, logMean, logMeanOffset, shift, shiftOffset, logDispersion,
                logDispersionOffset, zeroLogits, zeroLogitsOffset, rowStart, rowStartOffset, column, value, rows, cols,
                scale, scratch);
    }

    private static void negativeBinomial(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float @Nullable [] dispersionGradient, int dispersionGradientOffset, float @Nullable [] zeroGradient,
            int zeroGradientOffset, float[] logMean, int logMeanOffset, float[] shift, int shiftOffset,
            float[] logDispersion, int logDispersionOffset, float @Nullable [] zeroLogits, int zeroLogitsOffset,
            int[] rowStart, int rowStartOffset, int[] column, float[] value, int rows, int cols, float scale,
            CountScratch scratch) {
        check(loss, lossOffset, "logMean", logMean, logMeanOffset, rowStart, rowStartOffset, column, value, rows, cols,
                scratch);
        shift(shift, shiftOffset, loss, lossOffset, rows);
        MatrixArguments.vector("logDispersion", logDispersion, logDispersionOffset, cols);
        apart("loss", loss, lossOffset, rows, "logDispersion", logDispersion, logDispersionOffset, cols);
        if (zeroLogits != null) {
            MatrixArguments.matrix("zeroLogits", zeroLogits, zeroLogitsOffset, cols, rows, cols, "logMean", rows, cols);
            apart("loss", loss, lossOffset, rows, "zeroLogits", zeroLogits, zeroLogitsOffset, (long) rows * cols);
        }
        if (gradient == null && (dispersionGradient != null || zeroGradient != null)) {
            throw new IllegalArgumentException("gradient must not be null where another gradient is wanted");
        }
        long n = (long) rows * cols;
        int from = rowStart[rowStartOffset];
        int to = rowStart[rowStartOffset + rows];
        gradient("gradient", gradient, gradientOffset, logMean, logMeanOffset, true, shift, shiftOffset, value, from,
                to, loss, lossOffset, rows, cols);
        gradient("dispersionGradient", dispersionGradient, dispersionGradientOffset, logMean, logMeanOffset, false,
                shift, shiftOffset, value, from, to, loss, lossOffset, rows, cols);
        gradient("zeroGradient", zeroGradient, zeroGradientOffset, logMean, logMeanOffset, false, shift, shiftOffset,
                value, from, to, loss, lossOffset, rows, cols);
        apart("gradient", gradient, gradientOffset, n, "logDispersion", logDispersion, logDispersionOffset, cols);
        apart("dispersionGradient", dispersionGradient, dispersionGradientOffset, n, "logDispersion", logDispersion,
                logDispersionOffset, cols);
        apart("zeroGradient", zeroGradient, zeroGradientOffset, n, "logDispersion", logDispersion, logDispersionOffset,
                cols);
        apart("gradient", gradient, gradientOffset, n, "zeroLogits", zeroLogits, zeroLogitsOffset, n);
        apart("dispersionGradient", dispersionGradient, dispersionGradientOffset, n, "zeroLogits", zeroLogits,
                zeroLogitsOffset, n);
        if (zeroGradient != null && zeroLogits != null) {
            MatrixArguments.sameOrDisjoint("zeroGradient", zeroGradient, zeroGradientOffset, "zeroLogits", zeroLogits,
                    zeroLogitsOffset, n);
        }
        apart("gradient", gradient, gradientOffset, n, "dispersionGradient", dispersionGradient,
                dispersionGradientOffset, n);
        apart("gradient", gradient, gradientOffset, n, "zeroGradient", zeroGradient, zeroGradientOffset, n);
        apart("dispersionGradient", dispersionGradient, dispersionGradientOffset, n, "zeroGradient", zeroGradient,
                zeroGradientOffset, n);

        System.arraycopy(logDispersion, logDispersionOffset, scratch.row, 0, cols);
        int padded = CountScratch.padded(cols);
        Arrays.fill(scratch.row, cols, padded, 0f);
        ArrayMath.exp(scratch.row, 0, scratch.row, 0, padded);
        for (int r = 0; r < rows; r++) {
            int at = r * cols;
            loss[lossOffset + r] = NegativeBinomialRows.row(gradient, gradientOffset + at, dispersionGradient,
                    dispersionGradientOffset + at, zeroGradient, zeroGradientOffset + at, logMean, logMeanOffset + at,
                    shift[shiftOffset + r], logDispersion, logDispersionOffset, zeroLogits, zeroLogitsOffset + at,
                    column, value, rowStart[rowStartOffset + r], rowStart[rowStartOffset + r + 1], cols, scale,
                    scratch);
        }
    }

    /// The multinomial loss from logits l, whose softmax the shares are: `sum_i x_i (log sum_j exp(l_j) - l_i)`, plus with the
    /// coefficient `sum_i lgamma(x_i + 1) - lgamma(sum_i x_i + 1)`. The gradient is `scale (softmax(l) sum_j x_j - x)`.
    ///
    /// @param loss receives one value per row
    /// @param lossOffset index of the first
    /// @param gradient receives the gradient by the logits, (rows, cols); may be `logits` itself at the same offset; `null` to
    ///     skip
    /// @param gradientOffset index of its first element
    /// @param logits (rows, cols)
    /// @param logitsOffset index of its first element
    /// @param rowStart starts of the rows of counts, rows + 1 elements
    /// @param rowStartOffset index of the first
    /// @param column columns of the counts, below `cols`, rising in a row
    /// @param value the counts, above 0
    /// @param rows number of rows
    /// @param cols number of columns
    /// @param coefficient whether the loss contains the multinomial coefficient
    /// @param scale factor of the gradient
    /// @param scratch working memory for `cols` columns or more
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void multinomial(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float[] logits, int logitsOffset, int[] rowStart, int rowStartOffset, int[] column, float[] value, int rows,
            int cols, boolean coefficient, float scale, CountScratch scratch) {
        check(loss, lossOffset, "logits", logits, logitsOffset, rowStart, rowStartOffset, column, value, rows, cols,
                scratch);
        if (gradient != null) {
            long n = (long) rows * cols;
            MatrixArguments.matrix("gradient", gradient, gradientOffset, cols, rows, cols, "logits", rows, cols);
            MatrixArguments.sameOrDisjoint("gradient", gradient, gradientOffset, "logits", logits, logitsOffset, n);
            apart("gradient", gradient, gradientOffset, n, "loss", loss, lossOffset, rows);
            MatrixArguments.disjoint("gradient", gradient, gradientOffset, gradientOffset + n, "value", value,
                    rowStart[rowStartOffset], rowStart[rowStartOffset + rows]);
        }
        for (int r = 0; r < rows; r++) {
            loss[lossOffset + r] = MultinomialRows.row(gradient, gradientOffset + r * cols, logits,
                    logitsOffset + r * cols, column, value, rowStart[rowStartOffset + r],
                    rowStart[rowStartOffset + r + 1], cols, coefficient, scale, scratch);
        }
    }

    private static void check(float[] loss, int lossOffset, String name, float[] output, int outputOffset,
            int[] rowStart, int rowStartOffset, int[] column, float[] value, int rows, int cols,
            CountScratch scratch) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        MatrixArguments.vector("loss", loss, lossOffset, rows);
        SparseRows.lists("rowStart", rowStart, rowStartOffset, "column", column, value, rows);
        MatrixArguments.matrix(name, output, outputOffset, cols, rows, cols, "the matrix of counts", rows, cols);
        if (scratch.cols() < cols) {
            throw new IllegalArgumentException("scratch must be for " + cols + " columns or more but is for "
                    + scratch.cols());
        }
        apart("loss", loss, lossOffset, rows, name, output, outputOffset, (long) rows * cols);
        MatrixArguments.disjoint("loss", loss, lossOffset, lossOffset + (long) rows, "value", value,
                rowStart[rowStartOffset], rowStart[rowStartOffset + rows]);
    }

    private static void shift(float[] shift, int shiftOffset, float[] loss, int lossOffset, int rows) {
        MatrixArguments.vector("shift", shift, shiftOffset, rows);
        apart("loss", loss, lossOffset, rows, "shift", shift, shiftOffset, rows);
    }

    private static void gradient(String name, float @Nullable [] gradient, int gradientOffset, float[] logMean,
            int logMeanOffset, boolean inPlace, float[] shift, int shiftOffset, float[] value, int from, int to,
            float[] loss, int lossOffset, int rows, int cols) {
        if (gradient == null) {
            return;
        }
        long n = (long) rows * cols;
        MatrixArguments.matrix(name, gradient, gradientOffset, cols, rows, cols, "logMean", rows, cols);
        if (inPlace) {
            MatrixArguments.sameOrDisjoint(name, gradient, gradientOffset, "logMean", logMean, logMeanOffset, n);
        } else {
            apart(name, gradient, gradientOffset, n, "logMean", logMean, logMeanOffset, n);
        }
        apart(name, gradient, gradientOffset, n, "shift", shift, shiftOffset, rows);
        apart(name, gradient, gradientOffset, n, "loss", loss, lossOffset, rows);
        MatrixArguments.disjoint(name, gradient, gradientOffset, gradientOffset + n, "value", value, from, to);
    }

    private static void apart(String name, float @Nullable [] array, int offset, long n, String otherName,
            float @Nullable [] other, int otherOffset, long otherN) {
        if (array != null && other != null) {
            MatrixArguments.disjoint(name, array, offset, offset + n, otherName, other, otherOffset,
                    otherOffset + otherN);
        }
    }
}
