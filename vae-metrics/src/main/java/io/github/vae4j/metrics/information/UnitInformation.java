package io.github.vae4j.metrics.information;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.Bins;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.NumberLists;
import java.util.List;
import java.util.Locale;

/// How much units know of each other: the mutual information of every pair from counts, units in 20 bins of equal width,
/// and its mean over all pairs, as in disentanglement_lib. 0 for units that are independent.
///
/// Pitfalls. Counted information is too large, by about `19^2 / (2 n)` nats where all bins are used: compare with that.
/// Outliers own the bins. A unit that does not vary knows nothing and lowers the mean.
///
/// @param information of all pairs, one row a unit, nats; the entropy of the unit's bins on the diagonal
/// @param samples number of samples
public record UnitInformation(List<List<Double>> information, int samples) {
    /// Copies the lists.
    public UnitInformation {
        information = NumberLists.copyRows(information);
    }

    /// Measures all pairs.
    ///
    /// @param codes points, 1 row or more
    /// @param workers who computes; the bits do not depend on their number
    /// @return the information
    /// @throws IllegalArgumentException if there is no row
    public static UnitInformation of(Codes codes, Workers workers) {
        Checks.atLeast("codes", codes, 1);
        int d = codes.units();
        int[][] bins = new int[d][];
        workers.run(d, (j, worker) -> bins[j] = Bins.of(codes.values(), d, j));
        double[] information = new double[d * d];
        workers.run(d, (i, worker) -> {
            for (int j = 0; j < d; j++) {
                // Of a pair the one in rising order, so that the table is symmetric to the bit.
                int first = Math.min(i, j);
                int second = Math.max(i, j);
                information[i * d + j] = Bins.information(bins[first], Bins.COUNT, bins[second], Bins.COUNT);
            }
        });
        return new UnitInformation(NumberLists.rows(information, d), codes.rows());
    }

    /// The mean over the pairs of different units.
    ///
    /// @return nats, 0 or more; NaN with one unit
    public double mean() {
        int d = information.size();
        double sum = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                sum += i == j ? 0 : information.get(i).get(j);
            }
        }
        return sum / ((double) d * (d - 1));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "mean mutual information of units %.4f nats (%d units, %d samples)", mean(),
                information.size(), samples);
    }
}
