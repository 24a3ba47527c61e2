package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.classes.LinearProbe;
import io.github.vae4j.metrics.internal.ProbeFit;
import io.github.vae4j.metrics.internal.RocArea;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How well each value of each factor can be read from the whole code by a linear classifier of its own: logistic regression
/// of this value against the rest, and the area under the ROC curve of its scores for test samples. The score of a factor is
/// the mean over its values, the score the mean over the factors.
///
/// This is the explicitness of Ridgeway and Mozer (2018, section 3) by its text; that of their code, with one multinomial
/// regression a factor, is [Explicitness]. The two differ by up to 0.2: values in the middle of a unit's range are not told
/// by a line of their own, so one unit with all of a factor of many values scores near 0.75 here and near 1 there.
///
/// An area of 0.5 is chance, 1 perfect: [#score] is not stretched; [#normalised], `2 score - 1`, is 0 by chance.
///
/// Values that do not occur, or without which no sample is left, among the training or the test samples have an area of
/// NaN and are left out of the means; so are factors without any area.
///
/// Pitfalls. Areas weigh all values alike, also rare ones, and say nothing about which unit holds a factor: that is
/// modularity.
///
/// @param factorNames of the factors
/// @param areas per factor one for each of its values
/// @param trainingSamples number of samples that classifiers were fitted to
/// @param testSamples number of samples that they were held against
/// @param converged whether the solution was reached in every fit
public record ValueExplicitness(List<String> factorNames, List<List<Double>> areas, int trainingSamples,
        int testSamples,
        boolean converged) {
    /// Copies the lists.
    public ValueExplicitness {
        factorNames = List.copyOf(factorNames);
        areas = areas.stream().map(List::copyOf).toList();
    }

    /// Fits and tests a classifier for every value of every factor.
    ///
    /// @param train codes
    /// @param trainFactors factors of the same samples
    /// @param test codes of other samples
    /// @param testFactors factors of these, with the names of `trainFactors`
    /// @param settings of the fits; C = 1 is the choice of disentanglement_lib
    /// @param workers who computes; the bits do not depend on their number
    /// @return the score
    /// @throws IllegalArgumentException if sizes or names do not fit
    public static ValueExplicitness of(Codes train, Factors trainFactors, Codes test, Factors testFactors,
            LinearProbe.Settings settings, Workers workers) {
        Factors.check(train, trainFactors, test, testFactors);
        // One task a value of a factor.
        List<int[]> tasks = new ArrayList<>();
        for (int factor = 0; factor < trainFactors.count(); factor++) {
            for (int value = 0; value < trainFactors.size(factor); value++) {
                tasks.add(new int[] {factor, value});
            }
        }
        int[][] trainValues = new int[trainFactors.count()][];
        int[][] testValues = new int[trainFactors.count()][];
        Arrays.setAll(trainValues, trainFactors::values);
        Arrays.setAll(testValues, factor -> testFactors.values(factor, trainFactors));
        ProbeFit.Scaled scaled = new ProbeFit.Scaled(train, settings.standardise(), workers);
        if (scaled.isSmall()) {
            scaled.withRows();
        }
        double[] found = new double[tasks.size()];
        boolean[] done = new boolean[found.length];
        Arrays.fill(done, true);
        workers.run(found.length, (task, worker) -> {
            int factor = tasks.get(task)[0];
            int value = tasks.get(task)[1];
            boolean[] positive = against(trainValues[factor], value);
            int count = count(positive);
            if (count == 0 || count == positive.length) {
                found[task] = Double.NaN;
                return;
            }
            ProbeFit fit = fit(scaled, train, positive, settings);
            done[task] = fit.converged();
            found[task] = area(fit, test.values(), against(testValues[factor], value));
        });
        boolean converged = true;
        List<List<Double>> areas = new ArrayList<>();
        for (int factor = 0, task = 0; factor < trainFactors.count(); factor++) {
            List<Double> ofFactor = new ArrayList<>();
            for (int value = 0; value < trainFactors.size(factor); value++, task++) {
                ofFactor.add(found[task]);
                converged &= done[task];
            }
            areas.add(ofFactor);
        }
        return new ValueExplicitness(trainFactors.names(), areas, trainFactors.n(), testFactors.n(), converged);
    }

    private static ProbeFit fit(ProbeFit.Scaled scaled, Codes train, boolean[] positive,
            LinearProbe.Settings settings) {
        if (scaled.isSmall()) {
            return scaled.fit(positive, settings.c(), settings.maxIterations());
        }
        int[] classes = new int[positive.length];
        Arrays.setAll(classes, i -> positive[i] ? 1 : 0);
        try (Workers single = Workers.of(1)) {
            return ProbeFit.of(train, Labels.of(classes), settings.c(), settings.standardise(),
                    settings.maxIterations(), single);
        }
    }

    private static boolean[] against(int[] values, int value) {
        boolean[] positive = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            positive[i] = values[i] == value;
        }
        return positive;
    }

    private static int count(boolean[] positive) {
        int count = 0;
        for (boolean each : positive) {
            count += each ? 1 : 0;
        }
        return count;
    }

    private static double area(ProbeFit fit, float[] test, boolean[] positive) {
        int count = count(positive);
        double[] own = new double[count];
        double[] rest = new double[positive.length - count];
        for (int i = 0, at = 0; i < positive.length; i++) {
            double score = fit.score(test, i, 1) - fit.score(test, i, 0);
            if (positive[i]) {
                own[at++] = score;
            } else {
                rest[i - at] = score;
            }
        }
        return RocArea.of(own, rest);
    }

    /// The area of one value of a factor.
    ///
    /// @param factor from 0
    /// @param value from 0
    /// @return 0 to 1, or NaN
    /// @throws IndexOutOfBoundsException if there is no such factor or value
    public double area(int factor, int value) {
        return areas.get(factor).get(value);
    }

    /// The mean area over the values of a factor.
    ///
    /// @param factor from 0
    /// @return 0 to 1; NaN if no value has an area
    /// @throws IndexOutOfBoundsException if there is no such factor
    public double score(int factor) {
        return areas.get(factor).stream().mapToDouble(Double::doubleValue).filter(a -> !Double.isNaN(a)).average()
                .orElse(Double.NaN);
    }

    /// The mean over the factors.
    ///
    /// @return 0 to 1, 0.5 by chance; NaN if no factor has a score
    public double score() {
        return IntStream.range(0, factorNames.size()).mapToDouble(this::score).filter(s -> !Double.isNaN(s)).average()
                .orElse(Double.NaN);
    }

    /// The score such that chance is 0.
    ///
    /// @return `2 score - 1`, -1 to 1
    public double normalised() {
        return 2 * score() - 1;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "explicitness of single values %.4f (%d training and %d test samples)%s", score(), trainingSamples,
                testSamples,
                converged ? "" : ", NOT CONVERGED"));
        for (int factor = 0; factor < factorNames.size(); factor++) {
            text.append(String.format(Locale.ROOT, "%n  %s: %.4f", factorNames.get(factor), score(factor)));
        }
        return text.toString();
    }
}
