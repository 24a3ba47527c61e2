package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.classes.KMeans;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import smile.clustering.CentroidClustering;
import smile.clustering.Clustering;
import smile.math.MathEx;

/// k-means of the images of [MetricsArticleBenchmark] by Smile, in its own form of data: double, an array for each row.
/// `lloyd`, not `fit`: the latter's tree of boxes costs more than it saves in 784 columns, and gigabytes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MetricsArticlePeerBenchmark {
    private static final int PIXELS = MetricsArticleBenchmark.PIXELS;
    private static final int CLASSES = MetricsArticleBenchmark.CLASSES;
    private static final long SEED = 5;
    // Distances of ours are float32: a point between two centroids may go to either, and moves both a little.
    private static final double BOUND = 1e-4;
    // The first move of the centroids is not counted; a tolerance that no step stays below.
    private static final Clustering.Options OPTIONS = new Clustering.Options(CLASSES,
            MetricsArticleBenchmark.ITERATIONS - 1, Double.MIN_NORMAL, null);

    @Param("smile") public String implementation;

    @Param({"1000", "60000"}) public int rows;

    @Param({"1", "all"}) public String threads;

    private ForkJoinPool pool;
    private double[][] x;

    /// Draws the images, and compares the clusters with those of vae4j from the same start.
    @Setup
    public void prepare() {
        pool = new ForkJoinPool(ProcessKernels.threads(threads));
        float[] images = MetricsArticleBenchmark.images(rows);
        x = new double[images.length / PIXELS][PIXELS];
        for (int i = 0; i < images.length; i++) {
            x[i / PIXELS][i % PIXELS] = images[i];
        }
        List<List<Double>> start = lists(pool.submit(() -> {
            MathEx.setSeed(SEED);
            return CentroidClustering.seeds(x, CLASSES);
        }).join());
        List<List<Double>> theirs = lists(kMeans());
        try (Workers team = Workers.of(1)) {
            KMeans ours = KMeans.from(Codes.of(images, PIXELS), start, MetricsArticleBenchmark.ITERATIONS, team);
            Check.near("inertia", KMeans.from(Codes.of(images, PIXELS), theirs, 0, team).inertia(), ours.inertia(),
                    BOUND);
            if (rows >= 12_000 && ours.iterations() < MetricsArticleBenchmark.ITERATIONS) {
                throw new IllegalStateException("k-means converged after " + ours.iterations() + " iterations");
            }
        }
    }

    private static List<List<Double>> lists(double[][] rows) {
        return Arrays.stream(rows).map(row -> Arrays.stream(row).boxed().toList()).toList();
    }

    /// Ends the pool.
    @TearDown
    public void close() {
        pool.close();
    }

    /// A start by k-means++, which cannot be given, and twenty iterations. Returns the centroids.
    @Benchmark
    public double[][] kMeans() {
        // Parallel streams use the pool that they are called in.
        return pool.submit(() -> {
            MathEx.setSeed(SEED);
            return smile.clustering.KMeans.lloyd(x, OPTIONS).centers();
        }).join();
    }
}
