package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.classes.LinearProbe;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.ProbeFit;
import io.github.vae4j.metrics.internal.RocArea;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How well each factor can be read from the whole code by a linear classifier (Ridgeway and Mozer 2018, section 3, in the
/// form of their code): multinomial logistic regression of the factor's values, the area under the ROC curve of each
/// value's probability against the rest, on test samples; `2 (mean area - 1/2)` over the values, and the mean over the
/// factors. 0 is chance, 1 perfect.
///
/// A value without test samples, or without others, has an area of NaN and is left out; a factor of one value has no score
/// and is left out of [#score].
///
/// Pitfalls. Says nothing about which unit holds a factor: that is modularity. Order is enough: a probability need not be
/// large to have an area of 1. [ValueExplicitness], with a classifier for each value, is up to 0.2 lower.
///
/// @param factorNames of the factors
/// @param areas per factor one for each of its values, 0 to 1
/// @param scores per factor, -1 to 1; NaN where it has no area
/// @param trainingSamples number of samples that classifiers were fitted to
/// @param testSamples number of samples that they were held against
/// @param converged whether the solution was reached in every fit
public record Explicitness(List<String> factorNames, List<List<Double>> areas, List<Double> scores,
        int trainingSamples, int testSamples, boolean converged) {
    /// Copies the lists.
    public Explicitness {
        factorNames = List.copyOf(factorNames);
        areas = areas.stream().map(List::copyOf).toList();
        scores = List.copyOf(scores);
    }

    /// Fits and tests a classifier for every factor.
    ///
    /// @param train codes
    /// @param trainFactors factors of the same samples
    /// @param test codes of other samples
    /// @param testFactors factors of these, with the names of `trainFactors`
    /// @param settings of the fits; C = 1 is the choice of disentanglement_lib
    /// @param workers who computes; the bits do not depend on their number
    /// @return the score
    /// @throws IllegalArgumentException if sizes or names do not fit
    public static Explicitness of(Codes train, Factors trainFactors, Codes test, Factors testFactors,
            LinearProbe.Settings settings, Workers workers) {
        Factors.check(train, trainFactors, test, testFactors);
        List<List<Double>> areas = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        boolean converged = true;
        for (int factor = 0; factor < trainFactors.count(); factor++) {
            int size = trainFactors.size(factor);
            double[] ofFactor = new double[size];
            Arrays.fill(ofFactor, Double.NaN);
            int[] values = testFactors.values(factor, trainFactors);
            if (IntStream.of(trainFactors.values(factor)).distinct().count() > 1) {
                ProbeFit fit = ProbeFit.of(train, trainFactors.column(factor), settings.c(), settings.standardise(),
                        settings.maxIterations(), workers);
                converged &= fit.converged();
                double[] probabilities = fit.probabilities(test, workers);
                workers.run(size, (value, worker) -> ofFactor[value] = area(probabilities, size, values, value));
            }
            areas.add(NumberLists.of(ofFactor));
            scores.add(2 * BinnedInformation.meanOfNumbers(areas.get(factor)) - 1);
        }
        return new Explicitness(trainFactors.names(), areas, scores, trainFactors.n(), testFactors.n(), converged);
    }

    private static double area(double[] probabilities, int size, int[] values, int value) {
        return RocArea.of(
                IntStream.range(0, values.length).filter(i -> values[i] == value)
                        .mapToDouble(i -> probabilities[i * size + value]).toArray(),
                IntStream.range(0, values.length).filter(i -> values[i] != value)
                        .mapToDouble(i -> probabilities[i * size + value]).toArray());
    }

    /// The mean over the factors that have a score.
    ///
    /// @return -1 to 1, 0 by chance; NaN if no factor has a score
    public double score() {
        return BinnedInformation.meanOfNumbers(scores);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "explicitness %.4f (%d training and %d test samples)%s", score(), trainingSamples, testSamples,
                converged ? "" : ", NOT CONVERGED"));
        for (int factor = 0; factor < factorNames.size(); factor++) {
            text.append(String.format(Locale.ROOT, "%n  %s: %.4f", factorNames.get(factor), scores.get(factor)));
        }
        return text.toString();
    }
}
