package io.github.vae4j.kernels.internal;

import java.util.Arrays;

/// The specification of [DenseKernels].
public final class ScalarDense implements DenseKernels {
    @Override
    public void columnSums(float[] db, int dbOffset, float[] dy, int dyOffset, int dyStride, int m, int n) {
        Arrays.fill(db, dbOffset, dbOffset + n, 0);
        for (int i = 0; i < m; i++) {
            int row = dyOffset + i * dyStride;
            for (int j = 0; j < n; j++) {
                db[dbOffset + j] += dy[row + j];
            }
        }
    }
}
