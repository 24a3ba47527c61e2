package io.github.vae4j.kernels.internal.matmul;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.github.vae4j.kernels.internal.Specialised;
import io.github.vae4j.kernels.internal.elementary.SimdElementary;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The text of all [SparseTile]s, [specialised][Specialised] to the shape of each.
///
/// Eight vectors: with fewer the loop over the entries of a row waits for the results of fma, and with more it would need
/// more than the 16 registers of AVX2.
final class SparseTileTemplate extends SparseTile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int PANEL = MatMulKernels.PANEL;
    private static final Shape SHAPE = Specialised.constants(MethodHandles.lookup(), Shape.class);
    private static final int VECTORS = SHAPE.vectors();
    /// The first vector of the narrower panel.
    private static final int PARTIAL = VECTORS - SHAPE.partial();
    private static final boolean MASKED = SHAPE.masked();

    @Override
    void product(float[] y, int yAt, int yStride, int[] rowStart, int rowAt, int[] column, float[] value, int first,
            int limit, float[] w, int wAt, int panelStride, int width, float[] bias, int biasAt, int m) {
        VectorMask<Float> mask = SimdElementary.firstLanes(width);
        int j0 = column(0, width), w0 = wAt + place(0, panelStride, width);
        int j1 = column(1, width), w1 = wAt + place(1, panelStride, width);
        int j2 = column(2, width), w2 = wAt + place(2, panelStride, width);
        int j3 = column(3, width), w3 = wAt + place(3, panelStride, width);
        int j4 = column(4, width), w4 = wAt + place(4, panelStride, width);
        int j5 = column(5, width), w5 = wAt + place(5, panelStride, width);
        int j6 = column(6, width), w6 = wAt + place(6, panelStride, width);
        int j7 = column(7, width), w7 = wAt + place(7, panelStride, width);
        float[] start = first == 0 ? bias : y;
        for (int r = 0; r < m; r++) {
            int to = yAt + r * yStride;
            int startAt = first == 0 ? biasAt : to;
            FloatVector sum0 = load(0, start, startAt + j0, mask);
            FloatVector sum1 = load(1, start, startAt + j1, mask);
            FloatVector sum2 = load(2, start, startAt + j2, mask);
            FloatVector sum3 = load(3, start, startAt + j3, mask);
            FloatVector sum4 = load(4, start, startAt + j4, mask);
            FloatVector sum5 = load(5, start, startAt + j5, mask);
            FloatVector sum6 = load(6, start, startAt + j6, mask);
            FloatVector sum7 = load(7, start, startAt + j7, mask);
            int rowEnd = rowStart[rowAt + r + 1];
            int from = SparseKernels.lowerBound(column, rowStart[rowAt + r], rowEnd, first);
            int end = SparseKernels.lowerBound(column, from, rowEnd, limit);
            for (int e = from; e < end; e++) {
                FloatVector x = broadcast(SPECIES, value[e]);
                int whole = column[e] * PANEL, part = column[e] * width;
                sum0 = 0 < VECTORS ? x.fma(load(0, w, w0 + (0 < PARTIAL ? whole : part), mask), sum0) : sum0;
                sum1 = 1 < VECTORS ? x.fma(load(1, w, w1 + (1 < PARTIAL ? whole : part), mask), sum1) : sum1;
                sum2 = 2 < VECTORS ? x.fma(load(2, w, w2 + (2 < PARTIAL ? whole : part), mask), sum2) : sum2;
                sum3 = 3 < VECTORS ? x.fma(load(3, w, w3 + (3 < PARTIAL ? whole : part), mask), sum3) : sum3;
                sum4 = 4 < VECTORS ? x.fma(load(4, w, w4 + (4 < PARTIAL ? whole : part), mask), sum4) : sum4;
                sum5 = 5 < VECTORS ? x.fma(load(5, w, w5 + (5 < PARTIAL ? whole : part), mask), sum5) : sum5;
                sum6 = 6 < VECTORS ? x.fma(load(6, w, w6 + (6 < PARTIAL ? whole : part), mask), sum6) : sum6;
                sum7 = 7 < VECTORS ? x.fma(load(7, w, w7 + (7 < PARTIAL ? whole : part), mask), sum7) : sum7;
            }
            store(0, sum0, y, to + j0, mask);
            store(1, sum1, y, to + j1, mask);
            store(2, sum2, y, to + j2, mask);
            store(3, sum3, y, to + j3, mask);
            store(4, sum4, y, to + j4, mask);
            store(5, sum5, y, to + j5, mask);
            store(6, sum6, y, to + j6, mask);
            store(7, sum7, y, to + j7, mask);
        }
    }

    @Override
    void weightProduct(float[] dw, int dwAt, int panelStride, int width, int[] columnStart, int columnAt, int[] row,
            float[] value, float[] dy, int dyAt, int dyStride, int k) {
        VectorMask<Float> mask = SimdElementary.firstLanes(width);
        int d0 = dyAt + column(0, width), w0 = dwAt + place(0, panelStride, width);
        int d1 = dyAt + column(1, width), w1 = dwAt + place(1, panelStride, width);
        int d2 = dyAt + column(2, width), w2 = dwAt + place(2, panelStride, width);
        int d3 = dyAt + column(3, width), w3 = dwAt + place(3, panelStride, width);
        int d4 = dyAt + column(4, width), w4 = dwAt + place(4, panelStride, width);
        int d5 = dyAt + column(5, width), w5 = dwAt + place(5, panelStride, width);
        int d6 = dyAt + column(6, width), w6 = dwAt + place(6, panelStride, width);
        int d7 = dyAt + column(7, width), w7 = dwAt + place(7, panelStride, width);
        for (int i = 0; i < k; i++) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = FloatVector.zero(SPECIES);
            FloatVector sum2 = FloatVector.zero(SPECIES);
            FloatVector sum3 = FloatVector.zero(SPECIES);
            FloatVector sum4 = FloatVector.zero(SPECIES);
            FloatVector sum5 = FloatVector.zero(SPECIES);
            FloatVector sum6 = FloatVector.zero(SPECIES);
            FloatVector sum7 = FloatVector.zero(SPECIES);
            int end = columnStart[columnAt + i + 1];
            for (int e = columnStart[columnAt + i]; e < end; e++) {
                FloatVector x = broadcast(SPECIES, value[e]);
                int from = row[e] * dyStride;
                sum0 = 0 < VECTORS ? x.fma(load(0, dy, d0 + from, mask), sum0) : sum0;
                sum1 = 1 < VECTORS ? x.fma(load(1, dy, d1 + from, mask), sum1) : sum1;
                sum2 = 2 < VECTORS ? x.fma(load(2, dy, d2 + from, mask), sum2) : sum2;
                sum3 = 3 < VECTORS ? x.fma(load(3, dy, d3 + from, mask), sum3) : sum3;
                sum4 = 4 < VECTORS ? x.fma(load(4, dy, d4 + from, mask), sum4) : sum4;
                sum5 = 5 < VECTORS ? x.fma(load(5, dy, d5 + from, mask), sum5) : sum5;
                sum6 = 6 < VECTORS ? x.fma(load(6, dy, d6 + from, mask), sum6) : sum6;
                sum7 = 7 < VECTORS ? x.fma(load(7, dy, d7 + from, mask), sum7) : sum7;
            }
            int whole = i * PANEL, part = i * width;
            store(0, sum0, dw, w0 + (0 < PARTIAL ? whole : part), mask);
            store(1, sum1, dw, w1 + (1 < PARTIAL ? whole : part), mask);
            store(2, sum2, dw, w2 + (2 < PARTIAL ? whole : part), mask);
            store(3, sum3, dw, w3 + (3 < PARTIAL ? whole : part), mask);
            store(4, sum4, dw, w4 + (4 < PARTIAL ? whole : part), mask);
            store(5, sum5, dw, w5 + (5 < PARTIAL ? whole : part), mask);
            store(6, sum6, dw, w6 + (6 < PARTIAL ? whole : part), mask);
            store(7, sum7, dw, w7 + (7 < PARTIAL ? whole : part), mask);
        }
    }

    /// The output that a vector begins at, counted from the first of the tile.
    private static int column(int v, int width) {
        int j = v * LANES;
        return v == VECTORS - 1 && v > PARTIAL ? PARTIAL * LANES + width - LANES : j;
    }

    /// Where the weights of a vector lie for the first input, counted from the first of the tile.
    private static int place(int v, int panelStride, int width) {
        int panel = Math.min(v, PARTIAL) * LANES / PANEL;
        return panel * panelStride + column(v, width) - panel * PANEL;
    }

    private static FloatVector load(int v, float[] a, int at, VectorMask<Float> mask) {
        if (v >= VECTORS) {
            return FloatVector.zero(SPECIES);
        }
        return MASKED && v == PARTIAL ? fromArray(SPECIES, a, at, mask) : fromArray(SPECIES, a, at);
    }

    private static void store(int v, FloatVector vector, float[] a, int at, VectorMask<Float> mask) {
        if (v >= VECTORS) {
            return;
        }
        if (MASKED && v == PARTIAL) {
            vector.intoArray(a, at, mask);
        } else {
            vector.intoArray(a, at);
        }
    }
}
