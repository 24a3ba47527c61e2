package io.github.vae4j.kernels.internal.matmul;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.github.vae4j.kernels.internal.Specialised;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The text of all register tiles, [specialised][Specialised] to the shape of each. With the way `a` is read as a variable
/// range checks would stay, worth 5 to 10 per cent.
///
/// One straight line, and nothing but local variables: C2 then keeps all accumulators in registers. With 32 vector
/// registers the tile of 12 rows holds 24 accumulators, two vectors of `b` and a broadcast of `a`; with 16 registers that
/// of 6 rows holds 12.
final class TileTemplate extends Tile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final Shape SHAPE = Specialised.constants(MethodHandles.lookup(), Shape.class);
    private static final int ROWS = SHAPE.rows();
    private static final boolean TWO = SHAPE.vectors() == 2;
    private static final boolean BY_ROWS = SHAPE.byRows();

    @Override
    void run(float[] out, int outAt, int outStride, float[] a, int aAt, int aStride, float[] b, int bAt, int bStep,
            int k, boolean load) {
        FloatVector c0a = FloatVector.zero(SPECIES), c0b = c0a;
        FloatVector c1a = c0a, c1b = c0a, c2a = c0a, c2b = c0a, c3a = c0a, c3b = c0a;
        FloatVector c4a = c0a, c4b = c0a, c5a = c0a, c5b = c0a, c6a = c0a, c6b = c0a, c7a = c0a, c7b = c0a;
        FloatVector c8a = c0a, c8b = c0a, c9a = c0a, c9b = c0a, c10a = c0a, c10b = c0a, c11a = c0a, c11b = c0a;
        if (load) {
            c0a = fromArray(SPECIES, out, outAt);
            c0b = TWO ? fromArray(SPECIES, out, outAt + LANES) : c0b;
            if (ROWS >= 2) {
                c1a = fromArray(SPECIES, out, outAt + outStride);
                c1b = TWO ? fromArray(SPECIES, out, outAt + outStride + LANES) : c1b;
            }
            if (ROWS >= 4) {
                c2a = fromArray(SPECIES, out, outAt + 2 * outStride);
                c2b = TWO ? fromArray(SPECIES, out, outAt + 2 * outStride + LANES) : c2b;
                c3a = fromArray(SPECIES, out, outAt + 3 * outStride);
                c3b = TWO ? fromArray(SPECIES, out, outAt + 3 * outStride + LANES) : c3b;
            }
            if (ROWS >= 6) {
                c4a = fromArray(SPECIES, out, outAt + 4 * outStride);
                c4b = TWO ? fromArray(SPECIES, out, outAt + 4 * outStride + LANES) : c4b;
                c5a = fromArray(SPECIES, out, outAt + 5 * outStride);
                c5b = TWO ? fromArray(SPECIES, out, outAt + 5 * outStride + LANES) : c5b;
            }
            if (ROWS >= 8) {
                c6a = fromArray(SPECIES, out, outAt + 6 * outStride);
                c6b = TWO ? fromArray(SPECIES, out, outAt + 6 * outStride + LANES) : c6b;
                c7a = fromArray(SPECIES, out, outAt + 7 * outStride);
                c7b = TWO ? fromArray(SPECIES, out, outAt + 7 * outStride + LANES) : c7b;
            }
            if (ROWS >= 12) {
                c8a = fromArray(SPECIES, out, outAt + 8 * outStride);
                c8b = TWO ? fromArray(SPECIES, out, outAt + 8 * outStride + LANES) : c8b;
                c9a = fromArray(SPECIES, out, outAt + 9 * outStride);
                c9b = TWO ? fromArray(SPECIES, out, outAt + 9 * outStride + LANES) : c9b;
                c10a = fromArray(SPECIES, out, outAt + 10 * outStride);
                c10b = TWO ? fromArray(SPECIES, out, outAt + 10 * outStride + LANES) : c10b;
                c11a = fromArray(SPECIES, out, outAt + 11 * outStride);
                c11b = TWO ? fromArray(SPECIES, out, outAt + 11 * outStride + LANES) : c11b;
            }
        }
        for (int p = 0; p < k; p++) {
            FloatVector ba = fromArray(SPECIES, b, bAt);
            FloatVector bb = TWO ? fromArray(SPECIES, b, bAt + LANES) : ba;
            FloatVector a0 = broadcast(SPECIES, a[BY_ROWS ? aAt + p : aAt]);
            c0a = a0.fma(ba, c0a);
            c0b = TWO ? a0.fma(bb, c0b) : c0b;
            if (ROWS >= 2) {
                FloatVector a1 = broadcast(SPECIES, a[BY_ROWS ? aAt + aStride + p : aAt + 1]);
                c1a = a1.fma(ba, c1a);
                c1b = TWO ? a1.fma(bb, c1b) : c1b;
            }
            if (ROWS >= 4) {
                FloatVector a2 = broadcast(SPECIES, a[BY_ROWS ? aAt + 2 * aStride + p : aAt + 2]);
                c2a = a2.fma(ba, c2a);
                c2b = TWO ? a2.fma(bb, c2b) : c2b;
                FloatVector a3 = broadcast(SPECIES, a[BY_ROWS ? aAt + 3 * aStride + p : aAt + 3]);
                c3a = a3.fma(ba, c3a);
                c3b = TWO ? a3.fma(bb, c3b) : c3b;
            }
            if (ROWS >= 6) {
                FloatVector a4 = broadcast(SPECIES, a[BY_ROWS ? aAt + 4 * aStride + p : aAt + 4]);
                c4a = a4.fma(ba, c4a);
                c4b = TWO ? a4.fma(bb, c4b) : c4b;
                FloatVector a5 = broadcast(SPECIES, a[BY_ROWS ? aAt + 5 * aStride + p : aAt + 5]);
                c5a = a5.fma(ba, c5a);
                c5b = TWO ? a5.fma(bb, c5b) : c5b;
            }
            if (ROWS >= 8) {
                FloatVector a6 = broadcast(SPECIES, a[BY_ROWS ? aAt + 6 * aStride + p : aAt + 6]);
                c6a = a6.fma(ba, c6a);
                c6b = TWO ? a6.fma(bb, c6b) : c6b;
                FloatVector a7 = broadcast(SPECIES, a[BY_ROWS ? aAt + 7 * aStride + p : aAt + 7]);
                c7a = a7.fma(ba, c7a);
                c7b = TWO ? a7.fma(bb, c7b) : c7b;
            }
            if (ROWS >= 12) {
                FloatVector a8 = broadcast(SPECIES, a[BY_ROWS ? aAt + 8 * aStride + p : aAt + 8]);
                c8a = a8.fma(ba, c8a);
                c8b = TWO ? a8.fma(bb, c8b) : c8b;
                FloatVector a9 = broadcast(SPECIES, a[BY_ROWS ? aAt + 9 * aStride + p : aAt + 9]);
                c9a = a9.fma(ba, c9a);
                c9b = TWO ? a9.fma(bb, c9b) : c9b;
                FloatVector a10 = broadcast(SPECIES, a[BY_ROWS ? aAt + 10 * aStride + p : aAt + 10]);
                c10a = a10.fma(ba, c10a);
                c10b = TWO ? a10.fma(bb, c10b) : c10b;
                FloatVector a11 = broadcast(SPECIES, a[BY_ROWS ? aAt + 11 * aStride + p : aAt + 11]);
                c11a = a11.fma(ba, c11a);
                c11b = TWO ? a11.fma(bb, c11b) : c11b;
            }
            bAt += bStep;
            aAt += BY_ROWS ? 0 : aStride;
        }
        c0a.intoArray(out, outAt);
        if (TWO) {
            c0b.intoArray(out, outAt + LANES);
        }
        if (ROWS >= 2) {
            c1a.intoArray(out, outAt + outStride);
            if (TWO) {
                c1b.intoArray(out, outAt + outStride + LANES);
            }
        }
        if (ROWS >= 4) {
            c2a.intoArray(out, outAt + 2 * outStride);
            if (TWO) {
                c2b.intoArray(out, outAt + 2 * outStride + LANES);
            }
            c3a.intoArray(out, outAt + 3 * outStride);
            if (TWO) {
                c3b.intoArray(out, outAt + 3 * outStride + LANES);
            }
        }
        if (ROWS >= 6) {
            c4a.intoArray(out, outAt + 4 * outStride);
            if (TWO) {
                c4b.intoArray(out, outAt + 4 * outStride + LANES);
            }
            c5a.intoArray(out, outAt + 5 * outStride);
            if (TWO) {
                c5b.intoArray(out, outAt + 5 * outStride + LANES);
            }
        }
        if (ROWS >= 8) {
            c6a.intoArray(out, outAt + 6 * outStride);
            if (TWO) {
                c6b.intoArray(out, outAt + 6 * outStride + LANES);
            }
            c7a.intoArray(out, outAt + 7 * outStride);
            if (TWO) {
                c7b.intoArray(out, outAt + 7 * outStride + LANES);
            }
        }
        if (ROWS >= 12) {
            c8a.intoArray(out, outAt + 8 * outStride);
            if (TWO) {
                c8b.intoArray(out, outAt + 8 * outStride + LANES);
            }
            c9a.intoArray(out, outAt + 9 * outStride);
            if (TWO) {
                c9b.intoArray(out, outAt + 9 * outStride + LANES);
            }
            c10a.intoArray(out, outAt + 10 * outStride);
            if (TWO) {
                c10b.intoArray(out, outAt + 10 * outStride + LANES);
            }
            c11a.intoArray(out, outAt + 11 * outStride);
            if (TWO) {
                c11b.intoArray(out, outAt + 11 * outStride + LANES);
            }
        }
    }
}
