package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.internal.random.PhiloxKernels;
import io.github.vae4j.kernels.internal.random.ScalarPhilox;
import io.github.vae4j.kernels.internal.random.SimdPhilox;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/// Random numbers, in ns per number.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RandomBenchmark extends TwinBenchmark {
    private static final int N = 1 << 14;
    private static final int LATENT = 20;
    private static final int ROWS = N / LATENT;

    private PhiloxKernels philox;
    private final int[] words = new int[N];
    private final float[] numbers = new float[N];
    private final float[] probability = new float[N];
    private final SplittableRandom reference = new SplittableRandom(1);
    private int epoch;

    /// Checks the twin against the specification.
    @Setup
    public void prepare() {
        philox = twin(ScalarPhilox::new, SimdPhilox::new);
        Arrays.fill(probability, 0.3f);
        float[] expected = new float[N];
        new ScalarPhilox().normal(expected, 0, N, 1, 2, 3, 4);
        philox.normal(numbers, 0, N, 1, 2, 3, 4);
        if (!Arrays.equals(numbers, expected)) {
            throw new IllegalStateException("normal numbers differ from their specification");
        }
    }

    /// 32-bit words.
    @Benchmark
    @OperationsPerInvocation(N)
    public int[] bits() {
        philox.bits(words, 0, N, 1, 0, 0, epoch++, 0);
        return words;
    }

    /// Uniform numbers.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] uniform() {
        philox.uniform(numbers, 0, N, 1, 0, epoch++, 0);
        return numbers;
    }

    /// Normal numbers.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] normal() {
        philox.normal(numbers, 0, N, 1, 0, epoch++, 0);
        return numbers;
    }

    /// Normal numbers as training draws them: 20 for every image.
    @Benchmark
    @OperationsPerInvocation(ROWS * LATENT)
    public float[] normalRows() {
        epoch++;
        for (int row = 0; row < ROWS; row++) {
            philox.normal(numbers, row * LATENT, LATENT, 1, row, epoch, 0);
        }
        return numbers;
    }

    /// Zeros and ones.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] bernoulli() {
        philox.bernoulli(numbers, 0, probability, 0, N, 1, 0, epoch++, 0);
        return numbers;
    }

    /// A permutation.
    @Benchmark
    @OperationsPerInvocation(N)
    public int[] permutation() {
        Philox.permutation(words, N, 1, 0, epoch++);
        return words;
    }

    /// Normal numbers from the JDK, one at a time.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] nextGaussian() {
        for (int i = 0; i < N; i++) {
            numbers[i] = (float) reference.nextGaussian();
        }
        return numbers;
    }
}
