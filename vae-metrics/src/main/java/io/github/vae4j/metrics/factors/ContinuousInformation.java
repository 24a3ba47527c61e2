package io.github.vae4j.metrics.factors;

import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.Ranks;
import java.util.Arrays;

/// Mutual information of a continuous unit and a factor with values, by distances to the k-th neighbour of the same value
/// (Ross 2014): `psi(n) + mean psi(k_i) - mean psi(n_value) - mean psi(m_i)`, m_i the number of samples that are as near
/// as the k-th neighbour of the same value, itself included, k_i the lesser of k and one less than the samples of the
/// value. Values of one sample are left out. Nats, 0 or more.
final class ContinuousInformation {
    private ContinuousInformation() {}

    static double of(Codes codes, int unit, int[] values, int size, int neighbours) {
        int d = codes.units();
        int[] order = Ranks.order(codes.values(), d, unit);
        int[] counts = new int[size];
        for (int value : values) {
            counts[value]++;
        }
        int used = 0;
        for (int count : counts) {
            used += count > 1 ? count : 0;
        }
        // Values of the unit from the least up, all and those of each value of the factor.
        double[] all = new double[used];
        double[][] own = new double[size][];
        Arrays.setAll(own, value -> new double[counts[value]]);
        int[] next = new int[size];
        int at = 0;
        for (int row : order) {
            int value = values[row];
            double x = codes.get(row, unit);
            own[value][next[value]++] = x;
            if (counts[value] > 1) {
                all[at++] = x;
            }
        }
        double sum = 0;
        for (int value = 0; value < size; value++) {
            double[] mine = own[value];
            if (mine.length > 1) {
                int k = Math.min(neighbours, mine.length - 1);
                for (int i = 0; i < mine.length; i++) {
                    double distance = distance(mine, i, k);
                    // Where samples coincide, those that do stand for the neighbours (Gao et al. 2017).
                    double radius = distance == 0 ? 0 : Math.nextDown(distance);
                    int alike = distance == 0 ? near(mine, mine[i], 0) : k;
                    sum += Digamma.of(alike) - Digamma.of(mine.length) - Digamma.of(near(all, mine[i], radius));
                }
            }
        }
        return used == 0 ? 0 : Math.max(0, Digamma.of(used) + sum / used);
    }

    /// The distance of the k-th nearest of the others.
    private static double distance(double[] sorted, int i, int k) {
        int low = i;
        int high = i;
        double distance = 0;
        for (int found = 0; found < k; found++) {
            double left = low > 0 ? sorted[i] - sorted[low - 1] : Double.POSITIVE_INFINITY;
            double right = high < sorted.length - 1 ? sorted[high + 1] - sorted[i] : Double.POSITIVE_INFINITY;
            if (left <= right) {
                low--;
                distance = left;
            } else {
                high++;
                distance = right;
            }
        }
        return distance;
    }

    /// How many are within a distance, itself included.
    private static int near(double[] sorted, double x, double radius) {
        return above(sorted, x, radius) - below(sorted, x, radius);
    }

    /// The first place whose value is not below `x - radius`.
    private static int below(double[] sorted, double x, double radius) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (x - sorted[middle] > radius) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The first place whose value is above `x + radius`.
    private static int above(double[] sorted, double x, double radius) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] - x <= radius) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
