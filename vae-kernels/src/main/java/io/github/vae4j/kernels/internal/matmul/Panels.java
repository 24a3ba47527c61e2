package io.github.vae4j.kernels.internal.matmul;

import io.github.vae4j.kernels.internal.elementary.SimdElementary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Packs some columns of a matrix `b` side by side into a panel of one or two vectors per row: reading it then walks
/// straight through memory, whatever the stride of `b` was. What stands in the lanes behind the last column does not
/// matter, as those columns of the product are dropped; so whole vectors are read as far as the array reaches.
final class Panels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private Panels() {}

    /// `panel (depth, width) = b (depth, columns)`, where element (p, c) of `b` is at `bAt + p * bStep + c`.
    static void pack(float[] panel, int at, int width, float[] b, int bAt, int bStep, int columns, int depth) {
        int whole = depth;
        while (whole > 0 && bAt + (whole - 1) * bStep + width > b.length) {
            whole--;
        }
        if (width == 2 * LANES) {
            packTwoVectors(panel, at, b, bAt, bStep, whole);
        } else {
            packOneVector(panel, at, b, bAt, bStep, whole);
        }
        for (int p = whole; p < depth; p++) {
            System.arraycopy(b, bAt + p * bStep, panel, at + p * width, columns);
        }
    }

    /// Copies a tile of up to two vectors a row; masked, where masks are cheap.
    static void copy(float[] to, int toAt, int toStride, float[] from, int fromAt, int fromStride, int rows,
            int columns) {
        if (LANES < 8) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(from, fromAt + r * fromStride, to, toAt + r * toStride, columns);
            }
            return;
        }
        int target = toAt;
        int source = fromAt;
        int last = columns > LANES ? LANES : 0;
        VectorMask<Float> mask = SimdElementary.firstLanes(columns - last);
        for (int r = 0; r < rows; r++) {
            if (last != 0) {
                FloatVector.fromArray(SPECIES, from, source).intoArray(to, target);
            }
            FloatVector.fromArray(SPECIES, from, source + last, mask).intoArray(to, target + last, mask);
            target += toStride;
            source += fromStride;
        }
    }

    private static void packTwoVectors(float[] panel, int at, float[] b, int bAt, int bStep, int depth) {
        int from = bAt;
        for (int p = 0; p < depth; p++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, from);
            FloatVector right = FloatVector.fromArray(SPECIES, b, from + LANES);
            left.intoArray(panel, at + p * 2 * LANES);
            right.intoArray(panel, at + p * 2 * LANES + LANES);
            from += bStep;
        }
    }

    private static void packOneVector(float[] panel, int at, float[] b, int bAt, int bStep, int depth) {
        int from = bAt;
        for (int p = 0; p < depth; p++) {
            FloatVector.fromArray(SPECIES, b, from).intoArray(panel, at + p * LANES);
            from += bStep;
        }
    }

    /// `panel (depth, width) = b (columns, depth)^T`, where element (c, p) of `b` is at `bAt + c * bStride + p`.
    static void packTransposed(float[] panel, int width, float[] b, int bAt, int bStride, int columns, int depth) {
        packTransposed(panel, 0, width, b, bAt, bStride, columns, depth);
    }

    /// The same for `b` (rows, k) in panels of [MatMulKernels#PANEL] columns: its rows from `row` on, its columns from
    /// `from` on, which is the start of a panel.
    static void packTransposedPanels(float[] panel, int width, float[] b, int bAt, int rows, int k, int row,
            int columns, int from, int depth) {
        for (int p = 0; p < depth; p += MatMulKernels.PANEL) {
            int stride = Math.min(MatMulKernels.PANEL, k - from - p);
            packTransposed(panel, p * width, width, b, bAt + (from + p) * rows + row * stride, stride, columns, stride);
        }
    }

    private static void packTransposed(float[] panel, int at, int width, float[] b, int bAt, int bStride, int columns,
            int depth) {
        if (columns < LANES || depth < LANES) {
            transpose(panel, at, width, b, bAt, bStride, columns, depth);
            return;
        }
        // The last strip and the last block of a strip may overlap those before.
        int whole = depth - depth % LANES;
        int c = 0;
        while (true) {
            int from = bAt + c * bStride;
            Transposition.strip(panel, at + c, width, b, from, bStride, whole);
            if (whole < depth) {
                int last = depth - LANES;
                Transposition.strip(panel, at + last * width + c, width, b, from + last, bStride, LANES);
            }
            if (c == columns - LANES) {
                return;
            }
            c = Math.min(c + LANES, columns - LANES);
        }
    }

    private static void transpose(float[] panel, int at, int width, float[] b, int bAt, int bStride, int columns,
            int depth) {
        for (int c = 0; c < columns; c++) {
            for (int p = 0; p < depth; p++) {
                panel[at + p * width + c] = b[bAt + c * bStride + p];
            }
        }
    }
}
