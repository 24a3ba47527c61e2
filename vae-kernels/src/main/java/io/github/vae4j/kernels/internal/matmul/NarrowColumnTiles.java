package io.github.vae4j.kernels.internal.matmul;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Register tiles one vector wide, for the last columns of a product: as [WideColumnTiles] otherwise.
final class NarrowColumnTiles {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private NarrowColumnTiles() {}

    /// Runs the tile of the given height: 1, 2, 4, 6, 8 or 12 rows.
    static void tile(int rows, float[] out, int outAt, int outStride, float[] a, int aAt, int aStride, float[] b,
            int bAt, int bStep, int k, boolean load) {
        switch (rows) {
            case 12 -> rows12(out, outAt, outStride, a, aAt, aStride, b, bAt, bStep, k, load);
            case 8 -> rows8(out, outAt, outStride, a, aAt, aStride, b, bAt, bStep, k, load);
            case 6 -> rows6(out, outAt, outStride, a, aAt, aStride, b, bAt, bStep, k, load);
            case 4 -> rows4(out, outAt, outStride, a, aAt, aStride, b, bAt, bStep, k, load);
            case 2 -> rows2(out, outAt, outStride, a, aAt, aStride, b, bAt, bStep, k, load);
            case 1 -> rows1(out, outAt, a, aAt, aStride, b, bAt, bStep, k, load);
            default -> throw new AssertionError(rows);
        }
    }

    private static void rows12(float[] out, int outAt, int outStride, float[] a, int aAt, int aStride, float[] b,
            int bAt, int bStep, int k, boolean load) {
        FloatVector c0;
        FloatVector c1;
        FloatVector c2;
        FloatVector c3;
        FloatVector c4;
        FloatVector c5;
        FloatVector c6;
        FloatVector c7;
        FloatVector c8;
        FloatVector c9;
        FloatVector c10;
        FloatVector c11;
        if (load) {
            c0 = FloatVector.fromArray(SPECIES, out, outAt);
            c1 = FloatVector.fromArray(SPECIES, out, outAt + outStride);
            c2 = FloatVector.fromArray(SPECIES, out, outAt + 2 * outStride);
            c3 = FloatVector.fromArray(SPECIES, out, outAt + 3 * outStride);
            c4 = FloatVector.fromArray(SPECIES, out, outAt + 4 * outStride);
            c5 = FloatVector.fromArray(SPECIES, out, outAt + 5 * outStride);
            c6 = FloatVector.fromArray(SPECIES, out, outAt + 6 * outStride);
            c7 = FloatVector.fromArray(SPECIES, out, outAt + 7 * outStride);
            c8 = FloatVector.fromArray(SPECIES, out, outAt + 8 * outStride);
            c9 = FloatVector.fromArray(SPECIES, out, outAt + 9 * outStride);
            c10 = FloatVector.fromArray(SPECIES, out, outAt + 10 * outStride);
            c11 = FloatVector.fromArray(SPECIES, out, outAt + 11 * outStride);
        } else {
            c0 = FloatVector.zero(SPECIES);
            c1 = FloatVector.zero(SPECIES);
            c2 = FloatVector.zero(SPECIES);
            c3 = FloatVector.zero(SPECIES);
            c4 = FloatVector.zero(SPECIES);
            c5 = FloatVector.zero(SPECIES);
            c6 = FloatVector.zero(SPECIES);
            c7 = FloatVector.zero(SPECIES);
            c8 = FloatVector.zero(SPECIES);
            c9 = FloatVector.zero(SPECIES);
            c10 = FloatVector.zero(SPECIES);
            c11 = FloatVector.zero(SPECIES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector bp = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt]);
            c0 = a0.fma(bp, c0);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + 1]);
            c1 = a1.fma(bp, c1);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + 2]);
            c2 = a2.fma(bp, c2);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + 3]);
            c3 = a3.fma(bp, c3);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + 4]);
            c4 = a4.fma(bp, c4);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + 5]);
            c5 = a5.fma(bp, c5);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[aAt + 6]);
            c6 = a6.fma(bp, c6);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[aAt + 7]);
            c7 = a7.fma(bp, c7);
            FloatVector a8 = FloatVector.broadcast(SPECIES, a[aAt + 8]);
            c8 = a8.fma(bp, c8);
            FloatVector a9 = FloatVector.broadcast(SPECIES, a[aAt + 9]);
            c9 = a9.fma(bp, c9);
            FloatVector a10 = FloatVector.broadcast(SPECIES, a[aAt + 10]);
            c10 = a10.fma(bp, c10);
            FloatVector a11 = FloatVector.broadcast(SPECIES, a[aAt + 11]);
            c11 = a11.fma(bp, c11);
            aAt += aStride;
            bAt += bStep;
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + outStride);
        c2.intoArray(out, outAt + 2 * outStride);
        c3.intoArray(out, outAt + 3 * outStride);
        c4.intoArray(out, outAt + 4 * outStride);
        c5.intoArray(out, outAt + 5 * outStride);
        c6.intoArray(out, outAt + 6 * outStride);
        c7.intoArray(out, outAt + 7 * outStride);
        c8.intoArray(out, outAt + 8 * outStride);
        c9.intoArray(out, outAt + 9 * outStride);
        c10.intoArray(out, outAt + 10 * outStride);
        c11.intoArray(out, outAt + 11 * outStride);
    }

    private static void rows8(float[] out, int outAt, int outStride, float[] a, int aAt, int aStride, float[] b,
            int bAt, int bStep, int k, boolean load) {
        FloatVector c0;
        FloatVector c1;
        FloatVector c2;
        FloatVector c3;
        FloatVector c4;
        FloatVector c5;
        FloatVector c6;
        FloatVector c7;
        if (load) {
            c0 = FloatVector.fromArray(SPECIES, out, outAt);
            c1 = FloatVector.fromArray(SPECIES, out, outAt + outStride);
            c2 = FloatVector.fromArray(SPECIES, out, outAt + 2 * outStride);
            c3 = FloatVector.fromArray(SPECIES, out, outAt + 3 * outStride);
            c4 = FloatVector.fromArray(SPECIES, out, outAt + 4 * outStride);
            c5 = FloatVector.fromArray(SPECIES, out, outAt + 5 * outStride);
            c6 = FloatVector.fromArray(SPECIES, out, outAt + 6 * outStride);
            c7 = FloatVector.fromArray(SPECIES, out, outAt + 7 * outStride);
        } else {
            c0 = FloatVector.zero(SPECIES);
            c1 = FloatVector.zero(SPECIES);
            c2 = FloatVector.zero(SPECIES);
            c3 = FloatVector.zero(SPECIES);
            c4 = FloatVector.zero(SPECIES);
            c5 = FloatVector.zero(SPECIES);
            c6 = FloatVector.zero(SPECIES);
            c7 = FloatVector.zero(SPECIES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector bp = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt]);
            c0 = a0.fma(bp, c0);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + 1]);
            c1 = a1.fma(bp, c1);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + 2]);
            c2 = a2.fma(bp, c2);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + 3]);
            c3 = a3.fma(bp, c3);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + 4]);
            c4 = a4.fma(bp, c4);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + 5]);
            c5 = a5.fma(bp, c5);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[aAt + 6]);
            c6 = a6.fma(bp, c6);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[aAt + 7]);
            c7 = a7.fma(bp, c7);
            aAt += aStride;
            bAt += bStep;
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + outStride);
        c2.intoArray(out, outAt + 2 * outStride);
        c3.intoArray(out, outAt + 3 * outStride);
        c4.intoArray(out, outAt + 4 * outStride);
        c5.intoArray(out, outAt + 5 * outStride);
        c6.intoArray(out, outAt + 6 * outStride);
        c7.intoArray(out, outAt + 7 * outStride);
    }

    private static void rows6(float[] out, int outAt, int outStride, float[] a, int aAt, int aStride, float[] b,
            int bAt, int bStep, int k, boolean load) {
        FloatVector c0;
        FloatVector c1;
        FloatVector c2;
        FloatVector c3;
        FloatVector c4;
        FloatVector c5;
        if (load) {
            c0 = FloatVector.fromArray(SPECIES, out, outAt);
            c1 = FloatVector.fromArray(SPECIES, out, outAt + outStride);
            c2 = FloatVector.fromArray(SPECIES, out, outAt + 2 * outStride);
            c3 = FloatVector.fromArray(SPECIES, out, outAt + 3 * outStride);
            c4 = FloatVector.fromArray(SPECIES, out, outAt + 4 * outStride);
            c5 = FloatVector.fromArray(SPECIES, out, outAt + 5 * outStride);
        } else {
            c0 = FloatVector.zero(SPECIES);
            c1 = FloatVector.zero(SPECIES);
            c2 = FloatVector.zero(SPECIES);
            c3 = FloatVector.zero(SPECIES);
            c4 = FloatVector.zero(SPECIES);
            c5 = FloatVector.zero(SPECIES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector bp = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt]);
            c0 = a0.fma(bp, c0);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + 1]);
            c1 = a1.fma(bp, c1);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + 2]);
            c2 = a2.fma(bp, c2);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + 3]);
            c3 = a3.fma(bp, c3);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + 4]);
            c4 = a4.fma(bp, c4);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + 5]);
            c5 = a5.fma(bp, c5);
            aAt += aStride;
            bAt += bStep;
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + outStride);
        c2.intoArray(out, outAt + 2 * outStride);
        c3.intoArray(out, outAt + 3 * outStride);
        c4.intoArray(out, outAt + 4 * outStride);
        c5.intoArray(out, outAt + 5 * outStride);
    }

    private static void rows4(float[] out, int outAt, int outStride, float[] a, int aAt, int aStride, float[] b,
            int bAt, int bStep, int k, boolean load) {
        FloatVector c0;
        FloatVector c1;
        FloatVector c2;
        FloatVector c3;
        if (load) {
            c0 = FloatVector.fromArray(SPECIES, out, outAt);
            c1 = FloatVector.fromArray(SPECIES, out, outAt + outStride);
            c2 = FloatVector.fromArray(SPECIES, out, outAt + 2 * outStride);
            c3 = FloatVector.fromArray(SPECIES, out, outAt + 3 * outStride);
        } else {
            c0 = FloatVector.zero(SPECIES);
            c1 = FloatVector.zero(SPECIES);
            c2 = FloatVector.zero(SPECIES);
            c3 = FloatVector.zero(SPECIES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector bp = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt]);
            c0 = a0.fma(bp, c0);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + 1]);
            c1 = a1.fma(bp, c1);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + 2]);
            c2 = a2.fma(bp, c2);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + 3]);
            c3 = a3.fma(bp, c3);
            aAt += aStride;
            bAt += bStep;
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + outStride);
        c2.intoArray(out, outAt + 2 * outStride);
        c3.intoArray(out, outAt + 3 * outStride);
    }

    private static void rows2(float[] out, int outAt, int outStride, float[] a, int aAt, int aStride, float[] b,
            int bAt, int bStep, int k, boolean load) {
        FloatVector c0;
        FloatVector c1;
        if (load) {
            c0 = FloatVector.fromArray(SPECIES, out, outAt);
            c1 = FloatVector.fromArray(SPECIES, out, outAt + outStride);
        } else {
            c0 = FloatVector.zero(SPECIES);
            c1 = FloatVector.zero(SPECIES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector bp = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt]);
            c0 = a0.fma(bp, c0);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + 1]);
            c1 = a1.fma(bp, c1);
            aAt += aStride;
            bAt += bStep;
        }
        c0.intoArray(out, outAt);
        c1.intoArray(out, outAt + outStride);
    }

    private static void rows1(float[] out, int outAt, float[] a, int aAt, int aStride, float[] b, int bAt, int bStep,
            int k, boolean load) {
        FloatVector c0;
        if (load) {
            c0 = FloatVector.fromArray(SPECIES, out, outAt);
        } else {
            c0 = FloatVector.zero(SPECIES);
        }
        for (int p = 0; p < k; p++) {
            FloatVector bp = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt]);
            c0 = a0.fma(bp, c0);
            aAt += aStride;
            bAt += bStep;
        }
        c0.intoArray(out, outAt);
    }
}
