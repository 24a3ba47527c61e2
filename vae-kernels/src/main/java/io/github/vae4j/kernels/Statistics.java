package io.github.vae4j.kernels;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.statistics.ScalarStatistics;
import io.github.vae4j.kernels.internal.statistics.SimdStatistics;
import io.github.vae4j.kernels.internal.statistics.StatisticsKernels;

/// Sums, means, covariances and distances of single-precision data.
///
/// **Accumulation is in double precision.** Squares and products of two floats are exact in double, and nothing that
/// floats can sum to overflows there. [#squaredDistances] alone works in single precision, through [MatMul].
///
/// **Order of a sum.** A long sum is cut into chunks of [#CHUNK] elements, added up in rising order. Within a chunk
/// element i goes to lane i mod 16 of 16 lanes, whatever the hardware has; a lane adds in rising order; the lanes are
/// then added in a fixed tree of neighbours: `((l0+l1) + (l2+l3)) + ...`. So threads that take whole chunks, and add the
/// results in the order of the chunks, get the bits of one call. Column-wise results are one chain over the rows.
///
/// **Accuracy.** `|computed - exact| <= gamma(k) * sum |terms|`, `gamma(k) = k u / (1 - k u)`, `u = 2^-53`, with k the
/// longest chain of additions: `CHUNK / 16 + 4 + n / CHUNK` for sums, the number of rows for columns.
///
/// **Errors.** All methods throw [IllegalArgumentException] if a size is negative (or 0 where a mean is asked), if an
/// argument does not fit its array, if a stride is less than the number of columns, or if an output overlaps an input.
public final class Statistics {
    /// Elements of a long sum that are added up on their own.
    public static final int CHUNK = StatisticsKernels.CHUNK;

    private static final StatisticsKernels TWIN = KernelSelection.twin(ScalarStatistics::new,
            () -> new SimdStatistics());

    private Statistics() {}

    /// The sum of `n` elements.
    ///
    /// @param x an array
    /// @param offset index of the first element
    /// @param n number of elements
    /// @return the sum; 0 if `n` is 0
    /// @throws IllegalArgumentException see the class
    public static double sum(float[] x, int offset, int n) {
        MatrixArguments.size("n", n);
        MatrixArguments.vector("x", x, offset, n);
        return TWIN.sum(x, offset, n);
    }

    /// The mean of `n` elements.
    ///
    /// @param x an array
    /// @param offset index of the first element
    /// @param n number of elements, 1 or more
    /// @return [#sum] / n
    /// @throws IllegalArgumentException see the class
    public static double mean(float[] x, int offset, int n) {
        positive("n", n);
        return sum(x, offset, n) / n;
    }

    /// The inner product of two vectors; they may be the same.
    ///
    /// @param a a vector
    /// @param aOffset index of its first element
    /// @param b a vector
    /// @param bOffset index of its first element
    /// @param n number of elements
    /// @return the sum of `a_i b_i`; 0 if `n` is 0
    /// @throws IllegalArgumentException see the class
    public static double dot(float[] a, int aOffset, float[] b, int bOffset, int n) {
        MatrixArguments.size("n", n);
        MatrixArguments.vector("a", a, aOffset, n);
        MatrixArguments.vector("b", b, bOffset, n);
        return TWIN.dot(a, aOffset, b, bOffset, n);
    }

    /// The largest magnitude.
    ///
    /// @param x an array
    /// @param offset index of the first element
    /// @param n number of elements
    /// @return the largest `|x_i|`; NaN if an element is NaN, 0 if `n` is 0
    /// @throws IllegalArgumentException see the class
    public static float maxAbs(float[] x, int offset, int n) {
        MatrixArguments.size("n", n);
        MatrixArguments.vector("x", x, offset, n);
        return TWIN.maxAbs(x, offset, n);
    }

    /// The mean of every column of a matrix.
    ///
    /// @param means receives `cols` means
    /// @param meansOffset index of the first
    /// @param x the data, (rows, cols)
    /// @param xOffset index of its first element
    /// @param xStride distance between its rows
    /// @param rows number of rows, 1 or more
    /// @param cols number of columns
    /// @throws IllegalArgumentException see the class
    public static void columnMeans(double[] means, int meansOffset, float[] x, int xOffset, int xStride, int rows,
            int cols) {
        data(x, xOffset, xStride, rows, cols, "means", cols);
        MatrixArguments.range("means", means.length, meansOffset, cols);
        TWIN.columnSums(means, meansOffset, x, xOffset, xStride, rows, cols);
        for (int c = meansOffset; c < meansOffset + cols; c++) {
            means[c] /= rows;
        }
    }

    /// The population covariance of the columns of a matrix:
    /// `out_ij = sum_r (x_ri - means_i) (x_rj - means_j) / rows`.
    ///
    /// Two-pass form: the data is centred before it is multiplied, so a large mean costs no accuracy. Multiply by
    /// `rows / (rows - 1)` for the unbiased estimate. Variances are the diagonal. Results of disjoint sets of rows can be
    /// merged from their counts, means and covariances (Chan, Golub and LeVeque 1983).
    ///
    /// @param out receives the (cols, cols) covariances, dense, symmetric to the bit
    /// @param outOffset index of the first
    /// @param means the columns' means, from [#columnMeans]
    /// @param meansOffset index of the first
    /// @param x the data, (rows, cols)
    /// @param xOffset index of its first element
    /// @param xStride distance between its rows
    /// @param rows number of rows, 1 or more
    /// @param cols number of columns
    /// @throws IllegalArgumentException see the class
    @SuppressWarnings("ReferenceEquality") // the same array, not equal contents
    public static void covariance(double[] out, int outOffset, double[] means, int meansOffset, float[] x, int xOffset,
            int xStride, int rows, int cols) {
        data(x, xOffset, xStride, rows, cols, "means", cols);
        MatrixArguments.range("means", means.length, meansOffset, cols);
        long size = (long) cols * cols;
        if (outOffset < 0) {
            throw new IllegalArgumentException("outOffset must be 0 or more but is " + outOffset);
        }
        if (outOffset + size > out.length) {
            throw new IllegalArgumentException("out is (" + cols + ", " + cols + ") with offset " + outOffset
                    + ": it needs an array of " + (outOffset + size) + " elements but has " + out.length);
        }
        if (out == means && Math.max(outOffset, meansOffset) < Math.min(outOffset + size, meansOffset + (long) cols)) {
            throw new IllegalArgumentException("out must not overlap means, but they are elements " + outOffset + " to "
                    + (outOffset + size - 1) + " and " + meansOffset + " to " + (meansOffset + cols - 1)
                    + " of one array");
        }
        TWIN.scatter(out, outOffset, means, meansOffset, x, xOffset, xStride, rows, cols);
        for (int i = 0; i < cols; i++) {
            for (int j = i; j < cols; j++) {
                double value = out[outOffset + i * cols + j] / rows;
                out[outOffset + i * cols + j] = value;
                out[outOffset + j * cols + i] = value;
            }
        }
    }

    /// The length of scratch memory that [#squaredDistances] needs.
    ///
    /// @param m rows of `a`
    /// @param n rows of `b`
    /// @param d columns of both
    /// @return number of floats
    /// @throws IllegalArgumentException if a size is negative or the result exceeds the range of `int`
    public static int squaredDistancesScratchLength(int m, int n, int d) {
        MatrixArguments.size("m", m);
        MatrixArguments.size("n", n);
        MatrixArguments.size("d", d);
        long length = (long) MatMul.scratchLength(d) + m + n;
        if (length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("m and n must together be at most "
                    + (Integer.MAX_VALUE - MatMul.scratchLength(d)) + " but are " + m + " and " + n);
        }
        return (int) length;
    }

    /// The squared Euclidean distances of all pairs of rows: `out_ij = |a_i - b_j|^2`, never negative.
    ///
    /// Computed in single precision as `|a_i|^2 + |b_j|^2 - 2 a_i b_j`, with the products from [MatMul]. Where that would
    /// cancel, that is where it is not at least 1/32 of `|a_i|^2 + |b_j|^2`, the differences are squared and added
    /// directly. So the relative error is below `128 (d + 3) u`, `u = 2^-24`, in the worst case (typically a thousandth
    /// of that), equal rows have distance +0, and near neighbours are exact to a few `d u`. Data with a large common
    /// offset takes the direct way throughout, which is slower by an order of magnitude: centre it first.
    ///
    /// @param out receives the distances, (m, n)
    /// @param outOffset index of its first element
    /// @param outStride distance between its rows
    /// @param a points, (m, d)
    /// @param aOffset index of its first element
    /// @param aStride distance between its rows
    /// @param b points, (n, d); may be `a`
    /// @param bOffset index of its first element
    /// @param bStride distance between its rows
    /// @param m rows of `a`
    /// @param n rows of `b`
    /// @param d columns of both
    /// @param scratch working memory of at least [#squaredDistancesScratchLength] floats, overwritten
    /// @throws IllegalArgumentException see the class
    public static void squaredDistances(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride,
            float[] b, int bOffset, int bStride, int m, int n, int d, float[] scratch) {
        int needed = squaredDistancesScratchLength(m, n, d);
        if (scratch.length < needed) {
            throw new IllegalArgumentException("scratch must have Statistics.squaredDistancesScratchLength(" + m + ", "
                    + n + ", " + d + ") = " + needed + " elements or more but has " + scratch.length);
        }
        long outEnd = MatrixArguments.end(outOffset, outStride, m, n);
        MatrixArguments.disjoint("scratch", scratch, 0, needed, "out", out, outOffset, outEnd);
        MatrixArguments.disjoint("scratch", scratch, 0, needed, "a", a, aOffset,
                MatrixArguments.end(aOffset, aStride, m, d));
        MatrixArguments.disjoint("scratch", scratch, 0, needed, "b", b, bOffset,
                MatrixArguments.end(bOffset, bStride, n, d));
        MatMul.multiplyTransB(out, outOffset, outStride, a, aOffset, aStride, b, bOffset, bStride, m, n, d, false,
                scratch);
        int aNorms = MatMul.scratchLength(d);
        int bNorms = aNorms + m;
        StatisticsKernels.squaredNorms(scratch, aNorms, a, aOffset, aStride, m, d);
        StatisticsKernels.squaredNorms(scratch, bNorms, b, bOffset, bStride, n, d);
        TWIN.distances(out, outOffset, outStride, scratch, aNorms, scratch, bNorms, a, aOffset, aStride, b, bOffset,
                bStride, m, n, d);
    }

    /// The column of the smallest element of every row; ties go to the lowest column.
    ///
    /// NaN counts as larger than everything, and +0 equals -0.
    ///
    /// @param out receives `rows` columns, -1 for a row that has nothing but NaN
    /// @param outOffset index of the first
    /// @param x values, (rows, cols)
    /// @param xOffset index of its first element
    /// @param xStride distance between its rows
    /// @param rows number of rows
    /// @param cols number of columns, 1 or more
    /// @throws IllegalArgumentException see the class
    public static void argMin(int[] out, int outOffset, float[] x, int xOffset, int xStride, int rows, int cols) {
        MatrixArguments.size("rows", rows);
        positive("cols", cols);
        MatrixArguments.matrix("x", x, xOffset, xStride, rows, cols, "out", rows, 1);
        MatrixArguments.range("out", out.length, outOffset, rows);
        TWIN.argMin(out, outOffset, x, xOffset, xStride, rows, cols);
    }

    private static void data(float[] x, int xOffset, int xStride, int rows, int cols, String otherName, int otherCols) {
        positive("rows", rows);
        MatrixArguments.size("cols", cols);
        MatrixArguments.matrix("x", x, xOffset, xStride, rows, cols, otherName, 1, otherCols);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more but is " + value);
        }
    }
}
