package io.github.vae4j.benchmarks;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
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
import org.openjdk.jmh.annotations.Warmup;

/// `cblas_sgemm` of OpenBLAS, or of MKL in its place, on the shapes of [MatMulBenchmark], one thread, on memory outside the heap.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatMulPeerBenchmark {
    /// Counts the work of a measurement iteration; JMH divides it by the time.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        public double gflop;
    }

    // 2^-24 for each of the products' roundings, and the order of the sum is the library's: gamma(800) of values below 1.
    private static final double BOUND = 1e-4;

    @Param({"openblas", "mkl"}) public String implementation;

    @Param({"100x784x500", "100x500x500", "100x500x784", "100x500x40", "100x20x500", "512x784x500", "512x500x500",
        "512x500x784", "512x500x40", "512x20x500"}) public String shape;

    @Param public MatMulBenchmark.Form form;

    private int m;
    private int k;
    private int n;
    private FloatPointer a;
    private FloatPointer b;
    private FloatPointer out;

    /// Fills the factors, and checks the product against double arithmetic.
    @Setup
    public void prepare() {
        NativeBlas.select(implementation, 1);
        String[] sizes = shape.split("x", -1);
        m = Integer.parseInt(sizes[0]);
        k = Integer.parseInt(sizes[1]);
        n = Integer.parseInt(sizes[2]);
        float[] left = RandomArrays.uniform(m * k, -1, 1, 1);
        float[] right = RandomArrays.uniform(k * n, -1, 1, 2);
        a = new FloatPointer(left);
        b = new FloatPointer(right);
        out = new FloatPointer((long) m * n);
        multiply();
        for (int i = 0; i < m; i += 7) {
            for (int j = 0; j < n; j += 3) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += (double) (form == MatMulBenchmark.Form.TN ? left[p * m + i] : left[i * k + p])
                            * (form == MatMulBenchmark.Form.NT ? right[j * k + p] : right[p * n + j]);
                }
                Check.near("element (" + i + ", " + j + ")", out.get((long) i * n + j), sum, BOUND);
            }
        }
    }

    private void multiply() {
        int left = form == MatMulBenchmark.Form.TN ? CblasTrans : CblasNoTrans;
        int right = form == MatMulBenchmark.Form.NT ? CblasTrans : CblasNoTrans;
        openblas_nolapack.cblas_sgemm(CblasRowMajor, left, right, m, n, k, 1, a, left == CblasTrans ? m : k, b,
                right == CblasTrans ? k : n, 0, out, n);
    }

    /// One product, overwriting its output.
    @Benchmark
    public float product(Work work) {
        multiply();
        work.gflop += 2e-9 * m * n * k;
        return out.get(0);
    }
}
