package io.github.vae4j.kernels.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Dense;
import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.internal.TwinCases;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import io.github.vae4j.kernels.internal.matmul.SparseCases;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SparseDenseTest {
    private static final int M = 13;

    /// Inputs, outputs and density, around the widths of vectors, panels and tiles.
    static Stream<List<Number>> shapes() {
        return Stream.of(1, 3, 15, 16, 17, 31, 32, 33, 40, 48, 64, 100, 127, 128, 129, 160, 250).flatMap(
                outputs -> Stream.of(0.004, 0.1, 0.5)
                        .map(density -> List.of(7 + 90 * (outputs % 3), outputs, density)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theProductHasTheBitsOfTheDenseOne(List<Number> shape) {
        int k = shape.get(0).intValue();
        int n = shape.get(1).intValue();
        SparseCases x = SparseCases.of(Values.ORDINARY, M, k, shape.get(2).doubleValue(), 2, k + n);
        float[] w = TwinCases.fill(Values.ORDINARY, 1, k * n, 2);
        float[] bias = TwinCases.fill(Values.ORDINARY, 3, n, 3);
        float[] expected = TwinCases.guarded(5, M * (n + 4));
        float[] actual = expected.clone();
        Dense.forward(Activation.TANH, expected, 5, n + 4, null, 0, x.dense(k), 0, k, w, 1, bias, 3, M, n, k,
                new float[MatMul.scratchLength(k)]);
        SparseDense.forward(Activation.TANH, actual, 5, n + 4, null, 0, x.rowStart(), 2, x.column(), x.value(), w, 1,
                bias, 3, M, n, k);
        assertThat(actual).isEqualTo(expected);
    }

    /// More weights than are taken at a time: 1,024 inputs of 128 outputs, 7,710 of 17.
    @ParameterizedTest
    @CsvSource({"9000, 17, 0.5", "1100, 129, 0.5", "2100, 160, 0.4", "33000, 4, 0.4", "1100, 128, 0.01"})
    void manyInputsHaveTheBitsOfTheDenseProduct(int k, int n, double density) {
        theProductHasTheBitsOfTheDenseOne(List.of(k, n, density));
    }

    @ParameterizedTest
    @EnumSource
    void allActivations(Activation f) {
        int k = 50;
        int n = 150;
        SparseCases x = SparseCases.of(Values.ORDINARY, M, k, 0.2, 0, 1);
        float[] w = TwinCases.fill(Values.ORDINARY, 0, k * n, 2);
        float[] bias = TwinCases.fill(Values.ORDINARY, 0, n, 3);
        float[][] expected = {new float[M * n], f.usesOutput() ? null : new float[M * n]};
        float[][] actual = {new float[M * n], f.usesOutput() ? null : new float[M * n]};
        Dense.forward(f, expected[0], 0, n, expected[1], 0, x.dense(k), 0, k, w, 0, bias, 0, M, n, k,
                new float[MatMul.scratchLength(k)]);
        SparseDense.forward(f, actual[0], 0, n, actual[1], 0, x.rowStart(), 0, x.column(), x.value(), w, 0, bias, 0, M,
                n, k);
        assertThat(actual).isDeepEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theGradientHasTheBitsOfTheDenseOneInAnyRanges(List<Number> shape) {
        int k = shape.get(0).intValue();
        int n = shape.get(1).intValue();
        SparseCases x = SparseCases.of(Values.ORDINARY, M, k, shape.get(2).doubleValue(), 1, k + n);
        SparseCases.ByColumn lists = x.byColumn(k);
        float[] dy = TwinCases.fill(Values.ORDINARY, 2, M * (n + 3), 4);
        int panelStride = MatMul.PANEL * k;
        float[] expected = TwinCases.guarded(1, k * n);
        Dense.weightGradient(expected, 1, panelStride, x.dense(k), 0, k, dy, 2, n + 3, M, n, k,
                new float[MatMul.scratchLength(M)]);
        for (int step : new int[] {k, 5, 48}) {
            float[] actual = TwinCases.guarded(1, k * n);
            float[] part = new float[step * n];
            for (int first = 0; first < k; first += step) {
                int count = Math.min(step, k - first);
                Arrays.fill(part, 7);
                SparseDense.weightGradient(part, 0, MatMul.PANEL * step, lists.start(), 1 + first, lists.row(),
                        lists.value(), dy, 2, n + 3, M, n, count);
                for (int i = 0; i < count; i++) {
                    for (int j = 0; j < n; j++) {
                        int panel = j / MatMul.PANEL;
                        int width = Math.min(MatMul.PANEL, n - panel * MatMul.PANEL);
                        actual[1 + Dense.weightIndex(k, n, first + i, j)] = part[panel * MatMul.PANEL * step + i * width
                                + j % MatMul.PANEL];
                    }
                }
            }
            assertThat(actual).as("ranges of %d inputs", step).isEqualTo(expected);
        }
    }

    /// Ranges of the outputs, as threads take them.
    @Test
    void outputsInRanges() {
        int k = 70;
        int n = 150;
        SparseCases x = SparseCases.of(Values.ORDINARY, M, k, 0.2, 0, 1);
        float[] w = TwinCases.fill(Values.ORDINARY, 0, k * n, 2);
        float[] bias = TwinCases.fill(Values.ORDINARY, 0, n, 3);
        float[] whole = new float[M * n];
        float[] parts = new float[M * n];
        SparseDense.forward(Activation.RELU, whole, 0, n, null, 0, x.rowStart(), 0, x.column(), x.value(), w, 0, bias,
                0, M, n, k);
        for (int from = 0; from < n; from += MatMul.PANEL) {
            SparseDense.forward(Activation.RELU, parts, from, n, null, 0, x.rowStart(), 0, x.column(), x.value(), w,
                    from * k, bias, from, M, Math.min(MatMul.PANEL, n - from), k);
        }
        assertThat(parts).isEqualTo(whole);
    }

    /// What the class says of weights that are no finite numbers.
    @Test
    void infiniteWeightsCountWhereAnInputIsNotZero() {
        float[] w = {Float.POSITIVE_INFINITY, 1};
        float[] y = new float[2];
        SparseDense.forward(Activation.IDENTITY, y, 0, 1, null, 0, new int[] {0, 1, 2}, 0, new int[] {0, 1},
                new float[] {2, 3}, w, 0, new float[] {1}, 0, 2, 1, 2);
        assertThat(y).containsExactly(Float.POSITIVE_INFINITY, 4);
        Dense.forward(Activation.IDENTITY, y, 0, 1, null, 0, new float[] {2, 0, 0, 3}, 0, 2, w, 0, new float[] {1}, 0,
                2, 1, 2, new float[MatMul.scratchLength(2)]);
        assertThat(y).containsExactly(Float.POSITIVE_INFINITY, Float.NaN);
    }

    @Test
    void wrongArgumentsAreNamed() {
        int[] rowStart = {0, 1, 2};
        int[] column = {0, 1};
        float[] value = {1, 1};
        float[] w = new float[6];
        float[] y = new float[6];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseDense.forward(Activation.GELU, y, 0, 3, null, 0, rowStart, 0, column, value, w,
                        0, new float[3], 0, 2, 3, 2))
                .withMessage("pre must not be null for GELU, whose derivative needs its input");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseDense.forward(Activation.RELU, y, 0, 3, null, 0, new int[] {0, 2, 1}, 0, column,
                        value, w, 0, new float[3], 0, 2, 3, 2))
                .withMessage("rowStart must rise from 0 or more, but start 2 is 1, the one before 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseDense.weightGradient(w, 0, 64, new int[] {0, 2}, 0, column, value, y, 0, 3, 2,
                        3, 2))
                .withMessage("columnStart is (3) with offset 0: it needs an array of 3 elements but has 2");
    }
}
