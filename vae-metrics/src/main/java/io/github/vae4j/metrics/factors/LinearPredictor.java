package io.github.vae4j.metrics.factors;

import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import java.util.Arrays;

/// Predicts factors from units by the Lasso, for [Dci].
final class LinearPredictor {
    private final Lasso lasso;
    private final double[] train;
    private final double[] test;
    private final int d;
    private final double alpha;

    LinearPredictor(Codes train, Codes test, double alpha) {
        this.lasso = new Lasso(train.values(), train.units());
        this.train = lasso.rows();
        this.test = lasso.standardised(test.values());
        this.d = train.units();
        this.alpha = alpha;
    }

    /// The number of the value as target, standardised.
    Dci.Fit ofNumber(double[] y, double[] testNumbers) {
        double mean = Arrays.stream(y).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(y).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
        double[] target = new double[y.length];
        for (int i = 0; i < y.length && deviation > 0; i++) {
            target[i] = (y[i] - mean) / deviation;
        }
        double[] w = lasso.weights(target, alpha);
        return new Dci.Fit(Arrays.stream(w).map(Math::abs).toArray(), relativeError(train, y, w, mean, deviation),
                relativeError(test, testNumbers, w, mean, deviation));
    }

    private static double relativeError(double[] rows, double[] y, double[] w, double mean, double deviation) {
        double own = 0;
        double guess = 0;
        for (int i = 0; i < y.length; i++) {
            double error = y[i] - mean - deviation * Lasso.product(rows, i, w);
            own += error * error;
            guess += (y[i] - mean) * (y[i] - mean);
        }
        return Math.sqrt(own / guess);
    }

    /// One target for each value: the samples that have it.
    Dci.Fit ofValues(Labels trainValues, int[] testValues) {
        int values = trainValues.classCount();
        double[] importance = new double[d];
        double[][] weights = new double[values][];
        double[] share = new double[values];
        for (int v = 0; v < values; v++) {
            share[v] = (double) trainValues.count(v) / trainValues.size();
            double[] target = new double[trainValues.size()];
            for (int i = 0; i < target.length; i++) {
                target[i] = (trainValues.get(i) == v ? 1 : 0) - share[v];
            }
            weights[v] = lasso.weights(target, alpha * Math.sqrt(share[v] * (1 - share[v])));
            for (int j = 0; j < d; j++) {
                importance[j] += Math.abs(weights[v][j]);
            }
        }
        return new Dci.Fit(importance, wrong(train, trainValues.toArray(), weights, share),
                wrong(test, testValues, weights, share));
    }

    private static double wrong(double[] rows, int[] values, double[][] weights, double[] share) {
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            int best = 0;
            double largest = Double.NEGATIVE_INFINITY;
            for (int v = 0; v < weights.length; v++) {
                double prediction = share[v] + Lasso.product(rows, i, weights[v]);
                if (prediction > largest) {
                    largest = prediction;
                    best = v;
                }
            }
            count += best == values[i] ? 0 : 1;
        }
        return (double) count / values.length;
    }
}
