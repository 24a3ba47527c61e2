package io.github.vae4j.kernels.internal.matmul;

/// What [io.github.vae4j.kernels.MatMul] promises; arguments have been checked. Twins give equal bits.
public sealed interface MatMulKernels permits ScalarMatMul, SimdMatMul {
    /// Columns of a packed panel of `b`, and of the widest register tile.
    int PANEL = 32;

    /// A longer inner dimension is cut into blocks of at most this: a packed panel then has at most 100 KB, so that it
    /// stays in the second-level cache beside the rows of `a`. A multiple of [#PANEL].
    int MAX_BLOCK = 800;

    /// The most rows of a register tile.
    int MAX_ROWS = 12;

    /// Floats of scratch one call needs: two packed panels, and one tile for the last columns.
    static int scratchLength(int k) {
        return (2 * Math.min(k, MAX_BLOCK) + MAX_ROWS) * PANEL;
    }

    /// `out (m, n) = a (m, k) b (k, n)`, or `+=`.
    void multiply(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride, float[] b,
            int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch);

    /// `out (m, n) = a (m, k) b (n, k)^T`, or `+=`.
    void multiplyTransB(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride, float[] b,
            int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch);

    /// `out (m, n) = a (k, m)^T b (k, n)`, or `+=`.
    void multiplyTransA(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride, float[] b,
            int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch);
}
