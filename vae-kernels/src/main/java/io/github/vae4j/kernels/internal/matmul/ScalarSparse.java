package io.github.vae4j.kernels.internal.matmul;

import java.util.Arrays;

/// The specification of [SparseKernels].
public final class ScalarSparse implements SparseKernels {
    @Override
    public void product(float[] y, int yOffset, int yStride, int[] rowStart, int rowStartOffset, int[] column,
            float[] value, float[] w, int wOffset, float[] bias, int biasOffset, int m, int n, int k) {
        for (int r = 0; r < m; r++) {
            int row = yOffset + r * yStride;
            System.arraycopy(bias, biasOffset, y, row, n);
            for (int e = rowStart[rowStartOffset + r]; e < rowStart[rowStartOffset + r + 1]; e++) {
                for (int j = 0; j < n; j++) {
                    y[row + j] = Math.fma(value[e], w[wOffset + DenseKernels.weightIndex(k, n, column[e], j)],
                            y[row + j]);
                }
            }
        }
    }

    @Override
    public void weightProduct(float[] dw, int dwOffset, int panelStride, int[] columnStart, int columnStartOffset,
            int[] row, float[] value, float[] dy, int dyOffset, int dyStride, int n, int k) {
        for (int from = 0; from < n; from += MatMulKernels.PANEL) {
            int width = Math.min(MatMulKernels.PANEL, n - from);
            for (int i = 0; i < k; i++) {
                int to = dwOffset + from / MatMulKernels.PANEL * panelStride + i * width;
                Arrays.fill(dw, to, to + width, 0f);
                for (int e = columnStart[columnStartOffset + i]; e < columnStart[columnStartOffset + i + 1]; e++) {
                    int at = dyOffset + row[e] * dyStride + from;
                    for (int j = 0; j < width; j++) {
                        dw[to + j] = Math.fma(value[e], dy[at + j], dw[to + j]);
                    }
                }
            }
        }
    }

    @Override
    public int count(float[] x, int xOffset, int n) {
        int found = 0;
        for (int i = 0; i < n; i++) {
            if (x[xOffset + i] != 0) {
                found++;
            }
        }
        return found;
    }

    @Override
    public void fill(int[] column, float[] value, int at, float[] x, int xOffset, int n) {
        fill(column, value, at, x, xOffset, 0, n);
    }

    /// The same for the columns from `first` on.
    static void fill(int[] column, float[] value, int at, float[] x, int xOffset, int first, int n) {
        int next = at;
        for (int i = first; i < n; i++) {
            float v = x[xOffset + i];
            if (v != 0) {
                column[next] = i;
                value[next] = v;
                next++;
            }
        }
    }
}
