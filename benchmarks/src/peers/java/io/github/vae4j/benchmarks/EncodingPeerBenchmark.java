package io.github.vae4j.benchmarks;

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

/// Encoding 1,000 images with the study's model by other libraries, as [EncodingBenchmark] does.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodingPeerBenchmark {
    private static final int CHECKED = 20;
    // As in EncodingBenchmark.
    private static final double BOUND = 5e-5;

    /// Counts the work of a measurement iteration; JMH divides it by the time.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        public double samples;
    }

    @Param({"pytorch-mkl", "pytorch-openblas", "tensorflow", "deeplearning4j"}) public String implementation;

    @Param("1000") public int batch;

    @Param({"1", "2", "all"}) public String threads;

    private PeerModel model;

    /// Checks codes against double arithmetic.
    @Setup
    public void prepare() {
        int count = ProcessKernels.threads(threads);
        float[] parameters = StudyModel.create().parameters();
        model = PeerModel.of(implementation, StudyParameters.of(parameters), 0, count, batch);
        float[] x = StudyModel.rows(StudyModel.images(batch), batch);
        model.load(x, batch, new long[0][]);
        float[] codes = model.encode(CHECKED);
        double[] exact = StudyModel.exactCodes(parameters, x, CHECKED);
        for (int i = 0; i < codes.length; i++) {
            int row = i / model.codeLength();
            Check.near("code " + i, codes[i], exact[2 * row * StudyModel.LATENT + i % model.codeLength()], BOUND);
        }
    }

    /// Frees the model.
    @TearDown
    public void close() {
        model.close();
    }

    /// Means and log variances of all images; those of the first are read.
    @Benchmark
    public float[] encode(Work work) {
        work.samples += batch;
        return model.encode(1);
    }
}
