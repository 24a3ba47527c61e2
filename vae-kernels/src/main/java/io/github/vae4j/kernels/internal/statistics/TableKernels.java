package io.github.vae4j.kernels.internal.statistics;

/// What [io.github.vae4j.kernels.Tables] promises; arguments have been checked. Twins give equal bits.
public sealed interface TableKernels permits ScalarTables, SimdTables {
    /// `out_ij += sum_l a_il b_lj`: one chain of fused multiply-adds per element, l rising, from the value that is there.
    void addProducts(double[] out, int outOffset, double[] a, int aOffset, double[] b, int bOffset, int m, int n,
            int k);

    /// The same with `a` transposed: (k, m).
    void addProductsTransA(double[] out, int outOffset, double[] a, int aOffset, double[] b, int bOffset, int m, int n,
            int k);

    /// `out_i = exp(x_i)` for x <= 0, 0 where that is no normal number.
    void expNonPositive(double[] out, int outOffset, double[] x, int xOffset, int n);

    /// Places of pairs whose squared distance `rowNorm + columnNorm - 2 product` is at most the limit of their row or
    /// column, in rising order.
    int within(int[] places, float[] products, int productsOffset, int productsStride, int rows, int cols,
            float[] rowNorms, int rowNormsOffset, float[] columnNorms, int columnNormsOffset, float[] rowLimits,
            int rowLimitsOffset, float[] columnLimits, int columnLimitsOffset);

    /// How many squared distances `norms_i + norm - 2 products_i` are below `low`, in the upper half of the result, and how
    /// many below `high`, in the lower.
    long countBelow(float[] products, int productsOffset, int n, float norm, float[] norms, int normsOffset, float low,
            float high);

    /// Adds each of `rows` rows of x, (rows, cols), to the row of sums that is its group's; one chain per sum, rows rising.
    void addRows(double[] sums, int sumsOffset, int[] groups, int groupsOffset, float[] x, int xOffset, int rows,
            int cols);

    /// Per column c the row r of the least `norms_r - 2 products_rc`, the first of equal ones, and by how much the second
    /// least is larger; infinity where there is none. NaN counts as larger than everything.
    void nearest(int[] best, int bestOffset, float[] margins, int marginsOffset, float[] products, int productsOffset,
            int productsStride, float[] norms, int normsOffset, int rows, int cols);

    /// The first i whose split is better than a bound, or -1: with `b = below + i`, `a = count - b` and
    /// `difference = a sums_i - b (total - sums_i)`, where `difference^2 > bound (b a)`. No product is fused.
    int firstSplit(double[] sums, int sumsOffset, int n, double below, double count, double total, double bound);
}
