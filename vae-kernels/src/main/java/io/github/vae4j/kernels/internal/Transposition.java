package io.github.vae4j.kernels.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Transposes square blocks, as many rows as a vector has lanes.
///
/// Stage h (1, 2, 4, ...) exchanges, in each pair of rows (i, i + h), the lanes whose numbers differ in bit h: the upper
/// ones of row i for the lower ones of row i + h. After all stages rows are columns. Two stages at a time work on four
/// rows in registers, the block itself holds what lies between; one long method for all stages made C2 box vectors.
///
/// The lanes are moved as integers because the index of a float selection is converted at each use.
final class Transposition {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    // LOW_h and HIGH_h pick the new rows i and i + h from the old ones.
    private static final IntVector LOW_1 = low(1);
    private static final IntVector HIGH_1 = high(1);
    private static final IntVector LOW_2 = low(2);
    private static final IntVector HIGH_2 = high(2);
    private static final IntVector LOW_4 = low(4);
    private static final IntVector HIGH_4 = high(4);
    private static final IntVector LOW_8 = low(8);
    private static final IntVector HIGH_8 = high(8);

    private Transposition() {}

    private static IntVector low(int h) {
        int[] index = new int[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            index[lane] = (lane & h) == 0 ? lane : wrapped(LANES + lane - h);
        }
        return IntVector.fromArray(INTS, index, 0);
    }

    private static IntVector high(int h) {
        int[] index = new int[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            index[lane] = (lane & h) == 0 ? wrapped(lane + h) : LANES + lane;
        }
        return IntVector.fromArray(INTS, index, 0);
    }

    /// Stages that narrow vectors do not have must still have valid indices.
    private static int wrapped(int index) {
        return Math.floorMod(index, 2 * LANES);
    }

    /// Writes the transpose of the block of `b` at `bAt` to `panel` at `at`; rows are `bStride` and `width` apart.
    static void block(float[] panel, int at, int width, float[] b, int bAt, int bStride) {
        for (int r = 0; r < LANES; r += 4) {
            near(panel, at + r * width, width, b, bAt + r * bStride, bStride);
        }
        if (LANES == 16) {
            for (int r = 0; r < 4; r++) {
                far(panel, at + r * width, 4 * width);
            }
        } else if (LANES == 8) {
            for (int r = 0; r < 4; r++) {
                farPair(panel, at + r * width, 4 * width);
            }
        }
    }

    /// Stages 1 and 2 of four neighbouring rows.
    private static void near(float[] panel, int at, int width, float[] b, int bAt, int bStride) {
        IntVector r0 = load(b, bAt);
        IntVector r1 = load(b, bAt + bStride);
        IntVector r2 = load(b, bAt + 2 * bStride);
        IntVector r3 = load(b, bAt + 3 * bStride);
        IntVector s0 = LOW_1.selectFrom(r0, r1);
        IntVector s1 = HIGH_1.selectFrom(r0, r1);
        IntVector s2 = LOW_1.selectFrom(r2, r3);
        IntVector s3 = HIGH_1.selectFrom(r2, r3);
        store(LOW_2.selectFrom(s0, s2), panel, at);
        store(LOW_2.selectFrom(s1, s3), panel, at + width);
        store(HIGH_2.selectFrom(s0, s2), panel, at + 2 * width);
        store(HIGH_2.selectFrom(s1, s3), panel, at + 3 * width);
    }

    /// Stages 4 and 8 of four rows that are four apart.
    private static void far(float[] panel, int at, int step) {
        IntVector r0 = load(panel, at);
        IntVector r1 = load(panel, at + step);
        IntVector r2 = load(panel, at + 2 * step);
        IntVector r3 = load(panel, at + 3 * step);
        IntVector s0 = LOW_4.selectFrom(r0, r1);
        IntVector s1 = HIGH_4.selectFrom(r0, r1);
        IntVector s2 = LOW_4.selectFrom(r2, r3);
        IntVector s3 = HIGH_4.selectFrom(r2, r3);
        store(LOW_8.selectFrom(s0, s2), panel, at);
        store(LOW_8.selectFrom(s1, s3), panel, at + step);
        store(HIGH_8.selectFrom(s0, s2), panel, at + 2 * step);
        store(HIGH_8.selectFrom(s1, s3), panel, at + 3 * step);
    }

    /// Stage 4 of two rows: the last one of eight lanes.
    private static void farPair(float[] panel, int at, int step) {
        IntVector r0 = load(panel, at);
        IntVector r1 = load(panel, at + step);
        store(LOW_4.selectFrom(r0, r1), panel, at);
        store(HIGH_4.selectFrom(r0, r1), panel, at + step);
    }

    private static IntVector load(float[] b, int at) {
        return FloatVector.fromArray(SPECIES, b, at).reinterpretAsInts();
    }

    private static void store(IntVector row, float[] panel, int at) {
        row.reinterpretAsFloats().intoArray(panel, at);
    }
}
