package io.github.vae4j.metrics.units;

import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.RandomStreams;
import java.util.Arrays;

/// Variances of columns on resamples of the rows, for intervals. A resample is how often each row was drawn, so that many
/// of them are one product with the deviations and their squares: in single precision within blocks of rows, in double
/// between them. That is good to some 1e-6 of a variance, where the resamples themselves are good to a few per cent.
final class ResampledVariances {
    private static final int BLOCK = 512;
    private static final int TOGETHER = 48;

    private final Codes codes;
    private final double[] centre;
    private final long seed;
    private final int n;
    private final int d;

    /// @param codes one row or more
    /// @param centre the means of the columns
    /// @param seed of the resamples
    ResampledVariances(Codes codes, double[] centre, long seed) {
        this.codes = codes;
        this.centre = centre;
        this.seed = seed;
        n = codes.rows();
        d = codes.units();
    }

    /// The variances of each resample, one row a resample.
    double[][] of(int resamples, Workers workers) {
        float[] table = new float[Math.multiplyExact(n, 2 * d)];
        workers.run((n + BLOCK - 1) / BLOCK, (task, worker) -> {
            for (int i = task * BLOCK; i < Math.min(n, (task + 1) * BLOCK); i++) {
                for (int j = 0; j < d; j++) {
                    double deviation = codes.values()[i * d + j] - centre[j];
                    table[2 * i * d + j] = (float) deviation;
                    table[(2 * i + 1) * d + j] = (float) (deviation * deviation);
                }
            }
        });
        double[][] variances = new double[resamples][];
        Draws[] draws = new Draws[workers.threads()];
        Arrays.setAll(draws, worker -> new Draws());
        workers.run((resamples + TOGETHER - 1) / TOGETHER, (task, worker) -> {
            int first = task * TOGETHER;
            draws[worker].run(first, Math.min(TOGETHER, resamples - first), table, variances);
        });
        return variances;
    }

    private final class Draws {
        private final int[] bits = new int[n];
        private final short[][] counts = new short[TOGETHER][n];
        private final float[] weights = new float[BLOCK * TOGETHER];
        private final float[] sums = new float[TOGETHER * 2 * d];
        private final float[] scratch = new float[MatMul.scratchLength(BLOCK)];

        void run(int first, int count, float[] table, double[][] variances) {
            for (int r = 0; r < count; r++) {
                draw(first + r, counts[r]);
            }
            double[] totals = new double[count * 2 * d];
            for (int row = 0; row < n; row += BLOCK) {
                int rows = Math.min(BLOCK, n - row);
                for (int r = 0; r < count; r++) {
                    short[] own = counts[r];
                    for (int i = 0; i < rows; i++) {
                        weights[r * BLOCK + i] = own[row + i];
                    }
                }
                MatMul.multiply(sums, 0, 2 * d, weights, 0, BLOCK, table, row * 2 * d, 2 * d, count, 2 * d, rows, false,
                        scratch);
                for (int k = 0; k < totals.length; k++) {
                    totals[k] += sums[k];
                }
            }
            for (int r = 0; r < count; r++) {
                double[] own = new double[d];
                for (int j = 0; j < d; j++) {
                    double mean = totals[r * 2 * d + j] / n;
                    own[j] = totals[(2 * r + 1) * d + j] / n - mean * mean;
                }
                variances[first + r] = own;
            }
        }

        private void draw(int resample, short[] own) {
            Philox.bits(bits, 0, n, seed, RandomStreams.ACTIVE_UNITS, resample, 0);
            Arrays.fill(own, (short) 0);
            for (int bit : bits) {
                // The high half of a product: uniform over the rows, to 2^-32 n.
                own[(int) ((bit & 0xffffffffL) * n >>> 32)]++;
            }
        }
    }
}
