package io.github.vae4j.benchmarks;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.core.train.Step;
import io.github.vae4j.kernels.Philox;
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

/// Training steps of the study's model by other libraries: the same data, batch and optimiser as in [TrainingBenchmark].
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrainingPeerBenchmark {
    private static final int IMAGES = 10_240;
    private static final int CHECKED = 20;
    private static final int STEPS = 5;
    private static final double RATE = 1e-3;
    private static final long SEED = 1;
    // Float32 in two orders of summation; five steps of Adam, whose first ones divide by small numbers, add to it.
    private static final double BOUND = 1e-4;

    /// Counts the work of a measurement iteration; JMH divides it by the time.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        public double samples;
    }

    @Param({"pytorch-mkl", "pytorch-openblas", "tensorflow", "deeplearning4j"}) public String implementation;

    @Param({"100", "512", "1024"}) public int batch;

    @Param({"1", "2", "all"}) public String threads;

    private PeerModel model;
    private int batches;
    private int at;

    /// Checks the costs of five steps against those of vae4j from the same parameters and noise, then prepares training.
    @Setup
    public void prepare() {
        int count = ProcessKernels.threads(threads);
        Dataset data = StudyModel.images(IMAGES);
        StudyParameters start = StudyParameters.of(StudyModel.create().parameters());
        float[] x = StudyModel.rows(data, CHECKED);
        model = PeerModel.of(implementation, start, RATE, count, IMAGES);
        float[] noise = model.noise(CHECKED);
        double[] costs = costs(x, noise);
        for (int i = 0; i < STEPS; i++) {
            Check.near("cost of step " + (i + 1), model.step(x, noise, CHECKED), costs[i], BOUND);
        }

        int[] order = new int[IMAGES];
        Philox.permutation(order, IMAGES, SEED, 0, 0);
        batches = IMAGES / batch;
        long[][] indices = new long[batches][batch];
        for (int i = 0; i < batches * batch; i++) {
            indices[i / batch][i % batch] = order[i];
        }
        model.load(StudyModel.rows(data, IMAGES), IMAGES, indices);
    }

    private static double[] costs(float[] x, float[] noise) {
        float[] parameters = StudyModel.create().parameters();
        double[] costs = new double[STEPS];
        try (Workers team = Workers.of(1)) {
            Step step = new Step(StudyModel.SPEC, TrainingConfig.defaults(), parameters,
                    new float[2][parameters.length], CHECKED, team);
            for (int i = 0; i < STEPS; i++) {
                step.set(x, CHECKED, noise);
                step.forward();
                costs[i] = step.evaluate(Progress.END);
                step.backward();
                step.update(RATE, i + 1);
            }
        }
        return costs;
    }

    /// Frees the model.
    @TearDown
    public void close() {
        model.close();
    }

    /// One step.
    @Benchmark
    public double step(Work work) {
        at = (at + 1) % batches;
        work.samples += batch;
        return model.step(at);
    }
}
