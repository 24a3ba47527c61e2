package io.github.vae4j.kernels.internal.random;

import static io.github.vae4j.kernels.internal.TwinCases.OFFSETS;
import static io.github.vae4j.kernels.internal.TwinCases.SIZES;
import static io.github.vae4j.kernels.internal.TwinCases.assertGuards;
import static io.github.vae4j.kernels.internal.TwinCases.assertSameBits;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static io.github.vae4j.kernels.internal.TwinCases.guarded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.internal.TwinCases;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random numbers: the published vectors, equal twins, and distributions that fit.
class PhiloxTest {
    private static final long SEED = 0x1234_5678_9abc_def0L;

    static Stream<PhiloxKernels> implementations() {
        return TwinCases.twins(ScalarPhilox::new, () -> new SimdPhilox());
    }

    /// The three vectors for philox4x32 with 10 rounds that the authors publish with Random123.
    @ParameterizedTest
    @MethodSource("implementations")
    void publishedVectors(PhiloxKernels philox) {
        assertThat(block(philox, 0, 0, 0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(block(philox, -1, -1, -1, -1, -1)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertThat(block(philox, 0x299f31d0_a4093822L, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    /// One block, drawn as the last of 23: so that every lane of every width has its turn.
    private static int[] block(PhiloxKernels philox, long seed, int c0, int c1, int c2, int c3) {
        int[] out = new int[4 * 23];
        int[] last = null;
        for (int before = 0; before < 23; before++) {
            philox.bits(out, 0, 4 * (before + 1), seed, c0 - before, c1, c2, c3);
            int[] words = Arrays.copyOfRange(out, 4 * before, 4 * (before + 1));
            assertThat(last == null || Arrays.equals(last, words)).as("block at position %d", before).isTrue();
            last = words;
        }
        return last;
    }

    @Test
    void twinsAgree() {
        PhiloxKernels scalar = new ScalarPhilox();
        implementations().skip(1).forEach(simd -> {
            for (int n : Stream.concat(SIZES.stream(), Stream.of(2047, 2048, 2049, 5003)).toList()) {
                for (int offset : OFFSETS) {
                    String what = "n=" + n + " offset=" + offset;
                    int[] expectedBits = new int[offset + n + 3];
                    int[] bits = new int[offset + n + 3];
                    scalar.bits(expectedBits, offset, n, SEED, 7, n, 2, -3);
                    simd.bits(bits, offset, n, SEED, 7, n, 2, -3);
                    assertThat(bits).as(what).isEqualTo(expectedBits);

                    float[] expected = guarded(offset, n);
                    float[] actual = guarded(offset, n);
                    scalar.uniform(expected, offset, n, SEED, 1, n, 3);
                    simd.uniform(actual, offset, n, SEED, 1, n, 3);
                    compare(what + " uniform", actual, expected, offset, n);
                    scalar.normal(expected, offset, n, SEED, 1, n, 3);
                    simd.normal(actual, offset, n, SEED, 1, n, 3);
                    compare(what + " normal", actual, expected, offset, n);
                    for (Values values : Values.values()) {
                        float[] probability = fill(values, 1, n, n);
                        scalar.bernoulli(expected, offset, probability, 1, n, SEED, 1, n, 3);
                        simd.bernoulli(actual, offset, probability, 1, n, SEED, 1, n, 3);
                        compare(what + " Bernoulli " + values, actual, expected, offset, n);
                    }
                }
            }
        });
    }

    private static void compare(String what, float[] actual, float[] expected, int offset, int n) {
        assertSameBits(actual, expected, what);
        assertGuards(actual, offset, n, what);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void coldEqualsHot(PhiloxKernels philox) {
        float[] cold = guarded(0, 1021);
        philox.normal(cold, 0, 1021, SEED, 4, 5, 6);
        float[] hot = guarded(0, 1021);
        for (int i = 0; i < 3_000; i++) {
            philox.normal(hot, 0, 1021, SEED, 4, 5, 6);
        }
        assertSameBits(hot, cold, "after 3,000 calls");
    }

    @Test
    void elementsDoNotDependOnTheLength() {
        float[] all = new float[5003];
        Philox.normal(all, 0, all.length, SEED, 1, 2, 3);
        for (int n : SIZES) {
            float[] some = new float[n];
            Philox.normal(some, 0, n, SEED, 1, 2, 3);
            assertSameBits(some, Arrays.copyOf(all, n), "n=" + n);
        }
    }

    /// Words as the table in [Philox] says; uniform numbers and draws are made from them.
    @Test
    void theCounterIsLaidOutAsDocumented() {
        int n = 4 * 50 + 3;
        int[] words = new int[n];
        float[] uniform = new float[n];
        float[] probability = new float[n];
        float[] draws = new float[n];
        Arrays.fill(probability, 0.3f);
        Philox.bits(words, 0, n, SEED, 77, -5, 123_456_789);
        Philox.uniform(uniform, 0, n, SEED, 77, -5, 123_456_789);
        Philox.bernoulli(draws, 0, probability, 0, n, SEED, 77, -5, 123_456_789);
        for (int i = 0; i < n; i++) {
            int[] block = block(new ScalarPhilox(), SEED, i / 4, 123_456_789, -5, 77);
            assertThat(words[i]).as("word " + i).isEqualTo(block[i % 4]);
            assertThat(uniform[i]).as("uniform " + i).isEqualTo((words[i] >>> 8) * 0x1p-24f);
            assertThat(draws[i]).as("draw " + i).isEqualTo(uniform[i] < 0.3f ? 1f : 0f);
        }
    }

    @Test
    void everyArgumentMatters() {
        long[][] arguments = {{1, 0, 0, 0}, {1L << 32, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1},
            {0, 0, 0, 0}};
        for (int i = 0; i < arguments.length; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(words(arguments[i])).isNotEqualTo(words(arguments[j]));
            }
        }
    }

    private static int[] words(long[] arguments) {
        int[] out = new int[8];
        Philox.bits(out, 0, 8, arguments[0], (int) arguments[1], (int) arguments[2], (int) arguments[3]);
        return out;
    }

    /// Bounds are five standard errors wide; the numbers are fixed, so this passes always or never.
    @Test
    void uniformNumbersAreUniform() {
        int n = 1 << 20;
        float[] u = new float[n];
        Philox.uniform(u, 0, n, SEED, 1, 0, 0);
        int[] counts = new int[16];
        for (float value : u) {
            assertThat(value >= 0 && value < 1).isTrue();
            counts[(int) (16 * value)]++;
        }
        double expected = n / 16.0;
        for (int count : counts) {
            assertThat((double) count).isCloseTo(expected, within(5 * Math.sqrt(expected)));
        }
    }

    /// The share of numbers below each boundary against the normal distribution function (values from its tables).
    @Test
    void normalNumbersAreNormal() {
        int n = 1 << 20;
        float[] z = new float[n];
        Philox.normal(z, 0, n, SEED, 2, 0, 0);
        double[][] distribution = {{-4, 3.167124183e-5}, {-3, 1.349898032e-3}, {-2, 0.02275013195}, {-1, 0.1586552539},
            {0, 0.5}, {1, 0.8413447461}, {2, 0.9772498681}, {3, 0.9986501020}, {4, 0.9999683288}};
        for (double[] point : distribution) {
            double share = IntStream.range(0, n).filter(i -> z[i] < point[0]).count() / (double) n;
            double error = Math.sqrt(point[1] * (1 - point[1]) / n);
            assertThat(share).as("P(z < %s)", point[0]).isCloseTo(point[1], within(5 * error));
        }
        double sum = 0;
        double neighbours = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            assertThat(Float.isFinite(z[i])).isTrue();
            sum += z[i];
            squares += (double) z[i] * z[i];
            neighbours += (double) z[i] * z[i ^ 1];
        }
        assertThat(sum / n).isCloseTo(0, within(5 / Math.sqrt(n)));
        assertThat(squares / n).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
        assertThat(neighbours / n).as("the two numbers of a pair").isCloseTo(0, within(5 * Math.sqrt(2.0 / n)));
    }

    /// Against Box and Muller's formula in double.
    @Test
    void normalNumbersFollowTheDocumentedFormula() {
        int n = 4096;
        int[] words = new int[n];
        float[] z = new float[n];
        Philox.bits(words, 0, n, SEED, 1, 2, 3);
        Philox.normal(z, 0, n, SEED, 1, 2, 3);
        for (int i = 0; i < n; i += 2) {
            double radius = Math.sqrt(-2 * Math.log((words[i] >>> 1 | 1) * 0x1p-31));
            double angle = 2 * Math.PI * (words[i + 1] >>> 8) * 0x1p-24;
            assertThat((double) z[i]).isCloseTo(radius * Math.cos(angle), within(2e-6));
            assertThat((double) z[i + 1]).isCloseTo(radius * Math.sin(angle), within(2e-6));
        }
    }

    @Test
    void bernoulliTakesItsProbability() {
        int n = 1 << 16;
        float[] probability = new float[n];
        float[] out = new float[n];
        for (float p : new float[] {0f, 0.1f, 0.5f, 0.9f, 1f, Float.NaN}) {
            Arrays.fill(probability, p);
            Philox.bernoulli(out, 0, probability, 0, n, SEED, 5, 0, 0);
            double share = IntStream.range(0, n).filter(i -> out[i] == 1f).count() / (double) n;
            double expected = Float.isNaN(p) ? 0 : p;
            assertThat(share).isCloseTo(expected, within(5 * Math.sqrt(expected * (1 - expected) / n) + 1e-12));
            assertThat(IntStream.range(0, n).allMatch(i -> out[i] == 0f || out[i] == 1f)).isTrue();
        }
    }

    @Test
    void permutationsArePermutations() {
        for (int n : SIZES) {
            int[] out = new int[n + 1];
            out[n] = -7;
            Philox.permutation(out, n, SEED, 1, n);
            assertThat(out[n]).isEqualTo(-7);
            assertThat(Arrays.stream(out).limit(n).sorted()).containsExactly(
                    IntStream.range(0, n).boxed().toArray(Integer[]::new));
        }
    }

    /// All 24 permutations of four come up equally often, within five standard errors.
    @Test
    void permutationsAreUnbiased() {
        int draws = 24_000;
        int[] counts = new int[256];
        int[] out = new int[4];
        for (int epoch = 0; epoch < draws; epoch++) {
            Philox.permutation(out, 4, SEED, 9, epoch);
            counts[out[0] << 6 | out[1] << 4 | out[2] << 2 | out[3]]++;
        }
        int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
        assertThat(seen).hasSize(24);
        assertThat(Arrays.stream(seen)).allMatch(count -> Math.abs(count - draws / 24) < 5 * Math.sqrt(draws / 24.0));
    }

    /// The documented algorithm, from the public words.
    @Test
    void permutationFollowsTheDocumentedAlgorithm() {
        int n = 1000;
        int[] words = new int[2 * n];
        Philox.bits(words, 0, words.length, SEED, 3, 4, 0);
        int[] expected = IntStream.range(0, n).toArray();
        int at = 0;
        for (int i = n - 1; i > 0; i--) {
            long product = Integer.toUnsignedLong(words[at++]) * (i + 1);
            while ((product & 0xffffffffL) < (1L << 32) % (i + 1)) {
                product = Integer.toUnsignedLong(words[at++]) * (i + 1);
            }
            int j = (int) (product >>> 32);
            int swapped = expected[i];
            expected[i] = expected[j];
            expected[j] = swapped;
        }
        int[] out = new int[n];
        Philox.permutation(out, n, SEED, 3, 4);
        assertThat(out).isEqualTo(expected);
    }

    @Test
    void rejectsWhatDoesNotFit() {
        float[] x = new float[10];
        assertThatIllegalArgumentException().isThrownBy(() -> Philox.normal(x, 0, -1, 1, 0, 0, 0))
                .withMessage("n must be 0 or more but is -1");
        assertThatIllegalArgumentException().isThrownBy(() -> Philox.uniform(x, 5, 6, 1, 0, 0, 0))
                .withMessage("out is (6) with offset 5: it needs an array of 11 elements but has 10");
        assertThatIllegalArgumentException().isThrownBy(() -> Philox.bits(new int[3], -1, 2, 1, 0, 0, 0))
                .withMessage("outOffset must be 0 or more but is -1");
        assertThatIllegalArgumentException().isThrownBy(() -> Philox.permutation(new int[3], 4, 1, 0, 0))
                .withMessageContaining("needs an array of 4 elements but has 3");
        assertThatIllegalArgumentException().isThrownBy(() -> Philox.bernoulli(x, 0, x, 4, 5, 1, 0, 0, 0))
                .withMessageContaining("out must not overlap probability");
    }
}
