package io.github.vae4j.kernels.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.internal.TwinCases.Values;
import io.github.vae4j.kernels.internal.matmul.SparseCases;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountLossesTest {
    private static final double STEP = 1e-4;
    private static final int ROWS = 4;

    /// Log-probabilities computed with 50 digits: in the reference to 1e-14, in the kernel to 2e-6 of the count.
    @ParameterizedTest
    @CsvSource({"0, 2.5, 1.7, -1.5375756661861588, -0.8532056578804361",
        "3, 2.5, 1.7, -2.0535036719370839, -2.3667653594553067",
        "120, 80, 0.35, -6.4739290460815490, -6.7871907335997719",
        "0, 1e-4, 50, -9.9999900000133333e-5, -7.3104801684397242e-5",
        "7, 5, 1e4, -2.2592459706818050, -2.5725076582000278"})
    void knownNegativeBinomial(double x, double mean, double theta, double expected, double inflated) {
        double logMean = Math.log(mean);
        double logDispersion = Math.log(theta);
        assertThat(-CountReference.negativeBinomial(x, logMean, logDispersion)).isCloseTo(expected,
                within(1e-14 * count(x)));
        assertThat(-CountReference.zeroInflated(x, logMean, logDispersion, -1)).isCloseTo(inflated,
                within(1e-14 * count(x)));

        int[] rowStart = {0, x > 0 ? 1 : 0};
        float[] loss = new float[1];
        CountScratch scratch = new CountScratch(1);
        CountLosses.negativeBinomial(loss, 0, null, 0, null, 0, new float[] {(float) logMean}, 0, new float[1], 0,
                new float[] {(float) logDispersion}, 0, rowStart, 0, new int[1], new float[] {(float) x}, 1, 1, 1,
                scratch);
        // The logarithms have been rounded to float.
        double rounded = CountReference.negativeBinomial(x, (float) logMean, (float) logDispersion);
        assertThat((double) loss[0]).isCloseTo(rounded, within(2e-6 * Math.max(rounded, x)));
        CountLosses.zeroInflatedNegativeBinomial(loss, 0, null, 0, null, 0, null, 0, new float[] {(float) logMean}, 0,
                new float[1], 0, new float[] {(float) logDispersion}, 0, new float[] {-1}, 0, rowStart, 0, new int[1],
                new float[] {(float) x}, 1, 1, 1, scratch);
        rounded = CountReference.zeroInflated(x, (float) logMean, (float) logDispersion, -1);
        assertThat((double) loss[0]).isCloseTo(rounded, within(2e-6 * Math.max(rounded, x)));
    }

    private static double count(double x) {
        return Math.max(1, x);
    }

    @Test
    void knownMultinomial() {
        double[] counts = {2, 0, 1};
        double[] logits = {0.1, -0.3, 0.7};
        assertThat(-CountReference.multinomial(counts, logits, false)).isCloseTo(-3.151800906074, within(1e-12));
        assertThat(-CountReference.multinomial(counts, logits, true)).isCloseTo(-2.053188617406, within(1e-12));
        float[] loss = new float[1];
        for (boolean coefficient : new boolean[] {false, true}) {
            CountLosses.multinomial(loss, 0, null, 0, new float[] {0.1f, -0.3f, 0.7f}, 0, new int[] {0, 2}, 0,
                    new int[] {0, 2}, new float[] {2, 1}, 1, 3, coefficient, 1, new CountScratch(3));
            assertThat((double) loss[0]).isCloseTo(CountReference.multinomial(counts, logits, coefficient),
                    within(1e-6));
        }
    }

    /// One entry at a time, over means, dispersions and counts of all sizes: the loss in ULP of its largest term, and
    /// gradients beside the count.
    @Test
    void entriesOfAllSizes() {
        float[] loss = new float[1];
        float[] byMean = new float[1];
        float[] byDispersion = new float[1];
        CountScratch scratch = new CountScratch(1);
        for (float count : new float[] {1, 2, 3, 7, 8, 30, 120, 1_000, 20_000}) {
            for (float logDispersion = -10; logDispersion <= 14; logDispersion += 1.37f) {
                for (float logMean = -9; logMean <= 11; logMean += 1.71f) {
                    CountLosses.negativeBinomial(loss, 0, byMean, 0, byDispersion, 0, new float[] {logMean}, 0,
                            new float[1], 0, new float[] {logDispersion}, 0, new int[] {0, 1}, 0, new int[1],
                            new float[] {count}, 1, 1, 1, scratch);
                    double theta = logDispersion;
                    double mean = logMean;
                    double expected = CountReference.negativeBinomial(count, mean, theta);
                    String what = "count " + count + ", log mean " + logMean + ", log dispersion " + logDispersion;
                    double size = count * (1 + Math.abs(mean) + Math.abs(theta) + Math.log(count)) + expected;
                    assertThat((double) loss[0]).as(what).isCloseTo(expected, within(4 * 0x1p-24 * size));
                    double flow = Math.max(count, Math.exp(mean));
                    assertThat((double) byMean[0]).as(what).isCloseTo(difference(
                            v -> CountReference.negativeBinomial(count, v, theta), mean), within(1e-6 * flow));
                    assertThat((double) byDispersion[0]).as(what).isCloseTo(difference(
                            v -> CountReference.negativeBinomial(count, mean, v), theta), within(1e-6 * flow));
                }
            }
        }
    }

    private static double difference(DoubleUnaryOperator f, double at) {
        return (f.applyAsDouble(at + STEP) - f.applyAsDouble(at - STEP)) / (2 * STEP);
    }

    /// A batch, with the lists of counts and what the networks gave.
    private static final class Batch {
        final int cols;
        final SparseCases counts;
        final double[] dense;
        final float[] logMean;
        final float[] shift = {0.3f, -0.2f, 1.1f, 0f};
        final float[] logDispersion;
        final float[] zeroLogits;
        final float[] loss = new float[ROWS];
        final float[][] gradients;
        final CountScratch scratch;

        Batch(int cols) {
            this.cols = cols;
            SplittableRandom random = new SplittableRandom(cols);
            counts = SparseCases.of(Values.POSITIVE, ROWS, cols, 0.15, 1, cols);
            for (int e = 1; e < counts.column().length; e++) {
                counts.value()[e] = 1 + (int) Math.floor(-3 * Math.log(random.nextDouble()));
            }
            float[] x = counts.dense(cols);
            dense = new double[x.length];
            Arrays.setAll(dense, i -> x[i]);
            logMean = uniform(random, ROWS * cols, -3, 2);
            logDispersion = uniform(random, cols, -2, 3);
            zeroLogits = uniform(random, ROWS * cols, -4, 3);
            gradients = new float[3][ROWS * cols];
            scratch = new CountScratch(cols + 3);
        }

        private static float[] uniform(SplittableRandom random, int n, double from, double to) {
            float[] values = new float[n];
            for (int i = 0; i < n; i++) {
                values[i] = (float) random.nextDouble(from, to);
            }
            return values;
        }

        void poisson(float[] gradient, float[] means) {
            CountLosses.poisson(loss, 0, gradient, 0, means, 0, shift, 0, counts.rowStart(), 1, counts.column(),
                    counts.value(), ROWS, cols, 0.5f, scratch);
        }

        void negativeBinomial(float[] gradient, float[] byDispersion, float[] means) {
            CountLosses.negativeBinomial(loss, 0, gradient, 0, byDispersion, 0, means, 0, shift, 0, logDispersion, 0,
                    counts.rowStart(), 1, counts.column(), counts.value(), ROWS, cols, 0.5f, scratch);
        }

        void zeroInflated(float[] gradient, float[] byDispersion, float[] byZero, float[] means, float[] zeros) {
            CountLosses.zeroInflatedNegativeBinomial(loss, 0, gradient, 0, byDispersion, 0, byZero, 0, means, 0, shift,
                    0, logDispersion, 0, zeros, 0, counts.rowStart(), 1, counts.column(), counts.value(), ROWS, cols,
                    0.5f, scratch);
        }

        void multinomial(float[] gradient, float[] logits, boolean coefficient) {
            CountLosses.multinomial(loss, 0, gradient, 0, logits, 0, counts.rowStart(), 1, counts.column(),
                    counts.value(), ROWS, cols, coefficient, 0.5f, scratch);
        }

        double mean(int r, int c) {
            return (double) logMean[r * cols + c] + shift[r];
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 100, 511, 512, 513, 1_300})
    void poisson(int cols) {
        Batch b = new Batch(cols);
        b.poisson(b.gradients[0], b.logMean);
        for (int r = 0; r < ROWS; r++) {
            double sum = 0;
            for (int c = 0; c < cols; c++) {
                double x = b.dense[r * cols + c];
                sum += CountReference.poisson(x, b.mean(r, c));
                assertThat((double) b.gradients[0][r * cols + c]).isCloseTo(
                        0.5 * difference(m -> CountReference.poisson(x, m), b.mean(r, c)), within(2e-5));
            }
            assertThat((double) b.loss[r]).isCloseTo(sum, within(2e-6 * (sum + 10)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 100, 511, 512, 513, 1_300})
    void negativeBinomial(int cols) {
        Batch b = new Batch(cols);
        b.negativeBinomial(b.gradients[0], b.gradients[1], b.logMean);
        for (int r = 0; r < ROWS; r++) {
            double sum = 0;
            for (int c = 0; c < cols; c++) {
                double x = b.dense[r * cols + c];
                double mean = b.mean(r, c);
                double theta = b.logDispersion[c];
                sum += CountReference.negativeBinomial(x, mean, theta);
                assertThat((double) b.gradients[0][r * cols + c]).isCloseTo(
                        0.5 * difference(m -> CountReference.negativeBinomial(x, m, theta), mean), within(2e-5));
                assertThat((double) b.gradients[1][r * cols + c]).isCloseTo(
                        0.5 * difference(t -> CountReference.negativeBinomial(x, mean, t), theta), within(2e-5));
            }
            assertThat((double) b.loss[r]).isCloseTo(sum, within(2e-6 * (sum + 10)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 100, 511, 512, 513, 1_300})
    void zeroInflated(int cols) {
        Batch b = new Batch(cols);
        b.zeroInflated(b.gradients[0], b.gradients[1], b.gradients[2], b.logMean, b.zeroLogits);
        for (int r = 0; r < ROWS; r++) {
            double sum = 0;
            for (int c = 0; c < cols; c++) {
                double x = b.dense[r * cols + c];
                double mean = b.mean(r, c);
                double theta = b.logDispersion[c];
                double zero = b.zeroLogits[r * cols + c];
                sum += CountReference.zeroInflated(x, mean, theta, zero);
                assertThat((double) b.gradients[0][r * cols + c]).isCloseTo(
                        0.5 * difference(m -> CountReference.zeroInflated(x, m, theta, zero), mean), within(2e-5));
                assertThat((double) b.gradients[1][r * cols + c]).isCloseTo(
                        0.5 * difference(t -> CountReference.zeroInflated(x, mean, t, zero), theta), within(2e-5));
                assertThat((double) b.gradients[2][r * cols + c]).isCloseTo(
                        0.5 * difference(z -> CountReference.zeroInflated(x, mean, theta, z), zero), within(2e-5));
            }
            assertThat((double) b.loss[r]).isCloseTo(sum, within(2e-6 * (sum + 10)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 100, 511, 513})
    void multinomial(int cols) {
        Batch b = new Batch(cols);
        for (boolean coefficient : new boolean[] {false, true}) {
            b.multinomial(b.gradients[0], b.logMean, coefficient);
            for (int r = 0; r < ROWS; r++) {
                double[] x = Arrays.copyOfRange(b.dense, r * cols, (r + 1) * cols);
                double[] logits = new double[cols];
                for (int c = 0; c < cols; c++) {
                    logits[c] = b.logMean[r * cols + c];
                }
                double sum = CountReference.multinomial(x, logits, coefficient);
                double size = 10 + CountReference.multinomial(x, logits, false);
                assertThat((double) b.loss[r]).isCloseTo(sum, within(3e-6 * size));
                for (int c = 0; c < cols; c += 7) {
                    int at = c;
                    double expected = 0.5 * difference(v -> {
                        double[] moved = logits.clone();
                        moved[at] = v;
                        return CountReference.multinomial(x, moved, coefficient);
                    }, logits[c]);
                    assertThat((double) b.gradients[0][r * cols + c]).isCloseTo(expected, within(5e-5));
                }
            }
        }
    }

    /// Gradients do not change the loss, nor whether they are written over the inputs.
    @Test
    void inPlaceAndWithoutGradients() {
        Batch b = new Batch(700);
        b.poisson(b.gradients[0], b.logMean);
        float[] loss = b.loss.clone();
        b.poisson(null, b.logMean);
        assertThat(b.loss).isEqualTo(loss);
        float[] inPlace = b.logMean.clone();
        b.poisson(inPlace, inPlace);
        assertThat(inPlace).isEqualTo(b.gradients[0]);

        b.multinomial(b.gradients[0], b.logMean, true);
        loss = b.loss.clone();
        b.multinomial(null, b.logMean, true);
        assertThat(b.loss).isEqualTo(loss);
        inPlace = b.logMean.clone();
        b.multinomial(inPlace, inPlace, true);
        assertThat(inPlace).isEqualTo(b.gradients[0]);

        b.negativeBinomial(b.gradients[0], b.gradients[1], b.logMean);
        loss = b.loss.clone();
        b.negativeBinomial(null, null, b.logMean);
        assertThat(b.loss).isEqualTo(loss);
        inPlace = b.logMean.clone();
        b.negativeBinomial(inPlace, null, inPlace);
        assertThat(inPlace).isEqualTo(b.gradients[0]);

        b.zeroInflated(b.gradients[0], b.gradients[1], b.gradients[2], b.logMean, b.zeroLogits);
        loss = b.loss.clone();
        b.zeroInflated(null, null, null, b.logMean, b.zeroLogits);
        assertThat(b.loss).isEqualTo(loss);
        inPlace = b.logMean.clone();
        float[] zeros = b.zeroLogits.clone();
        b.zeroInflated(inPlace, null, zeros, inPlace, zeros);
        assertThat(inPlace).isEqualTo(b.gradients[0]);
        assertThat(zeros).isEqualTo(b.gradients[2]);
    }

    /// One number for the bits of all losses and gradients: on every machine, with every width of vectors and without.
    @Test
    void theSameBitsEverywhere() {
        Batch b = new Batch(1_300);
        int hash = 1;
        b.poisson(b.gradients[0], b.logMean);
        hash = 31 * hash + hash(b);
        b.negativeBinomial(b.gradients[0], b.gradients[1], b.logMean);
        hash = 31 * hash + hash(b);
        b.zeroInflated(b.gradients[0], b.gradients[1], b.gradients[2], b.logMean, b.zeroLogits);
        hash = 31 * hash + hash(b);
        b.multinomial(b.gradients[0], b.logMean, true);
        hash = 31 * hash + hash(b);
        assertThat(hash).isEqualTo(-860_564_715);
    }

    private static int hash(Batch b) {
        return 31 * Arrays.hashCode(b.loss) + Arrays.deepHashCode(b.gradients);
    }

    /// A feature that is never counted costs nothing, and one that is can have no mean of 0.
    @Test
    void limits() {
        float[] loss = new float[1];
        float[] gradient = new float[2];
        CountLosses.negativeBinomial(loss, 0, gradient, 0, null, 0, new float[] {-200, -200}, 0, new float[1], 0,
                new float[] {0, 0}, 0, new int[] {0, 0}, 0, new int[0], new float[0], 1, 2, 1, new CountScratch(2));
        assertThat(loss).containsExactly(0);
        assertThat(gradient).containsExactly(0, 0);
        CountLosses.negativeBinomial(loss, 0, gradient, 0, null, 0, new float[] {Float.NEGATIVE_INFINITY, 0}, 0,
                new float[1], 0, new float[] {0, 0}, 0, new int[] {0, 1}, 0, new int[] {0}, new float[] {2}, 1, 2, 1,
                new CountScratch(2));
        assertThat(loss[0]).isInfinite();
        CountLosses.poisson(loss, 0, null, 0, new float[] {0}, 0, new float[1], 0, new int[] {0, 1}, 0, new int[] {0},
                new float[] {-3}, 1, 1, 1, new CountScratch(1));
        assertThat(loss[0]).isNaN();
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CountLosses.poisson(new float[1], 0, null, 0, new float[4], 0, new float[1], 0,
                        new int[2], 0, new int[0], new float[0], 1, 4, 1, new CountScratch(3)))
                .withMessage("scratch must be for 4 columns or more but is for 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CountLosses.negativeBinomial(new float[1], 0, null, 0, new float[4], 0, new float[4],
                        0, new float[1], 0, new float[4], 0, new int[2], 0, new int[0], new float[0], 1, 4, 1,
                        new CountScratch(4)))
                .withMessage("gradient must not be null where another gradient is wanted");
    }
}
