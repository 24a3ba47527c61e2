package io.github.vae4j.core.internal;

import io.github.vae4j.kernels.MatMul;

/// Cuts the weights of a layer into tasks, by their size alone: parts of a panel, each one range of the parameters.
final class Panels {
    // With a hundred samples 3 MFLOP, 25 microseconds: long against a barrier, short against a phase.
    private static final int ROWS = 512;

    /// No part has more weights.
    static final int LARGEST = ROWS * MatMul.PANEL;

    private Panels() {}

    static int count(int in, int out) {
        return partsOfPanel(in) * ((out + MatMul.PANEL - 1) / MatMul.PANEL);
    }

    static int firstRow(int part, int in) {
        return part % partsOfPanel(in) * height(in);
    }

    static int rows(int part, int in) {
        return Math.min(height(in), in - firstRow(part, in));
    }

    static int firstColumn(int part, int in) {
        return part / partsOfPanel(in) * MatMul.PANEL;
    }

    static int columns(int part, int in, int out) {
        return Math.min(MatMul.PANEL, out - firstColumn(part, in));
    }

    private static int partsOfPanel(int in) {
        return (in + ROWS - 1) / ROWS;
    }

    // Rows are balanced: 784 are 2 x 392, not 512 + 272.
    private static int height(int in) {
        return (in + partsOfPanel(in) - 1) / partsOfPanel(in);
    }
}
