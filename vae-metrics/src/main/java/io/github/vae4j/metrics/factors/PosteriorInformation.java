package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Densities;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// I(z_j; v_k) of units and factors from the posteriors of samples: `E[ln q(z_j given v_k) - ln q(z_j)]` over codes z_i,
/// where both densities are means of q(z_j given x_m), over all samples m and over those of the code's own value.
final class PosteriorInformation {
    private static final int ROWS = 8;

    private final float[] z;
    private final int d;
    private final Factors factors;
    private final int n;
    // Per unit of sample m: mean, half the precision, and log of the normalising factor up to a constant of no effect.
    private final double[] centre;
    private final double[] halfPrecision;
    private final double[] logScale;
    // Per factor and value the samples that have it.
    private final int[][][] members;

    PosteriorInformation(Codes drawn, Posterior posterior, Factors factors) {
        factors.check("z", drawn);
        Checks.sameShape(drawn, posterior);
        float[] mean = posterior.mean();
        float[] logvar = posterior.logvar();
        this.z = drawn.values();
        this.d = drawn.units();
        this.factors = factors;
        this.n = factors.n();
        centre = new double[n * d];
        halfPrecision = new double[n * d];
        logScale = new double[n * d];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                centre[j * n + i] = mean[i * d + j];
                halfPrecision[j * n + i] = StrictMath.exp(-logvar[i * d + j]) / 2;
                logScale[j * n + i] = -logvar[i * d + j] / 2.0;
            }
        }
        members = new int[factors.count()][][];
        for (int k = 0; k < members.length; k++) {
            Labels labels = factors.column(k);
            int[] next = new int[labels.classCount()];
            members[k] = new int[next.length][];
            for (int v = 0; v < next.length; v++) {
                members[k][v] = new int[labels.count(v)];
            }
            for (int i = 0; i < n; i++) {
                int value = labels.get(i);
                members[k][value][next[value]++] = i;
            }
        }
    }

    /// The information in nats, one row per unit, one column per factor.
    List<List<Double>> estimate(int codes, long seed, Workers workers) {
        if (codes < 1 || codes > n) {
            throw new IllegalArgumentException("codes must be from 1 to n = " + n + " but is " + codes);
        }
        int[] rows = IntStream.range(0, n).toArray();
        if (codes < n) {
            Philox.permutation(rows, n, seed, RandomStreams.INFORMATION, 0);
        }
        int count = factors.count();
        double[] each = new double[Math.multiplyExact(codes, d * count)];
        workers.run((codes + ROWS - 1) / ROWS, (task, worker) -> {
            Mixtures mixtures = new Mixtures();
            for (int code = task * ROWS; code < Math.min(codes, (task + 1) * ROWS); code++) {
                for (int j = 0; j < d; j++) {
                    mixtures.differences(rows[code], j, each, (code * d + j) * count);
                }
            }
        });
        double[] sums = new double[d * count];
        for (int i = 0; i < each.length; i++) {
            sums[i % sums.length] += each[i];
        }
        return IntStream.range(0, d)
                .mapToObj(j -> Arrays.stream(sums, j * count, (j + 1) * count).map(sum -> sum / codes).boxed().toList())
                .toList();
    }

    /// What a task computes with. Sums of exponentials: that over all samples first, then one per factor.
    private final class Mixtures {
        private final double[] logs = new double[n];
        private final double[] alikeLogs = new double[n];
        private final double[] largest = new double[1 + members.length];
        private final double[] sums = new double[1 + members.length];

        /// ln q(z_j given v_k) - ln q(z_j) of one code and unit, for every factor, from index `at`.
        void differences(int row, int unit, double[] out, int at) {
            double value = z[row * d + unit];
            for (int m = 0, k = unit * n; m < n; m++, k++) {
                double difference = value - centre[k];
                logs[m] = logScale[k] - difference * difference * halfPrecision[k];
            }
            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
            Arrays.fill(sums, 0);
            Densities.addExp(largest, 0, sums, 0, logs, 0, 1, n);
            double logAll = StrictMath.log(sums[0] / n);
            for (int k = 0; k < members.length; k++) {
                int[] alike = members[k][factors.valueOf(row, k)];
                for (int i = 0; i < alike.length; i++) {
                    alikeLogs[i] = logs[alike[i]];
                }
                Densities.addExp(largest, 1 + k, sums, 1 + k, alikeLogs, 0, 1, alike.length);
                out[at + k] = largest[1 + k] - largest[0] + StrictMath.log(sums[1 + k] / alike.length) - logAll;
            }
        }
    }
}
