package io.github.vae4j.kernels.internal;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Packs some columns of a matrix `b` side by side into a panel of one or two vectors per row, padded with zeros: reading
/// it then walks straight through memory, whatever the stride of `b` was.
final class Panels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private Panels() {}

    /// `panel (depth, width) = b (depth, columns)`, where element (p, c) of `b` is at `bAt + p * bStep + c`.
    static void pack(float[] panel, int width, float[] b, int bAt, int bStep, int columns, int depth) {
        if (columns == 2 * LANES) {
            packTwoVectors(panel, b, bAt, bStep, depth);
        } else if (columns == LANES) {
            packOneVector(panel, b, bAt, bStep, depth);
        } else {
            for (int p = 0; p < depth; p++) {
                System.arraycopy(b, bAt + p * bStep, panel, p * width, columns);
                Arrays.fill(panel, p * width + columns, (p + 1) * width, 0);
            }
        }
    }

    private static void packTwoVectors(float[] panel, float[] b, int bAt, int bStep, int depth) {
        int from = bAt;
        for (int p = 0; p < depth; p++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, from);
            FloatVector right = FloatVector.fromArray(SPECIES, b, from + LANES);
            left.intoArray(panel, p * 2 * LANES);
            right.intoArray(panel, p * 2 * LANES + LANES);
            from += bStep;
        }
    }

    private static void packOneVector(float[] panel, float[] b, int bAt, int bStep, int depth) {
        int from = bAt;
        for (int p = 0; p < depth; p++) {
            FloatVector.fromArray(SPECIES, b, from).intoArray(panel, p * LANES);
            from += bStep;
        }
    }

    /// `panel (depth, width) = b (columns, depth)^T`, where element (c, p) of `b` is at `bAt + c * bStride + p`.
    static void packTransposed(float[] panel, int width, float[] b, int bAt, int bStride, int columns, int depth) {
        int c = 0;
        int blocked = depth - depth % LANES;
        for (; c <= columns - LANES; c += LANES) {
            for (int p = 0; p < blocked; p += LANES) {
                Transposition.block(panel, p * width + c, width, b, bAt + c * bStride + p, bStride);
            }
            transpose(panel, blocked * width + c, width, b, bAt + c * bStride + blocked, bStride, LANES,
                    depth - blocked);
        }
        transpose(panel, c, width, b, bAt + c * bStride, bStride, columns - c, depth);
        if (columns < width) {
            for (int p = 0; p < depth; p++) {
                Arrays.fill(panel, p * width + columns, (p + 1) * width, 0);
            }
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
