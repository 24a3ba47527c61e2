package io.github.vae4j.metrics.classes;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.Quantiles;
import io.github.vae4j.metrics.internal.RowParts;
import io.github.vae4j.metrics.resampling.Proportion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How far samples lie from the centroid of their class, against how far the centroids lie from each other. Distances
/// are squared, as in the article.
///
/// @param own per sample the squared Euclidean distance from its centroid, in the order of the samples
/// @param labels the class of every sample
/// @param largest the largest squared distance of two centroids
public record CentroidDistances(List<Double> own, Labels labels, double largest) {
    /// Copies the list.
    public CentroidDistances {
        own = NumberLists.copy(own);
    }

    /// Measures samples against the centroids of their classes.
    ///
    /// @param codes points
    /// @param labels the class of every row
    /// @param workers who computes
    /// @return the distances
    /// @throws IllegalArgumentException if sizes do not fit or there is no row
    public static CentroidDistances of(Codes codes, Labels labels, Workers workers) {
        ClassCentroids centroids = ClassCentroids.of(codes, labels, workers);
        int d = codes.units();
        int n = labels.size();
        double[] own = new double[n];
        workers.run(RowParts.count(n), (part, worker) -> {
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                own[i] = centroids.squaredDistance(codes.values(), i * d, labels.get(i));
            }
        });
        return new CentroidDistances(NumberLists.of(own), labels, centroids.largestSquaredDistance());
    }

    /// Samples that lie farther from their own centroid than any two centroids from each other.
    ///
    /// @return the share, with its interval
    public Proportion beyondLargest() {
        return new Proportion(own.stream().filter(distance -> distance > largest).count(), own.size());
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
        for (int i = 0; i < own.size(); i++) {
            if (labels.get(i) == label) {
                sorted[n++] = own.get(i);
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
