package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.NumberLists;
import java.util.List;
import java.util.stream.IntStream;

/// Mutual information of units and factors from counts: the values of each unit fall into bins of equal width between
/// its least and its largest, as in disentanglement_lib.
final class BinnedInformation {
    /// The number of bins of disentanglement_lib.
    static final int BINS = 20;

    private BinnedInformation() {}

    /// I(z_j; v_k) in nats, one row per unit, one column per factor; 0 for a unit that does not vary.
    static List<List<Double>> of(Codes means, Factors factors, Workers workers) {
        factors.check("means", means);
        int d = means.units();
        int count = factors.count();
        double[] information = new double[d * count];
        workers.run(d, (j, worker) -> {
            int[] bins = bins(means.values(), d, j);
            for (int k = 0; k < count; k++) {
                information[j * count + k] = information(bins, factors, k);
            }
        });
        return NumberLists.rows(information, count);
    }

    /// The bin of every value of one unit. A bin holds its lower edge; the last one its upper edge, too.
    static int[] bins(float[] x, int d, int unit) {
        int n = x.length / d;
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            least = Math.min(least, x[i * d + unit]);
            largest = Math.max(largest, x[i * d + unit]);
        }
        int[] bins = new int[n];
        double width = (largest - least) / BINS;
        for (int i = 0; i < n && width > 0; i++) {
            double value = x[i * d + unit];
            int bin = (int) Math.min((value - least) / width, BINS - 1);
            // The quotient is rounded: the edges decide.
            while (bin > 0 && value < bin * width + least) {
                bin--;
            }
            while (bin < BINS - 1 && value >= (bin + 1) * width + least) {
                bin++;
            }
            bins[i] = bin;
        }
        return bins;
    }

    /// H(v_k) in nats.
    static double entropy(Factors factors, int factor) {
        int[] counts = new int[factors.size(factor)];
        for (int i = 0; i < factors.n(); i++) {
            counts[factors.valueOf(i, factor)]++;
        }
        return IntStream.of(counts).filter(count -> count > 0).mapToDouble(count -> (double) count / factors.n())
                .map(p -> -p * StrictMath.log(p)).sum();
    }

    private static double information(int[] bins, Factors factors, int factor) {
        int n = bins.length;
        int[][] table = new int[BINS][factors.size(factor)];
        int[] binCounts = new int[BINS];
        int[] valueCounts = new int[factors.size(factor)];
        for (int i = 0; i < n; i++) {
            int value = factors.valueOf(i, factor);
            table[bins[i]][value]++;
            binCounts[bins[i]]++;
            valueCounts[value]++;
        }
        double sum = 0;
        for (int b = 0; b < BINS; b++) {
            for (int v = 0; v < valueCounts.length; v++) {
                if (table[b][v] > 0) {
                    double ratio = (double) n * table[b][v] / ((double) binCounts[b] * valueCounts[v]);
                    sum += (double) table[b][v] / n * StrictMath.log(ratio);
                }
            }
        }
        // Rounding may leave an information of zero slightly negative.
        return Math.max(sum, 0);
    }

    /// The mean of those numbers that are numbers; NaN of none.
    static double meanOfNumbers(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).filter(value -> !Double.isNaN(value)).average()
                .orElse(Double.NaN);
    }
}
