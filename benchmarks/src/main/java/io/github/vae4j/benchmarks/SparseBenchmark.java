package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.internal.matmul.DenseKernels;
import io.github.vae4j.kernels.internal.matmul.MatMulKernels;
import io.github.vae4j.kernels.internal.matmul.ScalarDense;
import io.github.vae4j.kernels.internal.matmul.ScalarMatMul;
import io.github.vae4j.kernels.internal.matmul.ScalarSparse;
import io.github.vae4j.kernels.internal.matmul.SimdDense;
import io.github.vae4j.kernels.internal.matmul.SimdMatMul;
import io.github.vae4j.kernels.internal.matmul.SimdSparse;
import io.github.vae4j.kernels.internal.matmul.SparseKernels;
import io.github.vae4j.kernels.model.SparseRows;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The first layer on rows of mostly zeros: as lists of entries, and dense for comparison. One thread, microseconds per
/// batch.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SparseBenchmark extends TwinBenchmark {
    /// Inputs and outputs whose weight gradient is one task.
    private static final int RANGE = 48;
    private static final int WIDTH = 4 * MatMul.PANEL;

    /// Rows, inputs, outputs, and what share of the inputs is not 0: images with a border (a run of entries in each of 20
    /// lines of 28 pixels), a step in training and one in encoding, then entries anywhere.
    @Param({"100x784x500 image", "100x784x500 0.1", "100x784x500 0.01", "500x20000x600 0.0036", "128x16581x128 0.1",
        "100x784x500 0.3"}) public String input;

    private int rows;
    private int inputs;
    private int outputs;
    private float[] x;
    private int[] rowStart;
    private int[] column;
    private float[] value;
    private int[] columnStart;
    private int[] row;
    private float[] valueByColumn;
    private float[] w;
    private float[] bias;
    private float[] y;
    private float[] dy;
    private final float[] task = new float[RANGE * WIDTH];
    private int[] scratch;
    private float[] denseScratch;
    private SparseKernels sparse;
    private DenseKernels dense;
    private MatMulKernels products;

    /// Makes the batch, and checks that lists and dense rows give the same bits.
    @Setup
    public void prepare() {
        sparse = twin(ScalarSparse::new, SimdSparse::new);
        dense = twin(ScalarDense::new, SimdDense::new);
        products = twin(ScalarMatMul::new, SimdMatMul::new);
        if (implementation.equals("simd")) {
            // Other shapes first, so that the compiler sees more than one.
            for (String other : new String[] {"37x100x33 0.2", "20x64x128 0.1"}) {
                allocate(other);
                for (int i = 0; i < 2_000; i++) {
                    forward();
                    weightGradient();
                }
            }
        }
        allocate(input);
        float[] expected = denseForward().clone();
        Check.equal("the product", forward(), expected);
        float[] expectedTask = new float[task.length];
        for (int first = 0; first < inputs; first += RANGE) {
            for (int j = 0; j < outputs; j += WIDTH) {
                denseTask(expectedTask, first, j);
                sparseTask(task, first, j);
                Check.equal("the gradient", task, expectedTask);
            }
        }
    }

    private void allocate(String description) {
        String[] parts = description.split("[x ]", -1);
        rows = Integer.parseInt(parts[0]);
        inputs = Integer.parseInt(parts[1]);
        outputs = Integer.parseInt(parts[2]);
        x = parts[3].equals("image") ? images() : anywhere(Double.parseDouble(parts[3]));
        rowStart = new int[rows + 1];
        SparseRows.count(rowStart, 1, x, 0, inputs, rows, inputs);
        int entries = SparseRows.starts(rowStart, 0, rows);
        column = new int[entries];
        value = new float[entries];
        SparseRows.fill(rowStart, 0, column, value, x, 0, inputs, rows, inputs);
        columnStart = new int[inputs + 1];
        row = new int[entries];
        valueByColumn = new float[entries];
        scratch = new int[2 * rows];
        transpose();
        w = RandomArrays.uniform(inputs * outputs, -1, 1, 2);
        bias = RandomArrays.uniform(outputs, -1, 1, 3);
        dy = RandomArrays.uniform(rows * outputs, -1, 1, 4);
        y = new float[rows * outputs];
        denseScratch = new float[MatMul.scratchLength(Math.max(inputs, rows))];
    }

    /// 19 % of the pixels, as in MNIST: one run of 6 to 9 pixels in each of the 20 inner lines.
    private float[] images() {
        SplittableRandom random = new SplittableRandom(1);
        float[] images = new float[rows * inputs];
        for (int r = 0; r < rows; r++) {
            for (int line = 4; line < 24; line++) {
                int from = random.nextInt(4, 15);
                int to = from + random.nextInt(6, 10);
                for (int i = from; i < to; i++) {
                    images[r * inputs + line * 28 + i] = (float) random.nextDouble(0.1, 1);
                }
            }
        }
        return images;
    }

    private float[] anywhere(double density) {
        SplittableRandom random = new SplittableRandom(1);
        float[] all = new float[rows * inputs];
        for (int i = 0; i < all.length; i++) {
            all[i] = random.nextDouble() < density ? (float) random.nextDouble(0.1, 1) : 0;
        }
        return all;
    }

    /// The product of lists.
    @Benchmark
    public float[] forward() {
        sparse.product(y, 0, outputs, rowStart, 0, column, value, w, 0, bias, 0, rows, outputs, inputs);
        return y;
    }

    /// The same product of dense rows.
    @Benchmark
    public float[] denseForward() {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(bias, 0, y, r * outputs, outputs);
        }
        for (int j = 0; j < outputs; j += MatMul.PANEL) {
            int width = Math.min(MatMul.PANEL, outputs - j);
            products.multiply(y, j, outputs, x, 0, inputs, w, j * inputs, width, rows, width, inputs, true,
                    denseScratch);
        }
        return y;
    }

    /// The gradient of the weights, task by task into a buffer that stays in cache.
    @Benchmark
    public float[] weightGradient() {
        for (int first = 0; first < inputs; first += RANGE) {
            for (int j = 0; j < outputs; j += WIDTH) {
                sparseTask(task, first, j);
            }
        }
        return task;
    }

    private void sparseTask(float[] into, int first, int j) {
        int count = Math.min(RANGE, inputs - first);
        sparse.weightProduct(into, 0, MatMul.PANEL * count, columnStart, first, row, valueByColumn, dy, j, outputs,
                Math.min(WIDTH, outputs - j), count);
    }

    /// The same gradient of dense rows.
    @Benchmark
    public float[] denseWeightGradient() {
        for (int first = 0; first < inputs; first += RANGE) {
            for (int j = 0; j < outputs; j += WIDTH) {
                denseTask(task, first, j);
            }
        }
        return task;
    }

    private void denseTask(float[] into, int first, int j) {
        int count = Math.min(RANGE, inputs - first);
        dense.weightProduct(into, 0, MatMul.PANEL * count, x, first, inputs, dy, j, outputs, rows,
                Math.min(WIDTH, outputs - j), count, denseScratch);
    }

    /// Lists of a batch that was read dense.
    @Benchmark
    public float[] compact() {
        SparseRows.count(rowStart, 1, x, 0, inputs, rows, inputs);
        rowStart[0] = 0;
        SparseRows.starts(rowStart, 0, rows);
        SparseRows.fill(rowStart, 0, column, value, x, 0, inputs, rows, inputs);
        return value;
    }

    /// Entries by columns from entries by rows, for the gradient.
    @Benchmark
    public int[] transpose() {
        SparseRows.transpose(columnStart, 0, row, valueByColumn, rowStart, 0, column, value, rows, inputs, 0, inputs,
                scratch);
        return columnStart;
    }
}
