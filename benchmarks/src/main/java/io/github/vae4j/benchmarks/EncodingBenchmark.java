package io.github.vae4j.benchmarks;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.Evaluator;
import io.github.vae4j.core.Vae;
import io.github.vae4j.kernels.Workers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/// Encoding 1,000 images with the study's model, from floats in memory. The counter `samples` is samples/s.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
// With the memory pages that the launcher asks for; other systems than Linux do not know the flag.
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseTransparentHugePages"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodingBenchmark {
    private static final int CHECKED = 20;
    // Float32 against double, three layers of at most 784 products: sqrt(784) 2^-24 for each, ten times over.
    private static final double BOUND = 5e-5;

    /// Counts the work of a measurement iteration; JMH divides it by the time.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        public double samples;
    }

    @Param({"scalar", "simd"}) public String implementation;

    @Param("1000") public int batch;

    @Param({"1", "2", "all"}) public String threads;

    private Evaluator evaluator;
    private Workers team;
    private float[] x;

    /// Checks codes against double arithmetic.
    @Setup
    public void prepare() {
        ProcessKernels.force(implementation);
        Vae vae = StudyModel.create();
        team = Workers.of(ProcessKernels.threads(threads));
        evaluator = vae.on(team);
        x = StudyModel.rows(StudyModel.images(batch), batch);
        Encoding encoding = evaluator.encode(x, batch);
        double[] exact = StudyModel.exactCodes(vae.parameters(), x, CHECKED);
        for (int row = 0; row < CHECKED; row++) {
            for (int j = 0; j < StudyModel.LATENT; j++) {
                int at = row * StudyModel.LATENT + j;
                Check.near("mean", encoding.mean()[at], exact[2 * row * StudyModel.LATENT + j], BOUND);
                Check.near("log variance", encoding.logvar()[at], exact[(2 * row + 1) * StudyModel.LATENT + j],
                        BOUND);
            }
        }
    }

    /// Ends the team.
    @TearDown
    public void close() {
        team.close();
    }

    /// Means and log variances of all images.
    @Benchmark
    public float[] encode(Work work) {
        work.samples += batch;
        return evaluator.encode(x, batch).mean();
    }
}
