package io.github.vae4j.kernels.internal.matmul;

import java.util.Arrays;

/// The specification: per output element one chain of fused multiply-adds over k in rising order.
public final class ScalarMatMul implements MatMulKernels {
    @Override
    public void multiply(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride, float[] b,
            int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
        for (int i = 0; i < m; i++) {
            int row = outOffset + i * outStride;
            start(out, row, n, accumulate);
            for (int p = 0; p < k; p++) {
                addScaledRow(out, row, a[aOffset + i * aStride + p], b, bOffset + p * bStride, n);
            }
        }
    }

    @Override
    public void multiplyTransB(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride,
            float[] b, int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = accumulate ? out[outOffset + i * outStride + j] : 0;
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(a[aOffset + i * aStride + p], b[bOffset + j * bStride + p], sum);
                }
                out[outOffset + i * outStride + j] = sum;
            }
        }
    }

    @Override
    public void multiplyTransA(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride,
            float[] b, int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
        for (int i = 0; i < m; i++) {
            int row = outOffset + i * outStride;
            start(out, row, n, accumulate);
            for (int p = 0; p < k; p++) {
                addScaledRow(out, row, a[aOffset + p * aStride + i], b, bOffset + p * bStride, n);
            }
        }
    }

    private static void start(float[] out, int row, int n, boolean accumulate) {
        if (!accumulate) {
            Arrays.fill(out, row, row + n, 0);
        }
    }

    private static void addScaledRow(float[] out, int row, float scale, float[] b, int bRow, int n) {
        for (int j = 0; j < n; j++) {
            out[row + j] = Math.fma(scale, b[bRow + j], out[row + j]);
        }
    }
}
