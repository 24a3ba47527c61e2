package io.github.vae4j.core.internal;

import io.github.vae4j.kernels.MatMul;

/// Cuts the output of a matrix product into tasks, by its size alone.
final class Tiles {
    // One task of a hidden layer of the study is then about 5 MFLOP, 50 microseconds: long against a barrier, short
    // against a phase. Half as wide would occupy more threads, but activations run over shorter rows.
    private static final int COLUMNS = 2 * MatMul.PANEL;
    private static final int ROWS = 256;

    private Tiles() {}

    static int count(int rows, int columns) {
        return Math.ceilDiv(rows, ROWS) * Math.ceilDiv(columns, COLUMNS);
    }

    static int firstRow(int tile, int rows, int columns) {
        return tile / Math.ceilDiv(columns, COLUMNS) * height(rows);
    }

    static int rows(int tile, int rows, int columns) {
        return Math.min(height(rows), rows - firstRow(tile, rows, columns));
    }

    static int firstColumn(int tile, int columns) {
        return tile % Math.ceilDiv(columns, COLUMNS) * COLUMNS;
    }

    static int columns(int tile, int columns) {
        return Math.min(COLUMNS, columns - firstColumn(tile, columns));
    }

    // Rows are balanced: 784 are 4 x 196, not 3 x 256 + 16.
    private static int height(int rows) {
        return Math.ceilDiv(rows, Math.ceilDiv(rows, ROWS));
    }
}
