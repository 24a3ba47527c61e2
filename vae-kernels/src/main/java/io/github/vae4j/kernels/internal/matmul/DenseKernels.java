package io.github.vae4j.kernels.internal.matmul;

/// What [io.github.vae4j.kernels.Dense] needs beside products and activations; arguments have been checked.
public sealed interface DenseKernels permits ScalarDense, SimdDense {
    /// `dx (m, n) = dy (m, k) w[first .. first + n] (n, k)^T` for weights (inputs, k) in panels: one chain of fma per
    /// element from +0, over k in rising order.
    void inputProduct(float[] dx, int dxOffset, int dxStride, float[] dy, int dyOffset, int dyStride, float[] w,
            int wOffset, int inputs, int first, int m, int n, int k, float[] scratch);

    /// `dw (k, n) = x (m, k)^T dy (m, n)` in panels that are `panelStride` apart, the last one as wide as it is: one chain
    /// of fma per element from +0, over the rows in rising order.
    void weightProduct(float[] dw, int dwOffset, int panelStride, float[] x, int xOffset, int xStride, float[] dy,
            int dyOffset, int dyStride, int m, int n, int k, float[] scratch);

    /// `db (n) =` column sums of `dy (m, n)`: one chain of additions per column from +0, rows in rising order.
    void columnSums(float[] db, int dbOffset, float[] dy, int dyOffset, int dyStride, int m, int n);

    /// Where weight (i, j) lies; see [io.github.vae4j.kernels.Dense#weightIndex].
    static int weightIndex(int inputs, int outputs, int i, int j) {
        int first = j - j % MatMulKernels.PANEL;
        return first * inputs + i * Math.min(MatMulKernels.PANEL, outputs - first) + j - first;
    }
}
