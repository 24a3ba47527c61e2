package io.github.vae4j.kernels.internal.statistics;

import java.util.Arrays;

/// The specification.
public final class ScalarStatistics implements StatisticsKernels {
    @Override
    public double sum(float[] x, int offset, int n) {
        double sum = 0;
        for (int from = 0; from < n; from += CHUNK) {
            sum += sumOfLanes(x, offset + from, Math.min(n - from, CHUNK), 0, LANES);
        }
        return sum;
    }

    /// The sum of the lanes [lane, lane + width), as a tree of neighbours.
    private static double sumOfLanes(float[] x, int offset, int n, int lane, int width) {
        if (width > 1) {
            return sumOfLanes(x, offset, n, lane, width / 2) + sumOfLanes(x, offset, n, lane + width / 2, width / 2);
        }
        double sum = 0;
        for (int i = lane; i < n; i += LANES) {
            sum += x[offset + i];
        }
        return sum;
    }

    @Override
    public double dot(float[] a, int aOffset, float[] b, int bOffset, int n) {
        double sum = 0;
        for (int from = 0; from < n; from += CHUNK) {
            sum += dotOfLanes(a, aOffset + from, b, bOffset + from, Math.min(n - from, CHUNK), 0, LANES);
        }
        return sum;
    }

    private static double dotOfLanes(float[] a, int aOffset, float[] b, int bOffset, int n, int lane, int width) {
        if (width > 1) {
            return dotOfLanes(a, aOffset, b, bOffset, n, lane, width / 2)
                    + dotOfLanes(a, aOffset, b, bOffset, n, lane + width / 2, width / 2);
        }
        double sum = 0;
        for (int i = lane; i < n; i += LANES) {
            // The product of two floats is exact in double.
            sum += (double) a[aOffset + i] * b[bOffset + i];
        }
        return sum;
    }

    @Override
    public float maxAbs(float[] x, int offset, int n) {
        int max = 0;
        for (int i = offset; i < offset + n; i++) {
            max = Math.max(max, Float.floatToRawIntBits(x[i]) & Integer.MAX_VALUE);
        }
        return Float.intBitsToFloat(max);
    }

    @Override
    public void columnSums(double[] out, int outOffset, float[] x, int xOffset, int xStride, int rows, int cols) {
        Arrays.fill(out, outOffset, outOffset + cols, 0);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                out[outOffset + c] += x[xOffset + r * xStride + c];
            }
        }
    }

    @Override
    public void scatter(double[] out, int outOffset, double[] centre, int centreOffset, float[] x, int xOffset,
            int xStride, int rows, int cols) {
        Arrays.fill(out, outOffset, outOffset + cols * cols, 0);
        for (int r = 0; r < rows; r++) {
            int row = xOffset + r * xStride;
            for (int i = 0; i < cols; i++) {
                double difference = x[row + i] - centre[centreOffset + i];
                int outRow = outOffset + i * cols;
                for (int j = i; j < cols; j++) {
                    out[outRow + j] = Math.fma(difference, x[row + j] - centre[centreOffset + j], out[outRow + j]);
                }
            }
        }
    }

    @Override
    public void distances(float[] out, int outOffset, int outStride, float[] aNorms, int aNormsOffset, float[] bNorms,
            int bNormsOffset, float[] a, int aOffset, int aStride, float[] b, int bOffset, int bStride, int m, int n,
            int d) {
        for (int i = 0; i < m; i++) {
            int row = outOffset + i * outStride;
            for (int j = 0; j < n; j++) {
                float norms = aNorms[aNormsOffset + i] + bNorms[bNormsOffset + j];
                float distance = Math.fma(-2f, out[row + j], norms);
                // Also taken where squares overflowed: the comparison with NaN is false.
                if (!(distance >= NEAR * norms)) {
                    distance = StatisticsKernels.squaredDistance(a, aOffset + i * aStride, b, bOffset + j * bStride, d);
                }
                out[row + j] = distance;
            }
        }
    }

    @Override
    public void argMin(int[] out, int outOffset, float[] x, int xOffset, int xStride, int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            int row = xOffset + r * xStride;
            int best = -1;
            for (int c = 0; c < cols; c++) {
                float value = x[row + c];
                if (!Float.isNaN(value) && (best < 0 || value < x[row + best])) {
                    best = c;
                }
            }
            out[outOffset + r] = best;
        }
    }
}
