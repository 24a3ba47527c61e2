package io.github.vae4j.kernels.internal.matmul;

import static io.github.vae4j.kernels.internal.TwinCases.GUARD;
import static io.github.vae4j.kernels.internal.TwinCases.assertSameBits;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static io.github.vae4j.kernels.internal.TwinCases.includes;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.kernels.internal.TwinCases;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Scalar and SIMD products give equal bits, and neither touches anything but the output and the scratch it asked for.
class MatMulTwinTest {
    /// Around the heights and widths of tiles at every register width.
    private static final int[] ODD_SIZES = {0, 1, 2, 3, 5, 8, 9, 13, 17, 23, 31, 33, 49};

    /// The study's layers, several blocks of k, many panels with a ragged end.
    private static final int[][] LARGE = {{100, 40, 500}, {101, 500, 20}, {20, 500, 100}, {127, 129, 128},
        {7, 129, 1021}, {60, 70, 801}, {26, 65, 1601}, {784, 33, 50}, {1, 784, 1}};

    @BeforeAll
    static void needsVectorApi() {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "the Vector API module is absent in this run: there is no SIMD twin to compare");
    }

    @ParameterizedTest
    @EnumSource
    void oddSizes(ProductForm form) {
        int number = 0;
        for (int m : ODD_SIZES) {
            for (int n : ODD_SIZES) {
                for (int k : ODD_SIZES) {
                    if (!includes(number++)) {
                        continue;
                    }
                    boolean accumulate = ((m ^ n ^ k) & 1) == 0;
                    compare(form, Values.ORDINARY, m, n, k, TwinCases.offset(m + n + k), accumulate);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void largeSizes(ProductForm form) {
        for (int[] size : LARGE) {
            compare(form, Values.ORDINARY, size[0], size[1], size[2], 1, false);
            compare(form, Values.HUGE_AND_TINY, size[0], size[1], size[2], 5, true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unusualValues(ProductForm form) {
        for (Values values : Values.values()) {
            for (int[] size : new int[][] {{1, 1, 1}, {13, 17, 2}, {12, 32, 5}, {23, 49, 9}, {64, 64, 64}}) {
                compare(form, values, size[0], size[1], size[2], 1, false);
                compare(form, values, size[0], size[1], size[2], 0, true);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void coldEqualsHot(ProductForm form) {
        for (int round = 0; round < 1_500; round++) {
            compare(form, Values.ORDINARY, 25, 45, 19, 1, (round & 1) == 0);
        }
    }

    private static void compare(ProductForm form, Values values, int m, int n, int k, int offset, boolean accumulate) {
        String what = form + " " + values + " m=" + m + " n=" + n + " k=" + k + " offset=" + offset
                + (accumulate ? " accumulate" : "");
        int aStride = form.aColumns(m, k) + offset;
        int bStride = form.bColumns(n, k) + 2 * offset;
        int outStride = Math.max(1, n + offset);
        float[] a = fill(values, offset, form.aRows(m, k) * aStride, 1);
        float[] b = fill(values, offset, form.bRows(n, k) * bStride, 2);
        float[] expected = fill(accumulate ? values : Values.ORDINARY, offset, m * outStride, 3);
        float[] before = expected.clone();
        float[] actual = expected.clone();
        float[] scratch = new float[MatMulKernels.scratchLength(k) + 1];
        Arrays.fill(scratch, GUARD);

        form.run(new ScalarMatMul(), expected, offset, outStride, a, offset, aStride, b, offset, bStride, m, n, k,
                accumulate, scratch);
        form.run(new SimdMatMul(), actual, offset, outStride, a, offset, aStride, b, offset, bStride, m, n, k,
                accumulate, scratch);

        assertSameBits(actual, expected, what);
        for (int i = 0; i < expected.length; i++) {
            boolean inRow = i >= offset && (i - offset) / outStride < m && (i - offset) % outStride < n;
            if (!inRow && Float.floatToIntBits(expected[i]) != Float.floatToIntBits(before[i])) {
                throw new AssertionError(what + ": element " + i + " outside the output became " + expected[i]);
            }
        }
        if (scratch[scratch.length - 1] != GUARD) {
            throw new AssertionError(what + ": wrote behind the scratch it asked for");
        }
    }
}
