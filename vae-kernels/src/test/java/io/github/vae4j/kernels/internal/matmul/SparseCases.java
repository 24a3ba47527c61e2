package io.github.vae4j.kernels.internal.matmul;

import io.github.vae4j.kernels.internal.TwinCases;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Sparse rows for tests: some rows are full, some empty, the others of a given density.
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SparseCases(int[] rowStart, int rowStartOffset, int[] column, float[] value) {
    /// @param startOffset index of the first start; the first entry is behind as many unused ones
    public static SparseCases of(Values values, int rows, int cols, double density, int startOffset, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] rowStart = new int[startOffset + rows + 1];
        int[] column = new int[startOffset + rows * cols];
        int at = startOffset;
        rowStart[startOffset] = at;
        for (int r = 0; r < rows; r++) {
            double share = r % 5 == 1 ? 0 : r % 5 == 2 ? 1 : density;
            for (int c = 0; c < cols; c++) {
                if (random.nextDouble() < share) {
                    column[at++] = c;
                }
            }
            rowStart[startOffset + r + 1] = at;
        }
        float[] value = TwinCases.fill(values, startOffset, at - startOffset, seed + 1);
        return new SparseCases(rowStart, startOffset, Arrays.copyOf(column, at), value);
    }

    /// The same entries by columns, found the long way: the start of column 0 is at `rowStartOffset`.
    public ByColumn byColumn(int cols) {
        int rows = rowStart.length - rowStartOffset - 1;
        int first = rowStart[rowStartOffset];
        int entries = rowStart[rowStartOffset + rows] - first;
        ByColumn lists = new ByColumn(new int[rowStartOffset + cols + 1], new int[entries], new float[entries]);
        int at = 0;
        for (int c = 0; c < cols; c++) {
            lists.start[rowStartOffset + c] = at;
            for (int r = 0; r < rows; r++) {
                for (int e = rowStart[rowStartOffset + r]; e < rowStart[rowStartOffset + r + 1]; e++) {
                    if (column[e] == c) {
                        lists.row[at] = r;
                        lists.value[at++] = value[e];
                    }
                }
            }
        }
        lists.start[rowStartOffset + cols] = at;
        return lists;
    }

    /// Entries by columns.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record ByColumn(int[] start, int[] row, float[] value) {}

    /// The same rows, dense.
    public float[] dense(int cols) {
        int rows = rowStart.length - rowStartOffset - 1;
        float[] x = new float[rows * cols];
        for (int r = 0; r < rows; r++) {
            for (int e = rowStart[rowStartOffset + r]; e < rowStart[rowStartOffset + r + 1]; e++) {
                x[r * cols + column[e]] = value[e];
            }
        }
        return x;
    }
}
