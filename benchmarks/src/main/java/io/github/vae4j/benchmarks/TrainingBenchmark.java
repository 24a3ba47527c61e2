package io.github.vae4j.benchmarks;

import io.github.vae4j.core.Optimiser;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.internal.TrainingStep;
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

/// Training steps of the study's model as `Trainer` runs them: read a batch from memory, draw noise, forward, backward,
/// Adam. The counter `samples` is samples/s.
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
public class TrainingBenchmark {
    private static final int IMAGES = 10_240;
    private static final int CHECKED = 20;
    private static final long SEED = 1;
    private static final double RATE = 1e-3;
    // Float32 against double: the cost is a sum of 784 positive terms, each good to about 2^-20; the error of a gradient
    // is that of sums with cancellation, and of the difference quotient.
    private static final double COST_BOUND = 1e-5;
    private static final double GRADIENT_BOUND = 2e-4;
    private static final double DIFFERENCE = 1e-4;

    /// Counts the work of a measurement iteration; JMH divides it by the time.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        public double samples;
    }

    @Param({"scalar", "simd"}) public String implementation;

    @Param({"100", "512", "1024"}) public int batch;

    @Param({"1", "2", "all"}) public String threads;

    private final Optimiser optimiser = Optimiser.adam(RATE);
    private float[] parameters;
    private Workers team;
    private TrainingStep training;
    private int[] order;
    private int from;
    private int epoch;
    private long steps;

    /// Checks cost, gradient and update of a few samples, then prepares training.
    @Setup
    public void prepare() {
        ProcessKernels.force(implementation);
        Dataset data = StudyModel.images(IMAGES);
        order = new int[IMAGES];
        Philox.permutation(order, IMAGES, SEED, 0, 0);
        team = Workers.of(ProcessKernels.threads(threads));
        check(data);
        parameters = StudyModel.create().parameters();
        training = step(data, parameters, batch);
    }

    private TrainingStep step(Dataset data, float[] of, int capacity) {
        return new TrainingStep(StudyModel.SPEC, of, new float[of.length], new float[of.length], capacity, team, data,
                optimiser);
    }

    private void check(Dataset data) {
        float[] start = StudyModel.create().parameters();
        float[] x = StudyModel.rows(data, CHECKED);
        float[] noise = RandomArrays.normal(CHECKED * StudyModel.LATENT, 1, 5);
        float[] updated = start.clone();
        TrainingStep step = step(data, updated, CHECKED);
        step.set(x, noise, CHECKED);
        step.forward();
        ReferenceVae reference = ReferenceVae.of(start);
        Check.near("cost", (step.reconstructionSum() + step.klSum()) / CHECKED, reference.cost(x, noise, CHECKED),
                COST_BOUND);

        step.backward(1, 0);
        step.update(optimiser, RATE, 1);
        float[] applied = start.clone();
        TrainingStep kept = step(data, applied, CHECKED);
        kept.set(x, noise, CHECKED);
        kept.forward();
        kept.backward(1, 0);
        kept.computeGradients();
        ReferenceVae gradient = ReferenceVae.of(kept.gradients());
        double squares = gradient.squaredNorm();
        double h = DIFFERENCE / Math.sqrt(squares);
        double slope = (reference.moved(gradient, h).cost(x, noise, CHECKED)
                - reference.moved(gradient, -h).cost(x, noise, CHECKED)) / (2 * h);
        Check.near("gradient", squares / slope, 1, GRADIENT_BOUND);
        kept.apply(optimiser, 1, RATE, 1);
        Check.equal("update", updated, applied);
    }

    /// Ends the team.
    @TearDown
    public void close() {
        team.close();
    }

    /// One step.
    @Benchmark
    public double step(Work work) {
        if (from + batch > IMAGES) {
            from = 0;
            epoch++;
        }
        training.load(order, from, batch, SEED, epoch);
        training.forward();
        double cost = training.reconstructionSum() + training.klSum();
        training.backward(1, 0);
        if (!(cost + training.gradientNormBound() < Double.MAX_VALUE)) {
            throw new IllegalStateException("step " + steps + " has cost " + cost);
        }
        training.update(optimiser, RATE, ++steps);
        from += batch;
        work.samples += batch;
        return cost;
    }
}
