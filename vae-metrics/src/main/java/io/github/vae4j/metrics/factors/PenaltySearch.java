package io.github.vae4j.metrics.factors;

import io.github.vae4j.metrics.Codes;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The penalty of a Lasso by cross-validation.
final class PenaltySearch {
    private static final double RANGE = 1e-3;

    private PenaltySearch() {}

    /// The penalty, as a share of the target's deviation, of least squared error on samples that the fit did not have.
    static double best(Codes codes, double[] y, FactorPredictor.LassoCrossValidated settings) {
        int n = y.length;
        int folds = Math.min(settings.folds(), n);
        double largest = largest(codes, y);
        if (largest == 0 || folds < 2) {
            return 0;
        }
        double[] alphas = new double[settings.penalties()];
        for (int a = 0; a < alphas.length; a++) {
            alphas[a] = largest * StrictMath.pow(RANGE, a / (alphas.length - 1.0));
        }
        double[] errors = new double[alphas.length];
        for (int fold = 0; fold < folds; fold++) {
            int from = (int) ((long) n * fold / folds);
            int to = (int) ((long) n * (fold + 1) / folds);
            int[] test = IntStream.range(from, to).toArray();
            int[] train = IntStream.concat(IntStream.range(0, from), IntStream.range(to, n)).toArray();
            add(errors, codes.select(train), IntStream.of(train).mapToDouble(i -> y[i]).toArray(), codes.select(test),
                    IntStream.of(test).mapToDouble(i -> y[i]).toArray(), alphas);
        }
        int best = 0;
        for (int a = 1; a < errors.length; a++) {
            best = errors[a] < errors[best] ? a : best;
        }
        return alphas[best];
    }

    /// The least penalty with which all weights are 0: the largest correlation of a unit with the target.
    private static double largest(Codes codes, double[] y) {
        Lasso lasso = new Lasso(codes.values(), codes.units());
        double[] target = standardised(y);
        double largest = 0;
        for (int j = 0; j < codes.units(); j++) {
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                sum += lasso.rows()[i * codes.units() + j] * target[i];
            }
            largest = Math.max(largest, Math.abs(sum) / y.length);
        }
        return largest;
    }

    private static double mean(double[] y) {
        return Arrays.stream(y).average().orElseThrow();
    }

    private static double deviation(double[] y) {
        double mean = mean(y);
        return Math.sqrt(Arrays.stream(y).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }

    private static double[] standardised(double[] y) {
        double mean = mean(y);
        double deviation = deviation(y);
        return Arrays.stream(y).map(v -> deviation > 0 ? (v - mean) / deviation : 0).toArray();
    }

    private static void add(double[] errors, Codes train, double[] y, Codes test, double[] testY, double[] alphas) {
        Lasso lasso = new Lasso(train.values(), train.units());
        double[] rows = lasso.standardised(test.values());
        double mean = mean(y);
        double deviation = deviation(y);
        double[] target = standardised(y);
        for (int a = 0; a < alphas.length; a++) {
            double[] w = lasso.weights(target, alphas[a]);
            for (int i = 0; i < testY.length; i++) {
                double error = testY[i] - mean - deviation * Lasso.product(rows, i, w);
                errors[a] += error * error;
            }
        }
    }
}
