package io.github.vae4j.benchmarks;

import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.classes.ClassSeparation;
import io.github.vae4j.metrics.classes.KMeans;
import io.github.vae4j.metrics.classes.LinearProbe;
import io.github.vae4j.metrics.classes.Neighbourhood;
import io.github.vae4j.metrics.units.ActiveUnits;
import io.github.vae4j.metrics.units.IntrinsicDimension;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The metrics that are slow where samples are many: 100,000 points of 64 units in ten classes, in ms.
public class MetricsLargeBenchmark extends TeamBenchmark {
    private static final int D = 64;
    private static final int CLASSES = LatentClusters.CLASSES;
    private static final int NEIGHBOURS = 10;
    private static final int ITERATIONS = 300;
    private static final long SEED = 1;
    /// Neighbours of so many points are found by plain loops in a moment.
    private static final int FEW = 2000;
    // Sums of some 100,000 doubles in another order.
    private static final double BOUND = 1e-9;

    @Param({"1000", "100000"}) public int rows;

    private float[] x;
    private Codes points;
    private Codes plane;
    private Labels labels;
    private Codes test;
    private Labels testLabels;

    /// Draws clusters that overlap, and checks variances, scatters, inertia and a few distances against plain loops.
    @Setup
    public void prepare() {
        startTeam();
        x = LatentClusters.points(rows, D, 1);
        points = Codes.of(x, D);
        labels = Labels.of(LatentClusters.classes(rows));
        int tests = rows / 5;
        test = Codes.of(LatentClusters.points(tests, D, 2), D);
        testLabels = Labels.of(LatentClusters.classes(tests));
        float[] two = new float[2 * rows];
        for (int i = 0; i < two.length; i++) {
            two[i] = x[i / 2 * D + i % 2];
        }
        plane = Codes.of(two, 2);
        double[] mean = means(x, IntStream.range(0, rows).toArray());
        Check.near("variance of unit 1", ActiveUnits.of(points, 0, SEED, team()).variances().get(1),
                IntStream.range(0, rows).mapToDouble(i -> square(x[i * D + 1] - mean[1])).sum() / rows, BOUND);
        Check.near("Calinski and Harabasz' score", separation(), separationByLoops(mean), BOUND);
        KMeans clusters = clusters();
        Check.near("inertia", clusters.inertia(), IntStream.range(0, rows).mapToDouble(i -> nearest(clusters, i)).sum(),
                BOUND);
        Check.near("convergence of the probe", probe().converged() ? 1 : 0, 1, 0);
        if (rows <= FEW) {
            Check.near("intrinsic dimension", twoNn(), dimensionByLoops(), BOUND);
        }
    }

    private static double square(double value) {
        return value * value;
    }

    private static double[] means(float[] x, int[] rows) {
        double[] mean = new double[D];
        for (int row : rows) {
            for (int j = 0; j < D; j++) {
                mean[j] += x[row * D + j];
            }
        }
        return Arrays.stream(mean).map(sum -> sum / rows.length).toArray();
    }

    private double separationByLoops(double[] mean) {
        double within = 0;
        double between = 0;
        for (int c = 0; c < CLASSES; c++) {
            int label = c;
            int[] own = IntStream.range(0, rows).filter(i -> i % CLASSES == label).toArray();
            double[] centroid = means(x, own);
            for (int j = 0; j < D; j++) {
                between += own.length * square(centroid[j] - mean[j]);
                for (int row : own) {
                    within += square(x[row * D + j] - centroid[j]);
                }
            }
        }
        return between / within * (rows - CLASSES) / (CLASSES - 1);
    }

    private double nearest(KMeans clusters, int row) {
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < CLASSES; c++) {
            double sum = 0;
            for (int j = 0; j < D; j++) {
                sum += square(x[row * D + j] - clusters.centroids().get(c).get(j));
            }
            least = Math.min(least, sum);
        }
        return least;
    }

    private double dimensionByLoops() {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int row = i;
            double[] squares = IntStream.range(0, rows).filter(other -> other != row).mapToDouble(
                    other -> IntStream.range(0, D).mapToDouble(j -> square((double) x[row * D + j] - x[other * D + j]))
                            .sum())
                    .sorted().toArray();
            sum += Math.log(squares[1] / squares[0]) / 2;
        }
        return rows / sum;
    }

    /// TwoNN: the two nearest of all other points.
    @Benchmark
    public double twoNn() {
        return IntrinsicDimension.twoNn(points, 0, team()).dimension();
    }

    /// The ten nearest of all other points, for the estimate of the dimension by maximum likelihood.
    @Benchmark
    public double nearest() {
        return IntrinsicDimension.maximumLikelihood(points, NEIGHBOURS, team()).dimension();
    }

    /// Trustworthiness and continuity of the first two units, ten neighbours.
    @Benchmark
    public double trustworthiness() {
        return Neighbourhood.of(points, plane, NEIGHBOURS, team()).trustworthiness();
    }

    /// Ten clusters from one start by greedy k-means++, until no point moves. Returns the inertia.
    @Benchmark
    public double kMeans() {
        return clusters().inertia();
    }

    private KMeans clusters() {
        return KMeans.plusPlus(points, CLASSES, 1, ITERATIONS, SEED, team());
    }

    /// Multinomial logistic regression, fitted to rounding, and the share of a fifth as many more points that it tells.
    @Benchmark
    public double linearProbe() {
        return probe().accuracy().share();
    }

    private LinearProbe probe() {
        return LinearProbe.trainToTest(points, labels, test, testLabels, LinearProbe.Settings.of(1), team());
    }

    /// Davies-Bouldin, Calinski-Harabasz, Fisher's ratio, eta squared.
    @Benchmark
    public double separation() {
        return ClassSeparation.of(points, labels, team()).calinskiHarabasz();
    }

    /// Variances of the units with intervals from 1,000 resamples, and of the principal components.
    @Benchmark
    public double activeUnits() {
        return ActiveUnits.of(points, ActiveUnits.DEFAULT_THRESHOLD, SEED, team()).low().get(0);
    }
}
