package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.NumberLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// JEMMIG, the joint entropy minus the mutual information gap (Do and Tran 2020, section 5.2): for every factor, with the
/// best unit j, `H(z_j, v_k) - I(z_j; v_k) + I(z_l; v_k)`, l the second best; 0 is best. The joint entropy asks that the
/// unit holds nothing else than the factor, which MIG does not. [#score] is `1 - JEMMIG / (H(v_k) + ln bins)`, 1 is best.
///
/// Units are in 20 bins of equal width, as in [Mig#ofMeans].
///
/// Pitfalls. A unit finer than its factor has an entropy beyond it: a continuous unit over bins has some, and a score of 1
/// needs a unit with as many values as the factor. Outliers own the bins. Factors of one value are left out.
///
/// @param gaps per factor JEMMIG in nats; NaN where the factor does not vary
/// @param scores per factor, 0 to 1; NaN where the factor does not vary
/// @param bestUnits per factor the unit that knows most of it, the first of equals
/// @param factorNames of the factors
/// @param samples number of samples
public record Jemmig(List<Double> gaps, List<Double> scores, List<Integer> bestUnits, List<String> factorNames,
        int samples) {
    /// Copies the lists.
    public Jemmig {
        gaps = List.copyOf(gaps);
        scores = List.copyOf(scores);
        bestUnits = List.copyOf(bestUnits);
        factorNames = List.copyOf(factorNames);
    }

    /// Measures the factors.
    ///
    /// @param means of q(z|x), 2 or more units
    /// @param factors of the same samples
    /// @param workers who computes; the bits do not depend on their number
    /// @return the gaps
    /// @throws IllegalArgumentException if sizes do not fit or there is one unit only
    public static Jemmig of(Codes means, Factors factors, Workers workers) {
        if (means.units() < 2) {
            throw new IllegalArgumentException("a gap needs 2 or more units but there is 1");
        }
        List<List<Double>> information = BinnedInformation.of(means, factors, workers);
        List<Double> entropies = BinnedInformation.entropies(factors);
        int count = factors.count();
        double[] gaps = new double[count];
        double[] scores = new double[count];
        List<Integer> best = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            int factor = k;
            BestTwo units = BestTwo.of(information.size(), j -> information.get(j).get(factor));
            double unitEntropy = BinnedInformation.entropyOfBins(means, units.index());
            boolean varies = entropies.get(k) > 0;
            // H(z, v) = H(z) + H(v) - I(z; v).
            gaps[k] = varies ? unitEntropy + entropies.get(k) - 2 * units.first() + Math.max(0, units.second())
                    : Double.NaN;
            scores[k] = 1 - gaps[k] / (entropies.get(k) + StrictMath.log(BinnedInformation.BINS));
            best.add(units.index());
        }
        return new Jemmig(NumberLists.of(gaps), NumberLists.of(scores), best, factors.names(), factors.n());
    }

    /// The mean score over the factors that vary.
    ///
    /// @return 0 to 1; NaN if no factor varies
    public double score() {
        return BinnedInformation.meanOfNumbers(scores);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "JEMMIG score %.4f (%d samples)", score(), samples));
        for (int k = 0; k < gaps.size(); k++) {
            text.append(String.format(Locale.ROOT, "%n  %s: %.4f nats, score %.4f, unit %d", factorNames.get(k),
                    gaps.get(k), scores.get(k), bestUnits.get(k)));
        }
        return text.toString();
    }
}
