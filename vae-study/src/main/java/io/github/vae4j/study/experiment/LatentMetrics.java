package io.github.vae4j.study.experiment;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.classes.CentroidDistances;
import io.github.vae4j.metrics.classes.ClassCentroids;
import io.github.vae4j.metrics.classes.ClassSeparation;
import io.github.vae4j.metrics.classes.ClusterAccuracy;
import io.github.vae4j.metrics.classes.ClusteringAgreement;
import io.github.vae4j.metrics.classes.KMeans;
import io.github.vae4j.metrics.classes.NearestCentroid;
import io.github.vae4j.metrics.classes.Silhouette;
import io.github.vae4j.metrics.classes.UnitSelectivity;
import io.github.vae4j.metrics.information.AggregatePosterior;
import io.github.vae4j.metrics.information.KlDecomposition;
import io.github.vae4j.metrics.units.ActiveUnits;
import io.github.vae4j.metrics.units.IntrinsicDimension;
import io.github.vae4j.study.run.LatentFiles;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Everything that can be said of latent codes from files, with what is known of them.
///
/// @param files the codes
/// @param units active units; their KL if there are log variances
/// @param dimension intrinsic dimension of the codes (TwoNN), of at most 5,000 of them; NaN if they coincide
/// @param posterior moments of q(z); null without log variances
/// @param decomposition of the rate over the first 2,000 samples at most; null without log variances
/// @param classes what the labels tell; null without labels, or with one class only
public record LatentMetrics(LatentFiles files, ActiveUnits units, double dimension,
        @Nullable AggregatePosterior posterior, @Nullable KlDecomposition decomposition, @Nullable Classes classes) {
    /// What the labels tell.
    ///
    /// @param labels the class of every sample
    /// @param centroids of the classes
    /// @param distances of the samples from them
    /// @param nearest which centroid each is nearest to
    /// @param leaveOneOut the same with centroids that do not know the sample
    /// @param grandmother whether single units stand for classes
    /// @param separation of the classes
    /// @param silhouette of at most 10,000 samples
    /// @param clusters how well k-means finds the classes again
    /// @param agreement of clusters and classes
    public record Classes(Labels labels, ClassCentroids centroids, CentroidDistances distances,
            NearestCentroid nearest, NearestCentroid leaveOneOut, UnitSelectivity grandmother,
            ClassSeparation separation, Silhouette silhouette, ClusterAccuracy clusters,
            ClusteringAgreement agreement) {}

    // What costs the square of the number of samples is measured on so many.
    private static final int DIMENSION_SAMPLES = 5_000;
    private static final int DECOMPOSITION_SAMPLES = 2_000;
    private static final int SILHOUETTE_SAMPLES = 10_000;
    private static final double DISCARDED = 0.1;
    private static final int RESTARTS = 10;
    private static final int ITERATIONS = 300;
    private static final int STREAM = 0x1a7e;

    /// Measures codes.
    ///
    /// @param files the codes
    /// @param seed of all draws
    /// @param workers who computes
    /// @return what was found
    /// @throws IllegalArgumentException if a value is not finite
    public static LatentMetrics of(LatentFiles files, long seed, Workers workers) {
        boolean variances = files.logvar().length > 0;
        if (!variances) {
            return new LatentMetrics(files,
                    ActiveUnits.of(files.codes(), ActiveUnits.DEFAULT_THRESHOLD, seed, workers),
                    dimension(files, workers), null, null, classes(files, seed, workers));
        }
        Posterior posterior = Posterior.of(files.mean(), files.logvar(), files.units());
        return new LatentMetrics(files, ActiveUnits.of(posterior, ActiveUnits.DEFAULT_THRESHOLD, seed, workers),
                dimension(files, workers), AggregatePosterior.of(posterior, workers),
                decomposition(files, seed, workers), classes(files, seed, workers));
    }

    private static double dimension(LatentFiles files, Workers workers) {
        int n = Math.min(DIMENSION_SAMPLES, files.rows());
        try {
            return IntrinsicDimension.twoNn(Codes.of(Arrays.copyOf(files.mean(), n * files.units()), files.units()),
                    DISCARDED, workers).dimension();
        } catch (IllegalArgumentException e) {
            // Too few samples, or all of them coincide.
            return Double.NaN;
        }
    }

    private static KlDecomposition decomposition(LatentFiles files, long seed, Workers workers) {
        int length = Math.min(DECOMPOSITION_SAMPLES, files.rows()) * files.units();
        float[] mean = Arrays.copyOf(files.mean(), length);
        float[] logvar = Arrays.copyOf(files.logvar(), length);
        float[] z = PosteriorDraws.of(mean, logvar, length, seed, STREAM);
        return KlDecomposition.exact(Codes.of(z, files.units()), Posterior.of(mean, logvar, files.units()), workers);
    }

    private static @Nullable Classes classes(LatentFiles files, long seed, Workers workers) {
        Labels labels = files.labels();
        int present = labels == null ? 0
                : (int) IntStream.range(0, labels.classCount()).filter(c -> labels.count(c) > 0).count();
        if (labels == null || present < 2 || present >= labels.size()) {
            return null;
        }
        Codes codes = files.codes();
        KMeans clusters = KMeans.plusPlus(codes, present, RESTARTS, ITERATIONS, seed, workers);
        Silhouette silhouette = labels.size() <= SILHOUETTE_SAMPLES
                ? Silhouette.exact(codes, labels, workers)
                : Silhouette.sampled(codes, labels, SILHOUETTE_SAMPLES, seed, workers);
        return new Classes(labels, ClassCentroids.of(codes, labels, workers),
                CentroidDistances.of(codes, labels, workers),
                NearestCentroid.of(codes, labels, NearestCentroid.Mode.SAME_SET, workers),
                NearestCentroid.of(codes, labels, NearestCentroid.Mode.LEAVE_ONE_OUT, workers),
                UnitSelectivity.of(codes, labels, seed, workers), ClassSeparation.of(codes, labels, workers),
                silhouette,
                ClusterAccuracy.of(labels, clusters.labels()),
                ClusteringAgreement.of(labels, clusters.labels()));
    }
}
