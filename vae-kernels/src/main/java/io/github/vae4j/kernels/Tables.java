package io.github.vae4j.kernels;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.statistics.ScalarTables;
import io.github.vae4j.kernels.internal.statistics.SimdTables;
import io.github.vae4j.kernels.internal.statistics.TableKernels;

/// What statistics over large tables stand on: products and exponentials in double precision, and the pairs of points
/// that are near each other.
///
/// **Errors.** All methods throw [IllegalArgumentException] if a size is negative, if an argument does not fit its array,
/// or if an output overlaps an input.
public final class Tables {
    private static final TableKernels TWIN = KernelSelection.twin(ScalarTables::new, () -> new SimdTables());

    private Tables() {}

    /// Adds a product of dense matrices of double: `out_ij += sum over l of a_il b_lj`. Each element is one chain of fused
    /// multiply-adds, l rising, that begins with the value in `out`; so a product that is cut by l is the same to the bit.
    ///
    /// @param out receives (m, n) sums
    /// @param outOffset index of the first
    /// @param a (m, k)
    /// @param aOffset index of its first element
    /// @param b (k, n)
    /// @param bOffset index of its first element
    /// @param m rows of `out` and `a`
    /// @param n columns of `out` and `b`; multiples of 16 are the fastest
    /// @param k columns of `a` and rows of `b`
    /// @throws IllegalArgumentException see the class
    public static void addProducts(double[] out, int outOffset, double[] a, int aOffset, double[] b, int bOffset, int m,
            int n, int k) {
        product(out, outOffset, a, aOffset, b, bOffset, m, n, k);
        TWIN.addProducts(out, outOffset, a, aOffset, b, bOffset, m, n, k);
    }

    /// The same with the first factor transposed: `out_ij += sum over l of a_li b_lj`.
    ///
    /// @param out receives (m, n) sums
    /// @param outOffset index of the first
    /// @param a (k, m)
    /// @param aOffset index of its first element
    /// @param b (k, n)
    /// @param bOffset index of its first element
    /// @param m rows of `out` and columns of `a`
    /// @param n columns of `out` and `b`; multiples of 16 are the fastest
    /// @param k rows of `a` and `b`
    /// @throws IllegalArgumentException see the class
    public static void addProductsTransA(double[] out, int outOffset, double[] a, int aOffset, double[] b, int bOffset,
            int m, int n, int k) {
        product(out, outOffset, a, aOffset, b, bOffset, m, n, k);
        TWIN.addProductsTransA(out, outOffset, a, aOffset, b, bOffset, m, n, k);
    }

    private static void product(double[] out, int outOffset, double[] a, int aOffset, double[] b, int bOffset, int m,
            int n, int k) {
        MatrixArguments.size("m", m);
        MatrixArguments.size("n", n);
        MatrixArguments.size("k", k);
        long outEnd = outOffset + (long) m * n;
        MatrixArguments.range("out", out.length, outOffset, (long) m * n);
        MatrixArguments.range("a", a.length, aOffset, (long) m * k);
        MatrixArguments.range("b", b.length, bOffset, (long) k * n);
        MatrixArguments.disjoint("out", out, outOffset, outEnd, "a", a, aOffset, aOffset + (long) m * k);
        MatrixArguments.disjoint("out", out, outOffset, outEnd, "b", b, bOffset, bOffset + (long) k * n);
    }

    /// Exponentials of numbers that are not positive: `out_i = exp(x_i)`, within 1.2 ULP; 0 where that is no normal number.
    ///
    /// @param out receives n exponentials; may be `x` itself at the same offset
    /// @param outOffset index of the first
    /// @param x exponents, 0 or less
    /// @param xOffset index of the first
    /// @param n number of elements
    /// @throws IllegalArgumentException see the class
    @SuppressWarnings("ReferenceEquality") // the same array, not equal contents
    public static void expNonPositive(double[] out, int outOffset, double[] x, int xOffset, int n) {
        MatrixArguments.size("n", n);
        MatrixArguments.range("out", out.length, outOffset, n);
        MatrixArguments.range("x", x.length, xOffset, n);
        if (out != x || outOffset != xOffset) {
            MatrixArguments.disjoint("out", out, outOffset, outOffset + (long) n, "x", x, xOffset,
                    xOffset + (long) n);
        }
        TWIN.expNonPositive(out, outOffset, x, xOffset, n);
    }

    /// The pairs of rows and columns that are near each other, from products: those whose squared distance
    /// `rowNorm + columnNorm - 2 product`, in single precision, is at most the limit of the row or that of the column.
    ///
    /// @param places receives their places, `row * cols + column`, rising; needs room for `rows * cols`
    /// @param products inner products of points, (rows, cols)
    /// @param productsOffset index of the first
    /// @param productsStride distance between the rows
    /// @param rows number of rows
    /// @param cols number of columns
    /// @param rowNorms squared norms of the points of the rows
    /// @param rowNormsOffset index of the first
    /// @param columnNorms squared norms of the points of the columns
    /// @param columnNormsOffset index of the first
    /// @param rowLimits one for each row; -infinity for none
    /// @param rowLimitsOffset index of the first
    /// @param columnLimits one for each column; -infinity for none
    /// @param columnLimitsOffset index of the first
    /// @return how many pairs were found
    /// @throws IllegalArgumentException see the class
    public static int within(int[] places, float[] products, int productsOffset, int productsStride, int rows, int cols,
            float[] rowNorms, int rowNormsOffset, float[] columnNorms, int columnNormsOffset, float[] rowLimits,
            int rowLimitsOffset, float[] columnLimits, int columnLimitsOffset) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        MatrixArguments.range("places", places.length, 0, (long) rows * cols);
        MatrixArguments.matrix("products", products, productsOffset, productsStride, rows, cols, "rowNorms", rows, 1);
        MatrixArguments.vector("rowNorms", rowNorms, rowNormsOffset, rows);
        MatrixArguments.vector("columnNorms", columnNorms, columnNormsOffset, cols);
        MatrixArguments.vector("rowLimits", rowLimits, rowLimitsOffset, rows);
        MatrixArguments.vector("columnLimits", columnLimits, columnLimitsOffset, cols);
        return TWIN.within(places, products, productsOffset, productsStride, rows, cols, rowNorms, rowNormsOffset,
                columnNorms, columnNormsOffset, rowLimits, rowLimitsOffset, columnLimits, columnLimitsOffset);
    }

    /// How many squared distances of a point, `norms_i + norm - 2 products_i` in single precision, are below two limits.
    ///
    /// @param products inner products of the point with n others
    /// @param productsOffset index of the first
    /// @param n number of others
    /// @param norm squared norm of the point
    /// @param norms squared norms of the others
    /// @param normsOffset index of the first
    /// @param low a limit
    /// @param high another limit
    /// @return the number below `low` in the upper 32 bits, that below `high` in the lower
    /// @throws IllegalArgumentException see the class
    public static long countBelow(float[] products, int productsOffset, int n, float norm, float[] norms,
            int normsOffset, float low, float high) {
        MatrixArguments.size("n", n);
        MatrixArguments.vector("products", products, productsOffset, n);
        MatrixArguments.vector("norms", norms, normsOffset, n);
        return TWIN.countBelow(products, productsOffset, n, norm, norms, normsOffset, low, high);
    }

    /// Adds rows to sums of groups: `sums_gc += x_rc` for g the group of row r. Each sum is one chain, r rising.
    ///
    /// @param sums receives (groups, cols) sums
    /// @param sumsOffset index of the first
    /// @param groups the group of every row, 0 or more, so that its sums lie in the array
    /// @param groupsOffset index of the first
    /// @param x (rows, cols)
    /// @param xOffset index of its first element
    /// @param rows number of rows
    /// @param cols number of columns
    /// @throws IllegalArgumentException see the class
    public static void addRows(double[] sums, int sumsOffset, int[] groups, int groupsOffset, float[] x, int xOffset,
            int rows, int cols) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        MatrixArguments.range("groups", groups.length, groupsOffset, rows);
        MatrixArguments.range("x", x.length, xOffset, (long) rows * cols);
        int last = 0;
        for (int r = groupsOffset; r < groupsOffset + rows; r++) {
            MatrixArguments.size("group", groups[r]);
            last = Math.max(last, groups[r]);
        }
        MatrixArguments.range("sums", sums.length, sumsOffset, rows == 0 ? 0 : (last + 1L) * cols);
        TWIN.addRows(sums, sumsOffset, groups, groupsOffset, x, xOffset, rows, cols);
    }

    /// The nearest centre of every point, from products: per column c the row r of the least score
    /// `norms_r - 2 products_rc`, in single precision, which orders centres as their squared distances do.
    ///
    /// @param best receives the row of the least score, one per column; the first of equal ones; 0 if all are NaN
    /// @param bestOffset index of the first
    /// @param margins receives by how much the second least score is larger; infinity if there is one row, NaN if all
    ///     scores are NaN or infinite
    /// @param marginsOffset index of the first
    /// @param products inner products of centres and points, (rows, cols)
    /// @param productsOffset index of the first
    /// @param productsStride distance between the rows
    /// @param norms squared norms of the centres
    /// @param normsOffset index of the first
    /// @param rows number of centres, 1 or more
    /// @param cols number of points
    /// @throws IllegalArgumentException see the class
    public static void nearest(int[] best, int bestOffset, float[] margins, int marginsOffset, float[] products,
            int productsOffset, int productsStride, float[] norms, int normsOffset, int rows, int cols) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows must be 1 or more but is " + rows);
        }
        MatrixArguments.size("cols", cols);
        MatrixArguments.range("best", best.length, bestOffset, cols);
        MatrixArguments.vector("margins", margins, marginsOffset, cols);
        MatrixArguments.matrix("products", products, productsOffset, productsStride, rows, cols, "norms", rows, 1);
        MatrixArguments.vector("norms", norms, normsOffset, rows);
        long marginsEnd = marginsOffset + (long) cols;
        MatrixArguments.disjoint("margins", margins, marginsOffset, marginsEnd, "products", products, productsOffset,
                MatrixArguments.end(productsOffset, productsStride, rows, cols));
        MatrixArguments.disjoint("margins", margins, marginsOffset, marginsEnd, "norms", norms, normsOffset,
                normsOffset + (long) rows);
        TWIN.nearest(best, bestOffset, margins, marginsOffset, products, productsOffset, productsStride, norms,
                normsOffset, rows, cols);
    }

    /// The first of some splits of numbers into two parts that lowers the squared error by more than a bound. Split i has
    /// `b = below + i` numbers in its first part, which add up to `sums_i`, and `a = all - b` in the other; it lowers the
    /// error by `difference^2 / (a b all)` with `difference = a sums_i - b (total - sums_i)`.
    ///
    /// @param sums the sums of first parts, one per split
    /// @param sumsOffset index of the first
    /// @param n number of splits
    /// @param below numbers in the first part of the first split, 1 or more
    /// @param all how many numbers there are, `below + n - 1` or more
    /// @param total their sum
    /// @param bound what `difference^2 / (a b)` must be larger than
    /// @return the number of the split, from 0; -1 if there is none
    /// @throws IllegalArgumentException see the class
    public static int firstSplit(double[] sums, int sumsOffset, int n, int below, int all, double total,
            double bound) {
        MatrixArguments.size("n", n);
        MatrixArguments.range("sums", sums.length, sumsOffset, n);
        if (below < 1 || all < below + n - 1L) {
            throw new IllegalArgumentException("below must be 1 or more and all at least below + n - 1, n = " + n
                    + ", but they are " + below + " and " + all);
        }
        return TWIN.firstSplit(sums, sumsOffset, n, below, all, total, bound);
    }
}
