package io.github.vae4j.benchmarks;

import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.classes.ClassSeparation;
import io.github.vae4j.metrics.classes.ClusteringAgreement;
import io.github.vae4j.metrics.classes.LinearProbe;
import io.github.vae4j.metrics.classes.Neighbourhood;
import io.github.vae4j.metrics.classes.Silhouette;
import io.github.vae4j.metrics.units.Pca;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Metrics of a latent space of 20 units and ten classes, in ms.
public class MetricsBenchmark extends TeamBenchmark {
    /// Points whose neighbours are looked for.
    static final int QUERIES = 500;
    static final int NEIGHBOURS = 10;
    private static final int D = LatentClusters.D;
    private static final int CLASSES = LatentClusters.CLASSES;
    private static final int CHECKED = 50;
    // Distances are float32, each good to some 2^-20 (see Statistics); a silhouette is a ratio of their means.
    private static final double BOUND = 1e-5;

    @Param({"1000", "10000"}) public int rows;

    private LatentClusters train;
    private LatentClusters test;
    private Labels labels;
    private Labels clusters;
    private Labels testLabels;

    /// Draws clusters that overlap, and checks silhouettes, votes of neighbours and variances against double arithmetic.
    @Setup
    public void prepare() {
        startTeam();
        train = LatentClusters.of(rows, 1);
        test = LatentClusters.of(QUERIES, 2);
        labels = train.labels();
        clusters = Labels.of(train.clusters());
        testLabels = test.labels();
        List<Double> values = Silhouette.values(train.points(), labels, team());
        for (int i = 0; i < CHECKED; i++) {
            Check.near("silhouette of row " + i, values.get(i), silhouette(i), BOUND);
        }
        Check.near("accuracy of neighbours", neighbours(), IntStream.range(0, QUERIES).filter(this::isRight).count()
                / (double) QUERIES, 0);
        Check.near("total variance", Pca.of(train.points(), D, team()).totalVariance(), variance(), BOUND);
        Check.near("sum of the variances of the components", principalComponents(), variance(), BOUND);
        LinearProbe probe = probe();
        Check.near("weight of the probe", probe.coefficients().get(0).get(0), pull(probe), BOUND);
        Check.near("purity", ClusteringAgreement.of(labels, clusters).purity(), purity(), 0);
    }

    private double silhouette(int i) {
        double[] sums = new double[CLASSES];
        int[] counts = new int[CLASSES];
        for (int j = 0; j < rows; j++) {
            if (j != i) {
                sums[j % CLASSES] += LatentClusters.distance(train, i, train, j);
                counts[j % CLASSES]++;
            }
        }
        double within = sums[i % CLASSES] / counts[i % CLASSES];
        double nearest = Double.MAX_VALUE;
        for (int c = 0; c < CLASSES; c++) {
            if (c != i % CLASSES) {
                nearest = Math.min(nearest, sums[c] / counts[c]);
            }
        }
        return (nearest - within) / Math.max(nearest, within);
    }

    // Whether most of the nearest rows have the class of a test row; the lower one if votes are equal.
    private boolean isRight(int query) {
        double[] distances = IntStream.range(0, rows)
                .mapToDouble(row -> LatentClusters.distance(test, query, train, row)).toArray();
        int[] votes = new int[CLASSES];
        IntStream.range(0, rows).boxed().sorted(Comparator.comparingDouble(row -> distances[row])).limit(NEIGHBOURS)
                .forEach(row -> votes[row % CLASSES]++);
        int most = IntStream.of(votes).max().orElseThrow();
        return IntStream.range(0, CLASSES).filter(c -> votes[c] == most).findFirst().orElseThrow()
                == test.classes()[query];
    }

    private double variance() {
        double sum = 0;
        for (int c = 0; c < D; c++) {
            double total = 0;
            double squares = 0;
            for (int i = 0; i < rows; i++) {
                double value = train.x()[i * D + c];
                total += value;
                squares += value * value;
            }
            sum += squares / rows - total / rows * (total / rows);
        }
        return sum;
    }

    // What the samples pull at the first weight of the first class, with C = 1: at the solution the weight itself.
    private double pull(LinearProbe probe) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            double first = 0;
            double all = 0;
            for (int c = 0; c < CLASSES; c++) {
                double score = probe.intercepts().get(c);
                for (int j = 0; j < D; j++) {
                    score += probe.coefficients().get(c).get(j) * train.x()[i * D + j];
                }
                first = c == 0 ? Math.exp(score) : first;
                all += Math.exp(score);
            }
            sum += ((i % CLASSES == 0 ? 1 : 0) - first / all) * train.x()[i * D];
        }
        return sum;
    }

    private double purity() {
        int[][] table = new int[CLASSES][CLASSES];
        int[] found = train.clusters();
        for (int i = 0; i < rows; i++) {
            table[found[i]][i % CLASSES]++;
        }
        double sum = 0;
        for (int[] cluster : table) {
            sum += IntStream.of(cluster).max().orElseThrow();
        }
        return sum / rows;
    }

    /// The silhouette of every row against every row.
    @Benchmark
    public double silhouette() {
        return Silhouette.exact(train.points(), labels, team()).mean();
    }

    /// Davies-Bouldin, Calinski-Harabasz, Fisher's ratio.
    @Benchmark
    public double classSeparation() {
        return ClassSeparation.of(train.points(), labels, team()).calinskiHarabasz();
    }

    /// The share of 500 more points whose class the majority of their ten nearest neighbours has.
    @Benchmark
    public double neighbours() {
        return Neighbourhood.accuracy(train.points(), labels, test.points(), testLabels, NEIGHBOURS, team());
    }

    /// The share of 500 more points that multinomial logistic regression, fitted to rounding, tells right.
    @Benchmark
    public double linearProbe() {
        return probe().accuracy().share();
    }

    private LinearProbe probe() {
        return LinearProbe.trainToTest(train.points(), labels, test.points(), testLabels, LinearProbe.Settings.of(1),
                team());
    }

    /// All principal components. Returns the sum of their variances.
    @Benchmark
    public double principalComponents() {
        return Pca.of(train.points(), D, team()).variances().stream().mapToDouble(Double::doubleValue).sum();
    }

    /// Adjusted mutual information, adjusted Rand index and more of classes and clusters; one thread.
    @Benchmark
    public double agreement() {
        return ClusteringAgreement.of(labels, clusters).ami();
    }
}
