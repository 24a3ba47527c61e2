package io.github.vae4j.kernels.internal;

import static io.github.vae4j.kernels.internal.TwinCases.OFFSETS;
import static io.github.vae4j.kernels.internal.TwinCases.SIZES;
import static io.github.vae4j.kernels.internal.TwinCases.assertGuards;
import static io.github.vae4j.kernels.internal.TwinCases.assertSameBits;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static io.github.vae4j.kernels.internal.TwinCases.guarded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Scalar and SIMD activations, losses and latent kernels give equal bits.
class ElementwiseTwinTest {
    @BeforeAll
    static void needsVectorApi() {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "the Vector API module is absent in this run: there is no SIMD twin to compare");
    }

    @ParameterizedTest
    @EnumSource
    void activations(Activation f) {
        ActivationKernels scalar = new ScalarActivations();
        ActivationKernels simd = new SimdActivations();
        for (Values values : Values.values()) {
            for (int n : SIZES) {
                for (int offset : OFFSETS) {
                    String what = f + " " + values + " n=" + n + " offset=" + offset;
                    float[] x = fill(values, offset, n, n);
                    float[] expected = guarded(1, n);
                    float[] actual = guarded(1, n);
                    scalar.forward(f, expected, 1, x, offset, n, 1, n);
                    simd.forward(f, actual, 1, x, offset, n, 1, n);
                    assertSameBits(actual, expected, what);
                    assertGuards(actual, 1, n, what);
                    float[] dy = fill(Values.ORDINARY, offset, n, n + 1);
                    scalar.backward(f, expected, 1, dy, offset, x, offset, n, 1, n);
                    simd.backward(f, actual, 1, dy, offset, x, offset, n, 1, n);
                    assertSameBits(actual, expected, what + " backward");
                    assertGuards(actual, 1, n, what + " backward");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void activationsOfABlock(Activation f) {
        ActivationKernels scalar = new ScalarActivations();
        ActivationKernels simd = new SimdActivations();
        for (int cols : new int[] {0, 1, 15, 16, 31, 32, 33, 49}) {
            for (int rows : new int[] {0, 1, 2, 5}) {
                int stride = cols + 3;
                String what = f + " rows=" + rows + " cols=" + cols;
                float[] x = fill(Values.ORDINARY, 5, rows * stride, cols);
                float[] expected = guarded(1, rows * stride);
                float[] actual = guarded(1, rows * stride);
                scalar.forward(f, expected, 1, x, 5, stride, rows, cols);
                simd.forward(f, actual, 1, x, 5, stride, rows, cols);
                assertSameBits(actual, expected, what);
                for (int i = 0; i < rows * stride; i++) {
                    boolean inside = i % stride < cols;
                    assertThat(actual[1 + i] == TwinCases.GUARD).as(what + " element " + i).isEqualTo(!inside);
                }
                float[] dy = fill(Values.ORDINARY, 5, rows * stride, cols + 1);
                scalar.backward(f, expected, 1, dy, 5, x, 5, stride, rows, cols);
                simd.backward(f, actual, 1, dy, 5, x, 5, stride, rows, cols);
                assertSameBits(actual, expected, what + " backward");
            }
        }
    }

    @Test
    void coldEqualsHot() {
        ActivationKernels simd = new SimdActivations();
        for (Activation f : Activation.values()) {
            float[] x = fill(Values.HUGE_AND_TINY, 0, 1021, 3);
            float[] cold = guarded(0, 1021);
            simd.forward(f, cold, 0, x, 0, 1021, 1, 1021);
            float[] hot = guarded(0, 1021);
            for (int i = 0; i < 3_000; i++) {
                simd.forward(f, hot, 0, x, 0, 1021, 1, 1021);
            }
            assertSameBits(hot, cold, f + " after 3,000 calls");
        }
    }

    @Test
    void losses() {
        LossKernels scalar = new ScalarLosses();
        LossKernels simd = new SimdLosses();
        int rows = 2;
        for (Values values : Values.values()) {
            for (int cols : SIZES) {
                for (int offset : OFFSETS) {
                    int n = rows * cols;
                    String what = values + " cols=" + cols + " offset=" + offset;
                    float[] output = fill(values, offset, n, cols);
                    float[] x = fill(Values.POSITIVE, offset, n, cols + 1);
                    float[] expected = guarded(1, rows);
                    float[] actual = guarded(1, rows);
                    float[] expectedGradient = guarded(offset, n);
                    float[] actualGradient = guarded(offset, n);

                    scalar.bernoulli(expected, 1, expectedGradient, offset, output, offset, x, offset, rows, cols,
                            0.5f);
                    simd.bernoulli(actual, 1, actualGradient, offset, output, offset, x, offset, rows, cols, 0.5f);
                    compare(what + " Bernoulli", actual, expected, actualGradient, expectedGradient, offset, n);

                    scalar.continuousBernoulli(expected, 1, expectedGradient, offset, output, offset, x, offset, rows,
                            cols, 0.5f);
                    simd.continuousBernoulli(actual, 1, actualGradient, offset, output, offset, x, offset, rows, cols,
                            0.5f);
                    compare(what + " continuous Bernoulli", actual, expected, actualGradient, expectedGradient, offset,
                            n);

                    scalar.continuousBernoulliMean(expectedGradient, offset, output, offset, n);
                    simd.continuousBernoulliMean(actualGradient, offset, output, offset, n);
                    assertSameBits(actualGradient, expectedGradient, what + " continuous Bernoulli mean");

                    scalar.gaussian(expected, 1, expectedGradient, offset, null, 0, output, offset, x, offset, 0.3f,
                            rows, cols, 0.5f);
                    simd.gaussian(actual, 1, actualGradient, offset, null, 0, output, offset, x, offset, 0.3f, rows,
                            cols, 0.5f);
                    compare(what + " Gaussian", actual, expected, actualGradient, expectedGradient, offset, n);

                    float[] expectedVariance = guarded(1, rows);
                    float[] actualVariance = guarded(1, rows);
                    scalar.gaussian(expected, 1, null, 0, expectedVariance, 1, output, offset, x, offset, -1f, rows,
                            cols, 0.5f);
                    simd.gaussian(actual, 1, null, 0, actualVariance, 1, output, offset, x, offset, -1f, rows, cols,
                            0.5f);
                    compare(what + " Gaussian variance", actual, expected, actualVariance, expectedVariance, 1, rows);
                }
            }
        }
    }

    private static void compare(String what, float[] actual, float[] expected, float[] actualGradient,
            float[] expectedGradient, int offset, int n) {
        assertSameBits(actual, expected, what);
        assertGuards(actual, 1, 2, what);
        assertSameBits(actualGradient, expectedGradient, what + " gradient");
        assertGuards(actualGradient, offset, n, what + " gradient");
    }

    @Test
    void latent() {
        LatentKernels scalar = new ScalarLatent();
        LatentKernels simd = new SimdLatent();
        int rows = 3;
        for (Values values : Values.values()) {
            for (int cols : SIZES) {
                String what = values + " cols=" + cols;
                int stride = 2 * cols + 1;
                float[] both = fill(values, 5, rows * stride, cols);
                float[] eps = fill(Values.ORDINARY, 1, rows * cols, cols + 1);
                float[] dz = fill(values, 1, rows * cols, cols + 2);
                float[] weight = fill(Values.POSITIVE, 1, cols, cols + 3);
                float[] expected = guarded(1, rows * cols);
                float[] actual = guarded(1, rows * cols);

                scalar.reparameterise(expected, 1, both, 5, both, 5 + cols, stride, eps, 1, rows, cols);
                simd.reparameterise(actual, 1, both, 5, both, 5 + cols, stride, eps, 1, rows, cols);
                assertSameBits(actual, expected, what + " reparameterise");

                float[] expectedRows = guarded(1, rows);
                float[] actualRows = guarded(1, rows);
                scalar.kl(expectedRows, 1, both, 5, both, 5 + cols, stride, rows, cols);
                simd.kl(actualRows, 1, both, 5, both, 5 + cols, stride, rows, cols);
                assertSameBits(actualRows, expectedRows, what + " kl");
                scalar.logDensity(expectedRows, 1, dz, 1, both, 5, both, 5 + cols, stride, rows, cols);
                simd.logDensity(actualRows, 1, dz, 1, both, 5, both, 5 + cols, stride, rows, cols);
                assertSameBits(actualRows, expectedRows, what + " log density");
                scalar.standardLogDensity(expectedRows, 1, dz, 1, rows, cols);
                simd.standardLogDensity(actualRows, 1, dz, 1, rows, cols);
                assertSameBits(actualRows, expectedRows, what + " standard log density");

                double[] expectedUnits = new double[cols];
                double[] actualUnits = new double[cols];
                scalar.klPerUnit(expectedUnits, both, 5, both, 5 + cols, stride, rows, cols);
                simd.klPerUnit(actualUnits, both, 5, both, 5 + cols, stride, rows, cols);
                assertThat(actualUnits).as(what).isEqualTo(expectedUnits);

                float[] expectedBack = guarded(5, rows * stride);
                float[] actualBack = guarded(5, rows * stride);
                scalar.reparameteriseBackward(expectedBack, 5, expectedBack, 5 + cols, dz, 1, both, 5, both, 5 + cols,
                        stride, eps, 1, weight, 1, rows, cols);
                simd.reparameteriseBackward(actualBack, 5, actualBack, 5 + cols, dz, 1, both, 5, both, 5 + cols, stride,
                        eps, 1, weight, 1, rows, cols);
                assertSameBits(actualBack, expectedBack, what + " backward");

                float[] expectedMean = guarded(1, cols);
                float[] actualMean = guarded(1, cols);
                scalar.logMeanExp(expectedMean, 1, eps, 1, rows, cols);
                simd.logMeanExp(actualMean, 1, eps, 1, rows, cols);
                assertSameBits(actualMean, expectedMean, what + " log mean exp");
            }
        }
    }
}
