package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.TwinCases.OFFSETS;
import static io.github.vae4j.kernels.internal.TwinCases.SIZES;
import static io.github.vae4j.kernels.internal.TwinCases.assertGuards;
import static io.github.vae4j.kernels.internal.TwinCases.assertSameBits;
import static io.github.vae4j.kernels.internal.TwinCases.guarded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vae4j.kernels.Conversion;
import io.github.vae4j.kernels.internal.TwinCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConversionTest {
    static Stream<ConversionKernels> implementations() {
        return TwinCases.twins(ScalarConversion::new, () -> new SimdConversion());
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void everySizeAndOffset(ConversionKernels kernels) {
        for (int n : SIZES) {
            for (int offset : OFFSETS) {
                byte[] in = bytes(2 + n);
                float[] expected = guarded(offset, n);
                float[] expectedBits = guarded(offset, n);
                for (int i = 0; i < n; i++) {
                    expected[offset + i] = (in[2 + i] & 0xff) * 0.3f;
                    expectedBits[offset + i] = (in[2 + i] & 0xff) < 128 ? 0 : 1;
                }
                String what = "n=" + n + " offset=" + offset;
                float[] actual = guarded(offset, n);
                kernels.toFloat(actual, offset, in, 2, n, 0.3f);
                assertSameBits(actual, expected, what);
                assertGuards(actual, offset, n, what);
                kernels.binarise(actual, offset, in, 2, n, 128);
                assertSameBits(actual, expectedBits, what);
                assertGuards(actual, offset, n, what);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void coldEqualsHot(ConversionKernels kernels) {
        byte[] in = bytes(1021);
        float[] cold = new float[1021];
        kernels.toFloat(cold, 0, in, 0, 1021, 0.1f);
        float[] hot = new float[1021];
        for (int i = 0; i < 3_000; i++) {
            kernels.toFloat(hot, 0, in, 0, 1021, 0.1f);
        }
        assertSameBits(hot, cold, "after 3,000 calls");
    }

    private static byte[] bytes(int n) {
        byte[] bytes = new byte[n];
        for (int i = 0; i < n; i++) {
            bytes[i] = (byte) (i * 151);
        }
        return bytes;
    }

    @Test
    void theWholeRangeOfABytes() {
        byte[] in = {0, 1, 127, (byte) 128, (byte) 255};
        float[] out = new float[5];
        Conversion.toFloat(out, 0, in, 0, 5, 1 / 255f);
        assertThat(out).containsExactly(0f, 1 / 255f, 127 * (1 / 255f), 128 * (1 / 255f), 1f);
        Conversion.binarise(out, 0, in, 0, 5, 128);
        assertThat(out).containsExactly(0, 0, 0, 1, 1);
        Conversion.binarise(out, 0, in, 0, 5, 0);
        assertThat(out).containsOnly(1);
        Conversion.binarise(out, 0, in, 0, 5, 256);
        assertThat(out).containsOnly(0);
    }

    @Test
    void rejectsWhatDoesNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> Conversion.toFloat(new float[3], 0, new byte[2], 0, 3, 1))
                .withMessage("in is (3) with offset 0: it needs an array of 3 elements but has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Conversion.binarise(new float[3], 1, new byte[3], 0, 3, 1))
                .withMessage("out is (3) with offset 1: it needs an array of 4 elements but has 3");
    }
}
