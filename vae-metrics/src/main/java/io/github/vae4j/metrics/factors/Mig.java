package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Posterior;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Mutual information gap (Chen et al. 2018, section 4): how much more the best unit knows of a factor than the second
/// best, `(I(z_(1); v_k) - I(z_(2); v_k)) / H(v_k)`, and its mean over the factors.
///
/// Two estimators are in use, and their figures must not be compared with each other: [Estimator#BINNED_MEANS], that of
/// disentanglement_lib, and [Estimator#POSTERIOR], that of the paper.
///
/// A factor that has one value only in the data, `H(v_k) = 0`, has no gap and is left out of [#score].
///
/// Pitfalls. Outliers own bins of equal width: one far sample leaves a bin or two to all others. Counted information is
/// too large, by about (bins - 1)(values - 1) / (2 n) nats, of which the gap keeps what differs between the two units. A
/// factor that two units share fairly has no gap, however well they know it. Codes about labels (MNIST) have one factor
/// and say nothing about the others.
///
/// @param gaps per factor, normalised; NaN where the factor does not vary
/// @param bestUnits per factor the unit that knows most of it, the first of equals
/// @param information I(z_j; v_k) in nats, one row per unit, one column per factor; estimates from the posterior may be
///     negative and are not clipped
/// @param entropies H(v_k) in nats
/// @param factorNames of the factors
/// @param estimator how the information was estimated
/// @param codes number of codes that the information is a mean over
/// @param samples number of samples
public record Mig(List<Double> gaps, List<Integer> bestUnits, List<List<Double>> information, List<Double> entropies,
        List<String> factorNames, Estimator estimator, int codes, int samples) {
    /// How the mutual information of a unit and a factor is estimated.
    public enum Estimator {
        /// Counts, the means of each unit in 20 bins of equal width between its least and its largest.
        BINNED_MEANS,
        /// `E[ln q(z_j given v_k) - ln q(z_j)]` over codes, with the mean densities `q(z_j)` over all samples and
        /// `q(z_j given v_k)` over those that have the code's own value of the factor.
        POSTERIOR
    }

    /// Copies the lists.
    public Mig {
        gaps = List.copyOf(gaps);
        bestUnits = List.copyOf(bestUnits);
        information = information.stream().map(List::copyOf).toList();
        entropies = List.copyOf(entropies);
        factorNames = List.copyOf(factorNames);
    }

    /// The gaps from means in bins, as in disentanglement_lib.
    ///
    /// @param means of q(z|x), 2 or more units
    /// @param factors of the same samples
    /// @param workers who computes; the bits do not depend on their number
    /// @return the gaps
    /// @throws IllegalArgumentException if sizes do not fit or there is one unit only
    public static Mig ofMeans(Codes means, Factors factors, Workers workers) {
        checkUnits(means.units());
        return gaps(BinnedInformation.of(means, factors, workers), factors, Estimator.BINNED_MEANS, factors.n());
    }

    /// The gaps from the posterior, as in the paper, each sample's code in the mixture of all; n^2 d exponentials.
    ///
    /// @param z one code per sample, drawn from q(z|x_n), 2 or more units
    /// @param posterior q(z|x) of the same samples
    /// @param factors of the same samples
    /// @param workers who computes; the bits do not depend on their number
    /// @return the gaps
    /// @throws IllegalArgumentException if sizes do not fit or there is one unit only
    public static Mig ofPosterior(Codes z, Posterior posterior, Factors factors, Workers workers) {
        return ofPosterior(z, posterior, factors, factors.n(), 0, workers);
    }

    /// The gaps from the posterior, with codes of some of the samples in the mixture of all; n d exponentials a code.
    ///
    /// @param z one code per sample, drawn from q(z|x_n), 2 or more units
    /// @param posterior q(z|x) of the same samples
    /// @param factors of the same samples
    /// @param codes how many codes to use, 1 to n, drawn without replacement; the paper has 10,000
    /// @param seed of that draw
    /// @param workers who computes; the bits do not depend on their number
    /// @return the gaps
    /// @throws IllegalArgumentException if sizes do not fit, there is one unit only, or `codes` is out of range
    public static Mig ofPosterior(Codes z, Posterior posterior, Factors factors, int codes, long seed,
            Workers workers) {
        checkUnits(z.units());
        PosteriorInformation information = new PosteriorInformation(z, posterior, factors);
        return gaps(information.estimate(codes, seed, workers), factors, Estimator.POSTERIOR, codes);
    }

    private static void checkUnits(int d) {
        if (d < 2) {
            throw new IllegalArgumentException("a gap needs d = 2 or more units but d is " + d);
        }
    }

    private static Mig gaps(List<List<Double>> information, Factors factors, Estimator estimator, int codes) {
        List<Double> gaps = new ArrayList<>();
        List<Integer> bestUnits = new ArrayList<>();
        List<Double> entropies = BinnedInformation.entropies(factors);
        for (int k = 0; k < factors.count(); k++) {
            int factor = k;
            BestTwo units = BestTwo.of(information.size(), j -> information.get(j).get(factor));
            gaps.add(entropies.get(k) > 0 ? (units.first() - units.second()) / entropies.get(k) : Double.NaN);
            bestUnits.add(units.index());
        }
        return new Mig(gaps, bestUnits, information, entropies, factors.names(), estimator, codes, factors.n());
    }

    /// The mean over the factors that vary.
    ///
    /// @return 0 to 1 with binned means; NaN if no factor varies
    public double score() {
        return BinnedInformation.meanOfNumbers(gaps);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "MIG %.4f (%s; %d of %d samples)", score(),
                estimator.name().toLowerCase(Locale.ROOT).replace('_', ' '), codes, samples));
        for (int k = 0; k < gaps.size(); k++) {
            text.append(String.format(Locale.ROOT, "%n  %s: gap %.4f, best unit %d with %.4f of %.4f nats",
                    factorNames.get(k), gaps.get(k), bestUnits.get(k), information.get(bestUnits.get(k)).get(k),
                    entropies.get(k)));
        }
        return text.toString();
    }
}
