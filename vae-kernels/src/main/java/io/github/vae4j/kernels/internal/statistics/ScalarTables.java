package io.github.vae4j.kernels.internal.statistics;

import io.github.vae4j.kernels.internal.latent.ScalarNormalDensity;

/// The specification of kernels over tables.
public final class ScalarTables implements TableKernels {
    @Override
    public void addProducts(double[] out, int outOffset, double[] a, int aOffset, double[] b, int bOffset, int m, int n,
            int k) {
        addProducts(out, outOffset, a, aOffset, k, 1, b, bOffset, m, 0, n, 0, k);
    }

    @Override
    public void addProductsTransA(double[] out, int outOffset, double[] a, int aOffset, double[] b, int bOffset, int m,
            int n, int k) {
        addProducts(out, outOffset, a, aOffset, 1, m, b, bOffset, m, 0, n, 0, k);
    }

    /// The columns [from, n), steps [first, last) of their sums; element (i, l) of `a` lies at `i aRow + l aColumn`.
    static void addProducts(double[] out, int outOffset, double[] a, int aOffset, int aRow, int aColumn, double[] b,
            int bOffset, int m, int from, int n, int first, int last) {
        for (int i = 0; i < m; i++) {
            for (int j = from; j < n; j++) {
                double sum = out[outOffset + i * n + j];
                for (int l = first; l < last; l++) {
                    sum = Math.fma(a[aOffset + i * aRow + l * aColumn], b[bOffset + l * n + j], sum);
                }
                out[outOffset + i * n + j] = sum;
            }
        }
    }

    @Override
    public void expNonPositive(double[] out, int outOffset, double[] x, int xOffset, int n) {
        expNonPositive(out, outOffset, x, xOffset, 0, n);
    }

    /// Elements [from, n).
    static void expNonPositive(double[] out, int outOffset, double[] x, int xOffset, int from, int n) {
        for (int i = from; i < n; i++) {
            out[outOffset + i] = ScalarNormalDensity.expNonPositive(x[xOffset + i]);
        }
    }

    @Override
    public int within(int[] places, float[] products, int productsOffset, int productsStride, int rows, int cols,
            float[] rowNorms, int rowNormsOffset, float[] columnNorms, int columnNormsOffset, float[] rowLimits,
            int rowLimitsOffset, float[] columnLimits, int columnLimitsOffset) {
        int found = 0;
        for (int r = 0; r < rows; r++) {
            found = within(places, found, products, productsOffset + r * productsStride, r * cols, 0, cols,
                    rowNorms[rowNormsOffset + r], columnNorms, columnNormsOffset, rowLimits[rowLimitsOffset + r],
                    columnLimits, columnLimitsOffset);
        }
        return found;
    }

    /// Columns [from, to) of one row.
    static int within(int[] places, int found, float[] products, int at, int place, int from, int to, float rowNorm,
            float[] columnNorms, int columnNormsOffset, float rowLimit, float[] columnLimits, int columnLimitsOffset) {
        int count = found;
        for (int c = from; c < to; c++) {
            float square = Math.fma(-2f, products[at + c], columnNorms[columnNormsOffset + c] + rowNorm);
            if (square <= rowLimit || square <= columnLimits[columnLimitsOffset + c]) {
                places[count++] = place + c;
            }
        }
        return count;
    }

    @Override
    public long countBelow(float[] products, int productsOffset, int n, float norm, float[] norms, int normsOffset,
            float low,
            float high) {
        return countBelow(products, productsOffset, 0, n, norm, norms, normsOffset, low, high);
    }

    /// Elements [from, n).
    static long countBelow(float[] products, int productsOffset, int from, int n, float norm, float[] norms,
            int normsOffset, float low, float high) {
        long lows = 0;
        long highs = 0;
        for (int i = from; i < n; i++) {
            float square = Math.fma(-2f, products[productsOffset + i], norms[normsOffset + i] + norm);
            lows += square < low ? 1 : 0;
            highs += square < high ? 1 : 0;
        }
        return lows << 32 | highs;
    }

    @Override
    public void addRows(double[] sums, int sumsOffset, int[] groups, int groupsOffset, float[] x, int xOffset, int rows,
            int cols) {
        for (int r = 0; r < rows; r++) {
            addRow(sums, sumsOffset + groups[groupsOffset + r] * cols, x, xOffset + r * cols, 0, cols);
        }
    }

    /// Columns [from, to) of one row.
    static void addRow(double[] sums, int at, float[] x, int row, int from, int to) {
        for (int c = from; c < to; c++) {
            sums[at + c] += x[row + c];
        }
    }

    @Override
    public void nearest(int[] best, int bestOffset, float[] margins, int marginsOffset, float[] products,
            int productsOffset, int productsStride, float[] norms, int normsOffset, int rows, int cols) {
        nearest(best, bestOffset, margins, marginsOffset, products, productsOffset, productsStride, norms, normsOffset,
                rows, 0, cols);
    }

    /// Columns [from, to).
    static void nearest(int[] best, int bestOffset, float[] margins, int marginsOffset, float[] products,
            int productsOffset, int productsStride, float[] norms, int normsOffset, int rows, int from, int to) {
        for (int c = from; c < to; c++) {
            int row = 0;
            float least = Float.POSITIVE_INFINITY;
            float second = Float.POSITIVE_INFINITY;
            for (int r = 0; r < rows; r++) {
                float score = Math.fma(-2f, products[productsOffset + r * productsStride + c], norms[normsOffset + r]);
                if (score < least) {
                    second = least;
                    least = score;
                    row = r;
                } else if (score < second) {
                    second = score;
                }
            }
            best[bestOffset + c] = row;
            margins[marginsOffset + c] = second - least;
        }
    }

    @Override
    public int firstSplit(double[] sums, int sumsOffset, int n, double below, double count, double total,
            double bound) {
        return firstSplit(sums, sumsOffset, 0, n, below, count, total, bound);
    }

    /// Elements [from, n).
    static int firstSplit(double[] sums, int sumsOffset, int from, int n, double below, double count, double total,
            double bound) {
        for (int i = from; i < n; i++) {
            double b = below + i;
            double a = count - b;
            double sum = sums[sumsOffset + i];
            double difference = a * sum - b * (total - sum);
            if (difference * difference > bound * (b * a)) {
                return i;
            }
        }
        return -1;
    }
}
