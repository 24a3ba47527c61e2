package io.github.vae4j.core.track;

/// Distances between numbers, counted in numbers of their type.
final class Ulps {
    private Ulps() {}

    /// How many steps to the next float it takes from one to the other; both zeros are one number.
    static long between(float a, float b) {
        return Math.abs(ordered(Float.floatToRawIntBits(a)) - ordered(Float.floatToRawIntBits(b)));
    }

    private static long ordered(int bits) {
        return bits < 0 ? (long) Integer.MIN_VALUE - bits : bits;
    }

    /// The same for doubles, at most `Long.MAX_VALUE`.
    static long between(double a, double b) {
        long x = ordered(Double.doubleToRawLongBits(a));
        long y = ordered(Double.doubleToRawLongBits(b));
        long difference = Math.max(x, y) - Math.min(x, y);
        return difference < 0 ? Long.MAX_VALUE : difference;
    }

    private static long ordered(long bits) {
        return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }
}
