package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.internal.matmul.MatMulKernels;
import io.github.vae4j.kernels.internal.matmul.ScalarMatMul;
import io.github.vae4j.kernels.internal.matmul.SimdMatMul;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Matrix products on the shapes of the study's network, one thread. The counter `gflop` is GFLOP/s.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class MatMulBenchmark extends TwinBenchmark {
    /// How the factors are stored: as they are (N) or transposed (T).
    public enum Form {
        NN, NT, TN
    }

    /// Counts the work of a measurement iteration; JMH divides it by the time.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        public double gflop;
    }

    /// m x k x n: rows of the output, inner size, columns of the output.
    @Param({"100x784x500", "100x500x500", "100x500x784", "100x500x40", "100x20x500", "512x784x500", "512x500x500",
        "512x500x784", "512x500x40", "512x20x500"}) public String shape;

    @Param public Form form;

    private MatMulKernels kernels;
    private int m;
    private int k;
    private int n;
    private float[] a;
    private float[] b;
    private float[] out;
    private float[] scratch;

    /// Fills the factors, runs the other shapes too so that the JIT sees what training shows it, and checks the product.
    @Setup
    public void prepare() {
        kernels = twin(ScalarMatMul::new, SimdMatMul::new);
        if (implementation.equals("simd")) {
            warmWithMixedShapes();
        }
        String[] sizes = shape.split("x", -1);
        allocate(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
        run(form);
        check();
    }

    private void warmWithMixedShapes() {
        int[][] sizes = {{100, 784, 500}, {20, 500, 40}, {100, 20, 500}, {37, 100, 33}};
        for (int[] size : sizes) {
            allocate(size[0], size[1], size[2]);
            for (int i = 0; i < 100; i++) {
                for (Form each : Form.values()) {
                    run(each);
                }
            }
        }
    }

    private void allocate(int rows, int inner, int columns) {
        m = rows;
        k = inner;
        n = columns;
        a = RandomArrays.uniform(m * k, -1, 1, 1);
        b = RandomArrays.uniform(k * n, -1, 1, 2);
        out = new float[m * n];
        scratch = new float[MatMul.scratchLength(k)];
    }

    private void run(Form each) {
        switch (each) {
            case NN -> kernels.multiply(out, 0, n, a, 0, k, b, 0, n, m, n, k, false, scratch);
            case NT -> kernels.multiplyTransB(out, 0, n, a, 0, k, b, 0, k, m, n, k, false, scratch);
            case TN -> kernels.multiplyTransA(out, 0, n, a, 0, m, b, 0, n, m, n, k, false, scratch);
        }
    }

    private void check() {
        for (int i = 0; i < m; i += 7) {
            for (int j = 0; j < n; j += 3) {
                float sum = 0;
                for (int p = 0; p < k; p++) {
                    float left = form == Form.TN ? a[p * m + i] : a[i * k + p];
                    float right = form == Form.NT ? b[j * k + p] : b[p * n + j];
                    sum = Math.fma(left, right, sum);
                }
                if (sum != out[i * n + j]) {
                    throw new IllegalStateException(
                            "element (" + i + ", " + j + ") is " + out[i * n + j] + ", expected "
                                    + sum);
                }
            }
        }
    }

    /// One product, overwriting its output.
    @Benchmark
    public float[] product(Work work) {
        run(form);
        work.gflop += 2e-9 * m * n * k;
        return out;
    }
}
