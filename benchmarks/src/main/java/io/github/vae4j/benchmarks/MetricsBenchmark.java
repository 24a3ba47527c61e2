package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.ClassSeparation;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.Silhouette;
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

/// Statistics of a latent space of 20 units and ten classes, in ms.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MetricsBenchmark {
    private static final int D = 20;
    private static final int CLASSES = 10;
    private static final int CHECKED = 50;
    // Distances are float32, each good to some 2^-20 (see Statistics); a silhouette is a ratio of their means.
    private static final double BOUND = 1e-5;

    @Param({"scalar", "simd"}) public String implementation;

    @Param({"1000", "5000"}) public int rows;

    @Param({"1", "all"}) public String threads;

    private float[] x;
    private Labels labels;
    private Workers team;

    /// Draws clusters that overlap, and checks some silhouettes against double arithmetic.
    @Setup
    public void prepare() {
        ProcessKernels.force(implementation);
        team = Workers.of(ProcessKernels.threads(threads));
        x = RandomArrays.normal(rows * D, 1, 1);
        int[] classes = new int[rows];
        for (int i = 0; i < rows; i++) {
            classes[i] = i % CLASSES;
            x[i * D + classes[i]] += 2;
        }
        labels = Labels.of(classes);
        double[] values = Silhouette.values(x, D, labels, team);
        for (int i = 0; i < CHECKED; i++) {
            Check.near("silhouette of row " + i, values[i], silhouette(i), BOUND);
        }
    }

    private double silhouette(int i) {
        double[] sums = new double[CLASSES];
        int[] counts = new int[CLASSES];
        for (int j = 0; j < rows; j++) {
            if (j != i) {
                sums[j % CLASSES] += distance(i, j);
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

    private double distance(int i, int j) {
        double squares = 0;
        for (int c = 0; c < D; c++) {
            double difference = (double) x[i * D + c] - x[j * D + c];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }

    /// Ends the team.
    @TearDown
    public void close() {
        team.close();
    }

    /// The silhouette of every row against every row.
    @Benchmark
    public double silhouette() {
        return Silhouette.exact(x, D, labels, team).mean();
    }

    /// Davies-Bouldin, Calinski-Harabasz, Fisher's ratio; one thread.
    @Benchmark
    public double classSeparation() {
        return ClassSeparation.of(x, D, labels).calinskiHarabasz();
    }
}
