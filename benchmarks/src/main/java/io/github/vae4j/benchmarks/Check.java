package io.github.vae4j.benchmarks;

import java.util.Arrays;

/// Refuses to measure what computes something else than it should.
final class Check {
    private Check() {}

    /// Equal bits, NaN payloads aside.
    static void equal(String what, float[] actual, float[] specified) {
        int at = Arrays.mismatch(actual, specified);
        if (at >= 0) {
            throw new IllegalStateException(what + " differs from its specification at " + at + ": " + actual[at]
                    + ", expected " + specified[at]);
        }
    }

    /// Equal bits.
    static void equal(String what, double actual, double specified) {
        if (Double.doubleToLongBits(actual) != Double.doubleToLongBits(specified)) {
            throw new IllegalStateException(what + " differs from its specification: " + actual + ", expected "
                    + specified);
        }
    }

    /// Agreement with a value of higher precision.
    ///
    /// @param bound largest allowed error, relative to the larger of the exact value and 1
    static void near(String what, double actual, double exact, double bound) {
        if (!(Math.abs(actual - exact) <= bound * Math.max(1, Math.abs(exact)))) {
            throw new IllegalStateException(what + " is " + actual + ", expected " + exact + " up to " + bound);
        }
    }
}
