package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.internal.latent.LatentKernels;
import io.github.vae4j.kernels.internal.latent.ScalarLatent;
import io.github.vae4j.kernels.internal.latent.SimdLatent;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/// What training and bounds compute between encoder and decoder, in ns per latent value: 100 rows of 20 units, means
/// and log variances side by side as the encoder writes them.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LatentBenchmark extends TwinBenchmark {
    private static final int ROWS = 100;
    private static final int COLS = 20;
    private static final int STRIDE = 2 * COLS;
    private static final int N = ROWS * COLS;

    private LatentKernels latent;
    private final float[] heads = RandomArrays.normal(ROWS * STRIDE, 1, 1);
    private final float[] noise = RandomArrays.normal(N, 1, 2);
    private final float[] dz = RandomArrays.normal(N, 1, 3);
    private final float[] dHeads = new float[ROWS * STRIDE];
    private final float[] weight = new float[COLS];
    private final float[] z = new float[N];
    private final float[] perRow = new float[ROWS];
    private final float[] bound = new float[COLS];

    /// Checks every result against the specification.
    @Setup
    public void prepare() {
        Arrays.fill(weight, 0.01f);
        latent = new ScalarLatent();
        float[][] specified = results();
        latent = twin(ScalarLatent::new, SimdLatent::new);
        float[][] actual = results();
        for (int i = 0; i < actual.length; i++) {
            Check.equal("latent result " + i, actual[i], specified[i]);
        }
    }

    private float[][] results() {
        return new float[][] {reparameterise().clone(), reparameteriseBackward().clone(), kl().clone(),
            logDensity().clone(), standardLogDensity().clone(), logMeanExp().clone()};
    }

    /// z = mean + exp(logvar / 2) eps.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] reparameterise() {
        latent.reparameterise(z, 0, heads, 0, heads, COLS, STRIDE, noise, 0, ROWS, COLS);
        return z;
    }

    /// The gradients by mean and logvar, that of the KL included.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] reparameteriseBackward() {
        latent.reparameteriseBackward(dHeads, 0, dHeads, COLS, dz, 0, heads, 0, heads, COLS, STRIDE, noise, 0, weight,
                0, ROWS, COLS);
        return dHeads;
    }

    /// KL per row.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] kl() {
        latent.kl(perRow, 0, heads, 0, heads, COLS, STRIDE, ROWS, COLS);
        return perRow;
    }

    /// log q(z|x) per row.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] logDensity() {
        latent.logDensity(perRow, 0, dz, 0, heads, 0, heads, COLS, STRIDE, ROWS, COLS);
        return perRow;
    }

    /// log p(z) per row.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] standardLogDensity() {
        latent.standardLogDensity(perRow, 0, dz, 0, ROWS, COLS);
        return perRow;
    }

    /// log(mean(exp(w))) over 100 draws, for 20 rows.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] logMeanExp() {
        latent.logMeanExp(bound, 0, dz, 0, ROWS, COLS);
        return bound;
    }
}
