package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Separated attribute predictability (Kumar et al. 2018): how well each unit alone predicts each factor, and by how much
/// the best unit of a factor exceeds the second best. The score is the mean of these gaps over the factors.
///
/// Both forms are those of disentanglement_lib. For discrete factors a unit's prediction is a linear support vector machine
/// with squared hinge (scikit-learn's `LinearSVC(C=0.01, class_weight="balanced")`: one class against the rest, the
/// intercept penalised, and with more than two classes the weights of samples balanced on the side of the one class
/// alone), and its score the share of test samples that are told right. For continuous factors it is the squared
/// correlation, R^2 of a line, over all samples.
///
/// Factors of one value say nothing: their scores are NaN, and they are left out of the mean.
///
/// Pitfalls. A linear classifier of one unit cannot tell classes in the middle of its range, so a unit that holds a factor
/// of many values completely still scores low. The accuracy of a unit that says nothing is that of a guess, not 0. C = 0.01
/// makes the score depend on the scale of the codes and on the number of samples (10,000 for training and 5,000 for testing
/// in disentanglement_lib). The solution here is exact to rounding, where liblinear stops at a tolerance of 1e-4.
///
/// @param form how factors are predicted
/// @param factorNames of the factors
/// @param scores per unit one for each factor: accuracy, or R^2; 0 to 1
/// @param trainingSamples number of samples that predictors were fitted to
/// @param testSamples number of samples that they were held against
public record Sap(Form form, List<String> factorNames, List<List<Double>> scores, int trainingSamples,
        int testSamples) {
    /// How factors are predicted.
    public enum Form {
        /// As classes.
        DISCRETE,
        /// As numbers.
        CONTINUOUS
    }

    private static final double C = 0.01;
    private static final double NO_VARIANCE = 1e-12;

    /// Copies the lists.
    public Sap {
        factorNames = List.copyOf(factorNames);
        scores = scores.stream().map(List::copyOf).toList();
    }

    /// The score of discrete factors.
    ///
    /// @param train codes, 2 or more units
    /// @param trainFactors factors of the same samples
    /// @param test codes of other samples
    /// @param testFactors factors of these, with the names of `trainFactors`
    /// @param workers who computes; the bits do not depend on their number
    /// @return the score
    /// @throws IllegalArgumentException if sizes or names do not fit or there is one unit only
    public static Sap discrete(Codes train, Factors trainFactors, Codes test, Factors testFactors, Workers workers) {
        int units = train.units();
        checkUnits(units);
        Factors.check(train, trainFactors, test, testFactors);
        int factors = trainFactors.count();
        double[] scores = new double[units * factors];
        workers.run(scores.length, (task, worker) -> scores[task] = accuracy(column(train, task / factors),
                trainFactors.values(task % factors), column(test, task / factors),
                testFactors.values(task % factors, trainFactors)));
        return new Sap(Form.DISCRETE, trainFactors.names(), table(scores, factors), trainFactors.n(),
                testFactors.n());
    }

    /// The score of factors whose values are numbers. The variance of a unit, divided by n - 1, must exceed
    /// 1e-12, or its scores are 0.
    ///
    /// @param codes codes, 2 or more rows and units
    /// @param factors of the same samples
    /// @param workers who computes; the bits do not depend on their number
    /// @return the score
    /// @throws IllegalArgumentException if sizes do not fit or there is one unit or row only
    public static Sap continuous(Codes codes, Factors factors, Workers workers) {
        int units = codes.units();
        checkUnits(units);
        factors.check("codes", codes);
        Checks.atLeast("codes", codes, 2);
        int count = factors.count();
        double[] scores = new double[units * count];
        workers.run(scores.length, (task, worker) -> scores[task] = squaredCorrelation(
                column(codes, task / count), factors.numbers(task % count)));
        return new Sap(Form.CONTINUOUS, factors.names(), table(scores, count), factors.n(), factors.n());
    }

    private static void checkUnits(int units) {
        if (units < 2) {
            throw new IllegalArgumentException(
                    "units must be 2 or more, for there to be a second best, but is " + units);
        }
    }

    private static double[] column(Codes codes, int unit) {
        return IntStream.range(0, codes.rows()).mapToDouble(i -> codes.get(i, unit)).toArray();
    }

    private static List<List<Double>> table(double[] scores, int factors) {
        List<List<Double>> table = new ArrayList<>();
        for (int row = 0; row < scores.length; row += factors) {
            table.add(Arrays.stream(scores, row, row + factors).boxed().toList());
        }
        return table;
    }

    private static double accuracy(double[] train, int[] trainClasses, double[] test, int[] testClasses) {
        int[] present = IntStream.of(trainClasses).distinct().sorted().toArray();
        if (present.length < 2) {
            return Double.NaN;
        }
        // Of two classes one machine tells both; then both sides are balanced.
        SquaredHinge[] machines = new SquaredHinge[present.length == 2 ? 1 : present.length];
        for (int k = 0; k < machines.length; k++) {
            int positive = present.length == 2 ? present[1] : present[k];
            double share = IntStream.of(trainClasses).filter(c -> c == positive).count() / (double) train.length;
            double rest = present.length == 2 ? C / (present.length * (1 - share)) : C;
            machines[k] = new SquaredHinge(train, trainClasses, positive, C / (present.length * share), rest);
        }
        int right = 0;
        for (int i = 0; i < test.length; i++) {
            int told = 0;
            for (int k = 1; k < machines.length; k++) {
                told = machines[k].decide(test[i]) > machines[told].decide(test[i]) ? k : told;
            }
            if (present.length == 2) {
                told = machines[0].decide(test[i]) > 0 ? 1 : 0;
            }
            right += present[told] == testClasses[i] ? 1 : 0;
        }
        return (double) right / test.length;
    }

    private static double squaredCorrelation(double[] unit, double[] factor) {
        double unitMean = Arrays.stream(unit).average().orElseThrow();
        double factorMean = Arrays.stream(factor).average().orElseThrow();
        double uu = 0;
        double ff = 0;
        double uf = 0;
        for (int i = 0; i < unit.length; i++) {
            uu += (unit[i] - unitMean) * (unit[i] - unitMean);
            ff += (factor[i] - factorMean) * (factor[i] - factorMean);
            uf += (unit[i] - unitMean) * (factor[i] - factorMean);
        }
        if (ff == 0) {
            return Double.NaN;
        }
        return uu / (unit.length - 1) > NO_VARIANCE ? Math.min(uf / uu * (uf / ff), 1) : 0;
    }

    /// How well a unit predicts a factor.
    ///
    /// @param unit from 0
    /// @param factor from 0
    /// @return accuracy or R^2, 0 to 1; NaN if the factor has one value
    /// @throws IndexOutOfBoundsException if there is no such unit or factor
    public double score(int unit, int factor) {
        return scores.get(unit).get(factor);
    }

    /// The unit that predicts a factor best.
    ///
    /// @param factor from 0
    /// @return a unit, the first of equals
    /// @throws IndexOutOfBoundsException if there is no such factor
    public int bestUnit(int factor) {
        int best = 0;
        for (int unit = 1; unit < scores.size(); unit++) {
            best = score(unit, factor) > score(best, factor) ? unit : best;
        }
        return best;
    }

    /// By how much the best unit of a factor exceeds the second best.
    ///
    /// @param factor from 0
    /// @return 0 to 1; NaN if the factor has one value
    /// @throws IndexOutOfBoundsException if there is no such factor
    public double gap(int factor) {
        double[] sorted = scores.stream().mapToDouble(row -> row.get(factor)).sorted().toArray();
        return sorted[sorted.length - 1] - sorted[sorted.length - 2];
    }

    /// The mean of the gaps.
    ///
    /// @return 0 to 1; NaN if every factor has one value
    public double score() {
        return IntStream.range(0, factorNames.size()).mapToDouble(this::gap).filter(gap -> !Double.isNaN(gap)).average()
                .orElse(Double.NaN);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "SAP %.4f (%s, %d training and %d test samples)",
                        score(), form.name().toLowerCase(Locale.ROOT), trainingSamples, testSamples));
        for (int factor = 0; factor < factorNames.size(); factor++) {
            text.append(String.format(Locale.ROOT, "%n  %s: gap %.4f, unit %d scores %.4f", factorNames.get(factor),
                    gap(factor), bestUnit(factor), score(bestUnit(factor), factor)));
        }
        return text.toString();
    }
}
