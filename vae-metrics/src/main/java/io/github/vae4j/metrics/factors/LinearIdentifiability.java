package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.TriangularFactor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// R^2 of work on identifiability: how much of each factor's variance a linear function of the whole code explains, fitted
/// to some samples by least squares and held against others: `1 - sum of squared errors / sum of squared deviations from
/// their mean`, and the mean over the factors. 1 if the code is an invertible linear map of the
/// factors.
///
/// Factors are the numbers that they were given as, so that it suits real-valued factors. Units that are constant or linear
/// functions of those before them get no weight.
///
/// Pitfalls. Negative where the fit is worse than the mean: with about as many units as training samples. Says nothing
/// about single units; [MeanCorrelation] does.
///
/// @param scores per factor, at most 1; NaN where the factor does not vary among the test samples
/// @param factorNames of the factors
/// @param trainingSamples number of samples of the fit
/// @param testSamples number of samples that it was held against
public record LinearIdentifiability(List<Double> scores, List<String> factorNames, int trainingSamples,
        int testSamples) {
    private static final double DEPENDENT = 1e-12;

    /// Copies the lists.
    public LinearIdentifiability {
        scores = List.copyOf(scores);
        factorNames = List.copyOf(factorNames);
    }

    /// Fits and tests a line for every factor.
    ///
    /// @param train codes
    /// @param trainFactors factors of the same samples
    /// @param test codes of other samples
    /// @param testFactors factors of these, with the names of `trainFactors`
    /// @param workers who computes; the bits do not depend on their number
    /// @return the scores
    /// @throws IllegalArgumentException if sizes or names do not fit
    public static LinearIdentifiability of(Codes train, Factors trainFactors, Codes test, Factors testFactors,
            Workers workers) {
        Factors.check(train, trainFactors, test, testFactors);
        int count = trainFactors.count();
        double[] scores = new double[count];
        Lasso standard = new Lasso(train.values(), train.units());
        double[] testRows = standard.standardised(test.values());
        workers.run(count, (k, worker) -> scores[k] = score(standard.rows(), trainFactors.numbers(k), testRows,
                testFactors.numbers(k), train.units()));
        return new LinearIdentifiability(NumberLists.of(scores), trainFactors.names(), trainFactors.n(),
                testFactors.n());
    }

    private static double score(double[] rows, double[] y, double[] testRows, double[] testY, int d) {
        double mean = Arrays.stream(y).average().orElseThrow();
        double[] w = leastSquares(rows, y, mean, d);
        double testMean = Arrays.stream(testY).average().orElseThrow();
        double errors = 0;
        double deviations = 0;
        for (int i = 0; i < testY.length; i++) {
            double error = testY[i] - mean - Lasso.product(testRows, i, w);
            errors += error * error;
            deviations += (testY[i] - testMean) * (testY[i] - testMean);
        }
        return deviations > 0 ? 1 - errors / deviations : Double.NaN;
    }

    /// The weights of least squared error, of those columns that are no functions of the ones before.
    private static double[] leastSquares(double[] rows, double[] y, double mean, int d) {
        List<Integer> kept = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            kept.add(j);
        }
        while (true) {
            int width = kept.size() + 1;
            TriangularFactor factor = new TriangularFactor(width);
            int block = 256;
            for (int first = 0; first < y.length; first += block) {
                int count = Math.min(block, y.length - first);
                double[] part = new double[count * width];
                for (int i = 0; i < count; i++) {
                    for (int j = 0; j < kept.size(); j++) {
                        part[i * width + j] = rows[(first + i) * d + kept.get(j)];
                    }
                    part[i * width + kept.size()] = y[first + i] - mean;
                }
                factor.add(part, count);
            }
            int dependent = factor.dependent(DEPENDENT);
            if (dependent >= 0 && dependent < kept.size()) {
                kept.remove(/* index */ dependent);
                continue;
            }
            double[] some = factor.solution();
            double[] all = new double[d];
            for (int j = 0; j < kept.size(); j++) {
                all[kept.get(j)] = some[j];
            }
            return all;
        }
    }

    /// The mean over the factors that vary.
    ///
    /// @return at most 1; NaN if no factor varies
    public double score() {
        return BinnedInformation.meanOfNumbers(scores);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "linear R^2 %.4f (%d training and %d test samples)", score(), trainingSamples, testSamples));
        for (int k = 0; k < scores.size(); k++) {
            text.append(String.format(Locale.ROOT, "%n  %s: %.4f", factorNames.get(k), scores.get(k)));
        }
        return text.toString();
    }
}
