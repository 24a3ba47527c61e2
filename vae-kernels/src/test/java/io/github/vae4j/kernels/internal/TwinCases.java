package io.github.vae4j.kernels.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.kernels.internal.matmul.MatMulKernels;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Sizes, offsets and values on which twins are compared.
public final class TwinCases {
    /// Around every multiple of every register width, and the sizes of the study.
    public static final List<Integer> SIZES = IntStream
            .concat(IntStream.rangeClosed(0, 49), IntStream.of(127, 128, 129, 784, 1021)).boxed().toList();
    public static final List<Integer> OFFSETS = List.of(0, 1, 5);
    /// Rows of the matrices that kernels take.
    public static final int ROWS = 3;
    /// What an untouched element holds; no kernel computes it.
    public static final float GUARD = 1234.5f;

    private static final float[] SPECIAL = {0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, 1e-40f, -1e-40f,
        Float.MIN_NORMAL, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, Float.MAX_VALUE,
        -Float.MAX_VALUE, 1e30f, -1e30f, 1e-30f, -1e-30f, 1f, -1f, 0.5f, 88.72f, -87.3f, -103.9f, 16777216f};

    /// `-Dvae4j.twins.every=7` runs every seventh case alone, for machines that are slow, such as emulated ones.
    private static final int EVERY = Integer.getInteger("vae4j.twins.every", 1);

    private TwinCases() {}

    /// One of the offsets.
    public static int offset(int i) {
        return OFFSETS.get(i % OFFSETS.size());
    }

    /// Whether this run has the case of that number. Strides without a divisor in common with the numbers of sizes and
    /// offsets visit all of them over the kernels.
    public static boolean includes(int number) {
        return number % EVERY == 0;
    }

    /// Kinds of values an array is filled with.
    public enum Values {
        ORDINARY, POSITIVE, HUGE_AND_TINY, SPECIAL
    }

    /// The scalar twin, and the SIMD twin where the Vector API is present.
    public static <K> Stream<K> twins(Supplier<? extends K> scalar, Supplier<? extends K> simd) {
        boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return present ? Stream.of(scalar.get(), simd.get()) : Stream.of(scalar.get());
    }

    public static float[] guarded(int offset, int n) {
        float[] a = new float[offset + n + 3];
        Arrays.fill(a, GUARD);
        return a;
    }

    public static float[] fill(Values values, int offset, int n, long seed) {
        float[] a = guarded(offset, n);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < n; i++) {
            a[offset + i] = switch (values) {
                case ORDINARY -> (float) random.nextDouble(-4, 4);
                case POSITIVE -> (float) random.nextDouble(0, 1);
                case HUGE_AND_TINY -> (float) StrictMath.scalb(random.nextDouble(-1, 1), random.nextInt(-130, 120));
                case SPECIAL -> SPECIAL[random.nextInt(SPECIAL.length)];
            };
        }
        return a;
    }

    /// The values in double, times what fills the range where an exponential is no zero.
    public static double[] doubles(Values values, int offset, int n, long seed) {
        float[] floats = fill(values, offset, n, seed);
        double[] doubles = new double[floats.length];
        Arrays.setAll(doubles, i -> floats[i] * 99.9);
        return doubles;
    }

    /// Rows of values with guards between them.
    public static float[] rows(Values values, int offset, int rows, int cols, int stride, long seed) {
        float[] all = fill(values, offset, rows * stride, seed);
        for (int i = 0; i < rows * stride; i++) {
            if (i % stride >= cols) {
                all[offset + i] = GUARD;
            }
        }
        return all;
    }

    /// What a kernel overwrites: any values but the guard.
    public static float[] output(int offset, int n) {
        return fill(Values.ORDINARY, offset, n, 99);
    }

    /// Its contents afterwards are nobody's business, so it has the length of zero after a call: see `KernelTwinTest`.
    public static float[] scratch(int k) {
        return new float[MatMulKernels.scratchLength(k)];
    }

    /// Equal bits; any NaN equals any other.
    public static void assertSameBits(float[] actual, float[] expected, String what) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits(expected[i])) {
                throw new AssertionError(what + ": element " + i + " is " + actual[i] + ", expected " + expected[i]);
            }
        }
    }

    /// Nothing outside [offset, offset + n) was touched.
    public static void assertGuards(float[] a, int offset, int n, String what) {
        for (int i = 0; i < a.length; i++) {
            if ((i < offset || i >= offset + n) && a[i] != GUARD) {
                throw new AssertionError(what + ": element " + i + " outside the range became " + a[i]);
            }
        }
    }
}
