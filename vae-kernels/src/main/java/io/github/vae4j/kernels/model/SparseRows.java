package io.github.vae4j.kernels.model;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.matmul.ScalarSparse;
import io.github.vae4j.kernels.internal.matmul.SimdSparse;
import io.github.vae4j.kernels.internal.matmul.SparseKernels;

/// Matrices of which only the elements that are not 0 are stored, row by row (compressed sparse rows, CSR).
///
/// **Layout.** Row r has the entries from `rowStart[rowStartOffset + r]` up to, not including,
/// `rowStart[rowStartOffset + r + 1]`: `column[e]` and `value[e]` for each entry e. The columns of a row rise. So a matrix of
/// m rows has m + 1 elements of `rowStart`, the starts of rows are places in `column` and `value`, and any rows of a matrix
/// that follow each other are a matrix, by their offset.
///
/// A batch of dense rows becomes such lists in three steps, of which the first and the last can be shared between threads
/// by rows: [#count] writes the number of entries of each row behind its start, the caller adds them up ([#starts]), and
/// [#fill] writes the entries.
///
/// **Errors.** All methods throw [IllegalArgumentException] if a size is negative, a range does not fit its array, starts
/// fall, or an output overlaps another argument. Columns are checked by [#check] alone, once for a data set: kernels trust
/// them.
public final class SparseRows {
    private static final SparseKernels TWIN = KernelSelection.twin(ScalarSparse::new, () -> new SimdSparse());

    private SparseRows() {}

    /// Counts the elements of each row that are not 0. NaN is not 0, -0 is.
    ///
    /// @param counts receives one number per row
    /// @param countsOffset index of the first
    /// @param x dense rows, (rows, cols)
    /// @param xOffset index of the first element
    /// @param xStride distance between rows
    /// @param rows number of rows
    /// @param cols number of columns
    /// @throws IllegalArgumentException see the class
    public static void count(int[] counts, int countsOffset, float[] x, int xOffset, int xStride, int rows, int cols) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        MatrixArguments.range("counts", counts.length, countsOffset, rows);
        MatrixArguments.matrix("x", x, xOffset, xStride, rows, cols, "counts", rows, 1);
        for (int r = 0; r < rows; r++) {
            counts[countsOffset + r] = TWIN.count(x, xOffset + r * xStride, cols);
        }
    }

    /// Turns counts into starts: `rowStart[rowStartOffset]` is the place of the first entry and stays; each of the `rows`
    /// numbers behind it is how many entries a row has, and becomes where the next row starts.
    ///
    /// @param rowStart the first start, then counts
    /// @param rowStartOffset index of the first start
    /// @param rows number of rows
    /// @return the place behind the last entry
    /// @throws IllegalArgumentException see the class; also if there are more entries than an array can hold
    public static int starts(int[] rowStart, int rowStartOffset, int rows) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.range("rowStart", rowStart.length, rowStartOffset, rows + 1L);
        long at = rowStart[rowStartOffset];
        for (int r = 1; r <= rows; r++) {
            int count = rowStart[rowStartOffset + r];
            at += count;
            if (count < 0 || at > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("rowStart must hold counts of 0 or more, " + Integer.MAX_VALUE
                        + " in all, but with row " + (r - 1) + ", of " + count + " entries, there are " + at);
            }
            rowStart[rowStartOffset + r] = (int) at;
        }
        return (int) at;
    }

    /// Writes the elements of dense rows that are not 0 as entries.
    ///
    /// @param rowStart where the entries of each row go, rows + 1 elements: each row has as many as [#count] counted
    /// @param rowStartOffset index of the first
    /// @param column receives the columns
    /// @param value receives the values
    /// @param x dense rows, (rows, cols)
    /// @param xOffset index of the first element
    /// @param xStride distance between rows
    /// @param rows number of rows
    /// @param cols number of columns
    /// @throws IllegalArgumentException see the class; also if a row has another number of elements that are not 0
    public static void fill(int[] rowStart, int rowStartOffset, int[] column, float[] value, float[] x, int xOffset,
            int xStride, int rows, int cols) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        lists("rowStart", rowStart, rowStartOffset, "column", column, value, rows);
        MatrixArguments.matrix("x", x, xOffset, xStride, rows, cols, "the matrix of entries", rows, cols);
        int from = rowStart[rowStartOffset];
        int to = rowStart[rowStartOffset + rows];
        MatrixArguments.disjoint("value", value, from, to, "x", x, xOffset,
                MatrixArguments.end(xOffset, xStride, rows, cols));
        MatrixArguments.disjoint("column", column, from, to, "rowStart", rowStart, rowStartOffset,
                rowStartOffset + rows + 1L);
        for (int r = 0; r < rows; r++) {
            int room = rowStart[rowStartOffset + r + 1] - rowStart[rowStartOffset + r];
            int found = TWIN.count(x, xOffset + r * xStride, cols);
            if (found != room) {
                throw new IllegalArgumentException("rowStart must have a place for each element that is not 0, but row "
                        + r + " has " + found + " of them and " + room + " places");
            }
        }
        for (int r = 0; r < rows; r++) {
            TWIN.fill(column, value, rowStart[rowStartOffset + r], x, xOffset + r * xStride, cols);
        }
    }

    /// Checks that the columns of each row rise and lie within a matrix.
    ///
    /// @param rowStart starts of the rows, rows + 1 elements
    /// @param rowStartOffset index of the first
    /// @param column columns of the entries
    /// @param value values of the entries
    /// @param rows number of rows
    /// @param width number of columns of the matrix
    /// @throws IllegalArgumentException see the class; also if a column is negative, `width` or more, or not above the one
    ///     before
    public static void check(int[] rowStart, int rowStartOffset, int[] column, float[] value, int rows, int width) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("width", width);
        lists("rowStart", rowStart, rowStartOffset, "column", column, value, rows);
        for (int r = 0; r < rows; r++) {
            int before = -1;
            for (int e = rowStart[rowStartOffset + r]; e < rowStart[rowStartOffset + r + 1]; e++) {
                if (column[e] <= before || column[e] >= width) {
                    throw new IllegalArgumentException("columns must rise from 0 to " + (width - 1L)
                            + " within a row, but"
                            + " row " + r + " has column " + column[e] + (before < 0 ? "" : " behind " + before));
                }
                before = column[e];
            }
        }
    }

    /// Writes entries by columns, as the gradient of weights needs them: column c gets the entries from
    /// `columnStart[columnStartOffset + c]` up to `columnStart[columnStartOffset + c + 1]`, by rising rows.
    ///
    /// All columns may be shared between threads as ranges: each writes its own starts, and the entries between them. There
    /// is a binary search per row and range, so a range per thread is best.
    ///
    /// @param columnStart receives the starts, of all columns `cols + 1`, of which the last one is written with the last range
    /// @param columnStartOffset index of the start of column 0
    /// @param row receives the rows, from place 0 on; as long as there are entries
    /// @param valueByColumn receives the values
    /// @param rowStart starts of the rows, rows + 1 elements
    /// @param rowStartOffset index of the first
    /// @param column columns of the entries, below `cols`
    /// @param value values of the entries
    /// @param rows number of rows
    /// @param cols number of columns of the matrix
    /// @param first the first column to write
    /// @param count number of columns to write
    /// @param scratch working memory of at least `2 rows` elements, overwritten
    /// @throws IllegalArgumentException see the class; also if there are no such columns
    public static void transpose(int[] columnStart, int columnStartOffset, int[] row, float[] valueByColumn,
            int[] rowStart, int rowStartOffset, int[] column, float[] value, int rows, int cols, int first, int count,
            int[] scratch) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        MatrixArguments.size("first", first);
        MatrixArguments.size("count", count);
        if (first + (long) count > cols) {
            throw new IllegalArgumentException("columns " + first + " to " + (first + (long) count - 1)
                    + " are asked for, but the matrix has cols = " + cols);
        }
        lists("rowStart", rowStart, rowStartOffset, "column", column, value, rows);
        MatrixArguments.range("columnStart", columnStart.length, columnStartOffset, cols + 1L);
        int from = rowStart[rowStartOffset];
        int to = rowStart[rowStartOffset + rows];
        MatrixArguments.range("row", row.length, 0, to - from);
        MatrixArguments.range("valueByColumn", valueByColumn.length, 0, to - from);
        MatrixArguments.range("scratch", scratch.length, 0, 2L * rows);
        apart("columnStart", columnStart, columnStartOffset, columnStartOffset + cols + 1L, rowStart, rowStartOffset,
                column, rows);
        apart("row", row, 0, (long) to - from, rowStart, rowStartOffset, column, rows);
        apart("scratch", scratch, 0, 2L * rows, rowStart, rowStartOffset, column, rows);
        MatrixArguments.disjoint("scratch", scratch, 0, 2L * rows, "columnStart", columnStart, columnStartOffset,
                columnStartOffset + cols + 1L);
        MatrixArguments.disjoint("scratch", scratch, 0, 2L * rows, "row", row, 0, (long) to - from);
        MatrixArguments.disjoint("row", row, 0, (long) to - from, "columnStart", columnStart, columnStartOffset,
                columnStartOffset + cols + 1L);
        MatrixArguments.disjoint("valueByColumn", valueByColumn, 0, (long) to - from, "value", value, from, to);
        SparseKernels.transpose(columnStart, columnStartOffset, row, valueByColumn, rowStart, rowStartOffset, column,
                value, rows, first, count, first + count == cols, scratch);
    }

    private static void apart(String name, int[] out, int offset, long end, int[] rowStart, int rowStartOffset,
            int[] column, int rows) {
        MatrixArguments.disjoint(name, out, offset, end, "rowStart", rowStart, rowStartOffset,
                rowStartOffset + rows + 1L);
        MatrixArguments.disjoint(name, out, offset, end, "column", column, rowStart[rowStartOffset],
                rowStart[rowStartOffset + rows]);
    }

    /// Checks starts of rows, and that their values lie within an array.
    static void rows(int[] rowStart, int rowStartOffset, int rows, float[] x) {
        MatrixArguments.vector("x", x, 0, rising("rowStart", rowStart, rowStartOffset, rows));
    }

    /// Checks starts, and that the entries lie within their arrays.
    static void lists(String startName, int[] start, int startOffset, String indexName, int[] index, float[] value,
            int n) {
        int end = rising(startName, start, startOffset, n);
        MatrixArguments.range(indexName, index.length, 0, end);
        MatrixArguments.range("value", value.length, 0, end);
    }

    /// Checks that starts rise, and returns the last one.
    private static int rising(String name, int[] start, int startOffset, int n) {
        MatrixArguments.range(name, start.length, startOffset, n + 1L);
        int before = 0;
        for (int i = 0; i <= n; i++) {
            int next = start[startOffset + i];
            if (next < before) {
                throw new IllegalArgumentException(name + " must rise from 0 or more, but start " + i + " is " + next
                        + (i == 0 ? "" : ", the one before " + before));
            }
            before = next;
        }
        return before;
    }
}
