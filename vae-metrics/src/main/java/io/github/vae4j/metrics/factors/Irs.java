package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Columns;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Interventional robustness score (Suter, Miladinovic, Schoelkopf and Bauer 2019): how little a unit moves while the
/// factor that it stands for is held and all others change. With `d_jk` the mean over the values of factor k of a quantile
/// of `|z_j - mean of z_j at this value|`, and `m_j` the largest `|z_j - mean of z_j|`, a unit scores
/// `max over k of 1 - d_jk / m_j`; the score is the mean over units weighted by m_j.
///
/// The quantile is 1, the maximum, in the paper, and 0.99 in disentanglement_lib.
///
/// Pitfalls. Needs samples in which other factors change freely at every value of one; with one sample a value every unit
/// is perfect. One far sample sets m_j. It asks that a unit follows one factor alone, not that a factor has one unit.
///
/// @param robustness `1 - d_jk / m_j`, one row per unit, one column per factor; NaN for a unit that does not vary
/// @param unitScores per unit; NaN for one that does not vary
/// @param parents per unit the factor that it stands for, the first of equals; -1 for one that does not vary
/// @param deviations m_j
/// @param quantile of the deviations at a value
/// @param factorNames of the factors
/// @param samples number of samples
public record Irs(List<List<Double>> robustness, List<Double> unitScores, List<Integer> parents,
        List<Double> deviations, double quantile, List<String> factorNames, int samples) {
    /// The quantile of disentanglement_lib.
    public static final double DEFAULT_QUANTILE = 0.99;

    /// Copies the lists.
    public Irs {
        robustness = robustness.stream().map(List::copyOf).toList();
        unitScores = List.copyOf(unitScores);
        parents = List.copyOf(parents);
        deviations = List.copyOf(deviations);
        factorNames = List.copyOf(factorNames);
    }

    /// Measures the units.
    ///
    /// @param codes codes
    /// @param factors of the same samples
    /// @param quantile of the deviations at a value, 0 to 1, see [#DEFAULT_QUANTILE]
    /// @param workers who computes; the bits do not depend on their number
    /// @return the score
    /// @throws IllegalArgumentException if sizes do not fit, there is no row, or `quantile` is out of range
    /// @throws NoAnswerException if no unit varies
    public static Irs of(Codes codes, Factors factors, double quantile, Workers workers) {
        factors.check("codes", codes);
        Checks.atLeast("codes", codes, 1);
        if (!(quantile >= 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile must be from 0 to 1 but is " + quantile);
        }
        int d = codes.units();
        int count = factors.count();
        double[] mean = Columns.means(codes, workers);
        double[] largest = new double[d];
        double[] robustness = new double[d * count];
        workers.run(d, (j, worker) -> {
            float first = codes.get(0, j);
            boolean varies = false;
            for (int i = 0; i < codes.rows(); i++) {
                varies |= codes.get(i, j) != first;
                largest[j] = Math.max(largest[j], Math.abs(codes.get(i, j) - mean[j]));
            }
            // The mean of equal numbers may be off by rounding.
            largest[j] = varies ? largest[j] : 0;
            for (int k = 0; k < count; k++) {
                robustness[j * count + k] = 1 - deviation(codes, j, factors, k, quantile) / largest[j];
            }
        });
        double[] scores = new double[d];
        int[] parents = new int[d];
        boolean any = false;
        for (int j = 0; j < d; j++) {
            scores[j] = Double.NaN;
            parents[j] = -1;
            for (int k = 0; k < count && largest[j] > 0; k++) {
                any = true;
                if (parents[j] < 0 || robustness[j * count + k] > scores[j]) {
                    scores[j] = robustness[j * count + k];
                    parents[j] = k;
                }
            }
            if (largest[j] == 0) {
                Arrays.fill(robustness, j * count, (j + 1) * count, Double.NaN);
            }
        }
        if (!any) {
            throw new NoAnswerException("no unit varies, so there is nothing that could be robust");
        }
        return new Irs(NumberLists.rows(robustness, count), NumberLists.of(scores), NumberLists.of(parents),
                NumberLists.of(largest), quantile, factors.names(), factors.n());
    }

    /// The mean over a factor's values that occur of the quantile of a unit's deviations.
    private static double deviation(Codes codes, int unit, Factors factors, int factor, double quantile) {
        double sum = 0;
        int present = 0;
        for (List<Integer> members : factors.column(factor).members()) {
            if (!members.isEmpty()) {
                double mean = 0;
                for (int row : members) {
                    mean += codes.get(row, unit);
                }
                mean /= members.size();
                double[] deviations = new double[members.size()];
                for (int i = 0; i < deviations.length; i++) {
                    deviations[i] = Math.abs(codes.get(members.get(i), unit) - mean);
                }
                Arrays.sort(deviations);
                sum += Quantiles.ofSorted(deviations, quantile);
                present++;
            }
        }
        return sum / present;
    }

    /// The mean over the units that vary, weighted by their deviations.
    ///
    /// @return 0 to 1
    public double score() {
        double sum = 0;
        double weight = 0;
        for (int j = 0; j < unitScores.size(); j++) {
            if (deviations.get(j) > 0) {
                sum += deviations.get(j) * unitScores.get(j);
                weight += deviations.get(j);
            }
        }
        return sum / weight;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "IRS %.4f (quantile %s; %d samples)", score(),
                quantile, samples));
        for (int j = 0; j < unitScores.size(); j++) {
            text.append(String.format(Locale.ROOT, "%n  unit %d: %.4f%s", j, unitScores.get(j),
                    parents.get(j) < 0 ? "" : " of " + factorNames.get(parents.get(j))));
        }
        return text.toString();
    }
}
