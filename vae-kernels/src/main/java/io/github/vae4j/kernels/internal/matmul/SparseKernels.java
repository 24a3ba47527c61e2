package io.github.vae4j.kernels.internal.matmul;

import java.util.Arrays;

/// What [io.github.vae4j.kernels.model.SparseDense] and [io.github.vae4j.kernels.model.SparseRows] compute; arguments have
/// been checked. Twins give equal bits.
///
/// The entries of row r are `column[e]` and `value[e]` for e from `rowStart[rowStartOffset + r]` up to
/// `rowStart[rowStartOffset + r + 1]`, columns rising. By columns, the entries of column c are `row[e]` and `value[e]` for e
/// from `columnStart[columnStartOffset + c]` on, rows rising.
public sealed interface SparseKernels permits ScalarSparse, SimdSparse {
    /// `y (m, n) = x (m, k) w (k, n) + bias` for weights in panels: one chain of fma per element from its bias, over the
    /// entries of the row.
    void product(float[] y, int yOffset, int yStride, int[] rowStart, int rowStartOffset, int[] column, float[] value,
            float[] w, int wOffset, float[] bias, int biasOffset, int m, int n, int k);

    /// `dw (k, n) = x (m, k)^T dy (m, n)` in panels that are `panelStride` apart, for `x` by columns: one chain of fma per
    /// element from +0, over the entries of its input.
    void weightProduct(float[] dw, int dwOffset, int panelStride, int[] columnStart, int columnStartOffset, int[] row,
            float[] value, float[] dy, int dyOffset, int dyStride, int n, int k);

    /// The number of elements that are not 0; NaN is not 0.
    int count(float[] x, int xOffset, int n);

    /// Writes the elements that are not 0 as entries from `at` on.
    void fill(int[] column, float[] value, int at, float[] x, int xOffset, int n);

    /// Writes the entries of `count` columns from `first` on by columns. A chain of increments, so there are no twins.
    static void transpose(int[] columnStart, int columnStartOffset, int[] row, float[] valueByColumn, int[] rowStart,
            int rowStartOffset, int[] column, float[] value, int m, int first, int count, boolean last, int[] cursor) {
        seek(cursor, rowStart, rowStartOffset, column, m, first, first + count);
        int at = columnStartOffset + first;
        Arrays.fill(columnStart, at, at + count, 0);
        int before = 0;
        for (int r = 0; r < m; r++) {
            before += cursor[r] - rowStart[rowStartOffset + r];
            for (int e = cursor[r]; e < cursor[m + r]; e++) {
                columnStart[at + column[e] - first]++;
            }
        }
        int next = before;
        for (int c = 0; c < count; c++) {
            int entries = columnStart[at + c];
            columnStart[at + c] = next;
            next += entries;
        }
        for (int r = 0; r < m; r++) {
            for (int e = cursor[r]; e < cursor[m + r]; e++) {
                int to = columnStart[at + column[e] - first]++;
                row[to] = r;
                valueByColumn[to] = value[e];
            }
        }
        // Each start has become the one behind it.
        System.arraycopy(columnStart, at, columnStart, at + 1, last ? count : Math.max(count - 1, 0));
        if (count > 0 || last) {
            columnStart[at] = before;
        }
    }

    /// Sets the cursors of a range of columns: for each row the first of its entries at or behind `first`, then for each
    /// row the first at or behind `end`.
    private static void seek(int[] cursor, int[] rowStart, int rowStartOffset, int[] column, int m, int first,
            int end) {
        for (int r = 0; r < m; r++) {
            int from = rowStart[rowStartOffset + r];
            int to = rowStart[rowStartOffset + r + 1];
            int start = lowerBound(column, from, to, first);
            cursor[r] = start;
            cursor[m + r] = lowerBound(column, start, to, end);
        }
    }

    /// The first of the entries from `from` up to `to` whose column is `wanted` or more; columns rise.
    static int lowerBound(int[] column, int from, int to, int wanted) {
        if (from == to || column[from] >= wanted) {
            return from;
        }
        if (column[to - 1] < wanted) {
            return to;
        }
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (column[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
