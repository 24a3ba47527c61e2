package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Matching;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.Ranks;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The mean correlation coefficient of work on identifiability (Hyvarinen and Morioka 2016; Khemakhem et al. 2020): the
/// magnitudes of the correlations of units and factors, one unit matched to each factor so that their sum is largest (Kuhn
/// 1955), and the mean over the factors. 1 if every factor is a unit up to order, sign, scale, and, for ranks, any
/// monotonous function.
///
/// Factors are the numbers that they were given as, so that it suits real-valued factors.
///
/// Pitfalls. Factors whose values are in no order have no correlation that means anything. With fewer units than factors,
/// those without a unit count as 0. With many units and few samples the best of many correlations is large by chance.
///
/// @param correlations magnitudes, one row per unit, one column per factor, 0 to 1; 0 where one does not vary
/// @param matched per factor its unit; -1 for none
/// @param kind which correlation
/// @param factorNames of the factors
/// @param samples number of samples
public record MeanCorrelation(List<List<Double>> correlations, List<Integer> matched, Kind kind,
        List<String> factorNames, int samples) {
    /// Which correlation.
    public enum Kind {
        /// That of the values, for relations that are linear.
        PEARSON,
        /// That of their ranks, for relations that are monotonous.
        SPEARMAN
    }

    /// Copies the lists.
    public MeanCorrelation {
        correlations = correlations.stream().map(List::copyOf).toList();
        matched = List.copyOf(matched);
        factorNames = List.copyOf(factorNames);
    }

    /// Matches units and factors.
    ///
    /// @param codes codes, 2 or more rows
    /// @param factors of the same samples
    /// @param kind which correlation
    /// @param workers who computes; the bits do not depend on their number
    /// @return the correlations
    /// @throws IllegalArgumentException if sizes do not fit or there are fewer than 2 rows
    public static MeanCorrelation of(Codes codes, Factors factors, Kind kind, Workers workers) {
        factors.check("codes", codes);
        Checks.atLeast("codes", codes, 2);
        int d = codes.units();
        int count = factors.count();
        double[][] columns = new double[d + count][];
        workers.run(columns.length, (c, worker) -> {
            double[] column = c < d ? unit(codes, c, kind) : factor(factors, c - d, kind);
            standardise(column);
            columns[c] = column;
        });
        double[] correlations = new double[d * count];
        workers.run(correlations.length, (cell, worker) -> {
            double sum = 0;
            double[] unit = columns[cell / count];
            double[] factor = columns[d + cell % count];
            for (int i = 0; i < unit.length; i++) {
                sum += unit[i] * factor[i];
            }
            correlations[cell] = Math.min(Math.abs(sum), 1);
        });
        int[] factorOf = Matching.largestSum(correlations, d, count);
        int[] matched = new int[count];
        Arrays.fill(matched, -1);
        for (int j = 0; j < d; j++) {
            if (factorOf[j] >= 0) {
                matched[factorOf[j]] = j;
            }
        }
        return new MeanCorrelation(NumberLists.rows(correlations, count), NumberLists.of(matched), kind,
                factors.names(), factors.n());
    }

    private static double[] unit(Codes codes, int unit, Kind kind) {
        double[] column = new double[codes.rows()];
        float[] ranks = new float[codes.rows()];
        if (kind == Kind.SPEARMAN) {
            Ranks.of(codes.values(), codes.units(), unit, ranks, 0);
        }
        for (int i = 0; i < column.length; i++) {
            column[i] = kind == Kind.SPEARMAN ? ranks[i] : codes.get(i, unit);
        }
        return column;
    }

    /// Values are numbered in the order of their numbers: what comes before a value is the sum of the counts before.
    private static double[] factor(Factors factors, int factor, Kind kind) {
        double[] column = factors.numbers(factor);
        if (kind == Kind.SPEARMAN) {
            int[] values = factors.values(factor);
            int[] counts = new int[factors.size(factor) + 1];
            for (int value : values) {
                counts[value + 1]++;
            }
            for (int value = 0; value < factors.size(factor); value++) {
                counts[value + 1] += counts[value];
            }
            for (int i = 0; i < column.length; i++) {
                column[i] = (counts[values[i]] + 1 + counts[values[i] + 1]) / 2.0;
            }
        }
        return column;
    }

    /// To mean 0 and a sum of squares of 1; to 0 where there is nothing but rounding.
    private static void standardise(double[] column) {
        double first = column[0];
        double mean = 0;
        for (double value : column) {
            mean += (value - first) / column.length;
        }
        double squares = 0;
        for (int i = 0; i < column.length; i++) {
            column[i] = column[i] - first - mean;
            squares += column[i] * column[i];
        }
        double norm = Math.sqrt(squares);
        for (int i = 0; i < column.length; i++) {
            column[i] = norm > 0 ? column[i] / norm : 0;
        }
    }

    /// The correlation that each factor has with its unit.
    ///
    /// @return one for each factor, 0 for one without a unit
    public List<Double> ofFactors() {
        return IntStream.range(0, matched.size())
                .mapToObj(k -> matched.get(k) < 0 ? 0 : correlations.get(matched.get(k)).get(k)).toList();
    }

    /// The mean over the factors.
    ///
    /// @return 0 to 1
    public double score() {
        return ofFactors().stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "mean correlation coefficient %.4f (%s; %d samples)", score(), kind.name().toLowerCase(Locale.ROOT),
                samples));
        for (int k = 0; k < matched.size(); k++) {
            text.append(String.format(Locale.ROOT, "%n  %s: %.4f%s", factorNames.get(k), ofFactors().get(k),
                    matched.get(k) < 0 ? ", no unit left" : ", unit " + matched.get(k)));
        }
        return text.toString();
    }
}
