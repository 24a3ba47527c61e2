package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Disentanglement, completeness and informativeness (Eastwood and Williams 2018) from models that predict each factor
/// from all units, and from the importance R_jk that unit j has for factor k in them.
///
/// - Disentanglement of a unit: `1 - H_K(P_j.)`, `P_jk = R_jk / sum over k of R_jk`, the entropy to base K: 1 if it
///   matters to one factor alone, 0 if to all alike. [#disentanglementScore] weights units by their importance.
/// - Completeness of a factor: `1 - H_d(Q_.k)`, `Q_jk = R_jk / sum over j of R_jk`: 1 if one unit alone matters to it.
///   [#completenessScore] weights factors by the importance that units have for them.
/// - Informativeness: the **error** of the predictions, on training and on test samples; 0 is best. disentanglement_lib
///   calls an accuracy informativeness, which is `1 - error` of the trees here.
///
/// A unit (or factor) without any importance has no disentanglement (completeness) and no weight.
///
/// Pitfalls. All figures depend on the predictor, its settings and the number of samples; compare like with like.
/// Importance of trees hides a unit that another one stands in for, and so does that of the Lasso: of equal units it
/// takes the first. The Lasso sees linear dependence alone. With few samples even idle units get some importance from
/// trees, which lowers both scores, the more so the more units there are.
///
/// @param importance R_jk, 0 or more, one row per unit, one column per factor
/// @param disentanglement per unit, 0 to 1; NaN without importance, or if there is one factor only
/// @param completeness per factor, 0 to 1; NaN without importance, or if there is one unit only
/// @param trainErrors per factor, on the samples that the models were fitted to
/// @param testErrors per factor, on others
/// @param predictor what predicted, and what error and importance are
/// @param factorNames of the factors
/// @param trainSamples number of samples for the fit
/// @param testSamples number of samples for the test
public record Dci(List<List<Double>> importance, List<Double> disentanglement, List<Double> completeness,
        List<Double> trainErrors, List<Double> testErrors, Predictor predictor, List<String> factorNames,
        int trainSamples, int testSamples) {
    /// What predicts a factor.
    public enum Predictor {
        /// Gradient-boosted trees, one classifier a factor. Importance is the share of a unit's splits in the fall of
        /// the squared error, so that those for a factor add up to 1; the error is the share of samples whose value is
        /// not the one predicted.
        BOOSTED_TREES("share of wrong values"),
        /// The Lasso with the number of the value as target, for factors whose values are in order. Units and target are
        /// standardised. Importance is the magnitude of a weight; the error is the root of the mean squared error, as a
        /// multiple of that of always guessing the training mean: 0 is perfect, 1 no better than a guess, NaN if the
        /// tested values are all the training mean.
        LASSO_OF_NUMBERS("error relative to guessing the mean"),
        /// The Lasso with one target for each value that a factor has, 1 for the samples that have it and 0 for others,
        /// for factors whose values are in no order. Targets are centred, and the penalty is `alpha` times their
        /// deviation. Importance is the sum of the magnitudes of a unit's weights over the targets; the error is the
        /// share of samples whose value does not have the largest prediction.
        LASSO_OF_VALUES("share of wrong values");

        private final String error;

        Predictor(String error) {
            this.error = error;
        }

        /// What the error is.
        ///
        /// @return a few words
        public String error() {
            return error;
        }
    }

    /// Settings of boosted trees.
    ///
    /// @param stages rounds of boosting, 1 or more
    /// @param learningRate above 0, at most 1
    /// @param depth of a tree, 1 to 12
    /// @param leastLeaf samples of a leaf, 1 or more
    public record Trees(int stages, double learningRate, int depth, int leastLeaf) {
        /// Checks the settings.
        ///
        /// @throws IllegalArgumentException if one is out of range
        public Trees {
            if (stages < 1 || !(learningRate > 0 && learningRate <= 1) || depth < 1 || depth > 12 || leastLeaf < 1) {
                throw new IllegalArgumentException(
                        "expected stages >= 1, learningRate above 0 and at most 1, depth 1 to 12, "
                                + "leastLeaf >= 1 but got " + stages + ", " + learningRate + ", " + depth + ", "
                                + leastLeaf);
            }
        }

        /// Those of scikit-learn and disentanglement_lib: 100 stages, rate 0.1, depth 3, leaves of 1.
        ///
        /// @return the settings
        public static Trees defaults() {
            return new Trees(100, 0.1, 3, 1);
        }
    }

    private static final int STREAM = 0xdc10000;

    /// Copies the lists.
    public Dci {
        importance = importance.stream().map(List::copyOf).toList();
        disentanglement = List.copyOf(disentanglement);
        completeness = List.copyOf(completeness);
        trainErrors = List.copyOf(trainErrors);
        testErrors = List.copyOf(testErrors);
        factorNames = List.copyOf(factorNames);
    }

    /// Measures with boosted trees. The cost is `stages * depth * n * d` for each value of each factor.
    ///
    /// @param train codes, usually means, (n, d) row-major
    /// @param trainFactors of the same samples
    /// @param test codes of other samples, (m, d)
    /// @param testFactors of those, by the same names
    /// @param d number of units
    /// @param trees settings
    /// @param seed of the order of the units, which decides between splits that are equal
    /// @param workers who computes; the bits do not depend on their number
    /// @return the scores
    /// @throws IllegalArgumentException if sizes do not fit or a value is not finite
    public static Dci ofTrees(float[] train, Factors trainFactors, float[] test, Factors testFactors, int d,
            Trees trees, long seed, Workers workers) {
        check(train, trainFactors, test, testFactors, d);
        RegressionTree.Columns columns = new RegressionTree.Columns(train, d);
        Collector collector = new Collector(Predictor.BOOSTED_TREES, d, trainFactors, testFactors);
        for (int k = 0; k < trainFactors.count(); k++) {
            Labels labels = trainFactors.column(k);
            BoostedTrees boosted = BoostedTrees.fit(columns, labels, trees, seed, STREAM + k, workers);
            collector.add(boosted.importance(), boosted.error(train, d, labels, workers),
                    boosted.error(test, d, testFactors.column(k), workers));
        }
        return collector.result();
    }

    /// Measures with the Lasso, the number of a factor's value as target: see [Predictor#LASSO_OF_NUMBERS].
    ///
    /// @param train codes, usually means, (n, d) row-major
    /// @param trainFactors of the same samples
    /// @param test codes of other samples, (m, d)
    /// @param testFactors of those, by the same names
    /// @param d number of units
    /// @param alpha the penalty, 0 or more; at 1 and above all weights are 0
    /// @return the scores
    /// @throws IllegalArgumentException if sizes do not fit, a value is not finite, or `alpha` is negative
    public static Dci ofNumbers(float[] train, Factors trainFactors, float[] test, Factors testFactors, int d,
            double alpha) {
        check(train, trainFactors, test, testFactors, d);
        Lasso.checkAlpha(alpha);
        LinearPredictor linear = new LinearPredictor(train, test, d, alpha);
        Collector collector = new Collector(Predictor.LASSO_OF_NUMBERS, d, trainFactors, testFactors);
        for (int k = 0; k < trainFactors.count(); k++) {
            collector.add(linear.ofNumber(trainFactors.column(k), testFactors.column(k)));
        }
        return collector.result();
    }

    /// Measures with the Lasso, one target for each value of a factor: see [Predictor#LASSO_OF_VALUES].
    ///
    /// @param train codes, usually means, (n, d) row-major
    /// @param trainFactors of the same samples
    /// @param test codes of other samples, (m, d)
    /// @param testFactors of those, by the same names
    /// @param d number of units
    /// @param alpha the penalty, 0 or more; at 1 and above all weights are 0
    /// @return the scores
    /// @throws IllegalArgumentException if sizes do not fit, a value is not finite, or `alpha` is negative
    public static Dci ofValues(float[] train, Factors trainFactors, float[] test, Factors testFactors, int d,
            double alpha) {
        check(train, trainFactors, test, testFactors, d);
        Lasso.checkAlpha(alpha);
        LinearPredictor linear = new LinearPredictor(train, test, d, alpha);
        Collector collector = new Collector(Predictor.LASSO_OF_VALUES, d, trainFactors, testFactors);
        for (int k = 0; k < trainFactors.count(); k++) {
            collector.add(linear.ofValues(trainFactors.column(k), testFactors.column(k)));
        }
        return collector.result();
    }

    private static void check(float[] train, Factors trainFactors, float[] test, Factors testFactors, int d) {
        trainFactors.check("train", train, d);
        testFactors.check("test", test, d);
        trainFactors.checkSame(testFactors);
    }

    /// What was found about one factor.
    @SuppressWarnings("ArrayRecordComponent") // handed on once
    record Fit(double[] importance, double trainError, double testError) {}

    private static final class Collector {
        private final Predictor predictor;
        private final int d;
        private final Factors train;
        private final int testSamples;
        private final List<double[]> columns = new ArrayList<>();
        private final List<Double> trainErrors = new ArrayList<>();
        private final List<Double> testErrors = new ArrayList<>();

        Collector(Predictor predictor, int d, Factors train, Factors test) {
            this.predictor = predictor;
            this.d = d;
            this.train = train;
            this.testSamples = test.n();
        }

        void add(Fit fit) {
            add(fit.importance, fit.trainError, fit.testError);
        }

        void add(double[] importance, double trainError, double testError) {
            columns.add(importance);
            trainErrors.add(trainError);
            testErrors.add(testError);
        }

        Dci result() {
            List<List<Double>> rows = IntStream.range(0, d)
                    .mapToObj(j -> columns.stream().map(column -> column[j]).toList()).toList();
            List<Double> disentanglement = rows.stream().map(row -> oneLessEntropy(row.stream()
                    .mapToDouble(Double::doubleValue).toArray())).toList();
            List<Double> completeness = columns.stream().map(Collector::oneLessEntropy).toList();
            return new Dci(rows, disentanglement, completeness, trainErrors, testErrors, predictor, train.names(),
                    train.n(), testSamples);
        }

        /// 1 less the entropy of the shares, to the base of their number.
        private static double oneLessEntropy(double[] importance) {
            double sum = Arrays.stream(importance).sum();
            if (sum == 0 || importance.length < 2) {
                return Double.NaN;
            }
            double entropy = 0;
            for (double value : importance) {
                double share = value / sum;
                entropy -= share > 0 ? share * StrictMath.log(share) : 0;
            }
            return 1 - entropy / StrictMath.log(importance.length);
        }
    }

    /// The mean disentanglement of the units, each weighted by its share in all importance.
    ///
    /// @return 0 to 1; NaN without any importance, or if there is one factor only
    public double disentanglementScore() {
        return weighted(disentanglement, importance.stream()
                .map(row -> row.stream().mapToDouble(Double::doubleValue).sum()).toList());
    }

    /// The mean completeness of the factors, each weighted by its share in all importance. With trees all factors that
    /// could be predicted at all weigh the same.
    ///
    /// @return 0 to 1; NaN without any importance, or if there is one unit only
    public double completenessScore() {
        return weighted(completeness, IntStream.range(0, completeness.size())
                .mapToObj(k -> importance.stream().mapToDouble(row -> row.get(k)).sum()).toList());
    }

    private static double weighted(List<Double> values, List<Double> weights) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < values.size(); i++) {
            if (weights.get(i) > 0) {
                sum += weights.get(i) * values.get(i);
                weight += weights.get(i);
            }
        }
        return weight > 0 ? sum / weight : Double.NaN;
    }

    /// The mean error on test samples over the factors that have one: informativeness, 0 is best. What an error is,
    /// [#predictor] says.
    ///
    /// @return 0 or more
    public double testError() {
        return BinnedInformation.meanOfNumbers(testErrors);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "DCI: disentanglement %.4f, completeness %.4f, test error %.4f (%s; %s; %d training and %d test samples)",
                disentanglementScore(), completenessScore(), testError(),
                predictor.name().toLowerCase(Locale.ROOT).replace('_', ' '), predictor.error(), trainSamples,
                testSamples));
        for (int k = 0; k < completeness.size(); k++) {
            text.append(String.format(Locale.ROOT, "%n  %s: completeness %.4f, error %.4f on training, %.4f on test",
                    factorNames.get(k), completeness.get(k), trainErrors.get(k), testErrors.get(k)));
        }
        for (int j = 0; j < disentanglement.size(); j++) {
            text.append(String.format(Locale.ROOT, "%n  unit %d: disentanglement %.4f, importance %s", j,
                    disentanglement.get(j),
                    importance.get(j).stream().map(value -> String.format(Locale.ROOT, "%.4f", value)).toList()));
        }
        return text.toString();
    }
}
