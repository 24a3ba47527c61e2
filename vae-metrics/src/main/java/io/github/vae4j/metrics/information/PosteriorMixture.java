package io.github.vae4j.metrics.information;

import io.github.vae4j.kernels.Densities;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Posterior;
import java.util.Arrays;

/// The densities of every code under the posteriors of all samples, summed: n x n, in blocks that stay in the cache.
final class PosteriorMixture {
    /// Codes and samples of a block: the two matrices of densities take 16 KB each.
    private static final int ROWS = 8;
    private static final int COLUMNS = 256;

    private final float[] z;
    private final int n;
    private final int d;
    /// One row a unit, so that a block reads even memory.
    private final float[] codes;
    private final double[] means;
    private final double[] peaks;
    private final double[] curvatures;
    private final double[] logJoint;
    private final double[] logUnits;
    private final double[] logOwn;

    /// Codes and posteriors of the same samples, of one shape.
    PosteriorMixture(Codes drawn, Posterior posterior) {
        z = drawn.values();
        float[] mean = posterior.mean();
        float[] logvar = posterior.logvar();
        d = drawn.units();
        n = drawn.rows();
        codes = new float[z.length];
        means = new double[z.length];
        peaks = new double[z.length];
        curvatures = new double[z.length];
        logJoint = new double[n];
        logUnits = new double[z.length];
        logOwn = new double[z.length];
        double logTwoPi = StrictMath.log(2 * Math.PI);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                codes[j * n + i] = z[i * d + j];
                means[j * n + i] = mean[i * d + j];
                peaks[j * n + i] = -(logTwoPi + logvar[i * d + j]) / 2;
                curvatures[j * n + i] = -StrictMath.exp(-logvar[i * d + j]) / 2;
            }
        }
    }

    /// The logarithms of the weights of a code's densities: of most, and what is added to it for its own sample and for
    /// the next one in a ring, which stands for those outside the batch.
    private record LogWeights(double rest, double own, double next) {
        static LogWeights of(KlDecomposition.Estimator estimator, int n, int dataSize) {
            double others = n - 1.0;
            return switch (estimator) {
                case EXACT -> new LogWeights(-StrictMath.log(n), 0, 0);
                case MINIBATCH_WEIGHTED -> new LogWeights(-StrictMath.log((double) n * dataSize), 0, 0);
                case MINIBATCH_STRATIFIED -> new LogWeights(-StrictMath.log(others),
                        StrictMath.log(others / dataSize), StrictMath.log((dataSize - others) / dataSize));
            };
        }
    }

    /// What a worker computes with. Sums of exponentials: those of a unit stand side by side, those of all units behind.
    private final class Block {
        private final double[] logs = new double[ROWS * COLUMNS];
        private final double[] joint = new double[ROWS * COLUMNS];
        private final double[] largest = new double[(d + 1) * ROWS];
        private final double[] sums = new double[(d + 1) * ROWS];

        /// The codes [first, first + rows).
        void run(int first, int rows, LogWeights weights) {
            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
            Arrays.fill(sums, 0);
            for (int column = 0; column < n; column += COLUMNS) {
                int cols = Math.min(COLUMNS, n - column);
                Arrays.fill(joint, 0);
                for (int j = 0; j < d; j++) {
                    int at = j * n + column;
                    Densities.logDensities(logs, 0, joint, 0, codes, j * n + first, means, at, peaks, at, curvatures,
                            at, rows, cols);
                    for (int i = Math.max(first, column); i < Math.min(first + rows, column + cols); i++) {
                        logOwn[i * d + j] = logs[(i - first) * cols + i - column];
                    }
                    add(logs, j, first, rows, column, cols, weights);
                }
                add(joint, d, first, rows, column, cols, weights);
            }
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < d; j++) {
                    logUnits[(first + r) * d + j] = logSum(j * ROWS + r, weights);
                }
                logJoint[first + r] = logSum(d * ROWS + r, weights);
            }
        }

        private void add(double[] x, int unit, int first, int rows, int column, int cols, LogWeights weights) {
            for (int r = 0; r < rows; r++) {
                int own = first + r - column;
                int next = (first + r + 1) % n - column;
                if (own >= 0 && own < cols) {
                    x[r * cols + own] += weights.own();
                }
                if (next >= 0 && next < cols) {
                    x[r * cols + next] += weights.next();
                }
            }
            Densities.addExp(largest, unit * ROWS, sums, unit * ROWS, x, 0, rows, cols);
        }

        private double logSum(int at, LogWeights weights) {
            return largest[at] + StrictMath.log(sums[at]) + weights.rest();
        }
    }

    KlDecomposition decomposition(int dataSize, KlDecomposition.Estimator estimator, Workers workers) {
        LogWeights weights = LogWeights.of(estimator, n, dataSize);
        Block[] blocks = new Block[workers.threads()];
        Arrays.setAll(blocks, worker -> new Block());
        workers.run((n + ROWS - 1) / ROWS,
                (task, worker) -> blocks[worker].run(task * ROWS, Math.min(ROWS, n - task * ROWS), weights));
        return KlDecomposition.summary(z, d, dataSize, estimator, logJoint, logUnits, logOwn);
    }
}
