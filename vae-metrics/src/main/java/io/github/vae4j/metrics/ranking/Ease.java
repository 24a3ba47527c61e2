package io.github.vae4j.metrics.ranking;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Counts;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.PositiveInverse;

/// The linear model of items by items that has a closed form (Steck 2019, EASE): scores are `x B`, with
/// `B_ij = -P_ij / P_jj`, `B_jj = 0` and `P = (X'X + lambda I)^-1`: least squares with weights that leave out each item's own.
/// Few models of items do better, deep ones included (Ferrari Dacrema et al. 2019): a baseline for any of them.
///
/// Items that were chosen count as 1, however often. Memory: 8 bytes for each pair of items, 3.2 GB of 20,000 items.
public final class Ease {
    private static final int ROWS = 32;

    private final double[][] weights;

    private Ease(double[][] weights) {
        this.weights = weights;
    }

    /// Learns the weights.
    ///
    /// @param train users by items, 1 user or more
    /// @param lambda weight of the squares of B, above 0 and finite; 500 for data of 100,000 users
    /// @param workers who computes
    /// @return the model
    /// @throws IllegalArgumentException if lambda is out of range, or too small to tell items apart
    public static Ease fit(Counts train, double lambda, Workers workers) {
        Checks.notNegative("lambda", lambda);
        if (lambda == 0) {
            throw new IllegalArgumentException("lambda must be above 0 but is 0");
        }
        double[][] p = products(train, workers);
        for (int item = 0; item < p.length; item++) {
            p[item][item] += lambda;
        }
        PositiveInverse.replace(p, workers);
        double[] diagonal = new double[p.length];
        for (int item = 0; item < p.length; item++) {
            diagonal[item] = p[item][item];
        }
        workers.run(parts(p.length), (part, worker) -> {
            for (int i = part * ROWS; i < Math.min(p.length, (part + 1) * ROWS); i++) {
                for (int j = 0; j < p.length; j++) {
                    p[i][j] = i == j ? 0 : -p[i][j] / diagonal[j];
                }
            }
        });
        return new Ease(p);
    }

    private static int parts(int items) {
        return (items + ROWS - 1) / ROWS;
    }

    /// X'X. Sums of whole numbers are exact, so their order does not matter; each task has rows of its own.
    private static double[][] products(Counts train, Workers workers) {
        int items = train.width();
        double[][] sums = new double[items][items];
        int[][] columns = new int[train.rows()][];
        for (int user = 0; user < columns.length; user++) {
            columns[user] = train.columns(user);
        }
        int tasks = Math.min(items, workers.threads());
        workers.run(tasks, (task, worker) -> {
            for (int[] chosen : columns) {
                for (int item : chosen) {
                    if (item % tasks == task) {
                        double[] row = sums[item];
                        for (int other : chosen) {
                            row[other]++;
                        }
                    }
                }
            }
        });
        return sums;
    }

    /// The number of items.
    ///
    /// @return 1 or more
    public int items() {
        return weights.length;
    }

    /// How much an item speaks for another.
    ///
    /// @param from the item that was chosen
    /// @param to the item that is scored
    /// @return B
    /// @throws IndexOutOfBoundsException if there is no such item
    public double weight(int from, int to) {
        return weights[from][to];
    }

    /// Scores all items for a user.
    ///
    /// @param scores receives one number an item
    /// @param at index of the first one
    /// @param chosen what is known of the user, items
    /// @throws IndexOutOfBoundsException if there is no such item, or the array is too short
    public void score(float[] scores, int at, int... chosen) {
        double[] sums = new double[weights.length];
        for (int item : chosen) {
            double[] row = weights[item];
            for (int i = 0; i < sums.length; i++) {
                sums[i] += row[i];
            }
        }
        for (int i = 0; i < sums.length; i++) {
            scores[at + i] = (float) sums[i];
        }
    }
}
