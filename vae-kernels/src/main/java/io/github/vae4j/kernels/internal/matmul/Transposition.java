package io.github.vae4j.kernels.internal.matmul;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Transposes a strip of a matrix, as many rows as a vector has lanes, block by square block.
///
/// Stage h (1, 2, 4, ...) exchanges, in each pair of rows (i, i + h), the lanes whose numbers differ in bit h: the upper
/// ones of row i for the lower ones of row i + h. After all stages rows are columns. The largest blocks, of sixteen lanes,
/// stay in registers through all of them; smaller ones go through the panel between two stages.
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

    /// Writes the transpose of `depth` columns, a multiple of the lanes, of the rows of `b` at `bAt` to `panel` at `at`;
    /// rows are `bStride` and `width` apart.
    static void strip(float[] panel, int at, int width, float[] b, int bAt, int bStride, int depth) {
        if (LANES == 16) {
            sixteen(panel, at, width, b, bAt, bStride, depth);
            return;
        }
        for (int p = 0; p < depth; p += LANES) {
            int to = at + p * width;
            for (int r = 0; r < LANES; r += 4) {
                near(panel, to + r * width, width, b, bAt + p + r * bStride, bStride);
            }
            if (LANES == 8) {
                for (int r = 0; r < 4; r++) {
                    farPair(panel, to + r * width, 4 * width);
                }
            }
        }
    }

    /// Nothing but calls of the Vector API, so that nothing is boxed: see [HotLoops].
    private static void sixteen(float[] panel, int at, int width, float[] b, int bAt, int bStride, int depth) {
        IntVector low1 = LOW_1, high1 = HIGH_1, low2 = LOW_2, high2 = HIGH_2;
        IntVector low4 = LOW_4, high4 = HIGH_4, low8 = LOW_8, high8 = HIGH_8;
        for (int p = 0; p < depth; p += 16) {
            int from = bAt + p;

            IntVector r0 = fromArray(SPECIES, b, from).reinterpretAsInts();
            IntVector r1 = fromArray(SPECIES, b, from + bStride).reinterpretAsInts();
            IntVector r2 = fromArray(SPECIES, b, from + 2 * bStride).reinterpretAsInts();
            IntVector r3 = fromArray(SPECIES, b, from + 3 * bStride).reinterpretAsInts();
            IntVector r4 = fromArray(SPECIES, b, from + 4 * bStride).reinterpretAsInts();
            IntVector r5 = fromArray(SPECIES, b, from + 5 * bStride).reinterpretAsInts();
            IntVector r6 = fromArray(SPECIES, b, from + 6 * bStride).reinterpretAsInts();
            IntVector r7 = fromArray(SPECIES, b, from + 7 * bStride).reinterpretAsInts();
            IntVector r8 = fromArray(SPECIES, b, from + 8 * bStride).reinterpretAsInts();
            IntVector r9 = fromArray(SPECIES, b, from + 9 * bStride).reinterpretAsInts();
            IntVector r10 = fromArray(SPECIES, b, from + 10 * bStride).reinterpretAsInts();
            IntVector r11 = fromArray(SPECIES, b, from + 11 * bStride).reinterpretAsInts();
            IntVector r12 = fromArray(SPECIES, b, from + 12 * bStride).reinterpretAsInts();
            IntVector r13 = fromArray(SPECIES, b, from + 13 * bStride).reinterpretAsInts();
            IntVector r14 = fromArray(SPECIES, b, from + 14 * bStride).reinterpretAsInts();
            IntVector r15 = fromArray(SPECIES, b, from + 15 * bStride).reinterpretAsInts();

            IntVector s0 = low8.selectFrom(r0, r8), s8 = high8.selectFrom(r0, r8);
            IntVector s1 = low8.selectFrom(r1, r9), s9 = high8.selectFrom(r1, r9);
            IntVector s2 = low8.selectFrom(r2, r10), s10 = high8.selectFrom(r2, r10);
            IntVector s3 = low8.selectFrom(r3, r11), s11 = high8.selectFrom(r3, r11);
            IntVector s4 = low8.selectFrom(r4, r12), s12 = high8.selectFrom(r4, r12);
            IntVector s5 = low8.selectFrom(r5, r13), s13 = high8.selectFrom(r5, r13);
            IntVector s6 = low8.selectFrom(r6, r14), s14 = high8.selectFrom(r6, r14);
            IntVector s7 = low8.selectFrom(r7, r15), s15 = high8.selectFrom(r7, r15);

            IntVector t0 = low4.selectFrom(s0, s4), t4 = high4.selectFrom(s0, s4);
            IntVector t1 = low4.selectFrom(s1, s5), t5 = high4.selectFrom(s1, s5);
            IntVector t2 = low4.selectFrom(s2, s6), t6 = high4.selectFrom(s2, s6);
            IntVector t3 = low4.selectFrom(s3, s7), t7 = high4.selectFrom(s3, s7);
            IntVector t8 = low4.selectFrom(s8, s12), t12 = high4.selectFrom(s8, s12);
            IntVector t9 = low4.selectFrom(s9, s13), t13 = high4.selectFrom(s9, s13);
            IntVector t10 = low4.selectFrom(s10, s14), t14 = high4.selectFrom(s10, s14);
            IntVector t11 = low4.selectFrom(s11, s15), t15 = high4.selectFrom(s11, s15);

            IntVector u0 = low2.selectFrom(t0, t2), u2 = high2.selectFrom(t0, t2);
            IntVector u1 = low2.selectFrom(t1, t3), u3 = high2.selectFrom(t1, t3);
            IntVector u4 = low2.selectFrom(t4, t6), u6 = high2.selectFrom(t4, t6);
            IntVector u5 = low2.selectFrom(t5, t7), u7 = high2.selectFrom(t5, t7);
            IntVector u8 = low2.selectFrom(t8, t10), u10 = high2.selectFrom(t8, t10);
            IntVector u9 = low2.selectFrom(t9, t11), u11 = high2.selectFrom(t9, t11);
            IntVector u12 = low2.selectFrom(t12, t14), u14 = high2.selectFrom(t12, t14);
            IntVector u13 = low2.selectFrom(t13, t15), u15 = high2.selectFrom(t13, t15);

            IntVector v0 = low1.selectFrom(u0, u1), v1 = high1.selectFrom(u0, u1);
            IntVector v2 = low1.selectFrom(u2, u3), v3 = high1.selectFrom(u2, u3);
            IntVector v4 = low1.selectFrom(u4, u5), v5 = high1.selectFrom(u4, u5);
            IntVector v6 = low1.selectFrom(u6, u7), v7 = high1.selectFrom(u6, u7);
            IntVector v8 = low1.selectFrom(u8, u9), v9 = high1.selectFrom(u8, u9);
            IntVector v10 = low1.selectFrom(u10, u11), v11 = high1.selectFrom(u10, u11);
            IntVector v12 = low1.selectFrom(u12, u13), v13 = high1.selectFrom(u12, u13);
            IntVector v14 = low1.selectFrom(u14, u15), v15 = high1.selectFrom(u14, u15);

            int to = at + p * width;
            v0.reinterpretAsFloats().intoArray(panel, to);
            v1.reinterpretAsFloats().intoArray(panel, to + width);
            v2.reinterpretAsFloats().intoArray(panel, to + 2 * width);
            v3.reinterpretAsFloats().intoArray(panel, to + 3 * width);
            v4.reinterpretAsFloats().intoArray(panel, to + 4 * width);
            v5.reinterpretAsFloats().intoArray(panel, to + 5 * width);
            v6.reinterpretAsFloats().intoArray(panel, to + 6 * width);
            v7.reinterpretAsFloats().intoArray(panel, to + 7 * width);
            v8.reinterpretAsFloats().intoArray(panel, to + 8 * width);
            v9.reinterpretAsFloats().intoArray(panel, to + 9 * width);
            v10.reinterpretAsFloats().intoArray(panel, to + 10 * width);
            v11.reinterpretAsFloats().intoArray(panel, to + 11 * width);
            v12.reinterpretAsFloats().intoArray(panel, to + 12 * width);
            v13.reinterpretAsFloats().intoArray(panel, to + 13 * width);
            v14.reinterpretAsFloats().intoArray(panel, to + 14 * width);
            v15.reinterpretAsFloats().intoArray(panel, to + 15 * width);
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

    /// Stage 4 of two rows: the last one of eight lanes.
    private static void farPair(float[] panel, int at, int step) {
        IntVector r0 = load(panel, at);
        IntVector r1 = load(panel, at + step);
        store(LOW_4.selectFrom(r0, r1), panel, at);
        store(HIGH_4.selectFrom(r0, r1), panel, at + step);
    }

    private static IntVector load(float[] b, int at) {
        return fromArray(SPECIES, b, at).reinterpretAsInts();
    }

    private static void store(IntVector row, float[] panel, int at) {
        row.reinterpretAsFloats().intoArray(panel, at);
    }
}
