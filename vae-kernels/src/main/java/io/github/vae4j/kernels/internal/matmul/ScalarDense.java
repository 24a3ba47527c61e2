package io.github.vae4j.kernels.internal.matmul;

import java.util.Arrays;

/// The specification of [DenseKernels].
public final class ScalarDense implements DenseKernels {
    @Override
    public void inputProduct(float[] dx, int dxOffset, int dxStride, float[] dy, int dyOffset, int dyStride, float[] w,
            int wOffset, int inputs, int first, int m, int n, int k, float[] scratch) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(dy[dyOffset + i * dyStride + p],
                            w[wOffset + DenseKernels.weightIndex(inputs, k, first + j, p)], sum);
                }
                dx[dxOffset + i * dxStride + j] = sum;
            }
        }
    }

    @Override
    public void weightProduct(float[] dw, int dwOffset, int panelStride, float[] x, int xOffset, int xStride,
            float[] dy,
            int dyOffset, int dyStride, int m, int n, int k, float[] scratch) {
        for (int first = 0; first < n; first += MatMulKernels.PANEL) {
            int width = Math.min(MatMulKernels.PANEL, n - first);
            new ScalarMatMul().multiplyTransA(dw, dwOffset + first / MatMulKernels.PANEL * panelStride, width, x,
                    xOffset,
                    xStride, dy, dyOffset + first, dyStride, k, width, m, false, scratch);
        }
    }

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
