package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Workers;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The classifier of a [LinearProbe], fitted: weights for the columns as given, and what they say of points.
final class ProbeFit {
    private final int d;
    private final int count;
    private final double[] coefficients;
    private final double[] intercepts;
    private final int iterations;
    private final boolean converged;

    ProbeFit(float[] x, int d, Labels labels, LinearProbe.Settings settings, Workers workers) {
        LabelledRows.checkLabelled("train", x, d, labels);
        this.d = d;
        count = labels.classCount();
        int[] present = IntStream.range(0, count).filter(c -> labels.count(c) > 0).toArray();
        if (present.length < 2) {
            throw new IllegalArgumentException("the training samples must have 2 or more classes but have "
                    + present.length);
        }
        int[] classes = IntStream.range(0, labels.size()).map(i -> Arrays.binarySearch(present, labels.get(i)))
                .toArray();
        double[] mean = LabelledRows.mean(x, d);
        double[] scale = new double[d];
        Arrays.fill(scale, 1);
        if (settings.standardise()) {
            standardise(x, mean, scale);
        }
        // Two opposite rows have half the squares of their difference.
        double penalty = (present.length == 2 ? 2 : 1) / settings.c();
        SoftmaxRegression fit = new SoftmaxRegression(x, d, classes, present.length, mean, scale, penalty,
                settings.maxIterations(), workers);
        iterations = fit.iterations();
        converged = fit.converged();
        coefficients = new double[count * d];
        intercepts = new double[count];
        Arrays.fill(intercepts, Double.NEGATIVE_INFINITY);
        double[] weights = fit.weights();
        for (int k = 0; k < present.length; k++) {
            double intercept = weights[k * (d + 1) + d];
            for (int j = 0; j < d; j++) {
                double weight = weights[k * (d + 1) + j] * scale[j];
                coefficients[present[k] * d + j] = weight;
                intercept -= weight * mean[j];
            }
            intercepts[present[k]] = intercept;
        }
        centre(present);
    }

    private void standardise(float[] x, double[] mean, double[] scale) {
        double[] squares = new double[d];
        for (int i = 0; i < x.length; i++) {
            double difference = x[i] - mean[i % d];
            squares[i % d] += difference * difference;
        }
        for (int j = 0; j < d; j++) {
            double deviation = Math.sqrt(squares[j] * d / x.length);
            scale[j] = deviation > 0 ? 1 / deviation : 1;
        }
    }

    /// The intercepts of the columns as given sum to zero, too: weights do up to rounding, and means may be large.
    private void centre(int[] present) {
        double sum = 0;
        for (int c : present) {
            sum += intercepts[c];
        }
        for (int c : present) {
            intercepts[c] -= sum / present.length;
        }
    }

    /// W, (classes, d).
    double[] coefficients() {
        return coefficients;
    }

    /// b, one for each class.
    double[] intercepts() {
        return intercepts;
    }

    int iterations() {
        return iterations;
    }

    boolean converged() {
        return converged;
    }

    /// `w_c x + b_c` of a row of points.
    double score(float[] x, int row, int c) {
        double sum = intercepts[c];
        for (int j = 0; j < d; j++) {
            sum += coefficients[c * d + j] * x[row * d + j];
        }
        return sum;
    }

    /// The class of the largest score for every row, the lower one of equals.
    int[] classes(float[] x) {
        int[] told = new int[x.length / d];
        for (int i = 0; i < told.length; i++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < count; c++) {
                double score = score(x, i, c);
                if (score > largest) {
                    largest = score;
                    told[i] = c;
                }
            }
        }
        return told;
    }
}
