package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.internal.NumberLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Explicitness and size, the two scores that DCI-ES adds to DCI (Eastwood et al. 2023, "DCI-ES: an extended
/// disentanglement framework with connections to identifiability", section 4).
///
/// - Explicitness of a factor: how much loss a predictor of little capacity has beyond one of much,
///   `E = 1 - A / Z`: A the area between the curve of loss over capacity and the least loss, up to the capacity that has
///   it, and Z that of a triangle, the curve that falls in a line from the loss of guessing. 1 if the least capacity has the
///   least loss, 0 if the loss falls in a line, negative if it falls late.
/// - Size: `S = K / L`, the factors over the units: 1 for a code that is no larger than it must be.
///
/// Capacity is the depth of the trees of a random forest, loss its share of wrong values on test samples over that of
/// always guessing the most frequent training value, at capacity 0.
///
/// Pitfalls. E depends on the predictors; compare like with like. With few samples the least loss is that of few samples.
/// A factor that no predictor tells better than a guess has no explicitness.
///
/// @param losses per factor one for each capacity, 0 first; 1 is no better than guessing
/// @param capacities rising, 0 first
/// @param explicitness per factor, -1 to 1; NaN where no predictor is better than a guess
/// @param size K / L
/// @param factorNames of the factors
/// @param trainingSamples number of samples of the fits
/// @param testSamples number of samples that they were held against
public record DciEs(List<List<Double>> losses, List<Integer> capacities, List<Double> explicitness, double size,
        List<String> factorNames, int trainingSamples, int testSamples) {
    /// Depths of trees that tell an easy code from a hard one.
    public static final List<Integer> DEFAULT_CAPACITIES = List.of(1, 2, 3, 4, 6, 8, 12, 16);

    /// Copies the lists.
    public DciEs {
        losses = losses.stream().map(List::copyOf).toList();
        capacities = List.copyOf(capacities);
        explicitness = List.copyOf(explicitness);
        factorNames = List.copyOf(factorNames);
    }

    /// Fits forests of all capacities to each factor.
    ///
    /// @param train codes
    /// @param trainFactors of the same samples
    /// @param test codes of other samples
    /// @param testFactors of those, by the same names
    /// @param trees of each forest, 1 or more
    /// @param capacities depths of trees, rising, from 1; see [#DEFAULT_CAPACITIES]
    /// @param seed of the forests
    /// @param workers who grows trees; the bits do not depend on their number
    /// @return the scores
    /// @throws IllegalArgumentException if sizes or names do not fit, or capacities do not rise from 1 or more
    /// @throws NoAnswerException if no factor varies among the test samples
    public static DciEs of(Codes train, Factors trainFactors, Codes test, Factors testFactors, int trees,
            List<Integer> capacities, long seed, Workers workers) {
        Factors.check(train, trainFactors, test, testFactors);
        for (int c = 0; c < capacities.size(); c++) {
            if (capacities.get(c) <= (c == 0 ? 0 : capacities.get(c - 1))) {
                throw new IllegalArgumentException("capacities must rise from 1 or more but are " + capacities);
            }
        }
        if (capacities.isEmpty()) {
            throw new IllegalArgumentException("capacities must be 1 or more depths but there is none");
        }
        List<Integer> all = new ArrayList<>(List.of(0));
        all.addAll(capacities);
        List<List<Double>> losses = new ArrayList<>();
        List<Double> explicitness = new ArrayList<>();
        int count = trainFactors.count();
        double[] guesses = new double[count];
        boolean any = false;
        for (int k = 0; k < count; k++) {
            guesses[k] = guess(trainFactors, testFactors, k);
            any |= guesses[k] > 0;
        }
        if (!any) {
            throw new NoAnswerException("no factor varies among the test samples");
        }
        double[][] errors = new double[capacities.size()][];
        for (int c = 0; c < errors.length; c++) {
            Dci dci = Dci.of(train, trainFactors, test, testFactors,
                    new FactorPredictor.Forest(trees, capacities.get(c), seed), workers);
            errors[c] = NumberLists.toArray(dci.testErrors());
        }
        for (int k = 0; k < count; k++) {
            double[] curve = new double[all.size()];
            curve[0] = 1;
            for (int c = 0; c < errors.length; c++) {
                curve[c + 1] = errors[c][k] / guesses[k];
            }
            losses.add(NumberLists.of(curve));
            explicitness.add(explicitness(curve, all));
        }
        return new DciEs(losses, all, explicitness, (double) count / train.units(), trainFactors.names(),
                trainFactors.n(), testFactors.n());
    }

    /// The share of test samples that do not have the most frequent training value.
    private static double guess(Factors train, Factors test, int factor) {
        int[] counts = new int[train.size(factor)];
        for (int value : train.values(factor)) {
            counts[value]++;
        }
        int best = 0;
        for (int v = 1; v < counts.length; v++) {
            best = counts[v] > counts[best] ? v : best;
        }
        int wrong = 0;
        for (int value : test.values(factor, train)) {
            wrong += value == best ? 0 : 1;
        }
        return (double) wrong / test.n();
    }

    private static double explicitness(double[] curve, List<Integer> capacities) {
        int least = 0;
        for (int c = 1; c < curve.length; c++) {
            least = curve[c] < curve[least] ? c : least;
        }
        if (least == 0 || Double.isNaN(curve[least])) {
            return Double.NaN;
        }
        if (least == 1) {
            return 1;
        }
        // From the first predictor on: guessing is no predictor of its own, but where the line begins.
        double area = 0;
        for (int c = 1; c < least; c++) {
            area += (capacities.get(c + 1) - capacities.get(c)) * ((curve[c] + curve[c + 1]) / 2 - curve[least]);
        }
        double triangle = (capacities.get(least) - capacities.get(1)) * (1 - curve[least]) / 2;
        return 1 - area / triangle;
    }

    /// The mean explicitness of the factors that have one.
    ///
    /// @return -1 to 1; NaN if none has
    public double score() {
        return BinnedInformation.meanOfNumbers(explicitness);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "DCI-ES: explicitness %.4f, size %.4f (%d training and %d test samples)", score(), size,
                trainingSamples, testSamples));
        for (int k = 0; k < explicitness.size(); k++) {
            text.append(String.format(Locale.ROOT, "%n  %s: %.4f", factorNames.get(k), explicitness.get(k)));
        }
        return text.toString();
    }
}
