package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.RandomStreams;
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
/// @param predictor what predicted, with its settings; says what error and importance are
/// @param factorNames of the factors
/// @param trainSamples number of samples for the fit
/// @param testSamples number of samples for the test
public record Dci(List<List<Double>> importance, List<Double> disentanglement, List<Double> completeness,
        List<Double> trainErrors, List<Double> testErrors, FactorPredictor predictor, List<String> factorNames,
        int trainSamples, int testSamples) {
    /// Copies the lists.
    public Dci {
        importance = importance.stream().map(List::copyOf).toList();
        disentanglement = List.copyOf(disentanglement);
        completeness = List.copyOf(completeness);
        trainErrors = List.copyOf(trainErrors);
        testErrors = List.copyOf(testErrors);
        factorNames = List.copyOf(factorNames);
    }

    /// Fits a predictor to each factor and measures. The cost of trees is `stages * depth * n * d` for each value of each
    /// factor; that of the Lasso is small.
    ///
    /// @param train codes, usually means
    /// @param trainFactors of the same samples
    /// @param test codes of other samples
    /// @param testFactors of those, by the same names
    /// @param predictor how to predict
    /// @param workers who grows trees; the bits do not depend on their number
    /// @return the scores
    /// @throws IllegalArgumentException if sizes or names do not fit
    public static Dci of(Codes train, Factors trainFactors, Codes test, Factors testFactors, FactorPredictor predictor,
            Workers workers) {
        Factors.check(train, trainFactors, test, testFactors);
        int d = train.units();
        List<Fit> fits = new ArrayList<>();
        switch (predictor) {
            case FactorPredictor.Trees trees -> {
                RegressionTree.Columns columns = new RegressionTree.Columns(train.values(), d);
                for (int k = 0; k < trainFactors.count(); k++) {
                    Labels labels = trainFactors.column(k);
                    BoostedTrees boosted = BoostedTrees.fit(columns, labels, trees, RandomStreams.TREES + k, workers);
                    fits.add(new Fit(boosted.importance(), boosted.error(train, trainFactors.values(k), workers),
                            boosted.error(test, testFactors.values(k, trainFactors), workers)));
                }
            }
            case FactorPredictor.Forest forest -> {
                for (int k = 0; k < trainFactors.count(); k++) {
                    RandomForest grown = RandomForest.fit(train, trainFactors.column(k), forest,
                            RandomStreams.FORESTS + k, workers);
                    fits.add(new Fit(grown.importance(), grown.error(train, trainFactors.values(k), workers),
                            grown.error(test, testFactors.values(k, trainFactors), workers)));
                }
            }
            case FactorPredictor.LassoCrossValidated lasso -> {
                Fit[] found = new Fit[trainFactors.count()];
                workers.run(found.length, (k, worker) -> {
                    double alpha = PenaltySearch.best(train, trainFactors.numbers(k), lasso);
                    found[k] = new LinearPredictor(train, test, alpha).ofNumber(trainFactors.numbers(k),
                            testFactors.numbers(k));
                });
                fits.addAll(List.of(found));
            }
            case FactorPredictor.LassoOfNumbers lasso -> {
                LinearPredictor linear = new LinearPredictor(train, test, lasso.alpha());
                for (int k = 0; k < trainFactors.count(); k++) {
                    fits.add(linear.ofNumber(trainFactors.numbers(k), testFactors.numbers(k)));
                }
            }
            case FactorPredictor.LassoOfValues lasso -> {
                LinearPredictor linear = new LinearPredictor(train, test, lasso.alpha());
                for (int k = 0; k < trainFactors.count(); k++) {
                    fits.add(linear.ofValues(trainFactors.column(k), testFactors.values(k, trainFactors)));
                }
            }
        }
        List<List<Double>> importance = IntStream.range(0, d)
                .mapToObj(j -> fits.stream().map(fit -> fit.importance[j]).toList()).toList();
        List<Double> disentanglement = importance.stream()
                .map(row -> oneLessEntropy(row.stream().mapToDouble(Double::doubleValue).toArray())).toList();
        return new Dci(importance, disentanglement, fits.stream().map(fit -> oneLessEntropy(fit.importance)).toList(),
                fits.stream().map(Fit::trainError).toList(), fits.stream().map(Fit::testError).toList(), predictor,
                trainFactors.names(), trainFactors.n(), testFactors.n());
    }

    /// What was found about one factor.
    @SuppressWarnings("ArrayRecordComponent") // handed on once
    record Fit(double[] importance, double trainError, double testError) {}

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
                disentanglementScore(), completenessScore(), testError(), predictor.error(), predictor, trainSamples,
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
