package io.github.vae4j.kernels.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the formulas in double.
class SoftmaxTest {
    private static final int ROWS = 3;

    private static float[] random(int n, double size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextDouble(-size, size);
        }
        return values;
    }

    private static double[] shares(float[] x, int at, int cols) {
        double sum = 0;
        double[] shares = new double[cols];
        for (int i = 0; i < cols; i++) {
            sum += Math.exp(x[at + i]);
        }
        for (int i = 0; i < cols; i++) {
            shares[i] = Math.exp(x[at + i]) / sum;
        }
        return shares;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 500})
    void valuesAndGradients(int cols) {
        float[] x = random(ROWS * cols, 5, 1);
        float[] dy = random(ROWS * cols, 1, 2);
        float[] y = new float[ROWS * cols];
        float[] log = new float[ROWS * cols];
        float[] dx = new float[ROWS * cols];
        float[] dlog = new float[ROWS * cols];
        float[] scratch = new float[cols];
        Softmax.softmax(y, 0, x, 0, ROWS, cols);
        Softmax.logSoftmax(log, 0, x, 0, ROWS, cols, scratch);
        Softmax.softmaxBackward(dx, 0, dy, 0, y, 0, ROWS, cols);
        Softmax.logSoftmaxBackward(dlog, 0, dy, 0, log, 0, ROWS, cols, scratch);
        for (int r = 0; r < ROWS; r++) {
            double[] shares = shares(x, r * cols, cols);
            double mean = 0;
            double sum = 0;
            for (int i = 0; i < cols; i++) {
                mean += shares[i] * dy[r * cols + i];
                sum += dy[r * cols + i];
            }
            for (int i = 0; i < cols; i++) {
                int at = r * cols + i;
                assertThat((double) y[at]).isCloseTo(shares[i], within(1e-6 * shares[i]));
                assertThat((double) log[at]).isCloseTo(Math.log(shares[i]), within(2e-6));
                assertThat((double) dx[at]).isCloseTo(shares[i] * (dy[at] - mean), within(1e-6 * shares[i]));
                assertThat((double) dlog[at]).isCloseTo(dy[at] - shares[i] * sum, within(2e-6 + 1e-5 * shares[i]));
            }
        }
    }

    @Test
    void inPlace() {
        int cols = 33;
        float[] x = random(ROWS * cols, 5, 1);
        float[] y = new float[x.length];
        float[] scratch = new float[cols];
        Softmax.softmax(y, 0, x, 0, ROWS, cols);
        float[] inPlace = x.clone();
        Softmax.softmax(inPlace, 0, inPlace, 0, ROWS, cols);
        assertThat(inPlace).isEqualTo(y);
        Softmax.logSoftmax(y, 0, x, 0, ROWS, cols, scratch);
        inPlace = x.clone();
        Softmax.logSoftmax(inPlace, 0, inPlace, 0, ROWS, cols, scratch);
        assertThat(inPlace).isEqualTo(y);
        float[] dx = new float[x.length];
        Softmax.logSoftmaxBackward(dx, 0, x, 0, y, 0, ROWS, cols, scratch);
        inPlace = x.clone();
        Softmax.logSoftmaxBackward(inPlace, 0, inPlace, 0, y, 0, ROWS, cols, scratch);
        assertThat(inPlace).isEqualTo(dx);
    }

    /// Logits of any size, also such that their exponentials are no floats.
    @Test
    void largeLogits() {
        float[] y = new float[3];
        Softmax.softmax(y, 0, new float[] {1e30f, -1e30f, 1e30f}, 0, 1, 3);
        assertThat(y).containsExactly(0.5f, 0, 0.5f);
        Softmax.logSoftmax(y, 0, new float[] {500, 400, 500}, 0, 1, 3, new float[3]);
        assertThat((double) y[1]).isCloseTo(-100 - Math.log(2), within(1e-5));
        Softmax.softmax(y, 0, new float[] {0, Float.NEGATIVE_INFINITY, 0}, 0, 1, 3);
        assertThat(y).containsExactly(0.5f, 0, 0.5f);
    }
}
