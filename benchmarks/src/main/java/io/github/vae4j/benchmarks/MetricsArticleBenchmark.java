package io.github.vae4j.benchmarks;

import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.classes.CentroidDistances;
import io.github.vae4j.metrics.classes.ClassCentroids;
import io.github.vae4j.metrics.classes.ClusterAccuracy;
import io.github.vae4j.metrics.classes.KMeans;
import io.github.vae4j.metrics.classes.LatentProfiles;
import io.github.vae4j.metrics.classes.NearestCentroid;
import io.github.vae4j.metrics.classes.UnitSelectivity;
import io.github.vae4j.metrics.units.ActiveUnits;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The statistics of the article: those of MNIST's 60,000 latent codes of 20 units, and k-means on the 55,000 images of
/// its training part; in ms.
public class MetricsArticleBenchmark extends TeamBenchmark {
    static final int PIXELS = 784;
    static final int CLASSES = LatentClusters.CLASSES;
    /// Of k-means.
    static final int ITERATIONS = 20;
    private static final int UNITS = LatentClusters.D;
    private static final long SEED = 1;
    // Sums of some thousand doubles in another order.
    private static final double BOUND = 1e-9;

    /// Latent codes; of images there are 11/12 as many.
    @Param({"1000", "60000"}) public int rows;

    private float[] means;
    private float[] logvars;
    private Labels labels;
    private float[] images;
    private Labels imageLabels;
    private List<List<Double>> start;

    /// Draws codes and images around ten centres, and checks distances of centroids and an iteration of k-means against
    /// plain loops.
    @Setup
    public void prepare() {
        startTeam();
        LatentClusters posteriors = LatentClusters.of(rows, 1);
        means = posteriors.x();
        logvars = posteriors.logvars();
        labels = posteriors.labels();
        images = images(rows);
        int samples = images.length / PIXELS;
        imageLabels = Labels.of(LatentClusters.classes(samples));
        start = rows(images, CLASSES);
        checkCentroids();
        checkIteration(samples);
    }

    /// The images that belong to so many codes, 11/12 of their number, with so much noise that 20 iterations from ten
    /// images do not converge.
    static float[] images(int rows) {
        return LatentClusters.points(rows / 12 * 11, PIXELS, 3);
    }

    /// The first rows of a matrix of pixels.
    static List<List<Double>> rows(float[] images, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(row -> IntStream.range(row * PIXELS, (row + 1) * PIXELS).mapToObj(i -> (double) images[i])
                        .toList())
                .toList();
    }

    private void checkCentroids() {
        double[] sums = new double[UNITS];
        int[] counts = new int[2];
        for (int i = 0; i < rows; i++) {
            int label = i % CLASSES;
            if (label < 2) {
                counts[label]++;
            }
        }
        for (int i = 0; i < rows; i++) {
            int label = i % CLASSES;
            for (int j = 0; j < UNITS && label < 2; j++) {
                sums[j] += (label == 0 ? 1.0 : -1.0) * means[i * UNITS + j] / counts[label];
            }
        }
        double squares = 0;
        for (double sum : sums) {
            squares += sum * sum;
        }
        Check.near("squared distance of two centroids",
                ClassCentroids.of(Codes.of(means, UNITS), labels, team()).squaredDistance(0, 1), squares, BOUND);
    }

    private void checkIteration(int samples) {
        KMeans one = KMeans.from(Codes.of(images, PIXELS), start, 0, team());
        double inertia = 0;
        for (int i = 0; i < samples; i++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int c = 0; c < CLASSES; c++) {
                double distance = 0;
                for (int j = 0; j < PIXELS; j++) {
                    double difference = images[i * PIXELS + j] - start.get(c).get(j);
                    distance += difference * difference;
                }
                nearest = Math.min(nearest, distance);
            }
            inertia += nearest;
        }
        Check.near("inertia", one.inertia(), inertia, BOUND);
    }

    /// Centroids, distances, nearest centroids of both kinds, profiles, grandmother test, active units.
    @Benchmark
    public double article() {
        double distance = CentroidDistances.of(Codes.of(means, UNITS), labels, team()).beyondLargest().share();
        double same = NearestCentroid.of(Codes.of(means, UNITS), labels, NearestCentroid.Mode.SAME_SET, team())
                .overall().share();
        double out = NearestCentroid.of(Codes.of(means, UNITS), labels, NearestCentroid.Mode.LEAVE_ONE_OUT, team())
                .overall()
                .share();
        double mean = LatentProfiles.of(Codes.of(means, UNITS), labels, LatentProfiles.DEFAULT_QUANTILES, team())
                .mean(0, 0);
        double area = UnitSelectivity.of(Codes.of(means, UNITS), labels, SEED, team()).threshold();
        double kl = ActiveUnits.of(Posterior.of(means, logvars, UNITS), ActiveUnits.DEFAULT_THRESHOLD, SEED, team())
                .totalKl();
        return distance + same + out + mean + area + kl;
    }

    /// Twenty iterations of k-means from ten images, and its accuracy.
    @Benchmark
    public double kMeans() {
        KMeans found = KMeans.from(Codes.of(images, PIXELS), start, ITERATIONS, team());
        if (rows >= 60_000 && found.iterations() < ITERATIONS) {
            throw new IllegalStateException("k-means converged after " + found.iterations() + " iterations");
        }
        return found.inertia() + ClusterAccuracy.of(imageLabels, found.labels()).matched().share();
    }
}
