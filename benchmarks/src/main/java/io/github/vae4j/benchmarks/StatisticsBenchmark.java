package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.internal.elementary.ConversionKernels;
import io.github.vae4j.kernels.internal.elementary.ScalarConversion;
import io.github.vae4j.kernels.internal.elementary.SimdConversion;
import io.github.vae4j.kernels.internal.latent.NormalDensityKernels;
import io.github.vae4j.kernels.internal.latent.ScalarNormalDensity;
import io.github.vae4j.kernels.internal.latent.SimdNormalDensity;
import io.github.vae4j.kernels.internal.statistics.ScalarStatistics;
import io.github.vae4j.kernels.internal.statistics.SimdStatistics;
import io.github.vae4j.kernels.internal.statistics.StatisticsKernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/// Sums and column statistics, in ns per element of the data (scatter: per product; distances: per pair, without the
/// matrix product that precedes them; densities: per pair of point and distribution). The data stays in the second-level
/// cache.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StatisticsBenchmark extends TwinBenchmark {
    private static final int ROWS = 800;
    private static final int COLS = 20;
    private static final int N = ROWS * COLS;
    private static final int POINTS = 100;
    private static final int CODES = 16;
    private static final int POSTERIORS = 256;

    private StatisticsKernels statistics;
    private ConversionKernels conversion;
    private NormalDensityKernels densities;
    private final float[] x = new float[N];
    private final float[] y = new float[N];
    private final byte[] bytes = new byte[N];
    private final float[] products = new float[POINTS * POINTS];
    private final float[] norms = new float[POINTS];
    private final double[] sums = new double[COLS];
    private final double[] scatter = new double[COLS * COLS];
    private final int[] smallest = new int[ROWS];
    private final double[] logs = new double[CODES * POSTERIORS];
    private final double[] joint = new double[CODES * POSTERIORS];
    private final double[] means = new double[POSTERIORS];
    private final double[] peaks = new double[POSTERIORS];
    private final double[] curvatures = new double[POSTERIORS];
    private final double[] largest = new double[CODES];
    private final double[] expSums = new double[CODES];

    /// Draws the data, and checks sums against the specification.
    @Setup
    public void prepare() {
        statistics = twin(ScalarStatistics::new, SimdStatistics::new);
        conversion = twin(ScalarConversion::new, SimdConversion::new);
        densities = twin(ScalarNormalDensity::new, SimdNormalDensity::new);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < N; i++) {
            x[i] = (float) random.nextGaussian();
            bytes[i] = (byte) i;
        }
        StatisticsKernels.squaredNorms(norms, 0, x, 0, COLS, POINTS, COLS);
        Arrays.setAll(means, i -> x[i]);
        Arrays.fill(peaks, -0.9);
        Arrays.fill(curvatures, -5);
        logDensities();
        addExp();
        for (int i = 0; i < CODES; i++) {
            Check.near("sum of densities", expSums[i] * Math.exp(largest[i]), densities(x[i]), 1e-12);
        }
        ScalarStatistics specification = new ScalarStatistics();
        if (statistics.sum(x, 0, N) != specification.sum(x, 0, N)
                || statistics.dot(x, 0, x, 0, N) != specification.dot(x, 0, x, 0, N)) {
            throw new IllegalStateException("sums differ from their specification");
        }
    }

    private double densities(double z) {
        return Arrays.stream(means).map(mean -> Math.exp(-0.9 - 5 * (z - mean) * (z - mean))).sum();
    }

    /// Log densities of 16 points under 256 normal distributions, and their running sums.
    @Benchmark
    @OperationsPerInvocation(CODES * POSTERIORS)
    public double[] logDensities() {
        Arrays.fill(joint, 0);
        densities.logDensities(logs, 0, joint, 0, x, 0, means, 0, peaks, 0, curvatures, 0, CODES, POSTERIORS);
        return joint;
    }

    /// Sums of the exponentials of 16 rows of 256 log densities.
    @Benchmark
    @OperationsPerInvocation(CODES * POSTERIORS)
    public double[] addExp() {
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        Arrays.fill(expSums, 0);
        densities.addExp(largest, 0, expSums, 0, logs, 0, CODES, POSTERIORS);
        return expSums;
    }

    /// A sum in 16 lanes.
    @Benchmark
    @OperationsPerInvocation(N)
    public double sum() {
        return statistics.sum(x, 0, N);
    }

    /// An inner product in 16 lanes.
    @Benchmark
    @OperationsPerInvocation(N)
    public double dot() {
        return statistics.dot(x, 0, x, 0, N);
    }

    /// Sums of 20 columns.
    @Benchmark
    @OperationsPerInvocation(N)
    public double[] columnSums() {
        statistics.columnSums(sums, 0, x, 0, COLS, ROWS, COLS);
        return sums;
    }

    /// The products of a covariance matrix of 20 columns.
    @Benchmark
    @OperationsPerInvocation(N * (COLS + 1) / 2)
    public double[] scatter() {
        statistics.scatter(scatter, 0, sums, 0, x, 0, COLS, ROWS, COLS);
        return scatter;
    }

    /// Distances from products, of points far enough apart.
    @Benchmark
    @OperationsPerInvocation(POINTS * POINTS)
    public float[] distances() {
        Arrays.fill(products, 0f);
        statistics.distances(products, 0, POINTS, norms, 0, norms, 0, x, 0, COLS, x, 0, COLS, POINTS, POINTS, COLS);
        return products;
    }

    /// The smallest of 20 columns.
    @Benchmark
    @OperationsPerInvocation(N)
    public int[] argMin() {
        statistics.argMin(smallest, 0, x, 0, COLS, ROWS, COLS);
        return smallest;
    }

    /// Bytes to floats.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] toFloat() {
        conversion.toFloat(y, 0, bytes, 0, N, 1 / 255f);
        return y;
    }
}
