package io.github.vae4j.core.graph;

import io.github.vae4j.kernels.MatMul;

/// How a matrix is cut into tasks. Only what a task computes depends on it, never how an element is computed: any cut
/// gives the same bits.
///
/// @param maxRows rows of a task at most
/// @param maxColumns columns of a task at most
record Cut(int maxRows, int maxColumns) {
    private static final int ALL = Integer.MAX_VALUE;

    /// Tiles of a matrix product. One tile of a hidden layer of the study is about 5 MFLOP, 50 microseconds: long against
    /// a barrier, short against a phase. Half as wide would occupy more threads, but activations run over shorter rows.
    static final Cut TILES = new Cut(256, 2 * MatMul.PANEL);

    /// Some whole rows.
    static Cut rows(int count) {
        return new Cut(count, ALL);
    }

    /// Some whole columns.
    static Cut columns(int count) {
        return new Cut(ALL, count);
    }

    /// Whether a task has whole rows, so that it needs no other task of a step before that is cut in the same way.
    boolean isByRows() {
        return maxColumns == ALL;
    }

    int tasks(int rows, int columns) {
        return Math.ceilDiv(rows, maxRows) * acrossColumns(columns);
    }

    int firstRow(int task, int rows, int columns) {
        return task / acrossColumns(columns) * height(rows);
    }

    int rows(int task, int rows, int columns) {
        return Math.min(height(rows), rows - firstRow(task, rows, columns));
    }

    int firstColumn(int task, int columns) {
        return isByRows() ? 0 : task % acrossColumns(columns) * maxColumns;
    }

    int columns(int task, int columns) {
        return Math.min(maxColumns, columns - firstColumn(task, columns));
    }

    private int acrossColumns(int columns) {
        return isByRows() ? 1 : Math.ceilDiv(columns, maxColumns);
    }

    // Tiles are balanced: 784 rows are 4 x 196, not 3 x 256 + 16.
    private int height(int rows) {
        return isByRows() ? maxRows : Math.ceilDiv(rows, Math.ceilDiv(rows, maxRows));
    }
}
