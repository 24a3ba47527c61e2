package io.github.vae4j.core.graph;

import io.github.vae4j.kernels.MatMul;

/// Cuts the weights of a layer into tasks, by their size alone: some rows of two panels, in each one range of the
/// parameters.
final class WeightCut {
    private static final int COLUMNS = 2 * MatMul.PANEL;
    // With a hundred samples 6 MFLOP, 50 microseconds: long against a barrier, short against a phase.
    private static final int ROWS = 512;

    /// No part has more weights.
    static final int LARGEST = ROWS * COLUMNS;

    private WeightCut() {}

    static int count(int in, int out) {
        return partsOfPanels(in) * Math.ceilDiv(out, COLUMNS);
    }

    static int firstRow(int part, int in) {
        return part % partsOfPanels(in) * height(in);
    }

    static int rows(int part, int in) {
        return Math.min(height(in), in - firstRow(part, in));
    }

    static int firstColumn(int part, int in) {
        return part / partsOfPanels(in) * COLUMNS;
    }

    static int columns(int part, int in, int out) {
        return Math.min(COLUMNS, out - firstColumn(part, in));
    }

    private static int partsOfPanels(int in) {
        return Math.ceilDiv(in, ROWS);
    }

    // Rows are balanced: 784 are 2 x 392, not 512 + 272.
    private static int height(int in) {
        return Math.ceilDiv(in, partsOfPanels(in));
    }
}
