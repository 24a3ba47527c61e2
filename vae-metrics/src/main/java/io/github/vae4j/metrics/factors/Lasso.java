package io.github.vae4j.metrics.factors;

/// Linear regression with an L1 penalty (Tibshirani 1996) on standardised columns: minimises
/// `|y - X w|^2 / (2 n) + alpha |w|_1` by cyclic coordinate descent (Friedman et al. 2007), where the columns of X have
/// mean 0 and variance 1 and y has mean 0. Columns that do not vary get a weight of 0. It works on the products X'X / n
/// and X'y / n alone, so that many targets cost one pass over the data each.
///
/// Of two equal columns the first takes all of the weight.
final class Lasso {
    private static final int MOST_SWEEPS = 10_000;
    // Changes of a weight, as a share of the target's deviation, that end the descent.
    private static final double CHANGE = 1e-13;

    private final double[] x;
    private final int n;
    private final int d;
    private final double[] mean;
    private final double[] deviation;
    private final double[] gram;

    /// Standardises the columns of `x`, (n, d), d 0 or more, and multiplies them with each other.
    Lasso(float[] x, int d) {
        this.n = d == 0 ? 0 : x.length / d;
        this.d = d;
        this.mean = new double[d];
        this.deviation = new double[d];
        // Around the first row, so that a column of equal values has a deviation of exactly 0.
        for (int i = 0; i < x.length; i++) {
            mean[i % d] += ((double) x[i] - x[i % d]) / n;
        }
        for (int j = 0; j < d; j++) {
            mean[j] += x[j];
        }
        for (int i = 0; i < x.length; i++) {
            double difference = x[i] - mean[i % d];
            deviation[i % d] += difference * difference / n;
        }
        for (int j = 0; j < d; j++) {
            deviation[j] = Math.sqrt(deviation[j]);
        }
        this.x = standardised(x);
        this.gram = new double[d * d];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                for (int l = 0; l <= j; l++) {
                    gram[j * d + l] += this.x[i * d + j] * this.x[i * d + l] / n;
                }
            }
        }
        for (int j = 0; j < d; j++) {
            for (int l = 0; l < j; l++) {
                gram[l * d + j] = gram[j * d + l];
            }
        }
    }

    /// Rows of the same columns by the means and deviations of the fitted ones; columns that did not vary are 0.
    double[] standardised(float[] rows) {
        double[] out = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int j = i % d;
            out[i] = deviation[j] == 0 ? 0 : (rows[i] - mean[j]) / deviation[j];
        }
        return out;
    }

    /// The standardised rows it was made from.
    double[] rows() {
        return x;
    }

    /// The weights of a target of mean 0, one value a row.
    double[] weights(double[] y, double alpha) {
        double[] products = new double[d];
        double variance = 0;
        for (int i = 0; i < n; i++) {
            variance += y[i] * y[i] / n;
            for (int j = 0; j < d; j++) {
                products[j] += x[i * d + j] * y[i] / n;
            }
        }
        double[] w = new double[d];
        double enough = CHANGE * Math.sqrt(variance);
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double change = 0;
            for (int j = 0; j < d; j++) {
                if (deviation[j] > 0) {
                    double rest = products[j];
                    for (int l = 0; l < d; l++) {
                        rest -= l == j ? 0 : gram[j * d + l] * w[l];
                    }
                    double next = Math.signum(rest) * Math.max(Math.abs(rest) - alpha, 0) / gram[j * d + j];
                    change = Math.max(change, Math.abs(next - w[j]));
                    w[j] = next;
                }
            }
            if (change <= enough) {
                break;
            }
        }
        return w;
    }

    /// The sum of weights times one standardised row.
    static double product(double[] rows, int row, double[] weights) {
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            sum += rows[row * weights.length + j] * weights[j];
        }
        return sum;
    }
}
