package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Tables;
import java.util.Arrays;

/// Logistic regression of two classes: weights and intercept of least `sum_i ln(1 + exp(-y_i z_i)) + penalty |w|^2 / 2`,
/// z = w x + b and y = 1 or -1, by Newton's method with exact second derivatives.
final class LogisticRegression {
    private static final double TOLERANCE = 1e-20;
    private static final double SUFFICIENT = 1e-4;
    private static final double ROUNDING = 1e-13;
    private static final int MAX_HALVINGS = 40;
    private static final int ROWS = 128;

    private final double[] x;
    private final boolean[] positive;
    private final int n;
    private final int width;
    private final double penalty;
    /// Derivatives of the cost by z, then the second ones.
    private final double[] slopes;
    private final double[] curvatures;
    private double[] weights;
    private int iterations;
    private boolean converged;

    /// Fits the weights.
    ///
    /// @param x points, (n, width) with a column of ones at `intercept`, and zeros behind it
    /// @param positive which rows have y = 1
    LogisticRegression(double[] x, int width, int intercept, boolean[] positive, double penalty, int maxIterations) {
        this.x = x;
        this.positive = positive;
        this.width = width;
        this.penalty = penalty;
        n = positive.length;
        slopes = new double[n];
        curvatures = new double[n];
        weights = new double[width];
        fit(intercept, maxIterations);
    }

    /// The weights, `width` of them.
    double[] weights() {
        return weights;
    }

    int iterations() {
        return iterations;
    }

    boolean converged() {
        return converged;
    }

    private void fit(int intercept, int maxIterations) {
        int size = intercept + 1;
        double value = value(weights, intercept);
        double start = value;
        while (iterations < maxIterations && !converged) {
            double[] gradient = gradient(intercept);
            double[] step = gradient.clone();
            new Cholesky(hessian(size, intercept), size).solve(step, 0);
            double slope = 0;
            for (int j = 0; j < size; j++) {
                slope -= step[j] * gradient[j];
            }
            double length = 1;
            double[] next = along(step, length);
            double nextValue = value(next, intercept);
            for (int halvings = 0; !(nextValue <= value + SUFFICIENT * length * slope
                    + ROUNDING * value); halvings++) {
                if (halvings == MAX_HALVINGS) {
                    value(weights, intercept);
                    return;
                }
                length /= 2;
                next = along(step, length);
                nextValue = value(next, intercept);
            }
            weights = next;
            value = nextValue;
            iterations++;
            converged = length == 1 && -slope / 2 <= TOLERANCE * start;
        }
    }

    private double[] along(double[] step, double length) {
        double[] next = weights.clone();
        for (int j = 0; j < step.length; j++) {
            next[j] -= length * step[j];
        }
        return next;
    }

    /// The cost of some weights, and its derivatives by the scores.
    private double value(double[] at, int intercept) {
        double[] scores = new double[ROWS];
        double[] powers = new double[ROWS];
        double cost = 0;
        for (int first = 0; first < n; first += ROWS) {
            int rows = Math.min(ROWS, n - first);
            for (int r = 0; r < rows; r++) {
                double score = dot(at, (first + r) * width);
                scores[r] = positive[first + r] ? score : -score;
                powers[r] = -Math.abs(score);
            }
            Tables.expNonPositive(powers, 0, powers, 0, rows);
            for (int r = 0; r < rows; r++) {
                // p is the probability of the other class: exp(-s) / (1 + exp(-s)), without overflow and cancellation.
                double power = powers[r];
                double p = scores[r] > 0 ? power / (1 + power) : 1 / (1 + power);
                cost += StrictMath.log1p(power) + (scores[r] > 0 ? 0 : -scores[r]);
                slopes[first + r] = positive[first + r] ? -p : p;
                curvatures[first + r] = power / ((1 + power) * (1 + power));
            }
        }
        for (int j = 0; j < intercept; j++) {
            cost += penalty * at[j] * at[j] / 2;
        }
        return cost;
    }

    private double dot(double[] at, int row) {
        double even = 0;
        double odd = 0;
        double third = 0;
        double fourth = 0;
        for (int j = 0; j < width; j += 4) {
            even = Math.fma(at[j], x[row + j], even);
            odd = Math.fma(at[j + 1], x[row + j + 1], odd);
            third = Math.fma(at[j + 2], x[row + j + 2], third);
            fourth = Math.fma(at[j + 3], x[row + j + 3], fourth);
        }
        return (even + odd) + (third + fourth);
    }

    private double[] gradient(int intercept) {
        double[] sum = new double[width];
        Tables.addProducts(sum, 0, slopes, 0, x, 0, 1, width, n);
        for (int j = 0; j < intercept; j++) {
            sum[j] += penalty * weights[j];
        }
        return Arrays.copyOf(sum, intercept + 1);
    }

    private double[] hessian(int size, int intercept) {
        double[] sum = new double[width * width];
        double[] weighted = new double[ROWS * width];
        for (int first = 0; first < n; first += ROWS) {
            int rows = Math.min(ROWS, n - first);
            for (int r = 0; r < rows; r++) {
                int row = (first + r) * width;
                double weight = curvatures[first + r];
                for (int j = 0; j < width; j++) {
                    weighted[r * width + j] = weight * x[row + j];
                }
            }
            Tables.addProductsTransA(sum, 0, weighted, 0, x, first * width, width, width, rows);
        }
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i * size + j] = sum[i * width + j];
            }
            // A floor that keeps a matrix of almost no curvature positive definite.
            matrix[i * size + i] += (i < intercept ? penalty : 0) + 1e-15 * (matrix[i * size + i] + 1e-9);
        }
        return matrix;
    }
}
