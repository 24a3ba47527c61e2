package io.github.vae4j.kernels.internal.latent;

import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Latent;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The latent kernels against their formulas in double, within bounds made of the roundings on the way; `u = 2^-24`.
class LatentTest {
    private static final double U = 0x1p-24;
    private static final int ROWS = 3;

    /// Additions in a chain: 16 lanes, then a tree of four levels.
    private static double chain(int cols) {
        return Math.ceilDiv(cols, 16) + 4;
    }

    private static void assertNear(double computed, double exact, double bound, String what) {
        assertThat(Math.abs(computed - exact)).as("error of %s, %s instead of %s", what, computed, exact)
                .isLessThanOrEqualTo(bound);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 40, 784})
    void logDensities(int cols) {
        int stride = cols + 3;
        float[] z = fill(Values.ORDINARY, 0, ROWS * cols, 1);
        float[] mean = fill(Values.ORDINARY, 1, ROWS * stride, 2);
        float[] logvar = fill(Values.ORDINARY, 2, ROWS * stride, 3);
        float[] out = new float[ROWS];
        float[] standard = new float[ROWS];
        Latent.logDensity(out, 0, z, 0, mean, 1, logvar, 2, stride, ROWS, cols);
        Latent.standardLogDensity(standard, 0, z, 0, ROWS, cols);
        for (int r = 0; r < ROWS; r++) {
            double constant = cols * StrictMath.log(2 * Math.PI) / 2;
            double exact = -constant;
            double magnitude = constant;
            double exactStandard = -constant;
            for (int j = 0; j < cols; j++) {
                double value = z[r * cols + j];
                double v = logvar[2 + r * stride + j];
                double d = value - mean[1 + r * stride + j];
                double square = d * d * StrictMath.exp(-v) / 2;
                exact -= v / 2 + square;
                magnitude += Math.abs(v / 2) + square;
                exactStandard -= value * value / 2;
            }
            // A term has a rounded difference, twice, its square, an exponential of 1 ULP, and two sums.
            double bound = (chain(cols) + 8) * U;
            assertNear(out[r], exact, bound * magnitude, "density of row " + r);
            assertNear(standard[r], exactStandard, bound * -exactStandard, "standard density of row " + r);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 784})
    void drawsAndDivergencePerUnit(int cols) {
        float[] mean = fill(Values.ORDINARY, 0, ROWS * cols, 4);
        float[] logvar = fill(Values.ORDINARY, 0, ROWS * cols, 5);
        float[] eps = fill(Values.ORDINARY, 0, ROWS * cols, 6);
        float[] z = new float[ROWS * cols];
        Latent.reparameterise(z, 0, mean, 0, logvar, 0, cols, eps, 0, ROWS, cols);
        for (int i = 0; i < z.length; i++) {
            double scaled = StrictMath.exp(logvar[i] / 2.0) * eps[i];
            assertNear(z[i], mean[i] + scaled, 4 * U * (Math.abs(mean[i]) + Math.abs(scaled)), "draw " + i);
        }
        double[] sums = new double[cols];
        Arrays.fill(sums, 10);
        Latent.klPerUnit(sums, mean, 0, logvar, 0, cols, ROWS, cols);
        for (int j = 0; j < cols; j++) {
            double exact = 0;
            for (int r = 0; r < ROWS; r++) {
                double m = mean[r * cols + j];
                double v = logvar[r * cols + j];
                exact += (m * m + StrictMath.expm1(v) - v) / 2;
            }
            // exp(v) - 1 - v is within 7.11 ULP of 2u each; the sums are in double.
            assertNear(sums[j], 10 + exact, (2 * 7.11 + 3) * U * exact, "unit " + j);
        }
    }

    /// With weights of any size: an offset of all values moves the result by the same, and nothing overflows.
    @ParameterizedTest
    @ValueSource(floats = {0, -90, 800, -1e6f, 3e38f})
    void logMeanExp(float offset) {
        for (int samples : new int[] {1, 2, 17, 500}) {
            float[] values = fill(Values.ORDINARY, 0, samples * ROWS, 7);
            for (int i = 0; i < samples * ROWS; i++) {
                values[i] = values[i] * 5 + offset;
            }
            float[] out = new float[ROWS];
            Latent.logMeanExp(out, 0, values, 0, samples, ROWS);
            for (int r = 0; r < ROWS; r++) {
                double largest = Double.NEGATIVE_INFINITY;
                for (int s = 0; s < samples; s++) {
                    largest = Math.max(largest, values[s * ROWS + r]);
                }
                double sum = 0;
                for (int s = 0; s < samples; s++) {
                    sum += StrictMath.exp(values[s * ROWS + r] - largest);
                }
                double exact = largest + StrictMath.log(sum / samples);
                // A chain of sums of exponentials, whose relative error is the absolute one of the logarithm; then the
                // logarithms of sum and number, and two sums.
                double bound = (samples + 4) * U
                        + 3 * U * (Math.abs(exact) + Math.abs(largest) + 2 * StrictMath.log(samples));
                assertNear(out[r], exact, bound, samples + " values around " + offset);
            }
        }
    }

    @Test
    void logMeanExpOfSpecialValues() {
        float inf = Float.POSITIVE_INFINITY;
        float[] values = {-inf, -inf, 0, Float.NaN, inf, -inf, 3, 0, 0, 0};
        float[] out = new float[5];
        Latent.logMeanExp(out, 0, values, 0, 2, 5);
        // Columns: (-inf, -inf), (-inf, 3), (0, 0), (NaN, 0), (inf, 0).
        assertThat(out[0]).isEqualTo(-inf);
        assertThat((double) out[1]).isCloseTo(3 - StrictMath.log(2), within(4 * U));
        assertThat(out[2]).isZero();
        assertThat(out[3]).isNaN();
        assertThat(out[4]).isEqualTo(inf);
    }
}
