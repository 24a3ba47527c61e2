package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.model.BatchNorm;
import io.github.vae4j.kernels.model.CountLosses;
import io.github.vae4j.kernels.model.CountScratch;
import io.github.vae4j.kernels.model.Dropout;
import io.github.vae4j.kernels.model.LayerNorm;
import io.github.vae4j.kernels.model.Softmax;
import io.github.vae4j.kernels.model.SparseRows;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Losses of counts with their gradients, and the layers around them, on cells of 4,000 genes. One thread, ns per element of
/// the dense matrix. These kernels are put together from twins, so the process is forced to one.
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CountBenchmark {
    private static final int ROWS = 32;
    private static final int COLS = 4_000;
    private static final int N = ROWS * COLS;
    private static final double DENSITY = 0.1;

    @Param({"scalar", "simd"}) public String implementation;

    private final CountScratch scratch = new CountScratch(COLS);
    private final float[] logMean = RandomArrays.uniform(N, -4, 1, 1);
    private final float[] shift = new float[ROWS];
    private final float[] logDispersion = RandomArrays.uniform(COLS, -1, 2, 2);
    private final float[] zeroLogits = RandomArrays.uniform(N, -4, 1, 3);
    private final float[] byMean = new float[N];
    private final float[] byDispersion = new float[N];
    private final float[] byZero = new float[N];
    private final float[] loss = new float[ROWS];
    private final float[] row = new float[3 * COLS];
    private final float[] ofRows = new float[ROWS];
    private final float[] ofColumns = new float[COLS];
    private final float[] mean = new float[COLS];
    private final float[] factor = new float[COLS];
    private final float[] ones = new float[COLS];
    private final int[] bits = new int[COLS];
    private final int[] rowStart = new int[ROWS + 1];
    private int[] column;
    private float[] value;

    /// Draws counts, of which a tenth is not 0.
    @Setup
    public void prepare() {
        ProcessKernels.force(implementation);
        SplittableRandom random = new SplittableRandom(4);
        float[] x = new float[N];
        for (int i = 0; i < N; i++) {
            x[i] = random.nextDouble() < DENSITY ? 1 + (int) (-2 * Math.log(random.nextDouble())) : 0;
        }
        SparseRows.count(rowStart, 1, x, 0, COLS, ROWS, COLS);
        int entries = SparseRows.starts(rowStart, 0, ROWS);
        column = new int[entries];
        value = new float[entries];
        SparseRows.fill(rowStart, 0, column, value, x, 0, COLS, ROWS, COLS);
        Arrays.fill(ones, 1f);
    }

    /// Poisson, and its gradient.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] poisson() {
        CountLosses.poisson(loss, 0, byMean, 0, logMean, 0, shift, 0, rowStart, 0, column, value, ROWS, COLS, 1,
                scratch);
        return loss;
    }

    /// Negative binomial, and both gradients.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] negativeBinomial() {
        CountLosses.negativeBinomial(loss, 0, byMean, 0, byDispersion, 0, logMean, 0, shift, 0, logDispersion, 0,
                rowStart, 0, column, value, ROWS, COLS, 1, scratch);
        return loss;
    }

    /// Zero-inflated negative binomial, and all gradients.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] zeroInflatedNegativeBinomial() {
        CountLosses.zeroInflatedNegativeBinomial(loss, 0, byMean, 0, byDispersion, 0, byZero, 0, logMean, 0, shift, 0,
                logDispersion, 0, zeroLogits, 0, rowStart, 0, column, value, ROWS, COLS, 1, scratch);
        return loss;
    }

    /// Multinomial, and its gradient.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] multinomial() {
        CountLosses.multinomial(loss, 0, byMean, 0, logMean, 0, rowStart, 0, column, value, ROWS, COLS, true, 1,
                scratch);
        return loss;
    }

    /// Logarithms of shares, and the way back.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] logSoftmax() {
        Softmax.logSoftmax(byMean, 0, logMean, 0, ROWS, COLS, row);
        Softmax.logSoftmaxBackward(byZero, 0, zeroLogits, 0, byMean, 0, ROWS, COLS, row);
        return byZero;
    }

    /// Layer normalisation, and the way back.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] layerNorm() {
        LayerNorm.forward(byMean, 0, byZero, 0, ofRows, 0, logMean, 0, ones, 0, mean, 0, ROWS, COLS, 1e-3f);
        LayerNorm.backward(byDispersion, 0, zeroLogits, 0, byZero, 0, ofRows, 0, ones, 0, ROWS, COLS);
        return byDispersion;
    }

    /// Batch normalisation, and the way back.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] batchNorm() {
        BatchNorm.moments(mean, 0, factor, 0, logMean, 0, COLS, ROWS, COLS);
        BatchNorm.factors(factor, 0, factor, 0, COLS, 1e-3f);
        BatchNorm.forward(byMean, 0, byZero, 0, COLS, logMean, 0, COLS, mean, 0, factor, 0, ones, 0, ones, 0, ROWS,
                COLS);
        BatchNorm.backward(byDispersion, 0, mean, 0, ofColumns, 0, zeroLogits, 0, byZero, 0, COLS, factor, 0, ones, 0,
                ROWS, COLS, row);
        return byDispersion;
    }

    /// Masks of dropout, and their products with rows.
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] dropout() {
        for (int r = 0; r < ROWS; r++) {
            Dropout.mask(byMean, r * COLS, 0, COLS, 0.9f, 1, 2, 3, r, bits);
            System.arraycopy(logMean, r * COLS, byZero, r * COLS, COLS);
            Dropout.apply(byZero, r * COLS, byMean, r * COLS, COLS);
        }
        return byZero;
    }
}
