package io.github.vae4j.kernels.internal.matmul;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Register tiles two vectors wide: a block of `out` is kept in local variables while `k` products are added to it.
///
/// `out (rows, 2 vectors) = a b`, or `+=` if `load`. Element (r, p) of `a` is at `aAt + r * aStride + p`, and row p of
/// `b` at `bAt + p * bStep`. This class reads `a` by rows, [WideColumnTiles] a transposed one by columns: with one step
/// fixed at 1 C2 drops or merges the range checks, worth 5 to 10 per cent.
///
/// One straight-line method per height, and nothing but local variables: C2 then keeps all accumulators in registers.
/// With 32 vector registers the tile of 12 rows holds 24 accumulators, two vectors of `b` and a broadcast of `a`; with 16
/// registers that of 6 rows holds 12. The text is regular on purpose.
final class WideRowTiles {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private WideRowTiles() {}

    /// Runs the tile of the given height: 1, 2, 4, 6, 8 or 12 rows.
    static void tile(int rows, float[] out, int outAt, int outStride, float[] a, int aAt, int aStride, float[] b,
            int bAt, int bStep, int k, boolean load) {
        switch (rows) {
            case 12 -> rows12(out, outAt, outStride, a, aAt, aStride, b, bAt, bStep, k, load);
            case 8 -> rows8(out, outAt, outStride, a, aAt, aStride, b, bAt, bStep, k, load);
            case 6 -> rows6(out, outAt, outStride, a, aAt, aStride, b, bAt, bStep, k, load);
            case 4 -> rows4(out, outAt, outStride, a, aAt, aStride, b, bAt, bStep, k, load);
            case 2 -> rows2(out, outAt, outStride, a, aAt, aStride, b, bAt, bStep, k, load);
            case 1 -> rows1(out, outAt, a, aAt, b, bAt, bStep, k, load);
            default -> throw new AssertionError(rows);
        }
    }

    private static void rows12(float[] out, int outAt, int outStride, float[] a, int aAt, int aStride, float[] b,
            int bAt, int bStep, int k, boolean load) {
        FloatVector c0a, c0b;
        FloatVector c1a, c1b;
        FloatVector c2a, c2b;
        FloatVector c3a, c3b;
        FloatVector c4a, c4b;
        FloatVector c5a, c5b;
        FloatVector c6a, c6b;
        FloatVector c7a, c7b;
        FloatVector c8a, c8b;
        FloatVector c9a, c9b;
        FloatVector c10a, c10b;
        FloatVector c11a, c11b;
        if (load) {
            c0a = FloatVector.fromArray(SPECIES, out, outAt);
            c0b = FloatVector.fromArray(SPECIES, out, outAt + LANES);
            c1a = FloatVector.fromArray(SPECIES, out, outAt + outStride);
            c1b = FloatVector.fromArray(SPECIES, out, outAt + outStride + LANES);
            c2a = FloatVector.fromArray(SPECIES, out, outAt + 2 * outStride);
            c2b = FloatVector.fromArray(SPECIES, out, outAt + 2 * outStride + LANES);
            c3a = FloatVector.fromArray(SPECIES, out, outAt + 3 * outStride);
            c3b = FloatVector.fromArray(SPECIES, out, outAt + 3 * outStride + LANES);
            c4a = FloatVector.fromArray(SPECIES, out, outAt + 4 * outStride);
            c4b = FloatVector.fromArray(SPECIES, out, outAt + 4 * outStride + LANES);
            c5a = FloatVector.fromArray(SPECIES, out, outAt + 5 * outStride);
            c5b = FloatVector.fromArray(SPECIES, out, outAt + 5 * outStride + LANES);
            c6a = FloatVector.fromArray(SPECIES, out, outAt + 6 * outStride);
            c6b = FloatVector.fromArray(SPECIES, out, outAt + 6 * outStride + LANES);
            c7a = FloatVector.fromArray(SPECIES, out, outAt + 7 * outStride);
            c7b = FloatVector.fromArray(SPECIES, out, outAt + 7 * outStride + LANES);
            c8a = FloatVector.fromArray(SPECIES, out, outAt + 8 * outStride);
            c8b = FloatVector.fromArray(SPECIES, out, outAt + 8 * outStride + LANES);
            c9a = FloatVector.fromArray(SPECIES, out, outAt + 9 * outStride);
            c9b = FloatVector.fromArray(SPECIES, out, outAt + 9 * outStride + LANES);
            c10a = FloatVector.fromArray(SPECIES, out, outAt + 10 * outStride);
            c10b = FloatVector.fromArray(SPECIES, out, outAt + 10 * outStride + LANES);
            c11a = FloatVector.fromArray(SPECIES, out, outAt + 11 * outStride);
            c11b = FloatVector.fromArray(SPECIES, out, outAt + 11 * outStride + LANES);
        } else {
            c0a = FloatVector.zero(SPECIES);
            c0b = FloatVector.zero(SPECIES);
            c1a = FloatVector.zero(SPECIES);
            c1b = FloatVector.zero(SPECIES);
            c2a = FloatVector.zero(SPECIES);
            c2b = FloatVector.zero(SPECIES);
            c3a = FloatVector.zero(SPECIES);
            c3b = FloatVector.zero(SPECIES);
            c4a = FloatVector.zero(SPECIES);
            c4b = FloatVector.zero(SPECIES);
            c5a = FloatVector.zero(SPECIES);
            c5b = FloatVector.zero(SPECIES);
            c6a = FloatVector.zero(SPECIES);
            c6b = FloatVector.zero(SPECIES);
            c7a = FloatVector.zero(SPECIES);
            c7b = FloatVector.zero(SPECIES);
            c8a = FloatVector.zero(SPECIES);
            c8b = FloatVector.zero(SPECIES);
            c9a = FloatVector.zero(SPECIES);
            c9b = FloatVector.zero(SPECIES);
            c10a = FloatVector.zero(SPECIES);
            c10b = FloatVector.zero(SPECIES);
            c11a = FloatVector.zero(SPECIES);
            c11b = FloatVector.zero(SPECIES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector ba = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector bb = FloatVector.fromArray(SPECIES, b, bAt + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + aStride + p]);
            c1a = a1.fma(ba, c1a);
            c1b = a1.fma(bb, c1b);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + 2 * aStride + p]);
            c2a = a2.fma(ba, c2a);
            c2b = a2.fma(bb, c2b);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + 3 * aStride + p]);
            c3a = a3.fma(ba, c3a);
            c3b = a3.fma(bb, c3b);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + 4 * aStride + p]);
            c4a = a4.fma(ba, c4a);
            c4b = a4.fma(bb, c4b);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + 5 * aStride + p]);
            c5a = a5.fma(ba, c5a);
            c5b = a5.fma(bb, c5b);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[aAt + 6 * aStride + p]);
            c6a = a6.fma(ba, c6a);
            c6b = a6.fma(bb, c6b);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[aAt + 7 * aStride + p]);
            c7a = a7.fma(ba, c7a);
            c7b = a7.fma(bb, c7b);
            FloatVector a8 = FloatVector.broadcast(SPECIES, a[aAt + 8 * aStride + p]);
            c8a = a8.fma(ba, c8a);
            c8b = a8.fma(bb, c8b);
            FloatVector a9 = FloatVector.broadcast(SPECIES, a[aAt + 9 * aStride + p]);
            c9a = a9.fma(ba, c9a);
            c9b = a9.fma(bb, c9b);
            FloatVector a10 = FloatVector.broadcast(SPECIES, a[aAt + 10 * aStride + p]);
            c10a = a10.fma(ba, c10a);
            c10b = a10.fma(bb, c10b);
            FloatVector a11 = FloatVector.broadcast(SPECIES, a[aAt + 11 * aStride + p]);
            c11a = a11.fma(ba, c11a);
            c11b = a11.fma(bb, c11b);
            bAt += bStep;
        }
        c0a.intoArray(out, outAt);
        c0b.intoArray(out, outAt + LANES);
        c1a.intoArray(out, outAt + outStride);
        c1b.intoArray(out, outAt + outStride + LANES);
        c2a.intoArray(out, outAt + 2 * outStride);
        c2b.intoArray(out, outAt + 2 * outStride + LANES);
        c3a.intoArray(out, outAt + 3 * outStride);
        c3b.intoArray(out, outAt + 3 * outStride + LANES);
        c4a.intoArray(out, outAt + 4 * outStride);
        c4b.intoArray(out, outAt + 4 * outStride + LANES);
        c5a.intoArray(out, outAt + 5 * outStride);
        c5b.intoArray(out, outAt + 5 * outStride + LANES);
        c6a.intoArray(out, outAt + 6 * outStride);
        c6b.intoArray(out, outAt + 6 * outStride + LANES);
        c7a.intoArray(out, outAt + 7 * outStride);
        c7b.intoArray(out, outAt + 7 * outStride + LANES);
        c8a.intoArray(out, outAt + 8 * outStride);
        c8b.intoArray(out, outAt + 8 * outStride + LANES);
        c9a.intoArray(out, outAt + 9 * outStride);
        c9b.intoArray(out, outAt + 9 * outStride + LANES);
        c10a.intoArray(out, outAt + 10 * outStride);
        c10b.intoArray(out, outAt + 10 * outStride + LANES);
        c11a.intoArray(out, outAt + 11 * outStride);
        c11b.intoArray(out, outAt + 11 * outStride + LANES);
    }

    private static void rows8(float[] out, int outAt, int outStride, float[] a, int aAt, int aStride, float[] b,
            int bAt, int bStep, int k, boolean load) {
        FloatVector c0a, c0b;
        FloatVector c1a, c1b;
        FloatVector c2a, c2b;
        FloatVector c3a, c3b;
        FloatVector c4a, c4b;
        FloatVector c5a, c5b;
        FloatVector c6a, c6b;
        FloatVector c7a, c7b;
        if (load) {
            c0a = FloatVector.fromArray(SPECIES, out, outAt);
            c0b = FloatVector.fromArray(SPECIES, out, outAt + LANES);
            c1a = FloatVector.fromArray(SPECIES, out, outAt + outStride);
            c1b = FloatVector.fromArray(SPECIES, out, outAt + outStride + LANES);
            c2a = FloatVector.fromArray(SPECIES, out, outAt + 2 * outStride);
            c2b = FloatVector.fromArray(SPECIES, out, outAt + 2 * outStride + LANES);
            c3a = FloatVector.fromArray(SPECIES, out, outAt + 3 * outStride);
            c3b = FloatVector.fromArray(SPECIES, out, outAt + 3 * outStride + LANES);
            c4a = FloatVector.fromArray(SPECIES, out, outAt + 4 * outStride);
            c4b = FloatVector.fromArray(SPECIES, out, outAt + 4 * outStride + LANES);
            c5a = FloatVector.fromArray(SPECIES, out, outAt + 5 * outStride);
            c5b = FloatVector.fromArray(SPECIES, out, outAt + 5 * outStride + LANES);
            c6a = FloatVector.fromArray(SPECIES, out, outAt + 6 * outStride);
            c6b = FloatVector.fromArray(SPECIES, out, outAt + 6 * outStride + LANES);
            c7a = FloatVector.fromArray(SPECIES, out, outAt + 7 * outStride);
            c7b = FloatVector.fromArray(SPECIES, out, outAt + 7 * outStride + LANES);
        } else {
            c0a = FloatVector.zero(SPECIES);
            c0b = FloatVector.zero(SPECIES);
            c1a = FloatVector.zero(SPECIES);
            c1b = FloatVector.zero(SPECIES);
            c2a = FloatVector.zero(SPECIES);
            c2b = FloatVector.zero(SPECIES);
            c3a = FloatVector.zero(SPECIES);
            c3b = FloatVector.zero(SPECIES);
            c4a = FloatVector.zero(SPECIES);
            c4b = FloatVector.zero(SPECIES);
            c5a = FloatVector.zero(SPECIES);
            c5b = FloatVector.zero(SPECIES);
            c6a = FloatVector.zero(SPECIES);
            c6b = FloatVector.zero(SPECIES);
            c7a = FloatVector.zero(SPECIES);
            c7b = FloatVector.zero(SPECIES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector ba = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector bb = FloatVector.fromArray(SPECIES, b, bAt + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + aStride + p]);
            c1a = a1.fma(ba, c1a);
            c1b = a1.fma(bb, c1b);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + 2 * aStride + p]);
            c2a = a2.fma(ba, c2a);
            c2b = a2.fma(bb, c2b);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + 3 * aStride + p]);
            c3a = a3.fma(ba, c3a);
            c3b = a3.fma(bb, c3b);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + 4 * aStride + p]);
            c4a = a4.fma(ba, c4a);
            c4b = a4.fma(bb, c4b);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + 5 * aStride + p]);
            c5a = a5.fma(ba, c5a);
            c5b = a5.fma(bb, c5b);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[aAt + 6 * aStride + p]);
            c6a = a6.fma(ba, c6a);
            c6b = a6.fma(bb, c6b);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[aAt + 7 * aStride + p]);
            c7a = a7.fma(ba, c7a);
            c7b = a7.fma(bb, c7b);
            bAt += bStep;
        }
        c0a.intoArray(out, outAt);
        c0b.intoArray(out, outAt + LANES);
        c1a.intoArray(out, outAt + outStride);
        c1b.intoArray(out, outAt + outStride + LANES);
        c2a.intoArray(out, outAt + 2 * outStride);
        c2b.intoArray(out, outAt + 2 * outStride + LANES);
        c3a.intoArray(out, outAt + 3 * outStride);
        c3b.intoArray(out, outAt + 3 * outStride + LANES);
        c4a.intoArray(out, outAt + 4 * outStride);
        c4b.intoArray(out, outAt + 4 * outStride + LANES);
        c5a.intoArray(out, outAt + 5 * outStride);
        c5b.intoArray(out, outAt + 5 * outStride + LANES);
        c6a.intoArray(out, outAt + 6 * outStride);
        c6b.intoArray(out, outAt + 6 * outStride + LANES);
        c7a.intoArray(out, outAt + 7 * outStride);
        c7b.intoArray(out, outAt + 7 * outStride + LANES);
    }

    private static void rows6(float[] out, int outAt, int outStride, float[] a, int aAt, int aStride, float[] b,
            int bAt, int bStep, int k, boolean load) {
        FloatVector c0a, c0b;
        FloatVector c1a, c1b;
        FloatVector c2a, c2b;
        FloatVector c3a, c3b;
        FloatVector c4a, c4b;
        FloatVector c5a, c5b;
        if (load) {
            c0a = FloatVector.fromArray(SPECIES, out, outAt);
            c0b = FloatVector.fromArray(SPECIES, out, outAt + LANES);
            c1a = FloatVector.fromArray(SPECIES, out, outAt + outStride);
            c1b = FloatVector.fromArray(SPECIES, out, outAt + outStride + LANES);
            c2a = FloatVector.fromArray(SPECIES, out, outAt + 2 * outStride);
            c2b = FloatVector.fromArray(SPECIES, out, outAt + 2 * outStride + LANES);
            c3a = FloatVector.fromArray(SPECIES, out, outAt + 3 * outStride);
            c3b = FloatVector.fromArray(SPECIES, out, outAt + 3 * outStride + LANES);
            c4a = FloatVector.fromArray(SPECIES, out, outAt + 4 * outStride);
            c4b = FloatVector.fromArray(SPECIES, out, outAt + 4 * outStride + LANES);
            c5a = FloatVector.fromArray(SPECIES, out, outAt + 5 * outStride);
            c5b = FloatVector.fromArray(SPECIES, out, outAt + 5 * outStride + LANES);
        } else {
            c0a = FloatVector.zero(SPECIES);
            c0b = FloatVector.zero(SPECIES);
            c1a = FloatVector.zero(SPECIES);
            c1b = FloatVector.zero(SPECIES);
            c2a = FloatVector.zero(SPECIES);
            c2b = FloatVector.zero(SPECIES);
            c3a = FloatVector.zero(SPECIES);
            c3b = FloatVector.zero(SPECIES);
            c4a = FloatVector.zero(SPECIES);
            c4b = FloatVector.zero(SPECIES);
            c5a = FloatVector.zero(SPECIES);
            c5b = FloatVector.zero(SPECIES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector ba = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector bb = FloatVector.fromArray(SPECIES, b, bAt + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + aStride + p]);
            c1a = a1.fma(ba, c1a);
            c1b = a1.fma(bb, c1b);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + 2 * aStride + p]);
            c2a = a2.fma(ba, c2a);
            c2b = a2.fma(bb, c2b);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + 3 * aStride + p]);
            c3a = a3.fma(ba, c3a);
            c3b = a3.fma(bb, c3b);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + 4 * aStride + p]);
            c4a = a4.fma(ba, c4a);
            c4b = a4.fma(bb, c4b);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + 5 * aStride + p]);
            c5a = a5.fma(ba, c5a);
            c5b = a5.fma(bb, c5b);
            bAt += bStep;
        }
        c0a.intoArray(out, outAt);
        c0b.intoArray(out, outAt + LANES);
        c1a.intoArray(out, outAt + outStride);
        c1b.intoArray(out, outAt + outStride + LANES);
        c2a.intoArray(out, outAt + 2 * outStride);
        c2b.intoArray(out, outAt + 2 * outStride + LANES);
        c3a.intoArray(out, outAt + 3 * outStride);
        c3b.intoArray(out, outAt + 3 * outStride + LANES);
        c4a.intoArray(out, outAt + 4 * outStride);
        c4b.intoArray(out, outAt + 4 * outStride + LANES);
        c5a.intoArray(out, outAt + 5 * outStride);
        c5b.intoArray(out, outAt + 5 * outStride + LANES);
    }

    private static void rows4(float[] out, int outAt, int outStride, float[] a, int aAt, int aStride, float[] b,
            int bAt, int bStep, int k, boolean load) {
        FloatVector c0a, c0b;
        FloatVector c1a, c1b;
        FloatVector c2a, c2b;
        FloatVector c3a, c3b;
        if (load) {
            c0a = FloatVector.fromArray(SPECIES, out, outAt);
            c0b = FloatVector.fromArray(SPECIES, out, outAt + LANES);
            c1a = FloatVector.fromArray(SPECIES, out, outAt + outStride);
            c1b = FloatVector.fromArray(SPECIES, out, outAt + outStride + LANES);
            c2a = FloatVector.fromArray(SPECIES, out, outAt + 2 * outStride);
            c2b = FloatVector.fromArray(SPECIES, out, outAt + 2 * outStride + LANES);
            c3a = FloatVector.fromArray(SPECIES, out, outAt + 3 * outStride);
            c3b = FloatVector.fromArray(SPECIES, out, outAt + 3 * outStride + LANES);
        } else {
            c0a = FloatVector.zero(SPECIES);
            c0b = FloatVector.zero(SPECIES);
            c1a = FloatVector.zero(SPECIES);
            c1b = FloatVector.zero(SPECIES);
            c2a = FloatVector.zero(SPECIES);
            c2b = FloatVector.zero(SPECIES);
            c3a = FloatVector.zero(SPECIES);
            c3b = FloatVector.zero(SPECIES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector ba = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector bb = FloatVector.fromArray(SPECIES, b, bAt + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + aStride + p]);
            c1a = a1.fma(ba, c1a);
            c1b = a1.fma(bb, c1b);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + 2 * aStride + p]);
            c2a = a2.fma(ba, c2a);
            c2b = a2.fma(bb, c2b);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + 3 * aStride + p]);
            c3a = a3.fma(ba, c3a);
            c3b = a3.fma(bb, c3b);
            bAt += bStep;
        }
        c0a.intoArray(out, outAt);
        c0b.intoArray(out, outAt + LANES);
        c1a.intoArray(out, outAt + outStride);
        c1b.intoArray(out, outAt + outStride + LANES);
        c2a.intoArray(out, outAt + 2 * outStride);
        c2b.intoArray(out, outAt + 2 * outStride + LANES);
        c3a.intoArray(out, outAt + 3 * outStride);
        c3b.intoArray(out, outAt + 3 * outStride + LANES);
    }

    private static void rows2(float[] out, int outAt, int outStride, float[] a, int aAt, int aStride, float[] b,
            int bAt, int bStep, int k, boolean load) {
        FloatVector c0a, c0b;
        FloatVector c1a, c1b;
        if (load) {
            c0a = FloatVector.fromArray(SPECIES, out, outAt);
            c0b = FloatVector.fromArray(SPECIES, out, outAt + LANES);
            c1a = FloatVector.fromArray(SPECIES, out, outAt + outStride);
            c1b = FloatVector.fromArray(SPECIES, out, outAt + outStride + LANES);
        } else {
            c0a = FloatVector.zero(SPECIES);
            c0b = FloatVector.zero(SPECIES);
            c1a = FloatVector.zero(SPECIES);
            c1b = FloatVector.zero(SPECIES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector ba = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector bb = FloatVector.fromArray(SPECIES, b, bAt + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + aStride + p]);
            c1a = a1.fma(ba, c1a);
            c1b = a1.fma(bb, c1b);
            bAt += bStep;
        }
        c0a.intoArray(out, outAt);
        c0b.intoArray(out, outAt + LANES);
        c1a.intoArray(out, outAt + outStride);
        c1b.intoArray(out, outAt + outStride + LANES);
    }

    private static void rows1(float[] out, int outAt, float[] a, int aAt, float[] b, int bAt, int bStep, int k,
            boolean load) {
        FloatVector c0a, c0b;
        if (load) {
            c0a = FloatVector.fromArray(SPECIES, out, outAt);
            c0b = FloatVector.fromArray(SPECIES, out, outAt + LANES);
        } else {
            c0a = FloatVector.zero(SPECIES);
            c0b = FloatVector.zero(SPECIES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector ba = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector bb = FloatVector.fromArray(SPECIES, b, bAt + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
            bAt += bStep;
        }
        c0a.intoArray(out, outAt);
        c0b.intoArray(out, outAt + LANES);
    }
}
