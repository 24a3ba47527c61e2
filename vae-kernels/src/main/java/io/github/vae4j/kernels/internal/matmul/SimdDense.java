package io.github.vae4j.kernels.internal.matmul;

import io.github.vae4j.kernels.internal.elementary.SimdElementary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// [DenseKernels] with the Vector API: four vectors of columns at a time stay in registers while the rows pass.
public final class SimdDense implements DenseKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public void inputProduct(float[] dx, int dxOffset, int dxStride, float[] dy, int dyOffset, int dyStride, float[] w,
            int wOffset, int inputs, int first, int m, int n, int k, float[] scratch) {
        SimdMatMul.multiplyTransposedPanels(dx, dxOffset, dxStride, dy, dyOffset, dyStride, w, wOffset, inputs, first,
                m, n, k, scratch);
    }

    @Override
    public void weightProduct(float[] dw, int dwOffset, int panelStride, float[] x, int xOffset, int xStride,
            float[] dy, int dyOffset, int dyStride, int m, int n, int k, float[] scratch) {
        SimdMatMul.multiplyTransAIntoPanels(dw, dwOffset, panelStride, x, xOffset, xStride, dy, dyOffset, dyStride, k,
                n, m, scratch);
    }

    @Override
    public void columnSums(float[] db, int dbOffset, float[] dy, int dyOffset, int dyStride, int m, int n) {
        int j = 0;
        for (; j <= n - 4 * LANES; j += 4 * LANES) {
            fourVectors(db, dbOffset + j, dy, dyOffset + j, dyStride, m);
        }
        for (; j < n; j += LANES) {
            oneVector(db, dbOffset + j, dy, dyOffset + j, dyStride, m, Math.min(LANES, n - j));
        }
    }

    private static void fourVectors(float[] db, int dbAt, float[] dy, int dyAt, int dyStride, int m) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = FloatVector.zero(SPECIES);
        FloatVector sum2 = FloatVector.zero(SPECIES);
        FloatVector sum3 = FloatVector.zero(SPECIES);
        for (int i = 0; i < m; i++) {
            int row = dyAt + i * dyStride;
            sum0 = sum0.add(FloatVector.fromArray(SPECIES, dy, row));
            sum1 = sum1.add(FloatVector.fromArray(SPECIES, dy, row + LANES));
            sum2 = sum2.add(FloatVector.fromArray(SPECIES, dy, row + 2 * LANES));
            sum3 = sum3.add(FloatVector.fromArray(SPECIES, dy, row + 3 * LANES));
        }
        sum0.intoArray(db, dbAt);
        sum1.intoArray(db, dbAt + LANES);
        sum2.intoArray(db, dbAt + 2 * LANES);
        sum3.intoArray(db, dbAt + 3 * LANES);
    }

    private static void oneVector(float[] db, int dbAt, float[] dy, int dyAt, int dyStride, int m, int columns) {
        VectorMask<Float> mask = SimdElementary.firstLanes(columns);
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < m; i++) {
            sum = sum.add(FloatVector.fromArray(SPECIES, dy, dyAt + i * dyStride, mask));
        }
        sum.intoArray(db, dbAt, mask);
    }
}
