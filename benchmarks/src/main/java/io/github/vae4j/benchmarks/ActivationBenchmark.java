package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.internal.elementary.ActivationKernels;
import io.github.vae4j.kernels.internal.elementary.ScalarActivations;
import io.github.vae4j.kernels.internal.elementary.SimdActivations;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Activations and their derivatives, in ns per element. The arrays stay in the second-level cache.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ActivationBenchmark extends TwinBenchmark {
    private static final int N = 1 << 14;

    @Param public Activation activation;

    private ActivationKernels kernels;
    private final float[] x = RandomArrays.normal(N, 3, 1);
    private final float[] dy = RandomArrays.normal(N, 1, 2);
    private final float[] y = new float[N];
    private final float[] dx = new float[N];
    private float[] saved;

    /// Checks both directions against the specification.
    @Setup
    public void prepare() {
        kernels = twin(ScalarActivations::new, SimdActivations::new);
        ActivationKernels specification = new ScalarActivations();
        float[] specified = new float[N];
        specification.forward(activation, specified, 0, x, 0, N, 1, N);
        saved = activation.usesOutput() ? specified.clone() : x;
        Check.equal(activation + " forward", forward(), specified);
        specification.backward(activation, specified, 0, dy, 0, saved, 0, N, 1, N);
        Check.equal(activation + " backward", backward(), specified);
    }

    /// y = f(x).
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] forward() {
        kernels.forward(activation, y, 0, x, 0, N, 1, N);
        return y;
    }

    /// dx = dy f'(x).
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] backward() {
        kernels.backward(activation, dx, 0, dy, 0, saved, 0, N, 1, N);
        return dx;
    }
}
