package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.internal.elementary.ActivationKernels;
import io.github.vae4j.kernels.internal.elementary.ScalarActivations;
import io.github.vae4j.kernels.internal.elementary.SimdActivations;
import io.github.vae4j.kernels.internal.losses.LossKernels;
import io.github.vae4j.kernels.internal.losses.ScalarLosses;
import io.github.vae4j.kernels.internal.losses.SimdLosses;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/// Losses of a batch of 100 images, in ns per pixel; a softplus pass over the same array for comparison.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LossBenchmark extends TwinBenchmark {
    private static final int ROWS = 100;
    private static final int COLS = 784;
    private static final int N = ROWS * COLS;
    private static final float SCALE = 1f / ROWS;
    private static final float LOG_VARIANCE = -1;

    private LossKernels losses;
    private ActivationKernels activations;
    private final float[] logits = RandomArrays.normal(N, 3, 1);
    private final float[] x = RandomArrays.uniform(N, 0, 1, 2);
    private final float[] gradient = new float[N];
    private final float[] logVarianceGradient = new float[ROWS];
    private final float[] loss = new float[ROWS];

    /// Checks losses and gradients against the specification.
    @Setup
    public void prepare() {
        losses = new ScalarLosses();
        activations = new ScalarActivations();
        float[][] specified = results();
        losses = twin(ScalarLosses::new, SimdLosses::new);
        activations = twin(ScalarActivations::new, SimdActivations::new);
        float[][] actual = results();
        for (int i = 0; i < actual.length; i++) {
            Check.equal("loss or gradient " + i, actual[i], specified[i]);
        }
    }

    private float[][] results() {
        return new float[][] {bernoulli().clone(), bernoulliWithGradient().clone(), gradient.clone(),
            continuousBernoulli().clone(), gradient.clone(), gaussianFixed().clone(), gradient.clone(),
            gaussianLearned().clone(), gradient.clone(), logVarianceGradient.clone(), softplus().clone()};
    }

    /// Bernoulli from logits, the value alone.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] bernoulli() {
        losses.bernoulli(loss, 0, null, 0, logits, 0, x, 0, ROWS, COLS, SCALE);
        return loss;
    }

    /// Bernoulli from logits, and its gradient.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] bernoulliWithGradient() {
        losses.bernoulli(loss, 0, gradient, 0, logits, 0, x, 0, ROWS, COLS, SCALE);
        return loss;
    }

    /// Continuous Bernoulli from logits, and its gradient.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] continuousBernoulli() {
        losses.continuousBernoulli(loss, 0, gradient, 0, logits, 0, x, 0, ROWS, COLS, SCALE);
        return loss;
    }

    /// Gaussian of a fixed variance, and its gradient.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] gaussianFixed() {
        losses.gaussian(loss, 0, gradient, 0, null, 0, logits, 0, x, 0, LOG_VARIANCE, ROWS, COLS, SCALE);
        return loss;
    }

    /// Gaussian of a learned variance, and both gradients.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] gaussianLearned() {
        losses.gaussian(loss, 0, gradient, 0, logVarianceGradient, 0, logits, 0, x, 0, LOG_VARIANCE, ROWS, COLS,
                SCALE);
        return loss;
    }

    /// One pass of an activation, the measure of the Bernoulli loss with its gradient.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] softplus() {
        activations.forward(Activation.SOFTPLUS, gradient, 0, logits, 0, N, 1, N);
        return gradient;
    }
}
