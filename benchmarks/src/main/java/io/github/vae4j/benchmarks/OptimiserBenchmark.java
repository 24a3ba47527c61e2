package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.internal.optimisers.OptimiserKernels;
import io.github.vae4j.kernels.internal.optimisers.ScalarOptimisers;
import io.github.vae4j.kernels.internal.optimisers.SimdOptimisers;
import io.github.vae4j.kernels.internal.statistics.ScalarStatistics;
import io.github.vae4j.kernels.internal.statistics.SimdStatistics;
import io.github.vae4j.kernels.internal.statistics.StatisticsKernels;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Parameter updates, in GB/s (bytes per nanosecond): every element read or written counts once.
///
/// To be held against `PeakBenchmark.copy` of the same `kilobytes`: both have a working set of that size.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OptimiserBenchmark extends TwinBenchmark {
    /// Elements that one invocation updates, whatever the size of the arrays.
    private static final int ELEMENTS = 1 << 23;
    /// Adam reads p, g, m, v and writes p, m, v.
    private static final int ADAM_BYTES = 28 * ELEMENTS;
    /// SGD reads p, g, velocity and writes p, velocity.
    private static final int SGD_BYTES = 20 * ELEMENTS;
    private static final int NORM_BYTES = 4 * ELEMENTS;

    /// Size of Adam's four arrays together.
    @Param({"16", "512", "16384", "131072"}) public int kilobytes;

    private OptimiserKernels kernels;
    private StatisticsKernels statistics;
    private float[] p;
    private float[] g;
    private float[] m;
    private float[] v;

    /// Makes the arrays, and checks one step against the specification.
    @Setup
    public void prepare() {
        kernels = twin(ScalarOptimisers::new, SimdOptimisers::new);
        statistics = twin(ScalarStatistics::new, SimdStatistics::new);
        int n = kilobytes * 1024 / 16;
        p = new float[n];
        g = new float[n];
        m = new float[n];
        v = new float[n];
        for (int i = 0; i < n; i++) {
            p[i] = (i % 31 - 15) * 0.01f;
            g[i] = (i % 17 - 8) * 0.001f + 1e-4f;
        }
        float[] expectedP = p.clone();
        float[] expectedM = new float[n];
        float[] expectedV = new float[n];
        step(new ScalarOptimisers(), expectedP, expectedM, expectedV);
        step(kernels, p, m, v);
        if (!Arrays.equals(p, expectedP) || !Arrays.equals(m, expectedM) || !Arrays.equals(v, expectedV)) {
            throw new IllegalStateException("Adam differs from its specification");
        }
        if (statistics.dot(g, 0, g, 0, n) != new ScalarStatistics().dot(g, 0, g, 0, n)) {
            throw new IllegalStateException("the squared norm differs from its specification");
        }
    }

    private void step(OptimiserKernels twin, float[] parameters, float[] first, float[] second) {
        twin.adam(parameters, g, 0, first, second, 0, g.length, 1f, 1f, 0.001f, 0.1f, 0.999f, 0.001f, 1f, 1e-8f);
    }

    /// One step of Adam.
    @Benchmark
    @OperationsPerInvocation(ADAM_BYTES)
    public float[] adam() {
        for (int done = 0; done < ELEMENTS; done += g.length) {
            step(kernels, p, m, v);
        }
        return p;
    }

    /// One step of SGD with momentum.
    @Benchmark
    @OperationsPerInvocation(SGD_BYTES)
    public float[] sgd() {
        for (int done = 0; done < ELEMENTS; done += g.length) {
            kernels.sgd(p, g, 0, m, 0, g.length, 1f, 1e-6f, 0.9f);
        }
        return p;
    }

    /// The squared norm of a gradient, in double.
    @Benchmark
    @OperationsPerInvocation(NORM_BYTES)
    public double squaredNorm() {
        double sum = 0;
        for (int done = 0; done < ELEMENTS; done += g.length) {
            sum += statistics.dot(g, 0, g, 0, g.length);
        }
        return sum;
    }
}
