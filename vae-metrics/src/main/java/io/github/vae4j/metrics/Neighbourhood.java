package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Workers;
import java.util.Locale;

/// How well a map from one space to another keeps neighbours, over the k nearest (Venna and Kaski 2001):
/// `1 - 2 / (n k (2 n - 3 k - 1)) * sum over i, and over the false neighbours j of i, of (rank(i, j) - k)`.
///
/// Trustworthiness punishes neighbours in the map that were none in the data; continuity, with the roles swapped,
/// neighbours in the data that are none in the map. The cost is n^2 (d + k).
///
/// @param trustworthiness 0 to 1
/// @param continuity 0 to 1
/// @param k number of neighbours
/// @param samples number of samples
public record Neighbourhood(double trustworthiness, double continuity, int k, int samples) {
    private static final int ROWS = 64;

    /// Compares the neighbours in two spaces.
    ///
    /// @param data points, (n, dataColumns) row-major
    /// @param dataColumns number of columns of `data`
    /// @param map the same points elsewhere, (n, mapColumns)
    /// @param mapColumns number of columns of `map`
    /// @param k number of neighbours, 1 to below n / 2
    /// @param workers who computes; the bits do not depend on their number
    /// @return both scores
    /// @throws IllegalArgumentException if sizes do not fit, a value is not finite, or k is out of range
    public static Neighbourhood of(float[] data, int dataColumns, float[] map, int mapColumns, int k,
            Workers workers) {
        LabelledRows.checkRows("data", data, dataColumns, 3);
        LabelledRows.checkRows("map", map, mapColumns, 3);
        int n = data.length / dataColumns;
        if (map.length / mapColumns != n) {
            throw new IllegalArgumentException("map must have as many rows as data, " + n + ", but has "
                    + map.length / mapColumns);
        }
        if (k < 1 || 2L * k >= n) {
            throw new IllegalArgumentException("k must be from 1 to below n / 2, n = " + n + ", but is " + k);
        }
        long[] excess = new long[2 * n];
        workers.run((n + ROWS - 1) / ROWS, (task, worker) -> {
            NearestRows inData = new NearestRows(data, dataColumns, k);
            NearestRows inMap = new NearestRows(map, mapColumns, k);
            for (int i = task * ROWS; i < Math.min(n, (task + 1) * ROWS); i++) {
                inData.find(data, i, i);
                inMap.find(map, i, i);
                excess[i] = excess(inMap, inData, i, k);
                excess[n + i] = excess(inData, inMap, i, k);
            }
        });
        long[] sums = new long[2];
        for (int i = 0; i < 2 * n; i++) {
            sums[i / n] += excess[i];
        }
        double scale = 2.0 / ((double) n * k * (2.0 * n - 3.0 * k - 1));
        return new Neighbourhood(1 - scale * sums[0], 1 - scale * sums[1], k, n);
    }

    private static long excess(NearestRows neighbours, NearestRows ranks, int own, int k) {
        long sum = 0;
        for (int row : neighbours.nearest()) {
            sum += Math.max(0, ranks.rank(row, own) - k);
        }
        return sum;
    }

    /// The share of test points whose class the majority of their k nearest training points has. Ties of votes go to the
    /// lower class, ties of distance to the lower row. Not a function of [#of]'s scores; the cost is n m d.
    ///
    /// @param train points, (n, d) row-major
    /// @param trainLabels their classes
    /// @param test points, (m, d), 1 or more; none of them should be in `train`
    /// @param testLabels their classes, numbered as those of `train`
    /// @param d number of columns
    /// @param k number of neighbours, 1 to n
    /// @param workers who computes; the bits do not depend on their number
    /// @return 0 to 1
    /// @throws IllegalArgumentException if sizes do not fit, a value is not finite, or k is out of range
    public static double accuracy(float[] train, Labels trainLabels, float[] test, Labels testLabels, int d, int k,
            Workers workers) {
        LabelledRows.checkRows("train", train, d, 1);
        LabelledRows.checkRows("test", test, d, 1);
        int n = train.length / d;
        int m = test.length / d;
        if (trainLabels.size() != n || testLabels.size() != m) {
            throw new IllegalArgumentException("expected " + n + " labels for train and " + m + " for test but got "
                    + trainLabels.size() + " and " + testLabels.size());
        }
        if (k < 1 || k > n) {
            throw new IllegalArgumentException("k must be from 1 to n = " + n + " but is " + k);
        }
        boolean[] right = new boolean[m];
        workers.run((m + ROWS - 1) / ROWS, (task, worker) -> {
            NearestRows rows = new NearestRows(train, d, k);
            int classes = trainLabels.classCount();
            for (int i = task * ROWS; i < Math.min(m, (task + 1) * ROWS); i++) {
                rows.find(test, i, -1);
                int[] votes = new int[classes];
                for (int row : rows.nearest()) {
                    votes[trainLabels.get(row)]++;
                }
                int winner = 0;
                for (int c = 1; c < classes; c++) {
                    winner = votes[c] > votes[winner] ? c : winner;
                }
                right[i] = winner == testLabels.get(i);
            }
        });
        int sum = 0;
        for (boolean one : right) {
            sum += one ? 1 : 0;
        }
        return (double) sum / m;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "trustworthiness %.4f, continuity %.4f (%d neighbours, %d samples)",
                trustworthiness, continuity, k, samples);
    }
}
