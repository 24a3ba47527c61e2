package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.classes.ClusteringAgreement;
import io.github.vae4j.metrics.classes.Neighbourhood;
import io.github.vae4j.metrics.units.Pca;
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
import org.openjdk.jmh.annotations.Warmup;
import smile.classification.KNN;
import smile.feature.extraction.PCA;
import smile.math.distance.EuclideanDistance;
import smile.neighbor.LinearSearch;
import smile.validation.metric.AdjustedMutualInformation;
import smile.validation.metric.AdjustedRandIndex;
import smile.validation.metric.NormalizedMutualInformation;

/// Metrics of the points of [MetricsBenchmark] by Smile, one thread, in its own form of data: double, an array for each row.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MetricsPeerBenchmark {
    private static final int D = LatentClusters.D;
    // Smile sums in another order.
    private static final double VARIANCE_BOUND = 1e-5;
    // Both are double; the expectation of the mutual information is a sum of products of factorials.
    private static final double AGREEMENT_BOUND = 1e-9;

    @Param("smile") public String implementation;

    @Param({"1000", "5000"}) public int rows;

    @Param("1") public String threads;

    private double[][] x;
    private double[][] queries;
    private int[] classes;
    private int[] clusters;
    private int[] queryClasses;

    /// Draws the points, and compares every result with that of vae4j.
    @Setup
    public void prepare() {
        NativeBlas.select(implementation, ProcessKernels.threads(threads));
        LatentClusters train = LatentClusters.of(rows, 1);
        LatentClusters test = LatentClusters.of(MetricsBenchmark.QUERIES, 2);
        x = rows(train);
        queries = rows(test);
        classes = train.classes();
        clusters = train.clusters();
        queryClasses = test.classes();

        try (Workers team = Workers.of(1)) {
            Pca pca = Pca.of(train.points(), D, team);
            double[] shares = PCA.fit(x).varianceProportion();
            for (int i = 0; i < D; i++) {
                Check.near("share of component " + i, shares[i], pca.variances().get(i) / pca.totalVariance(),
                        VARIANCE_BOUND);
            }
            double accuracy = Neighbourhood.accuracy(train.points(), train.labels(), test.points(), test.labels(),
                    MetricsBenchmark.NEIGHBOURS, team);
            Check.near("accuracy of neighbours", neighbours(), accuracy, 0);
        }
        ClusteringAgreement ours = ClusteringAgreement.of(train.labels(), Labels.of(clusters));
        double[] scores = agreement();
        Check.near("adjusted mutual information", scores[0], ours.ami(), AGREEMENT_BOUND);
        Check.near("normalised mutual information", scores[1], ours.nmi(), AGREEMENT_BOUND);
        Check.near("adjusted Rand index", scores[2], ours.ari(), AGREEMENT_BOUND);
    }

    private static double[][] rows(LatentClusters points) {
        double[][] rows = new double[points.rows()][D];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < D; c++) {
                rows[i][c] = points.x()[i * D + c];
            }
        }
        return rows;
    }

    /// The share of 500 more points whose class the majority of their ten nearest neighbours has.
    @Benchmark
    public double neighbours() {
        KNN<double[]> model = new KNN<>(LinearSearch.of(x, new EuclideanDistance()), classes,
                MetricsBenchmark.NEIGHBOURS);
        int right = 0;
        for (int i = 0; i < queries.length; i++) {
            right += model.predict(queries[i]) == queryClasses[i] ? 1 : 0;
        }
        return right / (double) queries.length;
    }

    /// All principal components.
    @Benchmark
    public double[] principalComponents() {
        return PCA.fit(x).variance();
    }

    /// Adjusted and normalised mutual information and the adjusted Rand index.
    @Benchmark
    public double[] agreement() {
        return new double[] {AdjustedMutualInformation.sum(classes, clusters),
            NormalizedMutualInformation.sum(classes, clusters), AdjustedRandIndex.of(classes, clusters)};
    }
}
