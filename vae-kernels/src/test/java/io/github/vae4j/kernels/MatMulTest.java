package io.github.vae4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MatMulTest {
    private static final float[] SCRATCH = new float[MatMul.scratchLength(2_000)];

    @Test
    void multipliesByHand() {
        float[] a = {1, 2, 3, 4, 5, 6};
        float[] b = {7, 8, 9, 10, 11, 12};

        float[] product = new float[4];
        MatMul.multiply(product, 0, 2, a, 0, 3, b, 0, 2, 2, 2, 3, false, SCRATCH);
        assertThat(product).containsExactly(58, 64, 139, 154);

        MatMul.multiplyTransB(product, 0, 2, a, 0, 3, b, 0, 3, 2, 2, 3, false, SCRATCH);
        assertThat(product).containsExactly(50, 68, 122, 167);

        MatMul.multiplyTransA(product, 0, 2, a, 0, 2, b, 0, 2, 2, 2, 3, false, SCRATCH);
        assertThat(product).containsExactly(89, 98, 116, 128);

        MatMul.multiplyTransA(product, 0, 2, a, 0, 2, b, 0, 2, 2, 2, 3, true, SCRATCH);
        assertThat(product).containsExactly(178, 196, 232, 256);
    }

    @Test
    void anEmptySumIsZeroOrWhatWasThere() {
        float[] out = {1, 2, 3, 4};
        MatMul.multiply(out, 0, 2, new float[0], 0, 0, new float[0], 0, 2, 2, 2, 0, true, SCRATCH);
        assertThat(out).containsExactly(1, 2, 3, 4);
        MatMul.multiply(out, 0, 2, new float[0], 0, 0, new float[0], 0, 2, 2, 2, 0, false, SCRATCH);
        assertThat(out).containsExactly(0, 0, 0, 0);
    }

    /// `|computed - exact| <= gamma(k) sum |a| |b|`, `gamma(k) = k u / (1 - k u)`, `u = 2^-24` (Higham, ch. 3).
    @Test
    void errorsAreWithinTheBound() {
        int m = 21;
        int n = 43;
        for (int k : new int[] {1, 20, 500, 1_700}) {
            float[] a = random(m * k, 1);
            float[] b = random(k * n, 2);
            float[] product = new float[m * n];
            MatMul.multiply(product, 0, n, a, 0, k, b, 0, n, m, n, k, false, SCRATCH);
            float[] transposedA = transpose(a, m, k);
            float[] viaTransA = new float[m * n];
            MatMul.multiplyTransA(viaTransA, 0, n, transposedA, 0, m, b, 0, n, m, n, k, false, SCRATCH);
            float[] viaTransB = new float[m * n];
            MatMul.multiplyTransB(viaTransB, 0, n, a, 0, k, transpose(b, k, n), 0, k, m, n, k, false, SCRATCH);

            assertThat(viaTransA).isEqualTo(product);
            assertThat(viaTransB).isEqualTo(product);
            double u = 0x1p-24;
            double gamma = k * u / (1 - k * u);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double exact = 0;
                    double magnitude = 0;
                    for (int p = 0; p < k; p++) {
                        double term = (double) a[i * k + p] * b[p * n + j];
                        exact += term;
                        magnitude += Math.abs(term);
                    }
                    assertThat(Math.abs(product[i * n + j] - exact)).as("element (%s, %s), k = %s", i, j, k)
                            .isLessThanOrEqualTo(gamma * magnitude);
                }
            }
        }
    }

    @Test
    void anyCutGivesTheSameBits() {
        int m = 45;
        int n = 101;
        int k = 77;
        float[] a = random(m * k, 3);
        float[] b = random(k * n, 4);
        float[] whole = new float[m * n];
        MatMul.multiply(whole, 0, n, a, 0, k, b, 0, n, m, n, k, false, SCRATCH);

        float[] cut = new float[m * n];
        int[] rows = {0, 7, 20, m};
        int[] columns = {0, MatMul.PANEL, 51, n};
        int[] inner = {0, 13, 64, k};
        for (int r = 1; r < rows.length; r++) {
            for (int c = 1; c < columns.length; c++) {
                for (int q = 1; q < inner.length; q++) {
                    int i = rows[r - 1];
                    int j = columns[c - 1];
                    int p = inner[q - 1];
                    MatMul.multiply(cut, i * n + j, n, a, i * k + p, k, b, p * n + j, n, rows[r] - i, columns[c] - j,
                            inner[q] - p, p > 0, SCRATCH);
                }
            }
        }
        assertThat(cut).isEqualTo(whole);
    }

    @Test
    void wrongShapesAreNamedWithBothOperands() {
        float[] out = new float[32 * 785];
        float[] a = new float[32 * 784];
        float[] b = new float[784 * 400];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatMul.multiply(out, 0, 785, a, 0, 784, b, 0, 785, 32, 785, 784, false, SCRATCH))
                .withMessage(
                        "b is (784, 785) and a is (32, 784): with offset 0 and stride 785 b needs an array of 615440"
                                + " elements but has 313600");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatMul.multiply(out, 0, 400, a, 1, 784, b, 0, 400, 32, 400, 784, false, SCRATCH))
                .withMessage(
                        "a is (32, 784) and b is (784, 400): with offset 1 and stride 784 a needs an array of 25089"
                                + " elements but has 25088");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> MatMul.multiplyTransB(out, 0, 400, a, 0, 784, b, 0, 400, 32, 400, 784, false, SCRATCH))
                .withMessage("b is (400, 784) and a is (32, 784): bStride must be at least its 784 columns but is 400");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatMul.multiplyTransA(out, 0, 4, a, 0, 4, b, -1, 4, 4, 4, 4, false, SCRATCH))
                .withMessage("b is (4, 4) and a is (4, 4): bOffset must be 0 or more but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatMul.multiply(new float[15], 0, 4, a, 0, 4, b, 0, 4, 4, 4, 4, false, SCRATCH))
                .withMessageContaining("out is (4, 4)")
                .withMessageContaining("needs an array of 16 elements but has 15");
        // 50,000 rows of 50,000: the size of the array does not fit an int.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatMul.multiply(out, 0, 50_000, a, 0, 1, b, 0, 50_000, 50_000, 50_000, 1, false,
                        SCRATCH))
                .withMessageContaining("a is (50000, 1)");
    }

    @Test
    void negativeSizesAreRefused() {
        float[] x = new float[16];
        float[] y = new float[16];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatMul.multiply(x, 0, 4, y, 0, 4, y, 0, 4, -1, 4, 4, false, SCRATCH))
                .withMessage("m must be 0 or more but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatMul.multiplyTransA(x, 0, 4, y, 0, 4, y, 0, 4, 4, -2, 4, false, SCRATCH))
                .withMessage("n must be 0 or more but is -2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatMul.multiplyTransB(x, 0, 4, y, 0, 4, y, 0, 4, 4, 4, -3, false, SCRATCH))
                .withMessage("k must be 0 or more but is -3");
        assertThatIllegalArgumentException().isThrownBy(() -> MatMul.scratchLength(-1))
                .withMessage("k must be 0 or more but is -1");
    }

    @Test
    void overlapsAreRefused() {
        float[] x = new float[100];
        float[] y = new float[100];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatMul.multiply(x, 0, 4, x, 15, 4, y, 0, 4, 4, 4, 4, false, SCRATCH))
                .withMessage("out must not overlap a, but they are elements 0 to 15 and 15 to 30 of one array");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatMul.multiply(x, 20, 4, y, 0, 4, x, 8, 4, 4, 4, 4, false, SCRATCH))
                .withMessage("out must not overlap b, but they are elements 20 to 35 and 8 to 23 of one array");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatMul.multiply(x, 0, 4, SCRATCH, 8, 4, y, 8, 4, 4, 4, 4, false, SCRATCH))
                .withMessageStartingWith("scratch must not overlap a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatMul.multiply(x, 0, 4, y, 8, 4, y, 8, 4, 4, 4, 4, false, new float[3]))
                .withMessageStartingWith("scratch must have MatMul.scratchLength(4) = ");
        // Neighbours in one array, and a matrix times itself, are fine.
        MatMul.multiply(x, 16, 4, x, 0, 4, x, 32, 4, 4, 4, 4, false, SCRATCH);
        MatMul.multiply(x, 0, 4, y, 0, 4, y, 0, 4, 4, 4, 4, false, SCRATCH);
    }

    private static float[] random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextDouble(-2, 2);
        }
        return x;
    }

    private static float[] transpose(float[] x, int rows, int cols) {
        float[] y = new float[x.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                y[c * rows + r] = x[r * cols + c];
            }
        }
        return y;
    }
}
