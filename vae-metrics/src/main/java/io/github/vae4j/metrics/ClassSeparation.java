package io.github.vae4j.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How far classes lie apart, measured against their spread. Empty classes are left out; n samples, C classes.
///
/// - Davies-Bouldin (1979): mean over classes of `max_j (s_i + s_j) / |c_i - c_j|`, s the mean distance to the
///   centroid. Low is good; infinite if two centroids are equal and a class has spread.
/// - Calinski-Harabasz (1974): `tr S_B / tr S_W * (n - C) / (C - 1)`. High is good.
/// - Fisher: `tr(S_W^-1 S_B)`, S_W and S_B the scatter within and between classes. Unlike the two others it does not
///   change under any invertible linear map of the space.
/// - eta^2 of a unit: its scatter between classes over its total scatter, 0 to 1.
///
/// Pitfalls: Fisher grows with d at random, and is NaN where S_W is singular (a constant or duplicated unit). eta^2 of
/// noise is about `(C - 1) / (n - 1)`, not 0.
///
/// @param daviesBouldin 0 or more, low is good; NaN from a [ClassMomentAccumulator], for mean distances need the rows
///     again once the centroids are known
/// @param calinskiHarabasz 0 or more; infinite if no class has any spread
/// @param fisher 0 or more; NaN if the scatter within classes is singular
/// @param etaSquared one value per unit; NaN for a constant unit
/// @param samples number of samples
/// @param classes number of non-empty classes
public record ClassSeparation(double daviesBouldin, double calinskiHarabasz, double fisher, List<Double> etaSquared,
        long samples, int classes) {
    /// A pivot of the Cholesky factor below this share of its diagonal element counts as zero.
    private static final double SINGULAR = 1e-12;

    /// Copies the list.
    public ClassSeparation {
        etaSquared = List.copyOf(etaSquared);
    }

    /// Measures the separation of classes.
    ///
    /// @param x points, (n, d) row-major
    /// @param d number of columns
    /// @param labels the class of every row
    /// @return the scores
    /// @throws IllegalArgumentException if sizes do not fit, a value is not finite, or there are not 2 to n - 1 classes
    public static ClassSeparation of(float[] x, int d, Labels labels) {
        LabelledRows.check("x", x, d, labels);
        double[] centroids = LabelledRows.centroids(x, d, labels);
        double[] mean = LabelledRows.mean(x, d);
        double[] within = new double[d * d];
        double[] between = new double[d * d];
        double[] difference = new double[d];
        for (int i = 0; i < labels.size(); i++) {
            for (int j = 0; j < d; j++) {
                difference[j] = x[i * d + j] - centroids[labels.get(i) * d + j];
            }
            addOuter(within, difference, 1);
        }
        for (int c = 0; c < labels.classCount(); c++) {
            if (labels.count(c) > 0) {
                for (int j = 0; j < d; j++) {
                    difference[j] = centroids[c * d + j] - mean[j];
                }
                addOuter(between, difference, labels.count(c));
            }
        }
        return of(daviesBouldin(x, d, labels, centroids), within, between, d, labels.size(), labels.nonEmptyClasses());
    }

    /// From the (d, d) scatter within and between classes.
    static ClassSeparation of(double daviesBouldin, double[] within, double[] between, int d, long samples,
            int classes) {
        List<Double> eta = new ArrayList<>();
        double withinTrace = 0;
        double betweenTrace = 0;
        for (int j = 0; j < d; j++) {
            double w = within[j * d + j];
            double b = between[j * d + j];
            eta.add(b / (w + b));
            withinTrace += w;
            betweenTrace += b;
        }
        double calinski = betweenTrace / withinTrace * (double) (samples - classes) / (classes - 1);
        return new ClassSeparation(daviesBouldin, calinski, traceOfRatio(within, between, d), eta, samples, classes);
    }

    /// Adds `weight` times the outer product of `v` with itself.
    static void addOuter(double[] sum, double[] v, double weight) {
        int d = v.length;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                sum[i * d + j] += weight * v[i] * v[j];
            }
        }
    }

    private static double daviesBouldin(float[] x, int d, Labels labels, double[] centroids) {
        int classes = labels.classCount();
        double[] spread = new double[classes];
        for (int i = 0; i < labels.size(); i++) {
            spread[labels.get(i)] += LabelledRows.distance(x, i, centroids, labels.get(i), d);
        }
        double sum = 0;
        for (int a = 0; a < classes; a++) {
            double worst = 0;
            for (int b = 0; b < classes; b++) {
                if (a != b && labels.count(a) > 0 && labels.count(b) > 0) {
                    double spreads = spread[a] / labels.count(a) + spread[b] / labels.count(b);
                    worst = Math.max(worst, spreads == 0 ? 0 : spreads / centroidDistance(centroids, a, b, d));
                }
            }
            sum += worst;
        }
        return sum / labels.nonEmptyClasses();
    }

    private static double centroidDistance(double[] centroids, int a, int b, int d) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            double difference = centroids[a * d + j] - centroids[b * d + j];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    /// tr(W^-1 B) by the Cholesky factor of W; NaN if W is singular.
    private static double traceOfRatio(double[] w, double[] b, int d) {
        double[] factor = w.clone();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = factor[i * d + j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * d + k] * factor[j * d + k];
                }
                if (i == j && !(sum > SINGULAR * w[i * d + i])) {
                    return Double.NaN;
                }
                factor[i * d + j] = i == j ? Math.sqrt(sum) : sum / factor[j * d + j];
            }
        }
        double trace = 0;
        double[] column = new double[d];
        for (int c = 0; c < d; c++) {
            for (int i = 0; i < d; i++) {
                double sum = b[i * d + c];
                for (int k = 0; k < i; k++) {
                    sum -= factor[i * d + k] * column[k];
                }
                column[i] = sum / factor[i * d + i];
            }
            for (int i = d - 1; i >= c; i--) {
                double sum = column[i];
                for (int k = i + 1; k < d; k++) {
                    sum -= factor[k * d + i] * column[k];
                }
                column[i] = sum / factor[i * d + i];
            }
            trace += column[c];
        }
        return trace;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT,
                "Davies-Bouldin %.4f, Calinski-Harabasz %.2f, Fisher %.4f (%d samples, %d classes)", daviesBouldin,
                calinskiHarabasz, fisher, samples, classes);
    }
}
