package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.ProbeFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// InfoM, InfoE and InfoC: modularity, explicitness and compactness of a code in terms of information (Hsu, Dorrell,
/// Whittington, Wu and Finn 2023, "Disentanglement via latent quantization", section 4). K factors, D active units,
/// `I_jk = I(z_j; v_k) / H(v_k)`:
///
/// - InfoM: the mean over units of `max_k I_jk / sum_k I_jk`, less 1/K, over `1 - 1/K`: 1 if each unit knows of one factor
///   alone.
/// - InfoC: the mean over factors of `max_j I_jk / sum_j I_jk`, less 1/D, over `1 - 1/D`: 1 if one unit alone knows of
///   each factor.
/// - InfoE: the mean over factors of `1 - H_W(v_k given z) / H_W(v_k)`, with the predictive entropies of multinomial logistic
///   regression, classes weighted alike: on all units, and on none.
///
/// Units are continuous and factors have values: information is that of Ross (2014) with ten neighbours, as in
/// scikit-learn's `mutual_info_classif`. Units whose range is at most a twentieth of the largest are not active.
///
/// Pitfalls. The fit of InfoE has no penalty in the paper and a small one here (C = 1e6), without which there is no
/// solution where values part without overlap; and it is fitted to the end, where a search that ends after 100 steps leaves
/// some thousandths. InfoE is that of the samples that it was fitted to: with few samples and many units it is too large.
/// Estimates of information may be a little above the entropy.
///
/// @param modularity InfoM, 0 to 1
/// @param explicitness InfoE, at most 1
/// @param compactness InfoC, 0 to 1; NaN with one active unit
/// @param information `I_jk`, one row per unit, one column per factor, 0 or more
/// @param active the active units, rising
/// @param predictable per factor its part in InfoE
/// @param factorNames of the factors
/// @param samples number of samples
public record InfoMec(double modularity, double explicitness, double compactness, List<List<Double>> information,
        List<Integer> active, List<Double> predictable, List<String> factorNames, int samples) {
    private static final int NEIGHBOURS = 10;
    private static final double LEAST_RANGE = 1 / 20.0;
    private static final double C = 1e6;
    private static final int MAX_ITERATIONS = 200;

    /// Copies the lists.
    public InfoMec {
        information = information.stream().map(List::copyOf).toList();
        active = List.copyOf(active);
        predictable = List.copyOf(predictable);
        factorNames = List.copyOf(factorNames);
    }

    /// Measures a code.
    ///
    /// @param codes codes, 2 or more rows
    /// @param factors of the same samples, two or more of them, each with two values or more
    /// @param workers who computes; the bits do not depend on their number
    /// @return the three scores
    /// @throws IllegalArgumentException if sizes do not fit or there is one factor only
    /// @throws NoAnswerException if no unit varies, or a factor does not
    public static InfoMec of(Codes codes, Factors factors, Workers workers) {
        factors.check("codes", codes);
        Checks.atLeast("codes", codes, 2);
        int count = factors.count();
        if (count < 2) {
            throw new IllegalArgumentException("InfoM compares factors: expected 2 or more but got " + count);
        }
        for (int k = 0; k < count; k++) {
            if (BinnedInformation.entropy(factors, k) == 0) {
                throw new NoAnswerException("factor " + factors.names().get(k) + " has one value only");
            }
        }
        int[] active = active(codes);
        if (active.length == 0) {
            throw new NoAnswerException("no unit varies");
        }
        double[] information = new double[codes.units() * count];
        workers.run(information.length, (cell, worker) -> information[cell] = ContinuousInformation.of(codes,
                cell / count, factors.values(cell % count), factors.size(cell % count), NEIGHBOURS)
                / BinnedInformation.entropy(factors, cell % count));
        List<List<Double>> rows = NumberLists.rows(information, count);
        double modularity = 0;
        for (int j : active) {
            modularity += dominance(rows.get(j)) / active.length;
        }
        double compactness = 0;
        for (int k = 0; k < count; k++) {
            int factor = k;
            compactness += dominance(IntStream.of(active).mapToObj(j -> rows.get(j).get(factor)).toList()) / count;
        }
        List<Double> predictable = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            predictable.add(predictable(codes, factors.column(k), workers));
        }
        return new InfoMec(stretched(modularity, count),
                predictable.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                stretched(compactness, active.length), rows, NumberLists.of(active), predictable, factors.names(),
                factors.n());
    }

    private static int[] active(Codes codes) {
        double[] range = new double[codes.units()];
        for (int j = 0; j < range.length; j++) {
            double least = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < codes.rows(); i++) {
                least = Math.min(least, codes.get(i, j));
                largest = Math.max(largest, codes.get(i, j));
            }
            range[j] = largest - least;
        }
        double limit = Arrays.stream(range).max().orElse(0) * LEAST_RANGE;
        return IntStream.range(0, range.length).filter(j -> range[j] > limit).toArray();
    }

    /// The share that the largest has of all; of nothing, that of one of as many equals.
    private static double dominance(List<Double> values) {
        double sum = values.stream().mapToDouble(Double::doubleValue).sum();
        double largest = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return sum > 0 ? largest / sum : 1.0 / values.size();
    }

    private static double stretched(double mean, int count) {
        return (mean - 1.0 / count) / (1 - 1.0 / count);
    }

    private static double predictable(Codes codes, Labels labels, Workers workers) {
        ProbeFit fit = ProbeFit.balanced(codes, labels, C, true, MAX_ITERATIONS, workers);
        double[] p = fit.probabilities(codes, workers);
        double loss = 0;
        for (int i = 0; i < labels.size(); i++) {
            loss -= StrictMath.log(Math.max(p[i * labels.classCount() + labels.get(i)], Double.MIN_NORMAL));
        }
        // Without units and with weights that make classes alike, every class has the same probability.
        return 1 - loss / labels.size() / StrictMath.log(labels.nonEmptyClasses());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "InfoM %.4f, InfoE %.4f, InfoC %.4f (%d of %d units active; %d samples)",
                modularity, explicitness, compactness, active.size(), information.size(), samples);
    }
}
