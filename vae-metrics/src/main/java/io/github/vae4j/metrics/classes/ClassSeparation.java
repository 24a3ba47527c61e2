package io.github.vae4j.metrics.classes;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.ClassOrder;
import io.github.vae4j.metrics.internal.Columns;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.RowParts;
import io.github.vae4j.metrics.internal.Scatter;
import io.github.vae4j.metrics.internal.TriangularFactor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How far classes lie apart, measured against their spread. Empty classes are left out; n samples, C classes.
///
/// - Davies-Bouldin (1979): mean over classes of `max_j (s_i + s_j) / |c_i - c_j|`, s the mean distance to the
///   centroid. Low is good; infinite if two centroids are equal and a class has spread.
/// - Calinski-Harabasz (1974): `tr S_B / tr S_W * (n - C) / (C - 1)`. High is good.
/// - Fisher: `tr(S_W^-1 S_B)`, S_W and S_B the scatter within and between classes. Unlike the two others it does not
///   change under any invertible linear map of the space. Where S_W is ill-conditioned it is computed from the rows by an
///   orthogonal factor, so that its relative error is some 1e-16 times the square root of the condition number of S_W.
/// - eta^2 of a unit: its scatter between classes over its total scatter, 0 to 1.
///
/// Pitfalls: Fisher grows with d at random, and is NaN where S_W is singular (a constant or duplicated unit);
/// `fisherReason` then says which unit. eta^2 of noise is about `(C - 1) / (n - 1)`, not 0.
///
/// @param daviesBouldin 0 or more, low is good; NaN from a [ClassMomentAccumulator], for mean distances need the rows
///     again once the centroids are known
/// @param calinskiHarabasz 0 or more; infinite if no class has any spread
/// @param fisher 0 or more; NaN if the scatter within classes is singular
/// @param fisherReason why there is no Fisher ratio; empty if there is one
/// @param etaSquared one value per unit; NaN for a constant unit
/// @param samples number of samples
/// @param classes number of non-empty classes
public record ClassSeparation(double daviesBouldin, double calinskiHarabasz, double fisher, String fisherReason,
        List<Double> etaSquared, long samples, int classes) {
    /// Below it the factor of products has lost half of its digits.
    private static final double ILL = 1e-4;
    /// What is left of a unit after the others are taken out of it counts as rounding below this share, times d.
    static final double DEPENDENT = 1e-14;
    private static final int BLOCK = 256;

    /// Copies the list.
    public ClassSeparation {
        etaSquared = List.copyOf(etaSquared);
    }

    /// Measures the separation of classes.
    ///
    /// @param codes points
    /// @param labels the class of every row
    /// @param workers who computes; the bits do not depend on their number
    /// @return the scores
    /// @throws IllegalArgumentException if sizes do not fit
    /// @throws io.github.vae4j.metrics.NoAnswerException if there are not 2 to n - 1 classes that have samples
    public static ClassSeparation of(Codes codes, Labels labels, Workers workers) {
        Checks.classes(codes, labels);
        int d = codes.units();
        double[] centroids = NumberLists.flat(ClassCentroids.of(codes, labels, workers).values());
        ClassOrder order = new ClassOrder(labels);
        // The scatter within classes, then per class the sum of the distances from its centroid.
        int classes = labels.classCount();
        double[] sums = new Scatter(codes, workers).within(order, centroids, classes);
        double[] mean = Columns.means(codes, workers);
        List<double[]> between = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            if (labels.count(c) > 0) {
                between.add(between(Arrays.copyOfRange(centroids, c * d, (c + 1) * d), mean, labels.count(c)));
            }
        }
        TriangularFactor factor = TriangularFactor.ofProducts(sums, d);
        double share = DEPENDENT * d;
        if (factor.dependent(ILL) >= 0) {
            factor = factor(codes, order, centroids, workers);
        }
        return of(daviesBouldin(sums, d, labels, centroids), sums, factor, share, between, labels.size());
    }

    /// The distance of a class's centroid from the mean of all, weighted so that the outer products of these vectors add up
    /// to the scatter between classes.
    static double[] between(double[] centroid, double[] mean, double rows) {
        double[] vector = new double[mean.length];
        for (int j = 0; j < vector.length; j++) {
            vector[j] = Math.sqrt(rows) * (centroid[j] - mean[j]);
        }
        return vector;
    }

    private static TriangularFactor factor(Codes codes, ClassOrder order, double[] centroids, Workers workers) {
        int d = codes.units();
        int parts = RowParts.count(codes.rows(), d * d);
        TriangularFactor[] factors = new TriangularFactor[parts];
        workers.run(parts, (part, worker) -> {
            factors[part] = new TriangularFactor(d);
            float[] block = new float[BLOCK * d];
            double[] centred = new double[BLOCK * d];
            order.blocks(RowParts.from(part, parts, codes.rows()), RowParts.from(part + 1, parts, codes.rows()), BLOCK,
                    (label, first, rows) -> {
                        order.copy(codes, first, rows, block);
                        for (int i = 0; i < rows * d; i++) {
                            centred[i] = block[i] - centroids[label * d + i % d];
                        }
                        factors[part].add(centred, rows);
                    });
        });
        for (int part = 1; part < parts; part++) {
            factors[0].add(factors[part]);
        }
        return factors[0];
    }

    /// From the (d, d) scatter within classes, which `within` begins with, its factor, of whose diagonal the share
    /// `rounding` of a column is rounding, and the vectors whose outer products are the scatter between the classes.
    static ClassSeparation of(double daviesBouldin, double[] within, TriangularFactor factor, double rounding,
            List<double[]> between, long samples) {
        int d = between.get(0).length;
        double[] eta = new double[d];
        double withinTrace = 0;
        double betweenTrace = 0;
        for (int j = 0; j < d; j++) {
            double w = within[j * d + j];
            double b = 0;
            for (double[] vector : between) {
                b += vector[j] * vector[j];
            }
            eta[j] = b / (w + b);
            withinTrace += w;
            betweenTrace += b;
        }
        int classes = between.size();
        int dependent = factor.dependent(rounding);
        return new ClassSeparation(daviesBouldin,
                betweenTrace / withinTrace * (double) (samples - classes) / (classes - 1),
                dependent < 0 ? between.stream().mapToDouble(factor::quadratic).sum() : Double.NaN,
                dependent < 0
                        ? ""
                        : "within classes unit " + dependent
                                + " does not vary, or is a linear function of the units before it",
                NumberLists.of(eta), samples, classes);
    }

    private static double daviesBouldin(double[] sums, int d, Labels labels, double[] centroids) {
        int classes = labels.classCount();
        double sum = 0;
        for (int a = 0; a < classes; a++) {
            double worst = 0;
            for (int b = 0; b < classes; b++) {
                if (a != b && labels.count(a) > 0 && labels.count(b) > 0) {
                    double spreads = sums[d * d + a] / labels.count(a) + sums[d * d + b] / labels.count(b);
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

    @Override
    public String toString() {
        return String.format(Locale.ROOT,
                "Davies-Bouldin %.4f, Calinski-Harabasz %.2f, Fisher %s (%d samples, %d classes)", daviesBouldin,
                calinskiHarabasz,
                fisherReason.isEmpty() ? String.format(Locale.ROOT, "%.4f", fisher) : "not defined: " + fisherReason,
                samples, classes);
    }
}
