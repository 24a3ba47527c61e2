package io.github.vae4j.metrics.internal;

import io.github.vae4j.metrics.Labels;
import java.util.Arrays;

/// How many samples each pair of a class and a cluster has in common: pairs without samples are not kept, so that the
/// size is that of the data, however many classes and clusters there are.
public final class Contingency {
    private final int[] starts;
    private final int[] columns;
    private final int[] counts;

    /// Counts the pairs.
    public Contingency(Labels rows, Labels columns) {
        int n = rows.size();
        long[] pairs = new long[n];
        for (int i = 0; i < n; i++) {
            pairs[i] = (long) rows.get(i) << 32 | columns.get(i);
        }
        Arrays.sort(pairs);
        int distinct = 0;
        for (int i = 0; i < n; i++) {
            distinct += i == 0 || pairs[i] != pairs[i - 1] ? 1 : 0;
        }
        starts = new int[rows.classCount() + 1];
        this.columns = new int[distinct];
        counts = new int[distinct];
        int at = -1;
        for (int i = 0; i < n; i++) {
            if (i == 0 || pairs[i] != pairs[i - 1]) {
                at++;
                this.columns[at] = (int) pairs[i];
                starts[(int) (pairs[i] >> 32) + 1]++;
            }
            counts[at]++;
        }
        for (int row = 0; row < rows.classCount(); row++) {
            starts[row + 1] += starts[row];
        }
    }

    /// The number of rows.
    public int rows() {
        return starts.length - 1;
    }

    /// Where the cells of a row begin; behind the last row, the number of cells.
    public int start(int row) {
        return starts[row];
    }

    /// The column of a cell; those of a row rise.
    public int column(int cell) {
        return columns[cell];
    }

    /// The count of a cell, 1 or more.
    public int count(int cell) {
        return counts[cell];
    }
}
