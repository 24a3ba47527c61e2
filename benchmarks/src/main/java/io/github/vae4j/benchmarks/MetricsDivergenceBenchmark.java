package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.KlDecomposition;
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

/// The exact decomposition of the divergence of a latent space of 20 units, n x n densities of each, in ms.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MetricsDivergenceBenchmark {
    private static final int D = LatentClusters.D;
    private static final int CHECKED = 1000;
    // Both are double: sums of some thousand terms in other orders.
    private static final double BOUND = 1e-10;

    @Param({"scalar", "simd"}) public String implementation;

    @Param({"1000", "10000"}) public int rows;

    @Param({"1", "all"}) public String threads;

    private Workers team;
    private float[] means;
    private float[] logvars;
    private float[] codes;

    /// Draws means of ten classes, variances and codes, and checks the decomposition of 1,000 of them against plain loops
    /// without any shift.
    @Setup
    public void prepare() {
        ProcessKernels.force(implementation);
        team = Workers.of(ProcessKernels.threads(threads));
        draw(CHECKED);
        check();
        draw(rows);
    }

    private void draw(int n) {
        means = LatentClusters.of(n, 1).x();
        logvars = RandomArrays.normal(n * D, 0.5f, 2);
        codes = RandomArrays.normal(n * D, 1, 3);
        for (int i = 0; i < codes.length; i++) {
            logvars[i] -= 2;
            codes[i] = (float) (means[i] + Math.exp(logvars[i] / 2) * codes[i]);
        }
    }

    private void check() {
        KlDecomposition parts = decompose();
        double information = 0;
        double unitInformation = 0;
        for (int i = 0; i < CHECKED; i++) {
            double[] mixed = new double[D];
            double joint = 0;
            for (int m = 0; m < CHECKED; m++) {
                double product = 1;
                for (int j = 0; j < D; j++) {
                    double density = density(i, m, j);
                    mixed[j] += density / CHECKED;
                    product *= density;
                }
                joint += product / CHECKED;
            }
            double own = 0;
            for (int j = 0; j < D; j++) {
                own += Math.log(density(i, i, j));
            }
            information += (own - Math.log(joint)) / CHECKED;
            unitInformation += (Math.log(density(i, i, 0)) - Math.log(mixed[0])) / CHECKED;
        }
        Check.near("mutual information", parts.mutualInformation(), information, BOUND);
        Check.near("mutual information of unit 0", parts.unitMutualInformation().getFirst(), unitInformation, BOUND);
    }

    private double density(int code, int sample, int unit) {
        double difference = (double) codes[code * D + unit] - means[sample * D + unit];
        double variance = Math.exp(logvars[sample * D + unit]);
        return Math.exp(-difference * difference / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    }

    /// Ends the team.
    @TearDown
    public void close() {
        team.close();
    }

    private KlDecomposition decompose() {
        return KlDecomposition.exact(codes, means, logvars, D, team);
    }

    /// Mutual information, total correlation, divergences and mutual information of the units.
    @Benchmark
    public double klDecomposition() {
        KlDecomposition parts = decompose();
        return parts.mutualInformation() + parts.totalCorrelation() + parts.totalDimensionWiseKl()
                + parts.unitMutualInformation().getFirst();
    }
}
