package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Whether each unit knows of one factor alone (Ridgeway and Mozer 2018):
/// `m_j = 1 - (sum over k of I_jk^2 - max I_jk^2) / (max I_jk^2 (K - 1))`, with the mutual information I(z_j; v_k) of
/// [Mig#ofMeans]: 20 bins of equal width.
///
/// A unit without any information (one that does not vary) has no modularity and is left out of [#score]; in
/// disentanglement_lib it counts as 0, see [#scoreOfAllUnits].
///
/// Pitfalls: units that are copies of each other are as modular as one, and so is a code that lacks a factor. A unit
/// that varies without knowing anything still has some counted information, from chance, and with it a modularity from
/// chance, which counts as much as any other: read it beside `information`. Outliers own the bins.
///
/// @param modularity per unit, 0 to 1; NaN without information
/// @param information I(z_j; v_k) in nats, one row per unit, one column per factor
/// @param factorNames of the factors
/// @param samples number of samples
public record Modularity(List<Double> modularity, List<List<Double>> information, List<String> factorNames,
        int samples) {
    /// Copies the lists.
    public Modularity {
        modularity = List.copyOf(modularity);
        information = information.stream().map(List::copyOf).toList();
        factorNames = List.copyOf(factorNames);
    }

    /// Measures the units.
    ///
    /// @param means of q(z|x)
    /// @param factors of the same samples, two or more of them
    /// @param workers who computes; the bits do not depend on their number
    /// @return the modularity
    /// @throws IllegalArgumentException if sizes do not fit or there is one factor only
    public static Modularity of(Codes means, Factors factors, Workers workers) {
        if (factors.count() < 2) {
            throw new IllegalArgumentException("modularity compares factors: expected 2 or more but got "
                    + factors.count());
        }
        List<List<Double>> information = BinnedInformation.of(means, factors, workers);
        List<Double> modularity = new ArrayList<>();
        for (List<Double> unit : information) {
            double sum = 0;
            double largest = 0;
            for (double value : unit) {
                sum += value * value;
                largest = Math.max(largest, value * value);
            }
            modularity.add(largest == 0 ? Double.NaN : 1 - (sum - largest) / (largest * (factors.count() - 1)));
        }
        return new Modularity(modularity, information, factors.names(), factors.n());
    }

    /// The mean over the units that have information.
    ///
    /// @return 0 to 1; NaN if no unit has any
    public double score() {
        return BinnedInformation.meanOfNumbers(modularity);
    }

    /// The mean over all units, those without information as 0: the figure of disentanglement_lib.
    ///
    /// @return 0 to 1
    public double scoreOfAllUnits() {
        return modularity.stream().mapToDouble(m -> Double.isNaN(m) ? 0 : m).average().orElse(Double.NaN);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "modularity %.4f (%d of %d units; %d samples)",
                score(), modularity.stream().filter(m -> !Double.isNaN(m)).count(), modularity.size(), samples));
        for (int j = 0; j < modularity.size(); j++) {
            List<Double> unit = information.get(j);
            int best = 0;
            for (int k = 1; k < unit.size(); k++) {
                best = unit.get(k) > unit.get(best) ? k : best;
            }
            text.append(String.format(Locale.ROOT, "%n  unit %d: %.4f, most of %s, %.4f nats", j, modularity.get(j),
                    factorNames.get(best), unit.get(best)));
        }
        return text.toString();
    }
}
