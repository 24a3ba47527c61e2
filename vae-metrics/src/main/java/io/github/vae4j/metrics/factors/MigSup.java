package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// MIG-sup (Li, Murkute, Gyawali and Wang 2020): how much more a unit knows of the factor that it knows best than of the
/// second best, `I~(z_j; v_(1)) - I~(z_j; v_(2))` with `I~ = I(z_j; v_k) / H(v_k)`, and its mean over the units. MIG asks
/// for one unit a factor, this for one factor a unit: a code should have both.
///
/// Information is that of [Mig#ofMeans]: 20 bins of equal width. Units that do not vary know nothing and are left out;
/// factors of one value, too.
///
/// Pitfalls. A unit of noise has some counted information of every factor, and a small gap: it lowers the mean. Units that
/// are copies of each other are as good as one.
///
/// @param gaps per unit; NaN for one that does not vary
/// @param bestFactors per unit the factor that it knows best, the first of equals; -1 for one that does not vary
/// @param factorNames of the factors
/// @param samples number of samples
public record MigSup(List<Double> gaps, List<Integer> bestFactors, List<String> factorNames, int samples) {
    /// Copies the lists.
    public MigSup {
        gaps = List.copyOf(gaps);
        bestFactors = List.copyOf(bestFactors);
        factorNames = List.copyOf(factorNames);
    }

    /// Measures the units.
    ///
    /// @param means of q(z|x)
    /// @param factors of the same samples, two or more of them
    /// @param workers who computes; the bits do not depend on their number
    /// @return the gaps
    /// @throws IllegalArgumentException if sizes do not fit or there is one factor only
    public static MigSup of(Codes means, Factors factors, Workers workers) {
        if (factors.count() < 2) {
            throw new IllegalArgumentException("MIG-sup compares factors: expected 2 or more but got "
                    + factors.count());
        }
        List<Double> gaps = new ArrayList<>();
        List<Integer> best = new ArrayList<>();
        for (List<Double> unit : BinnedInformation.normalised(means, factors, workers)) {
            BestTwo known = BestTwo.of(unit.size(), unit::get);
            boolean varies = known.first() > 0;
            gaps.add(varies ? known.first() - Math.max(0, known.second()) : Double.NaN);
            best.add(varies ? known.index() : -1);
        }
        return new MigSup(gaps, best, factors.names(), factors.n());
    }

    /// The mean over the units that vary.
    ///
    /// @return 0 to 1; NaN if no unit varies
    public double score() {
        return BinnedInformation.meanOfNumbers(gaps);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "MIG-sup %.4f (%d samples)", score(), samples));
        for (int j = 0; j < gaps.size(); j++) {
            text.append(String.format(Locale.ROOT, "%n  unit %d: %.4f%s", j, gaps.get(j),
                    bestFactors.get(j) < 0 ? "" : ", best of " + factorNames.get(bestFactors.get(j))));
        }
        return text.toString();
    }
}
