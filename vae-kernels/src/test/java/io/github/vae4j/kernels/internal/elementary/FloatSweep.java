package io.github.vae4j.kernels.internal.elementary;

import io.github.vae4j.kernels.Kernels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/// Floats from all over the range, and how far a function is off there.
///
/// With `-Dvae4j.sweep.stride=1` these are all floats there are; the usual stride takes every 1021st bit pattern, every
/// 127th between 2^-14 and 2^7, where the functions do their work, and all around the seams of the approximations.
public final class FloatSweep {
    private static final int STRIDE = Integer.getInteger("vae4j.sweep.stride", 1021);
    private static final int DENSE_STRIDE = Math.min(STRIDE, 127);
    private static final int NEIGHBOURS = 3_000;
    /// Where an approximation changes its ways, and where results overflow, underflow or saturate.
    private static final float[] SEAMS = {0f, Float.MIN_NORMAL, 0x1p-24f, 0x1p-12f, 0.5f, 1f, 2f,
        ElementaryConstants.TANGENT_SWITCH, ElementaryConstants.SQRT_2_MINUS_1, ElementaryConstants.SQRT_HALF,
        ElementaryConstants.ERF_SWITCH, ElementaryConstants.ERF_MAX, ElementaryConstants.TANH_SWITCH,
        ElementaryConstants.TANH_MAX, ElementaryConstants.SIGMOID_MAX, GammaConstants.LGAMMA_SWITCH, 1.4616321f,
        4.0850e36f, 0x1.62e43p-2f, 0x1.6a09e6p0f, 9.01f, 16.29f,
        16.63f, 17.33f, 30f, 43.67f, 87.33654f, 88.72284f, 103.97208f, 0x1p23f, 0x1p24f, Float.MAX_VALUE};

    private FloatSweep() {}

    /// A function of a float, as fast as its body.
    @FunctionalInterface
    public interface FloatOperator {
        float apply(float x);
    }

    /// Takes the points in pieces of any length.
    @FunctionalInterface
    public interface Piece {
        void take(float[] points);
    }

    /// Adds a line to the measured errors of this run, target/accuracy-IMPLEMENTATION.txt.
    public static void record(String what, String error) {
        Path file = Path.of("target", "accuracy-" + Kernels.describe().implementation() + ".txt");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, what + ": " + error + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All points, with both signs, NaN left out.
    public static void forEach(Piece piece) {
        int infinity = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
        range(0, infinity, STRIDE, piece);
        if (DENSE_STRIDE < STRIDE) {
            range(Float.floatToRawIntBits(0x1p-14f), Float.floatToRawIntBits(128f), DENSE_STRIDE, piece);
            for (float seam : SEAMS) {
                int bits = Float.floatToRawIntBits(seam);
                range(Math.max(0, bits - NEIGHBOURS), Math.min(infinity, bits + NEIGHBOURS), 1, piece);
            }
        }
    }

    private static void range(int firstBits, int lastBits, int stride, Piece piece) {
        float[] points = new float[1 << 14];
        int n = 0;
        for (long bits = firstBits; bits <= lastBits; bits += stride) {
            float x = Float.intBitsToFloat((int) bits);
            points[n++] = x;
            points[n++] = -x;
            if (n == points.length) {
                piece.take(points);
                n = 0;
            }
        }
        float[] rest = Arrays.copyOf(points, n);
        piece.take(rest);
    }

    /// The largest error in ULP where the exact result is a normal number, elsewhere in multiples of the smallest
    /// subnormal number, and where they were.
    public static final class Worst {
        private double ulps = 0;
        private float at = Float.NaN;
        private double tiny = 0;
        private float tinyAt = Float.NaN;
        private long normal = 0;

        void measure(float[] points, FloatOperator function, DoubleUnaryOperator reference) {
            for (float x : points) {
                add(x, function.apply(x), reference.applyAsDouble(x));
            }
        }

        public void add(float x, float result, double exact) {
            if (Double.isNaN(exact)) {
                if (!Float.isNaN(result)) {
                    throw new AssertionError("at " + x + " the result is " + result + ", expected NaN");
                }
                return;
            }
            if ((exact == 0 || Double.isInfinite(exact)) && Double.compare(result, exact) != 0) {
                throw new AssertionError("at " + x + " the result is " + result + ", expected " + exact);
            }
            // Beyond the largest float an infinite result is off by as much as the next float would be.
            double value = Float.isInfinite(result) ? Math.copySign(0x1p128, result) : result;
            double limited = Math.clamp(exact, -0x1p128, 0x1p128);
            if (Math.abs(limited) < Float.MIN_NORMAL) {
                double error = Math.abs(value - limited) * 0x1p149;
                if (!(error <= tiny)) {
                    tiny = error;
                    tinyAt = x;
                }
                return;
            }
            normal++;
            double ulp = Math.scalb(1.0, Math.min(Math.getExponent(limited), 127) - 23);
            double error = Math.abs(value - limited) / ulp;
            if (!(error <= ulps)) {
                ulps = error;
                at = x;
            }
        }

        public double ulps() {
            return ulps;
        }

        public double tiny() {
            return tiny;
        }

        /// Number of points at which the exact result was a normal number.
        public long normal() {
            return normal;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT,
                    "%.3f ULP at %s over %d points; subnormal results within %.2f x 2^-149 (at %s)", ulps, at, normal,
                    tiny,
                    tinyAt);
        }
    }
}
