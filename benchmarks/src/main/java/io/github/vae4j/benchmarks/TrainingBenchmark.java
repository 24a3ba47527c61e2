package io.github.vae4j.benchmarks;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.graph.DoubleFrame;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.core.train.BatchFeed;
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

    private float[] parameters;
    private Workers team;
    private Step training;
    private BatchFeed feed;
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
        training = step(parameters, batch);
        feed = training.feed(data);
    }

    private Step step(float[] of, int capacity) {
        return new Step(StudyModel.SPEC, TrainingConfig.defaults(), of, new float[2][of.length], capacity, team);
    }

    private void check(Dataset data) {
        float[] start = StudyModel.create().parameters();
        float[] x = StudyModel.rows(data, CHECKED);
        float[] noise = RandomArrays.normal(CHECKED * StudyModel.LATENT, 1, 5);
        float[] updated = start.clone();
        Step step = step(updated, CHECKED);
        step.set(x, CHECKED, noise);
        step.forward();
        double[] exact = StudyModel.doubles(start);
        Check.near("cost", step.evaluate(Progress.END), cost(step, exact, x, noise), COST_BOUND);

        step.backward();
        step.update(RATE, 1);
        float[] applied = start.clone();
        Step kept = step(applied, CHECKED);
        kept.set(x, CHECKED, noise);
        kept.forward();
        kept.evaluate(Progress.END);
        kept.backward();
        kept.computeGradients();
        float[] gradient = kept.gradients();
        double squares = 0;
        for (float each : gradient) {
            squares += (double) each * each;
        }
        double h = DIFFERENCE / Math.sqrt(squares);
        double slope = (cost(step, moved(exact, gradient, h), x, noise)
                - cost(step, moved(exact, gradient, -h), x, noise)) / (2 * h);
        Check.near("gradient", squares / slope, 1, GRADIENT_BOUND);
        kept.apply(1, RATE, 1);
        Check.equal("update", updated, applied);
    }

    private static double cost(Step step, double[] parameters, float[] x, float[] noise) {
        return step.criterion().reference(DoubleFrame.of(step.program().graph(), parameters, x, CHECKED, noise),
                Progress.END);
    }

    private static double[] moved(double[] from, float[] along, double by) {
        double[] to = from.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += by * along[i];
        }
        return to;
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
        training.read(feed, order, from, batch, SEED, epoch, steps);
        training.forward();
        double cost = training.evaluate(Progress.END);
        training.backward();
        if (!(cost + training.gradientNormBound() < Double.MAX_VALUE)) {
            throw new IllegalStateException("step " + steps + " has cost " + cost);
        }
        training.update(RATE, ++steps);
        from += batch;
        work.samples += batch;
        return cost;
    }
}
