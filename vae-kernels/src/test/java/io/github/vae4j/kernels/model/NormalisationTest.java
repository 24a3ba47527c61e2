package io.github.vae4j.kernels.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Dense;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Batch and layer normalisation against their formulas in double, and gradients against central differences of these.
class NormalisationTest {
    private static final int ROWS = 6;
    private static final float EPSILON = 1e-3f;
    private static final double STEP = 1e-4;

    private static float[] random(int n, double from, double to, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextDouble(from, to);
        }
        return values;
    }

    private static double[] doubles(float[] values) {
        double[] copy = new double[values.length];
        Arrays.setAll(copy, i -> values[i]);
        return copy;
    }

    /// The numbers that are normalised together, `count` of them from `at` on with a step; in place.
    private static void normalise(double[] x, int at, int step, int count) {
        double mean = 0;
        for (int i = 0; i < count; i++) {
            mean += x[at + i * step] / count;
        }
        double variance = 0;
        for (int i = 0; i < count; i++) {
            variance += Math.pow(x[at + i * step] - mean, 2) / count;
        }
        for (int i = 0; i < count; i++) {
            x[at + i * step] = (x[at + i * step] - mean) / Math.sqrt(variance + EPSILON);
        }
    }

    private static double[] reference(boolean batch, double[] x, double[] gamma, double[] beta, int cols) {
        double[] y = x.clone();
        for (int i = 0; i < (batch ? cols : ROWS); i++) {
            normalise(y, batch ? i : i * cols, batch ? cols : 1, batch ? ROWS : cols);
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = y[i] * gamma[i % cols] + beta[i % cols];
        }
        return y;
    }

    private static void assertGradient(float[] actual, double[] at, ToDoubleFunction<double[]> cost) {
        for (int i = 0; i < at.length; i++) {
            double[] moved = at.clone();
            moved[i] = at[i] + STEP;
            double above = cost.applyAsDouble(moved);
            moved[i] = at[i] - STEP;
            double expected = (above - cost.applyAsDouble(moved)) / (2 * STEP);
            assertThat((double) actual[i]).as("element %d", i).isCloseTo(expected,
                    within(1e-5 + 1e-5 * Math.abs(expected)));
        }
    }

    private static double dot(float[] dy, double[] y) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += dy[i] * y[i];
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 33, 70})
    void batch(int cols) {
        float[] x = random(ROWS * cols, -3, 5, 1);
        float[] gamma = random(cols, -2, 2, 2);
        float[] beta = random(cols, -2, 2, 3);
        float[] dy = random(ROWS * cols, -1, 1, 4);
        float[] mean = new float[cols];
        float[] factor = new float[cols];
        float[] y = new float[ROWS * cols];
        float[] hat = new float[ROWS * cols];
        BatchNorm.moments(mean, 0, factor, 0, x, 0, cols, ROWS, cols);
        BatchNorm.factors(factor, 0, factor, 0, cols, EPSILON);
        BatchNorm.forward(y, 0, hat, 0, cols, x, 0, cols, mean, 0, factor, 0, gamma, 0, beta, 0, ROWS, cols);
        double[] expected = reference(true, doubles(x), doubles(gamma), doubles(beta), cols);
        for (int i = 0; i < y.length; i++) {
            assertThat((double) y[i]).isCloseTo(expected[i], within(1e-5));
        }

        float[] dx = new float[ROWS * cols];
        float[] dGamma = new float[cols];
        float[] dBeta = new float[cols];
        BatchNorm.backward(dx, 0, dGamma, 0, dBeta, 0, dy, 0, hat, 0, cols, factor, 0, gamma, 0, ROWS, cols,
                new float[3 * cols]);
        assertGradient(dx, doubles(x), v -> dot(dy, reference(true, v, doubles(gamma), doubles(beta), cols)));
        assertGradient(dGamma, doubles(gamma), v -> dot(dy, reference(true, doubles(x), v, doubles(beta), cols)));
        assertGradient(dBeta, doubles(beta), v -> dot(dy, reference(true, doubles(x), doubles(gamma), v, cols)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 33, 70})
    void layer(int cols) {
        float[] x = random(ROWS * cols, -3, 5, 1);
        float[] gamma = random(cols, -2, 2, 2);
        float[] beta = random(cols, -2, 2, 3);
        float[] dy = random(ROWS * cols, -1, 1, 4);
        float[] factor = new float[ROWS];
        float[] y = new float[ROWS * cols];
        float[] hat = new float[ROWS * cols];
        LayerNorm.forward(y, 0, hat, 0, factor, 0, x, 0, gamma, 0, beta, 0, ROWS, cols, EPSILON);
        double[] expected = reference(false, doubles(x), doubles(gamma), doubles(beta), cols);
        for (int i = 0; i < y.length; i++) {
            assertThat((double) y[i]).isCloseTo(expected[i], within(1e-5));
        }

        float[] dx = new float[ROWS * cols];
        float[] dGamma = new float[cols];
        float[] dBeta = new float[cols];
        LayerNorm.backward(dx, 0, dy, 0, hat, 0, factor, 0, gamma, 0, ROWS, cols);
        LayerNorm.gammaGradient(dGamma, 0, dy, 0, hat, 0, cols, ROWS, cols);
        Dense.columnSums(dBeta, 0, dy, 0, cols, ROWS, cols);
        assertGradient(dx, doubles(x), v -> dot(dy, reference(false, v, doubles(gamma), doubles(beta), cols)));
        assertGradient(dGamma, doubles(gamma), v -> dot(dy, reference(false, doubles(x), v, doubles(beta), cols)));
        assertGradient(dBeta, doubles(beta), v -> dot(dy, reference(false, doubles(x), doubles(gamma), v, cols)));
    }

    /// Columns of a batch may be shared between threads anywhere.
    @Test
    void columnsInParts() {
        int cols = 70;
        float[] x = random(ROWS * cols, -3, 5, 1);
        float[] gamma = random(cols, -2, 2, 2);
        float[] beta = random(cols, -2, 2, 3);
        float[] dy = random(ROWS * cols, -1, 1, 4);
        float[][] whole = batch(x, gamma, beta, dy, cols, cols);
        assertThat(batch(x, gamma, beta, dy, cols, 1)).isDeepEqualTo(whole);
        assertThat(batch(x, gamma, beta, dy, cols, 13)).isDeepEqualTo(whole);
    }

    private static float[][] batch(float[] x, float[] gamma, float[] beta, float[] dy, int cols, int step) {
        float[][] r = {new float[cols], new float[cols], new float[ROWS * cols], new float[ROWS * cols],
            new float[ROWS * cols], new float[cols], new float[cols]};
        for (int j = 0; j < cols; j += step) {
            int n = Math.min(step, cols - j);
            BatchNorm.moments(r[0], j, r[1], j, x, j, cols, ROWS, n);
            BatchNorm.factors(r[1], j, r[1], j, n, EPSILON);
            BatchNorm.forward(r[2], j, r[3], j, cols, x, j, cols, r[0], j, r[1], j, gamma, j, beta, j, ROWS, n);
            BatchNorm.backward(r[4], j, r[5], j, r[6], j, dy, j, r[3], j, cols, r[1], j, gamma, j, ROWS, n,
                    new float[3 * n]);
        }
        return r;
    }

    @Test
    void inPlace() {
        int cols = 33;
        float[] x = random(ROWS * cols, -3, 5, 1);
        float[] gamma = random(cols, -2, 2, 2);
        float[] beta = random(cols, -2, 2, 3);
        float[] y = new float[ROWS * cols];
        float[] hat = new float[ROWS * cols];
        float[] factor = new float[ROWS];
        LayerNorm.forward(y, 0, hat, 0, factor, 0, x, 0, gamma, 0, beta, 0, ROWS, cols, EPSILON);
        float[] overX = x.clone();
        LayerNorm.forward(overX, 0, new float[ROWS * cols], 0, factor, 0, overX, 0, gamma, 0, beta, 0, ROWS, cols,
                EPSILON);
        assertThat(overX).isEqualTo(y);
        overX = x.clone();
        LayerNorm.forward(new float[ROWS * cols], 0, overX, 0, factor, 0, overX, 0, gamma, 0, beta, 0, ROWS, cols,
                EPSILON);
        assertThat(overX).isEqualTo(hat);
        float[] dx = new float[ROWS * cols];
        LayerNorm.backward(dx, 0, x, 0, hat, 0, factor, 0, gamma, 0, ROWS, cols);
        overX = x.clone();
        LayerNorm.backward(overX, 0, overX, 0, hat, 0, factor, 0, gamma, 0, ROWS, cols);
        assertThat(overX).isEqualTo(dx);
    }

    @Test
    void runningMomentsFollow() {
        float[] running = {1, -2};
        BatchNorm.follow(running, 0, new float[] {3, 4}, 0, 2, 0.25f, 2);
        assertThat(running).containsExactly(1 + 0.25f * 5, -2 + 0.25f * 10);
        BatchNorm.follow(running, 0, new float[] {3, 4}, 0, 2, 1, 1);
        assertThat(running).containsExactly(3, 4);
    }

    /// A column or row of one value is 0 after normalisation, not NaN.
    @Test
    void nothingVaries() {
        float[] x = {2, 2, 2, 2};
        float[] y = new float[4];
        LayerNorm.forward(y, 0, new float[4], 0, new float[2], 0, x, 0, new float[] {3, 3}, 0, new float[] {1, 1}, 0, 2,
                2, EPSILON);
        assertThat(y).containsExactly(1, 1, 1, 1);
    }
}
