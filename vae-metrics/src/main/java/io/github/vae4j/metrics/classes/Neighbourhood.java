package io.github.vae4j.metrics.classes;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.NeighbourRanks;
import io.github.vae4j.metrics.internal.Neighbours;
import io.github.vae4j.metrics.internal.RowParts;
import java.util.Arrays;
import java.util.Locale;

/// How well a map from one space to another keeps neighbours, over the k nearest (Venna and Kaski 2001):
/// `1 - 2 / (n k (2 n - 3 k - 1)) * sum over i, and over the false neighbours j of i, of (rank(i, j) - k)`.
///
/// Trustworthiness punishes neighbours in the map that were none in the data; continuity, with the roles swapped,
/// neighbours in the data that are none in the map. The cost is n^2 (d + k), most of it in single precision; ranks are those of distances in double.
///
/// @param trustworthiness 0 to 1
/// @param continuity 0 to 1
/// @param k number of neighbours
/// @param samples number of samples
public record Neighbourhood(double trustworthiness, double continuity, int k, int samples) {
    /// Compares the neighbours in two spaces.
    ///
    /// @param data points, 3 or more
    /// @param map the same points elsewhere, in any number of columns
    /// @param k number of neighbours, 1 to below n / 2
    /// @param workers who computes; the bits do not depend on their number
    /// @return both scores
    /// @throws IllegalArgumentException if sizes do not fit or k is out of range
    public static Neighbourhood of(Codes data, Codes map, int k, Workers workers) {
        Checks.atLeast("data", data, 3);
        int n = data.rows();
        if (map.rows() != n) {
            throw new IllegalArgumentException("map must have as many rows as data, " + n + ", but has "
                    + map.rows());
        }
        if (k < 1 || 2L * k >= n) {
            throw new IllegalArgumentException("k must be from 1 to below n / 2, n = " + n + ", but is " + k);
        }
        Neighbours inData = Neighbours.among(data, k, workers);
        Neighbours inMap = Neighbours.among(map, k, workers);
        long[] sums = {NeighbourRanks.excess(data, inData, inMap, workers),
            NeighbourRanks.excess(map, inMap, inData, workers)};
        double scale = 2.0 / ((double) n * k * (2.0 * n - 3.0 * k - 1));
        return new Neighbourhood(1 - scale * sums[0], 1 - scale * sums[1], k, n);
    }

    /// The share of test points whose class the majority of their k nearest training points has. Ties of votes go to the
    /// lower class, ties of distance to the lower row. Not a function of [#of]'s scores; the cost is n m d.
    ///
    /// @param train points, 1 or more
    /// @param trainLabels their classes
    /// @param test points of as many columns, 1 or more; none of them should be in `train`
    /// @param testLabels their classes, with the names of `trainLabels`
    /// @param k number of neighbours, 1 to n
    /// @param workers who computes; the bits do not depend on their number
    /// @return 0 to 1
    /// @throws IllegalArgumentException if sizes do not fit or k is out of range
    public static double accuracy(Codes train, Labels trainLabels, Codes test, Labels testLabels, int k,
            Workers workers) {
        Checks.trainAndTest(train, trainLabels, test, testLabels);
        int n = train.rows();
        int m = test.rows();
        if (k < 1 || k > n) {
            throw new IllegalArgumentException("k must be from 1 to n = " + n + " but is " + k);
        }
        boolean[] right = new boolean[m];
        int classes = trainLabels.classCount();
        Neighbours neighbours = Neighbours.of(train, test, k, workers);
        workers.run(RowParts.count(m), (part, worker) -> {
            int[] votes = new int[classes];
            for (int i = RowParts.from(part, m); i < RowParts.from(part + 1, m); i++) {
                Arrays.fill(votes, 0);
                int winner = classes;
                for (int j = 0; j < k; j++) {
                    votes[trainLabels.get(neighbours.row(i, j))]++;
                }
                for (int j = 0; j < k; j++) {
                    int label = trainLabels.get(neighbours.row(i, j));
                    boolean better = winner == classes || votes[label] > votes[winner]
                            || votes[label] == votes[winner] && label < winner;
                    winner = better ? label : winner;
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
