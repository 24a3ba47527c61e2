package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.Bins;
import io.github.vae4j.metrics.internal.NumberLists;
import java.util.List;
import java.util.stream.IntStream;

/// Mutual information of units and factors from counts: the values of each unit fall into bins of equal width between
/// its least and its largest, as in disentanglement_lib.
final class BinnedInformation {
    /// The number of bins of disentanglement_lib.
    static final int BINS = Bins.COUNT;

    private BinnedInformation() {}

    /// I(z_j; v_k) in nats, one row per unit, one column per factor; 0 for a unit that does not vary.
    static List<List<Double>> of(Codes means, Factors factors, Workers workers) {
        factors.check("means", means);
        int d = means.units();
        int count = factors.count();
        double[] information = new double[d * count];
        workers.run(d, (j, worker) -> {
            int[] bins = Bins.of(means.values(), d, j);
            for (int k = 0; k < count; k++) {
                information[j * count + k] = Bins.information(bins, BINS, factors.values(k), factors.size(k));
            }
        });
        return NumberLists.rows(information, count);
    }

    /// I(z_j; v_k) / H(v_k), one row per unit, one column per factor; 0 where the factor does not vary.
    static List<List<Double>> normalised(Codes means, Factors factors, Workers workers) {
        List<Double> entropies = entropies(factors);
        return of(means, factors, workers).stream()
                .map(unit -> IntStream.range(0, entropies.size())
                        .mapToObj(k -> entropies.get(k) > 0 ? unit.get(k) / entropies.get(k) : 0).toList())
                .toList();
    }

    /// H(v_k) in nats of every factor.
    static List<Double> entropies(Factors factors) {
        return IntStream.range(0, factors.count()).mapToObj(k -> entropy(factors, k)).toList();
    }

    /// The entropy of one unit in bins, nats.
    static double entropyOfBins(Codes means, int unit) {
        int[] counts = new int[BINS];
        for (int bin : Bins.of(means.values(), means.units(), unit)) {
            counts[bin]++;
        }
        return entropy(counts, means.rows());
    }

    /// H(v_k) in nats.
    static double entropy(Factors factors, int factor) {
        int[] counts = new int[factors.size(factor)];
        for (int i = 0; i < factors.n(); i++) {
            counts[factors.valueOf(i, factor)]++;
        }
        return entropy(counts, factors.n());
    }

    private static double entropy(int[] counts, int n) {
        return IntStream.of(counts).filter(count -> count > 0).mapToDouble(count -> (double) count / n)
                .map(p -> -p * StrictMath.log(p)).sum();
    }

    /// The mean of those numbers that are numbers; NaN of none.
    static double meanOfNumbers(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).filter(value -> !Double.isNaN(value)).average()
                .orElse(Double.NaN);
    }
}
