package io.github.vae4j.kernels.internal.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.internal.TwinCases;
import io.github.vae4j.kernels.internal.elementary.ElementaryConstants;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sums of densities against exact or better arithmetic.
class DensityAccuracyTest {
    private static final double U = 0x1p-53;
    // Enough for 40 digits after the point of exp(x) - 1 at its largest.
    private static final MathContext DIGITS = new MathContext(50);

    static Stream<NormalDensityKernels> twins() {
        return TwinCases.twins(ScalarNormalDensity::new, () -> new SimdNormalDensity());
    }

    /// exp(x) for x <= 0, by its series at x / 1024, squared ten times.
    private static BigDecimal exp(double x) {
        BigDecimal reduced = new BigDecimal(x).divide(BigDecimal.valueOf(1024));
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int k = 1; k < 50; k++) {
            term = term.multiply(reduced, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int k = 0; k < 10; k++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum;
    }

    @Test
    void exponentialsAreWithinTheStatedError() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 6_000; i++) {
            double x = switch (i % 3) {
                case 0 -> -random.nextDouble();
                case 1 -> random.nextDouble(-708.3, 0);
                // Where the reduction changes over to the next power.
                default -> -(random.nextInt(1000) + 0.5) * 0x1.62e42fefa39efp-1 + random.nextDouble(-1e-9, 1e-9);
            };
            double actual = ScalarNormalDensity.expNonPositive(x);
            BigDecimal exact = exp(x);
            double error = new BigDecimal(actual).subtract(exact).abs()
                    .divide(new BigDecimal(Math.ulp(exact.doubleValue())), DIGITS).doubleValue();
            assertThat(error).as("ULP at %s", x).isLessThan(1.2);
        }
        assertThat(ScalarNormalDensity.expNonPositive(0)).isEqualTo(1);
        assertThat(ScalarNormalDensity.expNonPositive(-708.5)).isZero();
        assertThat(ScalarNormalDensity.expNonPositive(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(ScalarNormalDensity.expNonPositive(Math.nextUp(ElementaryConstants.DOUBLE_EXP_NORMAL_MIN)))
                .isGreaterThanOrEqualTo(Double.MIN_NORMAL);
    }

    @ParameterizedTest
    @MethodSource("twins")
    void logDensitiesAreThoseOfNormalDistributions(NormalDensityKernels kernels) {
        int rows = 5;
        int cols = 37;
        SplittableRandom random = new SplittableRandom(2);
        float[] z = new float[rows];
        double[] mean = new double[cols];
        double[] logvar = new double[cols];
        double[] peak = new double[cols];
        double[] curvature = new double[cols];
        for (int c = 0; c < cols; c++) {
            z[c % rows] = (float) random.nextGaussian();
            mean[c] = random.nextGaussian();
            logvar[c] = random.nextDouble(-6, 3);
            peak[c] = -(Math.log(2 * Math.PI) + logvar[c]) / 2;
            curvature[c] = -Math.exp(-logvar[c]) / 2;
        }
        double[] out = new double[rows * cols];
        double[] sums = new double[rows * cols];
        kernels.logDensities(out, 0, sums, 0, z, 0, mean, 0, peak, 0, curvature, 0, rows, cols);
        kernels.logDensities(out, 0, sums, 0, z, 0, mean, 0, peak, 0, curvature, 0, rows, cols);
        for (int i = 0; i < out.length; i++) {
            double difference = z[i / cols] - mean[i % cols];
            double exponent = difference * difference / (2 * Math.exp(logvar[i % cols]));
            double expected = -exponent - Math.log(Math.sqrt(2 * Math.PI * Math.exp(logvar[i % cols])));
            // Each of the terms goes through a handful of roundings here and there.
            assertThat(out[i]).isCloseTo(expected, within(16 * U * (exponent + Math.abs(peak[i % cols]) + 1)));
            assertThat(sums[i]).isEqualTo(2 * out[i]);
        }
    }

    /// Sums of terms of one sign: gamma of the longest chain, and 1.2 ULP, that is 2.4 u, for each term. What was added before
    /// is scaled once for each new maximum.
    @ParameterizedTest
    @MethodSource("twins")
    void runningSumsOfExponentials(NormalDensityKernels kernels) {
        SplittableRandom random = new SplittableRandom(3);
        for (int cols : new int[] {1, 15, 16, 17, 300}) {
            for (double scale : new double[] {1, 30, 400}) {
                double[] largest = {Double.NEGATIVE_INFINITY};
                double[] sums = {0};
                int parts = 4;
                double[] all = new double[parts * cols];
                for (int i = 0; i < all.length; i++) {
                    int part = i / cols;
                    all[i] = 100 * (part % 3) + scale * random.nextDouble(-1, 1);
                }
                for (int part = 0; part < parts; part++) {
                    kernels.addExp(largest, 0, sums, 0, all, part * cols, 1, cols);
                }
                double max = Double.NEGATIVE_INFINITY;
                for (double x : all) {
                    max = Math.max(max, x);
                }
                assertThat(largest[0]).isEqualTo(max);
                BigDecimal exact = BigDecimal.ZERO;
                for (double x : all) {
                    // The kernel rounds this difference, and each shift of what was added before: 4 scale u at most.
                    exact = exact.add(exp(x - max));
                }
                double chain = cols / 16.0 + 20 + 4 * parts;
                double bound = (chain + 2.4 + 4 * scale) * U * exact.doubleValue() + all.length * Double.MIN_NORMAL;
                assertThat(sums[0]).as("%d columns, scale %s", cols, scale).isCloseTo(exact.doubleValue(),
                        within(bound));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("twins")
    void nothingIsAddedByNothing(NormalDensityKernels kernels) {
        double[] largest = {Double.NEGATIVE_INFINITY, 2};
        double[] sums = {0, 1.5};
        kernels.addExp(largest, 0, sums, 0, new double[0], 0, 2, 0);
        assertThat(largest).containsExactly(Double.NEGATIVE_INFINITY, 2);
        assertThat(sums).containsExactly(0, 1.5);
        // Far below the largest a term vanishes.
        kernels.addExp(largest, 0, sums, 0, new double[] {-5, -2e3}, 0, 2, 1);
        assertThat(largest).containsExactly(-5, 2);
        assertThat(sums).containsExactly(1, 1.5);
    }
}
