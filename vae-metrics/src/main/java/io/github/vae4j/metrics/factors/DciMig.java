package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// DCIMIG, or 3CharM (Sepliarskaia, Kiseleva and de Rijke 2019, "How to not measure disentanglement"): each unit is given
/// to the factor that it knows best and counts by how much more it knows of it than of the second best, as in
/// [MigSup] but in nats; each factor takes the best of the units that it was given; `sum of these over sum of H(v_k)`.
/// 1 if every factor has a unit that knows all of it and nothing else.
///
/// Information is that of [Mig#ofMeans]: 20 bins of equal width. Factors of one value have no entropy and no part in it.
///
/// Pitfalls. A factor without a unit of its own counts as 0. Outliers own the bins.
///
/// @param contributions per factor what the best of its units has more of it than of any other, nats; 0 without a unit
/// @param entropies H(v_k) in nats
/// @param factorNames of the factors
/// @param samples number of samples
public record DciMig(List<Double> contributions, List<Double> entropies, List<String> factorNames, int samples) {
    /// Copies the lists.
    public DciMig {
        contributions = List.copyOf(contributions);
        entropies = List.copyOf(entropies);
        factorNames = List.copyOf(factorNames);
    }

    /// Measures the units.
    ///
    /// @param means of q(z|x)
    /// @param factors of the same samples, two or more of them
    /// @param workers who computes; the bits do not depend on their number
    /// @return the contributions
    /// @throws IllegalArgumentException if sizes do not fit or there is one factor only
    public static DciMig of(Codes means, Factors factors, Workers workers) {
        if (factors.count() < 2) {
            throw new IllegalArgumentException("DCIMIG compares factors: expected 2 or more but got "
                    + factors.count());
        }
        Double[] contributions = new Double[factors.count()];
        Arrays.fill(contributions, 0.0);
        for (List<Double> unit : BinnedInformation.of(means, factors, workers)) {
            BestTwo known = BestTwo.of(unit.size(), unit::get);
            int best = known.index();
            contributions[best] = Math.max(contributions[best], known.first() - Math.max(0, known.second()));
        }
        return new DciMig(List.of(contributions), BinnedInformation.entropies(factors), factors.names(), factors.n());
    }

    /// The sum of the contributions over that of the entropies.
    ///
    /// @return 0 to 1; NaN if no factor varies
    public double score() {
        return contributions.stream().mapToDouble(Double::doubleValue).sum()
                / entropies.stream().mapToDouble(Double::doubleValue).sum();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "DCIMIG %.4f (%d samples)", score(), samples));
        for (int k = 0; k < contributions.size(); k++) {
            text.append(String.format(Locale.ROOT, "%n  %s: %.4f of %.4f nats", factorNames.get(k),
                    contributions.get(k), entropies.get(k)));
        }
        return text.toString();
    }
}
