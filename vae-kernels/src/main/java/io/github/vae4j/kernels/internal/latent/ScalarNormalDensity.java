package io.github.vae4j.kernels.internal.latent;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.*;

/// The specification of sums of densities.
public final class ScalarNormalDensity implements NormalDensityKernels {
    @Override
    public void logDensities(double[] out, int outOffset, double[] sums, int sumsOffset, float[] z, int zOffset,
            double[] mean, int meanOffset, double[] peak, int peakOffset, double[] curvature, int curvatureOffset,
            int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            logDensities(out, outOffset + r * cols, sums, sumsOffset + r * cols, z[zOffset + r], mean, meanOffset, peak,
                    peakOffset, curvature, curvatureOffset, 0, cols);
        }
    }

    /// One row, columns [from, to).
    static void logDensities(double[] out, int outAt, double[] sums, int sumsAt, double z, double[] mean, int meanAt,
            double[] peak, int peakAt, double[] curvature, int curvatureAt, int from, int to) {
        for (int c = from; c < to; c++) {
            double difference = z - mean[meanAt + c];
            double value = Math.fma(difference * difference, curvature[curvatureAt + c], peak[peakAt + c]);
            out[outAt + c] = value;
            sums[sumsAt + c] += value;
        }
    }

    @Override
    public void addExp(double[] largest, int largestOffset, double[] sums, int sumsOffset, double[] x, int xOffset,
            int rows, int cols) {
        int whole = cols - cols % LANES;
        for (int r = 0; r < rows; r++) {
            int row = xOffset + r * cols;
            double before = largest[largestOffset + r];
            double max = before;
            for (int c = 0; c < cols; c++) {
                max = x[row + c] > max ? x[row + c] : max;
            }
            // One zero for both, whichever came first.
            max += 0.0;
            double sum = whole == 0 ? 0 : sumOfLanes(x, row, whole, 0, LANES, max);
            sum = addRest(sum, x, row + whole, row + cols, max);
            largest[largestOffset + r] = max;
            sums[sumsOffset + r] = sums[sumsOffset + r] * shrinkage(before, max) + sum;
        }
    }

    /// exp(before - max), 1 if both are -infinity.
    static double shrinkage(double before, double max) {
        return before < max ? expNonPositive(before - max) : 1;
    }

    /// The sum of the lanes [lane, lane + width), as a tree of neighbours.
    private static double sumOfLanes(double[] x, int at, int n, int lane, int width, double max) {
        if (width > 1) {
            return sumOfLanes(x, at, n, lane, width / 2, max)
                    + sumOfLanes(x, at, n, lane + width / 2, width / 2, max);
        }
        double sum = 0;
        for (int i = lane; i < n; i += LANES) {
            sum += expNonPositive(x[at + i] - max);
        }
        return sum;
    }

    /// Adds the exponentials of the elements [from, to), one by one.
    static double addRest(double sum, double[] x, int from, int to, double max) {
        double all = sum;
        for (int i = from; i < to; i++) {
            all += expNonPositive(x[i] - max);
        }
        return all;
    }

    /// exp(x) for x <= 0, and 0 where that is no normal number: as [ScalarElementary#expNonPositive], in double.
    public static double expNonPositive(double x) {
        double t = Math.fma(x, DOUBLE_LOG2_E, DOUBLE_BIASED_ROUNDER);
        double n = t - DOUBLE_BIASED_ROUNDER;
        double r = Math.fma(n, -DOUBLE_LN2_HIGH, x);
        r = Math.fma(n, -DOUBLE_LN2_LOW, r);
        double p = DOUBLE_EXP_11;
        p = Math.fma(p, r, DOUBLE_EXP_10);
        p = Math.fma(p, r, DOUBLE_EXP_9);
        p = Math.fma(p, r, DOUBLE_EXP_8);
        p = Math.fma(p, r, DOUBLE_EXP_7);
        p = Math.fma(p, r, DOUBLE_EXP_6);
        p = Math.fma(p, r, DOUBLE_EXP_5);
        p = Math.fma(p, r, DOUBLE_EXP_4);
        p = Math.fma(p, r, DOUBLE_EXP_3);
        p = Math.fma(p, r, DOUBLE_EXP_2);
        p = Math.fma(p, r * r, r);
        // The low bits of t are n + 1023, the exponent field of 2^n.
        double power = Double.longBitsToDouble(Double.doubleToRawLongBits(t) << 52);
        return x < DOUBLE_EXP_NORMAL_MIN ? 0 : (1 + p) * power;
    }
}
