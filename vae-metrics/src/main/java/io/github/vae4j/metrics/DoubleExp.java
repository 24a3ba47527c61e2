package io.github.vae4j.metrics;

/// exp of doubles in a loop, cheaper than that of StrictMath and with the same bits everywhere, too: a power of two
/// times a Taylor polynomial of what is left, |r| <= ln(2) / 2, of degree 13. The relative error is below 2^-51.
final class DoubleExp {
    /// Below, exp is taken as 0: it would soon be less than the smallest normal double.
    private static final double LEAST = -708;

    private static final double LOG2_E = 1.4426950408889634;
    // ln 2 in two parts: together it has 90 bits.
    private static final double LN2_HIGH = 0x1.62e42fee00000p-1;
    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    // Added and taken away it leaves a whole number, which is also in its low bits.
    private static final double WHOLE = 0x1.8p52;
    private static final int EXPONENT_BITS = 52;
    private static final int BIAS = 1023;

    private DoubleExp() {}

    /// Replaces `values[i]` by `exp(values[i] - shift)`.
    ///
    /// @param values at most `shift`
    /// @param shift what is taken away
    /// @return the sum of the results, added up in the order of the array
    static double shifted(double[] values, double shift) {
        for (int i = 0; i < values.length; i++) {
            values[i] = exp(values[i] - shift);
        }
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /// exp of a number of at most 0.
    private static double exp(double x) {
        double clamped = Math.max(x, LEAST);
        double whole = Math.fma(clamped, LOG2_E, WHOLE);
        long bits = Double.doubleToRawLongBits(whole);
        double n = whole - WHOLE;
        double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, clamped));
        double p = 1.0 / 6227020800L;
        p = Math.fma(p, r, 1.0 / 479001600);
        p = Math.fma(p, r, 1.0 / 39916800);
        p = Math.fma(p, r, 1.0 / 3628800);
        p = Math.fma(p, r, 1.0 / 362880);
        p = Math.fma(p, r, 1.0 / 40320);
        p = Math.fma(p, r, 1.0 / 5040);
        p = Math.fma(p, r, 1.0 / 720);
        p = Math.fma(p, r, 1.0 / 120);
        p = Math.fma(p, r, 1.0 / 24);
        p = Math.fma(p, r, 1.0 / 6);
        p = Math.fma(p, r, 0.5);
        p = Math.fma(p, r, 1);
        p = Math.fma(p, r, 1);
        double power = Double.longBitsToDouble(bits + BIAS << EXPONENT_BITS);
        return x < LEAST ? 0 : p * power;
    }
}
