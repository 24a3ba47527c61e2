package io.github.vae4j.kernels.internal.statistics;

/// What [io.github.vae4j.kernels.Statistics] promises; arguments have been checked. Twins give equal bits.
public sealed interface StatisticsKernels permits ScalarStatistics, SimdStatistics {
    /// Elements of a long sum that are added up on their own: 64 KB, which fit the second-level cache.
    int CHUNK = 1 << 14;

    /// Lanes of a sum, whatever the hardware has.
    int LANES = 16;

    /// A distance below this share of the squared norms is computed again, from differences.
    float NEAR = 1 / 32f;

    /// Sum in 16 lanes.
    double sum(float[] x, int offset, int n);

    /// Inner product in 16 lanes.
    double dot(float[] a, int aOffset, float[] b, int bOffset, int n);

    /// The largest magnitude: the largest bits without the sign, so that NaN is above infinity.
    float maxAbs(float[] x, int offset, int n);

    /// `out_c = sum_r x_rc`: one chain per column.
    void columnSums(double[] out, int outOffset, float[] x, int xOffset, int xStride, int rows, int cols);

    /// `out_ij = sum_r (x_ri - centre_i) (x_rj - centre_j)` for j >= i: one chain of fused multiply-adds per element.
    /// Elements with j < i are left with any value.
    void scatter(double[] out, int outOffset, double[] centre, int centreOffset, float[] x, int xOffset, int xStride,
            int rows, int cols);

    /// Turns the products `out_ij = a_i b_j` into squared distances, given the squared norms of the rows.
    void distances(float[] out, int outOffset, int outStride, float[] aNorms, int aNormsOffset, float[] bNorms,
            int bNormsOffset, float[] a, int aOffset, int aStride, float[] b, int bOffset, int bStride, int m, int n,
            int d);

    /// First column of the smallest element of each row.
    void argMin(int[] out, int outOffset, float[] x, int xOffset, int xStride, int rows, int cols);

    /// The squared norms of the rows of a (rows, cols) matrix: the same chains as in a matrix product, so that the
    /// distance of equal rows cancels exactly.
    static void squaredNorms(float[] out, int outOffset, float[] x, int xOffset, int xStride, int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            int row = xOffset + r * xStride;
            float sum = 0;
            for (int c = row; c < row + cols; c++) {
                sum = Math.fma(x[c], x[c], sum);
            }
            out[outOffset + r] = sum;
        }
    }

    /// The squared distance of two points, from their differences.
    static float squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int d) {
        float sum = 0;
        for (int c = 0; c < d; c++) {
            float difference = a[aOffset + c] - b[bOffset + c];
            sum = Math.fma(difference, difference, sum);
        }
        return sum;
    }
}
