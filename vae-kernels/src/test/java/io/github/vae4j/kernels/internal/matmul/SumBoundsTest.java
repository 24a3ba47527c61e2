package io.github.vae4j.kernels.internal.matmul;

import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Dense;
import io.github.vae4j.kernels.Latent;
import io.github.vae4j.kernels.Losses;
import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.kernels.internal.TwinCases;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import io.github.vae4j.kernels.internal.elementary.DoubleReference;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Sums and products of the selected implementation against exact arithmetic: the error of a chain of k roundings is at
/// most `gamma(k) sum |terms|`, `gamma(k) = k u / (1 - k u)` (Higham, *Accuracy and Stability of Numerical Algorithms*,
/// ch. 3), plus 2^-150 for each term that may become subnormal.
class SumBoundsTest {
    private static final double FLOAT_UNIT = 0x1p-24;
    private static final double DOUBLE_UNIT = 0x1p-53;
    /// Lanes of a row's sum, and the depth of the tree that adds them.
    private static final int LANES = 16;
    private static final int TREE = 4;

    /// What sums are made of.
    enum Terms {
        /// Of one sign and size.
        ORDINARY,
        /// From 2^-50 to 2^50, so that most terms vanish beside a few.
        HUGE_AND_TINY,
        /// Pairs that cancel but for a thousandth.
        CANCELLING;

        float[] fill(int n, long seed) {
            float[] x = TwinCases.fill(Values.ORDINARY, 0, n, seed);
            for (int i = 0; i < n; i++) {
                switch (this) {
                    case ORDINARY -> x[i] = Math.abs(x[i]);
                    case HUGE_AND_TINY -> x[i] = Math.scalb(x[i], (int) ((i * 37L + seed * 11) % 101) - 50);
                    case CANCELLING -> x[i] = i % 2 == 1 ? -x[i - 1] * (1 + x[i] / 4096) : x[i];
                }
            }
            return x;
        }
    }

    private static double gamma(double k, double unit) {
        return k * unit / (1 - k * unit);
    }

    /// An exact sum, and the sum of magnitudes.
    private static final class Exact {
        private BigDecimal sum = BigDecimal.ZERO;
        private double magnitude = 0;

        void add(double a, double b) {
            sum = sum.add(new BigDecimal(a).multiply(new BigDecimal(b)));
            magnitude += Math.abs(a * b);
        }

        void assertWithin(double computed, double gamma, double absolute, String what) {
            double error = new BigDecimal(computed).subtract(sum).abs().doubleValue();
            assertThat(error).as("error of %s = %s", what, computed).isLessThanOrEqualTo(gamma * magnitude + absolute);
        }
    }

    @ParameterizedTest
    @EnumSource
    void products(Terms terms) {
        int m = 13;
        int n = 35;
        for (int k : new int[] {1, 2, 17, 130, 900}) {
            float[] a = terms.fill(m * k, 1);
            // Rows of b alike in size, so that what cancels in a cancels in the product.
            float[] b = terms == Terms.CANCELLING ? Terms.ORDINARY.fill(k * n, 2) : terms.fill(k * n, 2);
            if (terms == Terms.CANCELLING) {
                for (int p = 1; p < k; p += 2) {
                    System.arraycopy(b, (p - 1) * n, b, p * n, n);
                }
            }
            float[] out = new float[m * n];
            MatMul.multiply(out, 0, n, a, 0, k, b, 0, n, m, n, k, false, new float[MatMul.scratchLength(k)]);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    Exact exact = new Exact();
                    for (int p = 0; p < k; p++) {
                        exact.add(a[i * k + p], b[p * n + j]);
                    }
                    exact.assertWithin(out[i * n + j], gamma(k, FLOAT_UNIT), k * 0x1p-150, "k = " + k);
                }
            }
        }
    }

    /// One rounding more than the product: the chain starts from the bias.
    @ParameterizedTest
    @EnumSource
    void layers(Terms terms) {
        int m = 5;
        int n = 40;
        int k = 130;
        float[] x = terms.fill(m * k, 1);
        float[] w = terms.fill(k * n, 2);
        float[] bias = terms.fill(n, 3);
        float[] y = new float[m * n];
        Dense.forward(Activation.IDENTITY, y, 0, n, null, 0, x, 0, k, w, 0, bias, 0, m, n, k,
                new float[MatMul.scratchLength(k)]);
        float[] db = new float[n];
        Dense.columnSums(db, 0, y, 0, n, m, n);
        for (int j = 0; j < n; j++) {
            Exact column = new Exact();
            for (int i = 0; i < m; i++) {
                Exact exact = new Exact();
                exact.add(bias[j], 1);
                for (int p = 0; p < k; p++) {
                    exact.add(x[i * k + p], w[Dense.weightIndex(k, n, p, j)]);
                }
                exact.assertWithin(y[i * n + j], gamma(k + 1, FLOAT_UNIT), k * 0x1p-150, "an output");
                column.add(y[i * n + j], 1);
            }
            column.assertWithin(db[j], gamma(m, FLOAT_UNIT), 0, "a column sum");
        }
    }

    @ParameterizedTest
    @EnumSource
    void sumsAndDots(Terms terms) {
        for (int n : new int[] {1, 17, 1021, Statistics.CHUNK + 100}) {
            float[] a = terms.fill(n, 1);
            float[] b = terms.fill(n, 2);
            Exact sum = new Exact();
            Exact dot = new Exact();
            for (int i = 0; i < n; i++) {
                sum.add(a[i], 1);
                dot.add(a[i], b[i]);
            }
            int chunks = n / Statistics.CHUNK;
            double chain = (double) Statistics.CHUNK / LANES + TREE + chunks;
            sum.assertWithin(Statistics.sum(a, 0, n), gamma(chain, DOUBLE_UNIT), 0, "a sum of " + n);
            dot.assertWithin(Statistics.dot(a, 0, b, 0, n), gamma(chain, DOUBLE_UNIT), 0, "a dot of " + n);
        }
    }

    /// Means are chains over the rows and a division; covariances chains of products of centred numbers. A mean that is
    /// off by e adds e^2 to a covariance, and centring costs one rounding of each number.
    @ParameterizedTest
    @EnumSource
    void columnStatistics(Terms terms) {
        int rows = 300;
        int cols = 9;
        float[] x = terms.fill(rows * cols, 4);
        double[] means = new double[cols];
        double[] covariance = new double[cols * cols];
        Statistics.columnMeans(means, 0, x, 0, cols, rows, cols);
        Statistics.covariance(covariance, 0, means, 0, x, 0, cols, rows, cols);
        for (int i = 0; i < cols; i++) {
            Exact sum = new Exact();
            for (int r = 0; r < rows; r++) {
                sum.add(x[r * cols + i], 1);
            }
            sum.assertWithin(means[i] * rows, gamma(rows + 2, DOUBLE_UNIT), 0, "a column's sum");
            for (int j = 0; j < cols; j++) {
                Exact products = new Exact();
                for (int r = 0; r < rows; r++) {
                    // The mean is given, so the exact value is that for this mean.
                    BigDecimal a = new BigDecimal(x[r * cols + i]).subtract(new BigDecimal(means[i]));
                    BigDecimal b = new BigDecimal(x[r * cols + j]).subtract(new BigDecimal(means[j]));
                    products.sum = products.sum.add(a.multiply(b));
                    products.magnitude += Math.abs(a.doubleValue() * b.doubleValue());
                }
                products.assertWithin(covariance[i * cols + j] * rows, gamma(rows + 5, DOUBLE_UNIT), 0, "a covariance");
            }
        }
    }

    /// A term of a loss is made in one rounding from a function that is off by few ULP, then summed in 16 lanes.
    @Test
    void lossesAndDivergences() {
        for (int cols : new int[] {1, 20, 784, 1021}) {
            float[] logits = fill(Values.ORDINARY, 0, cols, 1);
            float[] x = fill(Values.POSITIVE, 0, cols, 2);
            double chain = Math.ceilDiv(cols, LANES) + TREE;
            float[] loss = new float[1];

            double exact = 0;
            double magnitude = 0;
            for (int i = 0; i < cols; i++) {
                exact += DoubleReference.softplus(logits[i]) - (double) logits[i] * x[i];
                magnitude += DoubleReference.softplus(logits[i]) + Math.abs((double) logits[i] * x[i]);
            }
            Losses.bernoulli(loss, 0, null, 0, logits, 0, x, 0, 1, cols, 1);
            // softplus is within 1.71 ULP of 2u each.
            assertNear(loss[0], exact, (gamma(chain + 1, FLOAT_UNIT) + 2 * 1.71 * FLOAT_UNIT) * magnitude, "Bernoulli");

            exact = 0;
            magnitude = 0;
            for (int i = 0; i < cols; i++) {
                double partition = DoubleReference.continuousPartition(logits[i]);
                exact += partition - (double) logits[i] * x[i];
                magnitude += 1 + Math.abs(logits[i]);
            }
            Losses.continuousBernoulli(loss, 0, null, 0, logits, 0, x, 0, 1, cols, 1);
            // The quotient (1 - exp(-a)) / a is off by 2 ULP, and so its logarithm by 4u.
            assertNear(loss[0], exact, (gamma(chain + 1, FLOAT_UNIT) + 6 * FLOAT_UNIT) * magnitude,
                    "continuous Bernoulli");

            exact = 0;
            for (int i = 0; i < cols; i++) {
                double difference = (double) logits[i] - x[i];
                exact += difference * difference * StrictMath.exp(-0.5f) / 2;
            }
            double constant = cols * (0.25 + StrictMath.log(2 * Math.PI) / 2);
            Losses.gaussian(loss, 0, null, 0, null, 0, logits, 0, x, 0, 0.5f, 1, cols, 1);
            // Two for the difference, which is squared, two ULP for exp, and the product, the constant, the sum.
            assertNear(loss[0], exact + constant, gamma(chain + 10, FLOAT_UNIT) * (exact + constant), "Gaussian");

            float[] logvar = fill(Values.ORDINARY, 0, cols, 3);
            exact = 0;
            for (int i = 0; i < cols; i++) {
                exact += ((double) logits[i] * logits[i] + DoubleReference.expMinusTangent(logvar[i])) / 2;
            }
            float[] kl = new float[1];
            Latent.kl(kl, 0, logits, 0, logvar, 0, cols, 1, cols);
            // All terms are positive; exp(v) - 1 - v is within 7.11 ULP.
            assertNear(kl[0], exact, (gamma(chain + 1, FLOAT_UNIT) + 2 * 7.11 * FLOAT_UNIT) * exact, "KL");
        }
    }

    private static void assertNear(double computed, double exact, double bound, String what) {
        assertThat(Math.abs(computed - exact)).as("error of %s, %s instead of %s", what, computed, exact)
                .isLessThanOrEqualTo(bound);
    }

    /// Where squares overflow or vanish, and for equal rows, too.
    @Test
    void squaredDistancesAreNeverNegative() {
        int n = 40;
        for (int d : new int[] {1, 3, 20}) {
            for (Values values : new Values[] {Values.ORDINARY, Values.HUGE_AND_TINY}) {
                float[] x = fill(values, 0, n * d, d);
                System.arraycopy(x, 0, x, (n - 1) * d, d);
                float[] out = new float[n * n];
                Statistics.squaredDistances(out, 0, n, x, 0, d, x, 0, d, n, n, d,
                        new float[Statistics.squaredDistancesScratchLength(n, n, d)]);
                for (int i = 0; i < n * n; i++) {
                    assertThat(out[i] >= 0).as("%s, d = %s, pair %s: %s", values, d, i, out[i]).isTrue();
                }
                assertThat(out[n - 1]).isZero();
            }
        }
    }
}
