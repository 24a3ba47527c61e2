package io.github.vae4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.kernels.internal.matmul.ScalarDense;
import io.github.vae4j.kernels.internal.matmul.SimdDense;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DenseTest {
    private static final int M = 7;
    private static final int N = 150;
    private static final int K = 33;
    private static final float[] SCRATCH = new float[MatMul.scratchLength(N)];
    private static final float GUARD = 77;

    private final float[] x = random(M * K, 1);
    private final float[] w = random(K * N, 2);
    private final float[] bias = random(N + 1, 3);

    /// Against its definition, a chain that starts from the bias; more columns than one block, strides, offsets.
    @ParameterizedTest
    @EnumSource
    void forward(Activation f) {
        int stride = N + 3;
        float[] y = guarded(5 + M * stride);
        float[] pre = guarded(2 + M * stride);
        Dense.forward(f, y, 5, stride, f.usesOutput() ? null : pre, 2, x, 0, K, inPanels(w, K, N, 2), 2, bias, 1, M, N,
                K,
                SCRATCH);

        float[] expectedSum = new float[M * N];
        for (int i = 0; i < M; i++) {
            for (int j = 0; j < N; j++) {
                float sum = bias[1 + j];
                for (int p = 0; p < K; p++) {
                    sum = Math.fma(x[i * K + p], w[p * N + j], sum);
                }
                expectedSum[i * N + j] = sum;
            }
        }
        float[] expected = new float[M * N];
        Activations.forward(f, expected, 0, expectedSum, 0, M * N);
        assertRows(y, 5, stride, expected);
        if (!f.usesOutput()) {
            assertRows(pre, 2, stride, expectedSum);
        }
    }

    @ParameterizedTest
    @EnumSource
    void backwardInput(Activation f) {
        int stride = N + 2;
        float[] dy = random(M * K, 4);
        float[] weights = random(N * K, 5);
        float[] saved = random(3 + M * stride, 6);
        float[] dx = guarded(1 + M * stride);
        int first = 9;
        float[] all = random((first + N + 4) * K, 7);
        System.arraycopy(weights, 0, all, first * K, weights.length);
        Dense.backwardInput(f, dx, 1, stride, dy, 0, K, inPanels(all, first + N + 4, K, 3), 3, first + N + 4, first,
                saved, 3, M, N, K, SCRATCH);

        float[] expected = new float[M * N];
        MatMul.multiplyTransB(expected, 0, N, dy, 0, K, weights, 0, K, M, N, K, false, SCRATCH);
        for (int i = 0; i < M; i++) {
            Activations.backward(f, expected, i * N, expected, i * N, saved, 3 + i * stride, N);
        }
        assertRows(dx, 1, stride, expected);
    }

    /// Against the product as a row-major matrix, cut into panels.
    @ParameterizedTest
    @CsvSource({"150, 70, 7", "33, 150, 7", "60, 64, 1000", "5, 20, 3", "60, 40, 0", "50, 0, 3"})
    void weightGradient(int inputs, int outputs, int samples) {
        float[] input = random(samples * inputs, 4);
        float[] dy = random(1 + samples * (outputs + 2), 5);
        float[] scratch = new float[MatMul.scratchLength(samples)];
        float[] product = new float[inputs * outputs];
        MatMul.multiplyTransA(product, 0, outputs, input, 0, inputs, dy, 1, outputs + 2, inputs, outputs, samples,
                false, scratch);
        float[] expected = Arrays.copyOf(inPanels(product, inputs, outputs, 3), 3 + product.length + 2);
        Arrays.fill(expected, 3 + product.length, expected.length, GUARD);

        float[] dw = guarded(expected.length);
        Dense.weightGradient(dw, 3, inputs * MatMul.PANEL, input, 0, inputs, dy, 1, outputs + 2, samples, outputs,
                inputs, scratch);
        assertThat(dw).isEqualTo(expected);
    }

    @Test
    void weightGradientOfRangesOfInputs() {
        int outputs = 2 * MatMul.PANEL;
        float[] dy = random(M * outputs, 5);
        float[] whole = new float[K * outputs];
        Dense.weightGradient(whole, 0, K * MatMul.PANEL, x, 0, K, dy, 0, outputs, M, outputs, K, SCRATCH);
        float[] parts = new float[whole.length];
        for (int first : new int[] {0, 11, 22}) {
            Dense.weightGradient(parts, first * MatMul.PANEL, K * MatMul.PANEL, x, first, K, dy, 0, outputs, M, outputs,
                    11, SCRATCH);
        }
        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void columnSumsAddRowsInOrder() {
        int[] sizes = {0, 1, 3, 15, 16, 17, 31, 33, 63, 64, 65, 127, 150};
        for (int n : sizes) {
            int stride = n + 2;
            float[] dy = random(3 + M * stride, n);
            float[] db = guarded(4 + n);
            Dense.columnSums(db, 2, dy, 3, stride, M, n);
            float[] expected = guarded(4 + n);
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int i = 0; i < M; i++) {
                    sum += dy[3 + i * stride + j];
                }
                expected[2 + j] = sum;
            }
            assertThat(db).isEqualTo(expected);
        }
        float[] none = {1, 2};
        Dense.columnSums(none, 0, new float[0], 0, 2, 0, 2);
        assertThat(none).containsExactly(0, 0);
    }

    @Test
    void columnSumTwinsAgreeOnSpecialValues() {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "the Vector API module is absent in this run: there is no SIMD twin to compare");
        float[] special = {0f, -0f, Float.MIN_VALUE, -1e-40f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
            Float.NaN, Float.MAX_VALUE, 1e30f, -1e30f, 1f, -3f};
        SplittableRandom random = new SplittableRandom(8);
        for (int n = 0; n < 140; n++) {
            float[] dy = new float[1 + 5 * n];
            for (int i = 0; i < dy.length; i++) {
                dy[i] = special[random.nextInt(special.length)];
            }
            float[] scalar = guarded(n + 2);
            float[] simd = guarded(n + 2);
            new ScalarDense().columnSums(scalar, 1, dy, 1, n, 5, n);
            new SimdDense().columnSums(simd, 1, dy, 1, n, 5, n);
            assertThat(simd).isEqualTo(scalar);
        }
    }

    @Test
    void wrongArgumentsAreNamed() {
        float[] y = new float[M * N];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dense.forward(Activation.GELU, y, 0, N, null, 0, x, 0, K, w, 0, bias, 0, M, N, K,
                        SCRATCH))
                .withMessage("pre must not be null for GELU, whose derivative needs its input");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dense.forward(Activation.RELU, y, 0, N, null, 0, x, 0, K, w, 0, bias, 2, M, N, K,
                        SCRATCH))
                .withMessage("bias is (150) with offset 2: it needs an array of 152 elements but has 151");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Dense.forward(Activation.RELU, y, 0, N, null, 0, x, 0, K, w, 0, y, 0, M, N, K, SCRATCH))
                .withMessageStartingWith("y must not overlap bias");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dense.backwardInput(Activation.RELU, y, 0, N, x, 0, K, w, 0, N, 0, new float[9], 0, M,
                        N, K, SCRATCH))
                .withMessageContaining("saved is (7, 150)").withMessageContaining("but has 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dense.backwardInput(Activation.RELU, y, 0, N, x, 0, K, w, 0, N, 1, y, 0, M, N, K,
                        SCRATCH))
                .withMessage("inputs 1 to 150 are asked for, but the layer has 150");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dense.forward(Activation.RELU, y, 0, N, null, 0, x, 0, K, w, 1, bias, 0, M, N, K,
                        SCRATCH))
                .withMessage("w is (33, 150) in panels with offset 1: it needs an array of 4951 elements but has 4950");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dense.weightGradient(w, 0, 31 * K, x, 0, K, y, 0, N, M, N, K, SCRATCH))
                .withMessage("panelStride must be at least its 1056 elements for 33 inputs but is 1023");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dense.weightGradient(w, 0, 32 * K + 1, x, 0, K, y, 0, N, M, N, K, SCRATCH))
                .withMessage(
                        "dw is (33, 150) in panels with offset 0: it needs an array of 4954 elements but has 4950");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dense.weightGradient(y, 0, K, y, 9, K, x, 0, 1, M, 1, K, SCRATCH))
                .withMessageStartingWith("dw must not overlap x");
        assertThatIllegalArgumentException().isThrownBy(() -> Dense.columnSums(y, 0, y, 10, N, 2, N))
                .withMessageStartingWith("db must not overlap dy");
        assertThatIllegalArgumentException().isThrownBy(() -> Dense.columnSums(bias, 0, y, 0, N, -1, N))
                .withMessage("m must be 0 or more but is -1");
    }

    /// Panel behind panel, each row-major: another way to say where [Dense#weightIndex] puts an element.
    private static float[] inPanels(float[] rowMajor, int inputs, int outputs, int offset) {
        float[] panels = guarded(offset + inputs * outputs);
        int at = offset;
        for (int first = 0; first < outputs; first += MatMul.PANEL) {
            for (int i = 0; i < inputs; i++) {
                for (int j = first; j < Math.min(first + MatMul.PANEL, outputs); j++) {
                    panels[at++] = rowMajor[i * outputs + j];
                }
            }
        }
        return panels;
    }

    @Test
    void weightIndexCountsPanelByPanel() {
        for (int outputs : new int[] {1, 31, 32, 33, 64, 70}) {
            float[] numbers = new float[3 * outputs];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = i;
            }
            float[] panels = inPanels(numbers, 3, outputs, 0);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < outputs; j++) {
                    assertThat(panels[Dense.weightIndex(3, outputs, i, j)]).isEqualTo(numbers[i * outputs + j]);
                }
            }
        }
    }

    private static void assertRows(float[] actual, int offset, int stride, float[] expected) {
        float[] wanted = guarded(actual.length);
        for (int i = 0; i < M; i++) {
            System.arraycopy(expected, i * N, wanted, offset + i * stride, N);
        }
        assertThat(actual).isEqualTo(wanted);
    }

    private static float[] guarded(int n) {
        float[] a = new float[n];
        Arrays.fill(a, GUARD);
        return a;
    }

    private static float[] random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }
}
