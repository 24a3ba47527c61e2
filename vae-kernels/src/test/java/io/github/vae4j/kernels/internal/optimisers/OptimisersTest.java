package io.github.vae4j.kernels.internal.optimisers;

import static io.github.vae4j.kernels.internal.TwinCases.OFFSETS;
import static io.github.vae4j.kernels.internal.TwinCases.SIZES;
import static io.github.vae4j.kernels.internal.TwinCases.assertGuards;
import static io.github.vae4j.kernels.internal.TwinCases.assertSameBits;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Optimisers;
import io.github.vae4j.kernels.internal.TwinCases;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Parameter updates: equal twins, the published formulas in double, and state that never becomes subnormal.
class OptimisersTest {
    static Stream<OptimiserKernels> implementations() {
        return TwinCases.twins(ScalarOptimisers::new, () -> new SimdOptimisers());
    }

    @Test
    void theGradientMayLieElsewhere() {
        int n = 53;
        float[][] same = arrays(Values.ORDINARY, n, 4);
        float[][] elsewhere = arrays(Values.ORDINARY, n, 4);
        float[] gradient = new float[2 + n];
        System.arraycopy(same[1], 4, gradient, 2, n);
        Optimisers.adam(same[0], same[1], 4, same[2], same[3], 4, n, 0.5, 0.1, 0.9, 0.99, 1e-8, 0.1, 0.01);
        Optimisers.adam(elsewhere[0], gradient, 2, elsewhere[2], elsewhere[3], 4, n, 0.5, 0.1, 0.9, 0.99, 1e-8, 0.1,
                0.01);
        Optimisers.sgd(same[0], same[1], 4, same[2], 4, n, 1, 0.1, 0.9);
        Optimisers.sgd(elsewhere[0], gradient, 2, elsewhere[2], 4, n, 1, 0.1, 0.9);
        assertThat(elsewhere[0]).isEqualTo(same[0]);
        assertThat(elsewhere[2]).isEqualTo(same[2]);
        assertThat(elsewhere[3]).isEqualTo(same[3]);
    }

    @Test
    void twinsAgree() {
        OptimiserKernels scalar = new ScalarOptimisers();
        implementations().skip(1).forEach(simd -> {
            for (Values values : Values.values()) {
                for (int n : SIZES) {
                    for (int offset : OFFSETS) {
                        compareAdam(values, n, offset, scalar, simd);
                        compareSgd(values, n, offset, scalar, simd);
                    }
                }
            }
        });
    }

    private static void compareAdam(Values values, int n, int offset, OptimiserKernels scalar, OptimiserKernels simd) {
        float[][] expected = arrays(values, n, offset);
        float[][] actual = arrays(values, n, offset);
        for (int step = 0; step < 2; step++) {
            adam(scalar, expected, offset, n);
            adam(simd, actual, offset, n);
        }
        compare("Adam " + values, expected, actual, offset, n);
    }

    private static void compareSgd(Values values, int n, int offset, OptimiserKernels scalar, OptimiserKernels simd) {
        float[][] expected = arrays(values, n, offset);
        float[][] actual = arrays(values, n, offset);
        scalar.sgd(expected[0], expected[1], offset, expected[2], offset, n, 0.25f, 0.01f, 0.9f);
        simd.sgd(actual[0], actual[1], offset, actual[2], offset, n, 0.25f, 0.01f, 0.9f);
        compare("SGD " + values, expected, actual, offset, n);
    }

    private static void compare(String what, float[][] expected, float[][] actual, int offset, int n) {
        for (int a = 0; a < expected.length; a++) {
            String where = what + " n=" + n + " offset=" + offset + " array " + a;
            assertSameBits(actual[a], expected[a], where);
            assertGuards(actual[a], offset, n, where);
        }
    }

    /// Parameters, gradient, first and second moments.
    private static float[][] arrays(Values values, int n, int offset) {
        float[] second = fill(values, offset, n, n + 3);
        for (int i = offset; i < offset + n; i++) {
            second[i] = Math.abs(second[i]);
        }
        return new float[][] {fill(Values.ORDINARY, offset, n, n), fill(values, offset, n, n + 1),
            fill(values, offset, n, n + 2), second};
    }

    private static void adam(OptimiserKernels kernels, float[][] a, int offset, int n) {
        kernels.adam(a[0], a[1], offset, a[2], a[3], offset, n, 0.5f, 0.9999f, 0.001f, 0.1f, 0.999f, 0.001f, 1.25f,
                1e-8f);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void coldEqualsHot(OptimiserKernels kernels) {
        float[][] cold = arrays(Values.HUGE_AND_TINY, 1021, 0);
        adam(kernels, cold, 0, 1021);
        float[][] hot = arrays(Values.HUGE_AND_TINY, 1021, 0);
        float[][] work = arrays(Values.HUGE_AND_TINY, 1021, 0);
        for (int i = 0; i < 3_000; i++) {
            for (int a = 0; a < work.length; a++) {
                System.arraycopy(hot[a], 0, work[a], 0, hot[a].length);
            }
            adam(kernels, work, 0, 1021);
        }
        compare("after 3,000 calls", cold, work, 0, 1021);
    }

    /// 50 steps of AdamW as published (algorithm 2 of Loshchilov and Hutter), in double.
    @Test
    void adamWFollowsThePaper() {
        int n = 37;
        double lr = 0.01;
        double beta1 = 0.9;
        double beta2 = 0.999;
        double epsilon = 1e-8;
        double weightDecay = 0.1;
        float[] p = fill(Values.ORDINARY, 0, n, 1);
        float[] m = new float[n];
        float[] v = new float[n];
        double[] p64 = new double[n];
        double[] m64 = new double[n];
        double[] v64 = new double[n];
        for (int i = 0; i < n; i++) {
            p64[i] = p[i];
        }
        for (int t = 1; t <= 50; t++) {
            float[] g = fill(Values.ORDINARY, 0, n, 100 + t);
            double correction1 = 1 - Math.pow(beta1, t);
            double correction2 = 1 - Math.pow(beta2, t);
            Optimisers.adamW(p, g, 0, m, v, 0, n, 0.5, lr, beta1, beta2, epsilon, correction1, correction2,
                    weightDecay);
            for (int i = 0; i < n; i++) {
                double scaled = 0.5 * g[i];
                p64[i] -= lr * weightDecay * p64[i];
                m64[i] = beta1 * m64[i] + (1 - beta1) * scaled;
                v64[i] = beta2 * v64[i] + (1 - beta2) * scaled * scaled;
                p64[i] -= lr * (m64[i] / correction1) / (Math.sqrt(v64[i] / correction2) + epsilon);
            }
        }
        for (int i = 0; i < n; i++) {
            // 50 steps, each with a few roundings of 2^-24 of a parameter of at most 4 and of an update of about lr.
            assertThat((double) p[i]).isCloseTo(p64[i], within(50 * 3 * 4 * 0x1p-24));
            assertThat((double) m[i]).isCloseTo(m64[i], within(50 * 2 * 0x1p-24));
            assertThat((double) v[i]).isCloseTo(v64[i], within(v64[i] * 50 * 4 * 0x1p-24));
        }
    }

    @Test
    void adamIsAdamWWithoutDecay() {
        int n = 49;
        float[][] adam = arrays(Values.ORDINARY, n, 0);
        float[][] adamW = arrays(Values.ORDINARY, n, 0);
        Optimisers.adam(adam[0], adam[1], 0, adam[2], adam[3], 0, n, 1, 0.1, 0.9, 0.99, 1e-8, 0.1, 0.01);
        Optimisers.adamW(adamW[0], adamW[1], 0, adamW[2], adamW[3], 0, n, 1, 0.1, 0.9, 0.99, 1e-8, 0.1, 0.01, 0);
        compare("Adam", adam, adamW, 0, n);
    }

    @Test
    void momentumFollowsTheFormula() {
        float[] p = {1f, 2f};
        float[] g = {0.5f, -4f};
        float[] velocity = {1f, 0f};
        Optimisers.sgd(p, g, 0, velocity, 0, 2, 2, 0.25, 0.5);
        assertThat(velocity).containsExactly(1.5f, -8f);
        assertThat(p).containsExactly(1 - 0.25f * 1.5f, 2 + 0.25f * 8);
    }

    /// An idle pixel: a gradient of one step, then zeros for ever.
    @ParameterizedTest
    @MethodSource("implementations")
    void decayingMomentsNeverBecomeSubnormal(OptimiserKernels kernels) {
        int n = 50;
        float[] p = new float[n];
        float[] g = new float[n];
        float[] m = new float[n];
        float[] v = new float[n];
        float[] velocity = new float[n];
        for (int i = 0; i < n; i++) {
            g[i] = Math.scalb(i % 2 == 0 ? 1f : -1f, -2 * i);
        }
        for (int step = 0; step < 4_000; step++) {
            kernels.adam(p, g, 0, m, v, 0, n, 1, 1, 0.001f, 0.1f, 0.9f, 0.1f, 1, 1e-8f);
            kernels.sgd(p, g, 0, velocity, 0, n, 1, 0.001f, 0.9f);
            if (step == 0) {
                java.util.Arrays.fill(g, 0);
            }
            for (float[] state : new float[][] {m, v, velocity}) {
                for (float value : state) {
                    assertThat(value == 0 || Math.abs(value) >= Optimisers.TINY).isTrue();
                }
            }
        }
        assertThat(m).containsOnly(0f);
        assertThat(v).containsOnly(0f);
        assertThat(velocity).containsOnly(0f);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void notANumberStays(OptimiserKernels kernels) {
        float[][] a = {new float[17], new float[17], new float[17], new float[17]};
        a[1][3] = Float.NaN;
        a[1][16] = Float.POSITIVE_INFINITY;
        adam(kernels, a, 0, 17);
        assertThat(a[0][3]).isNaN();
        assertThat(a[2][3]).isNaN();
        assertThat(a[3][3]).isNaN();
        assertThat(a[0][16]).isNaN();
        assertThat(a[3][16]).isInfinite();
        assertThat(a[0][4]).isZero();
    }

    @Test
    void normAndClipping() {
        float[] g = {9f, 3f, 4f, 9f};
        assertThat(Optimisers.squaredNorm(g, 1, 2)).isEqualTo(25.0);
        assertThat(Optimisers.squaredNorm(g, 1, 0)).isZero();
        float[] large = {Float.MAX_VALUE, Float.MAX_VALUE};
        assertThat(Optimisers.squaredNorm(large, 0, 2)).isFinite();
        assertThat(Optimisers.squaredNorm(new float[] {1, Float.NaN}, 0, 2)).isNaN();
        assertThat(Optimisers.clippingScale(25, 10)).isEqualTo(1);
        assertThat(Optimisers.clippingScale(25, 1)).isCloseTo(0.2, within(1e-6));
        assertThat(Optimisers.clippingScale(0, 1)).isEqualTo(1);
        assertThat(Optimisers.clippingScale(Double.NaN, 1)).isNaN();
        assertThat(Optimisers.clippingScale(Double.POSITIVE_INFINITY, 1)).isZero();
    }

    @Test
    void rejectsWhatDoesNotFit() {
        float[] a = new float[4];
        float[] b = new float[4];
        float[] c = new float[4];
        float[] d = new float[3];
        refuses(() -> Optimisers.adam(a, b, 0, c, d, 0, 4, 1, 1, 0.9, 0.9, 1e-8, 1, 1),
                "v is (4) with offset 0: it needs an array of 4 elements but has 3");
        refuses(() -> Optimisers.adam(a, b, 0, c, b, 0, 4, 1, 1, 0.9, 0.9, 1e-8, 1, 1),
                "v and g must be different arrays");
        refuses(() -> Optimisers.adam(a, b, 0, c, d, 0, 3, 1, 1, 1, 0.9, 1e-8, 1, 1),
                "beta1 must be in [0, 1) but is 1.0");
        refuses(() -> Optimisers.adam(a, b, 0, c, d, 0, 3, 1, 1, 0.9, -0.1, 1e-8, 1, 1),
                "beta2 must be in [0, 1) but is -0.1");
        refuses(() -> Optimisers.adam(a, b, 0, c, d, 0, 3, 1, 1, 0.9, 0.9, 0, 1, 1),
                "epsilon must be positive and finite but is 0.0");
        refuses(() -> Optimisers.adam(a, b, 0, c, d, 0, 3, 1, Double.NaN, 0.9, 0.9, 1, 1, 1),
                "lr must be finite but is NaN");
        refuses(() -> Optimisers.adam(a, b, 0, c, d, 0, 3, 1, 1, 0.9, 0.9, 1, 0, 1),
                "biasCorrection1 must be in (0, 1] but is 0.0");
        refuses(() -> Optimisers.adamW(a, b, 0, c, d, 0, 3, 1, 1, 0.9, 0.9, 1, 1, 1, -1),
                "weightDecay must be finite and 0 or more but is -1.0");
        refuses(() -> Optimisers.sgd(a, b, 0, c, -1, 3, 1, 1, 0), "pOffset must be 0 or more but is -1");
        refuses(() -> Optimisers.sgd(a, b, -2, c, 0, 3, 1, 1, 0), "gOffset must be 0 or more but is -2");
        refuses(() -> Optimisers.sgd(a, b, 0, c, 0, -3, 1, 1, 0), "n must be 0 or more but is -3");
        refuses(() -> Optimisers.sgd(a, b, 0, a, 0, 3, 1, 1, 0), "velocity and p must be different arrays");
        refuses(() -> Optimisers.sgd(a, b, 0, c, 0, 3, 1, 1, 1), "momentum must be in [0, 1) but is 1.0");
        refuses(() -> Optimisers.clippingScale(1, 0), "maxNorm must be positive but is 0.0");
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }
}
