package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How far samples lie from the centroid of their class, against how far the centroids lie from each other. Distances
/// are squared, as in the article.
///
/// @param own per sample the squared Euclidean distance from its centroid, in the order of the samples
/// @param labels the class of every sample
/// @param largest the largest squared distance of two centroids
@SuppressWarnings("ArrayRecordComponent") // as long as the data
public record CentroidDistances(double[] own, Labels labels, double largest) {
    /// Measures samples against the centroids of their classes.
    ///
    /// @param x points, (n, d) row-major
    /// @param d number of columns
    /// @param labels the class of every row
    /// @param workers who computes
    /// @return the distances
    /// @throws IllegalArgumentException if sizes do not fit, a value is not finite, or there is no row
    public static CentroidDistances of(float[] x, int d, Labels labels, Workers workers) {
        ClassCentroids centroids = ClassCentroids.of(x, d, labels, workers);
        int n = labels.size();
        double[] own = new double[n];
        workers.run(RowParts.count(n), (part, worker) -> {
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                own[i] = centroids.squaredDistance(x, i * d, labels.get(i));
            }
        });
        return new CentroidDistances(own, labels, centroids.largestSquaredDistance());
    }

    /// Samples that lie farther from their own centroid than any two centroids from each other.
    ///
    /// @return the share, with its interval
    public Proportion beyondLargest() {
        return new Proportion(Arrays.stream(own).filter(distance -> distance > largest).count(), own.length);
    }

    /// A quantile of the squared distances of one class, between the two nearest samples (Hyndman and Fan 1996, type 7).
    ///
    /// @param label the class
    /// @param q from 0 to 1: 0.5 is the median
    /// @return the distance, NaN if the class is empty
    /// @throws IllegalArgumentException if `q` is out of range
    public double quantile(int label, double q) {
        double[] sorted = new double[labels.count(label)];
        int n = 0;
        for (int i = 0; i < own.length; i++) {
            if (labels.get(i) == label) {
                sorted[n++] = own[i];
            }
        }
        Arrays.sort(sorted);
        return Quantiles.ofSorted(sorted, q);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "squared distances to the own centroid (largest of two centroids %.3f; beyond it %s)", largest,
                beyondLargest()));
        List<String> names = labels.names();
        for (int c = 0; c < names.size(); c++) {
            text.append(String.format(Locale.ROOT, "%n  %s: 5 %% %.3f, median %.3f, 95 %% %.3f", names.get(c),
                    quantile(c, 0.05), quantile(c, 0.5), quantile(c, 0.95)));
        }
        return text.toString();
    }
}
