package io.github.vae4j.study.experiment;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The figures of the article that the study repeats: Itsukara's diary (2016, in Japanese), on MNIST, with the network of
/// J. H. Metzen's TensorFlow notebook.
public final class Article {
    /// Latent units of the main model.
    public static final int UNITS = 20;
    /// Units that are not silent, as read from the article's plots.
    public static final int ACTIVE_UNITS = 10;
    /// Largest squared distance of two centroids.
    public static final double LARGEST_CENTROID_DISTANCE = 12;
    /// Share of all images whose nearest centroid is their own, about.
    public static final double NEAREST_CENTROID = 0.90;
    /// Share of images that k-means on pixels puts right.
    public static final double KMEANS_ON_PIXELS = 0.715;

    private static final List<
            Double> NEAREST_PER_DIGIT = List.of(0.990, 0.970, 0.913, 0.933, 0.909, 0.924, 0.919, 0.933,
                    0.892, 0.881);
    private static final int[] COST_EPOCHS = {1, 6, 11, 16, 21, 31, 41, 51, 61, 71};
    private static final double[] COSTS_20 = {181.44, 110.45, 106.03, 103.36, 101.20, 98.75, 97.34, 96.42, 95.76,
        95.17};
    private static final double[] COSTS_2 = {187.99, 153.52, 148.39, 145.73, 144.19, 142.21, 140.99, 140.08, 139.49,
        138.96};

    private Article() {}

    /// A training cost that the notebook printed.
    ///
    /// @param epoch from 1
    /// @param nats per image, averaged over the epoch
    public record Cost(int epoch, double nats) {}

    /// The share of the images of one digit whose nearest centroid is their own.
    ///
    /// @param digit the class
    /// @return the share, or `null` if there is no such digit
    public static @Nullable Double nearestCentroid(int digit) {
        return digit < NEAREST_PER_DIGIT.size() ? NEAREST_PER_DIGIT.get(digit) : null;
    }

    /// The notebook's training costs.
    ///
    /// @param latent number of latent units
    /// @return the costs, none unless `latent` is 20 or 2
    public static List<Cost> costs(int latent) {
        return switch (latent) {
            case 20 -> costs(COSTS_20);
            case 2 -> costs(COSTS_2);
            default -> List.of();
        };
    }

    private static List<Cost> costs(double[] nats) {
        return IntStream.range(0, nats.length).mapToObj(i -> new Cost(COST_EPOCHS[i], nats[i])).toList();
    }
}
