package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.kernels.Workers;
import java.util.Arrays;

/// Least cost of softmax regression with a quadratic penalty: `sum_i -w_i ln p(y_i|x_i) + penalty / 2 |W|^2`, intercepts free.
///
/// Newton's method; its linear systems by conjugate gradients (Nocedal and Wright, Numerical Optimization, 7.1). They are
/// preconditioned with the second derivatives by the weights of each class alone, of some rows, or, where units are many,
/// with those that there would be if every row had the mean curvature: both take out the scales and correlations of the units. Near the
/// solution each step squares the error.
public final class SoftmaxRegression {
    /// Half of what a Newton step promises to gain, over the cost of zero weights, with which the last step is made.
    private static final double TOLERANCE = 1e-20;
    /// The share of what its slope promises that a step must gain; less by what the cost may be off by rounding.
    private static final double SUFFICIENT = 1e-4;
    private static final double ROUNDING = 1e-13;
    /// Squares of what is left of a linear system's residual: less is lost in rounding, more would not be a Newton step.
    private static final double LEAST_RESIDUAL = 1e-16;
    private static final double MOST_RESIDUAL = 0.01;
    /// No weight moves any more by a residual of this share of the cost of zero weights.
    private static final double ENOUGH = 1e-31;
    private static final int MAX_HALVINGS = 40;
    private static final int MAX_INNER = 1000;
    private static final int PRECONDITIONER_ROWS = 8192;
    /// The search begins with the solution for so many rows where there are many times as many.
    private static final int FEW_ROWS = 8192;
    private static final int MANY = 4;
    /// Up to it, a preconditioner of each class's own second derivatives costs less than the products that it saves.
    private static final int EXACT_WIDTH = 128;

    private final SoftmaxCost cost;
    private final int count;
    private final int width;
    private final double penalty;
    private final double zeroCost;
    private final double[] covariance;
    private final int n;
    private final int maxIterations;

    private double[] weights;
    private int iterations;
    private boolean converged;

    /// Fits the weights.
    ///
    /// @param x points, (n, d)
    /// @param classes the class of every row, 0 to `count - 1`, each with a sample
    /// @param count number of classes, 2 or more
    /// @param centre d numbers that are subtracted from the columns: their means
    /// @param scale d numbers by which the columns are then multiplied
    /// @param penalty above 0
    /// @param maxIterations number of Newton steps after which the search ends, 1 or more
    /// @param weight of the samples of each class, in the cost
    /// @param workers who computes
    SoftmaxRegression(float[] x, int d, int[] classes, int count, double[] centre, double[] scale, double penalty,
            int maxIterations, double[] weight, Workers workers) {
        cost = new SoftmaxCost(x, d, classes, count, centre, scale, weight, workers);
        double all = 0;
        for (int label : classes) {
            all += weight[label];
        }
        zeroCost = all * StrictMath.log(count);
        this.count = count;
        this.width = d + 1;
        this.penalty = penalty;
        this.n = classes.length;
        this.maxIterations = maxIterations;
        weights = n >= MANY * FEW_ROWS
                ? ofSomeRows(x, d, classes, centre, scale, weight, workers)
                : new double[count * width];
        covariance = width > EXACT_WIDTH ? covariance(x, d, centre, scale) : new double[0];
        fit();
    }

    /// The solution for evenly spread rows, which are so many fewer that it costs little: where the search begins.
    private double[] ofSomeRows(float[] x, int d, int[] classes, double[] centre, double[] scale,
            double[] weight, Workers workers) {
        int used = FEW_ROWS;
        float[] some = new float[used * d];
        int[] own = new int[used];
        boolean[] present = new boolean[count];
        for (int i = 0; i < used; i++) {
            int row = SpreadRows.row(i, used, n);
            System.arraycopy(x, row * d, some, i * d, d);
            own[i] = classes[row];
            present[own[i]] = true;
        }
        for (boolean each : present) {
            if (!each) {
                return new double[count * width];
            }
        }
        return new SoftmaxRegression(some, d, own, count, centre, scale, penalty * used / n, maxIterations, weight,
                workers)
                .weights();
    }

    private double[] covariance(float[] x, int d, double[] centre, double[] scale) {
        // Evenly spread rows will do: this only steers the search.
        int stride = Math.max(1, n / PRECONDITIONER_ROWS);
        double[] matrix = new double[d * d];
        Statistics.covariance(matrix, 0, centre, 0, x, 0, stride * d, (n + stride - 1) / stride, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                matrix[i * d + j] *= scale[i] * scale[j];
            }
        }
        return matrix;
    }

    /// The weights, (count, d + 1): the last of a row is the intercept. All intercepts may be moved by one number.
    public double[] weights() {
        return weights;
    }

    /// The number of Newton steps on all rows.
    public int iterations() {
        return iterations;
    }

    /// Whether the last step could be expected to reach the solution.
    public boolean converged() {
        return converged;
    }

    private void fit() {
        double[] gradient = new double[weights.length];
        double[] nextGradient = new double[weights.length];
        double value = value(weights, gradient);
        double start = zeroCost;
        while (iterations < maxIterations && !converged) {
            double[] step = newtonStep(gradient, start);
            double slope = dot(step, gradient);
            double length = 1;
            double[] next = along(step, length);
            double nextValue = value(next, nextGradient);
            for (int halvings = 0; !(nextValue <= value + SUFFICIENT * length * slope
                    + ROUNDING * value); halvings++) {
                if (halvings == MAX_HALVINGS) {
                    return;
                }
                length /= 2;
                next = along(step, length);
                nextValue = value(next, nextGradient);
            }
            weights = next;
            value = nextValue;
            double[] spare = gradient;
            gradient = nextGradient;
            nextGradient = spare;
            iterations++;
            converged = length == 1 && -slope / 2 <= TOLERANCE * start;
        }
    }

    private double[] along(double[] step, double length) {
        double[] next = new double[weights.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = weights[i] + length * step[i];
        }
        return next;
    }

    private double value(double[] at, double[] gradient) {
        double value = cost.value(at, gradient);
        penalise(at, gradient);
        for (int i = 0; i < at.length; i++) {
            value += i % width < width - 1 ? penalty / 2 * at[i] * at[i] : 0;
        }
        return value;
    }

    private void product(double[] vector, double[] out) {
        cost.product(vector, out);
        penalise(vector, out);
    }

    private void penalise(double[] at, double[] derivative) {
        for (int i = 0; i < at.length; i++) {
            derivative[i] += i % width < width - 1 ? penalty * at[i] : 0;
        }
        balance(derivative);
    }

    /// Takes the mean over the classes out of every column. Derivatives have none but for rounding, as nothing changes if
    /// all intercepts move by one number, and the search must not wander off that way.
    private void balance(double[] vector) {
        for (int j = 0; j < width; j++) {
            double sum = 0;
            for (int i = j; i < vector.length; i += width) {
                sum += vector[i];
            }
            for (int i = j; i < vector.length; i += width) {
                vector[i] -= sum / count;
            }
        }
    }

    /// Conjugate gradients for `H step = -gradient`, the more exact the nearer the solution.
    private double[] newtonStep(double[] gradient, double start) {
        double[] step = new double[gradient.length];
        double[] residual = gradient.clone();
        double[] curved = new double[gradient.length];
        Cholesky[] preconditioner = preconditioner();
        double[] direction = solved(preconditioner, residual);
        double norm = dot(residual, direction);
        double enough = Math.max(norm * Math.clamp(norm / start, LEAST_RESIDUAL, MOST_RESIDUAL), ENOUGH * start);
        for (int i = 0; i < direction.length; i++) {
            direction[i] = -direction[i];
        }
        for (int inner = 0; inner < MAX_INNER && norm > enough; inner++) {
            product(direction, curved);
            double curvature = dot(direction, curved);
            if (!(curvature > 0)) {
                return inner == 0 ? direction : step;
            }
            double length = norm / curvature;
            for (int i = 0; i < step.length; i++) {
                step[i] += length * direction[i];
                residual[i] += length * curved[i];
            }
            double[] next = solved(preconditioner, residual);
            double nextNorm = dot(residual, next);
            for (int i = 0; i < step.length; i++) {
                direction[i] = nextNorm / norm * direction[i] - next[i];
            }
            norm = nextNorm;
        }
        return step;
    }

    private Cholesky[] preconditioner() {
        Cholesky[] blocks = new Cholesky[count];
        if (width > EXACT_WIDTH) {
            Arrays.fill(blocks, new Cholesky(regular(meanCurvature()), width));
        } else {
            double[][] matrices = cost.curvatures();
            for (int k = 0; k < count; k++) {
                blocks[k] = new Cholesky(regular(matrices[k]), width);
            }
        }
        return blocks;
    }

    private double[] meanCurvature() {
        int d = width - 1;
        double curvature = n * cost.curvature();
        double[] matrix = new double[width * width];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i * width + j] = curvature * covariance[i * d + j];
            }
        }
        matrix[d * width + d] = curvature;
        return matrix;
    }

    /// With the penalty, and a floor that keeps a matrix of almost no curvature positive definite.
    private double[] regular(double[] matrix) {
        for (int i = 0; i < width; i++) {
            matrix[i * width + i] += (i < width - 1 ? penalty : 0) + 1e-12 * (matrix[i * width + i] + 1);
        }
        return matrix;
    }

    private double[] solved(Cholesky[] blocks, double[] residual) {
        double[] solution = residual.clone();
        for (int k = 0; k < count; k++) {
            blocks[k].solve(solution, k * width);
        }
        balance(solution);
        return solution;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum = Math.fma(a[i], b[i], sum);
        }
        return sum;
    }
}
