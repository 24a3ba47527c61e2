package io.github.vae4j.core.internal;

/// Checks of numbers, with one way to say what is wrong.
public final class Ranges {
    private Ranges() {}

    /// Checks that a number is above 0.
    ///
    /// @throws IllegalArgumentException if it is not, or not finite
    public static void positive(String name, double value) {
        require(name, value, value > 0 && value < Double.POSITIVE_INFINITY, "positive and finite");
    }

    /// Checks that a number is 0 or more.
    ///
    /// @throws IllegalArgumentException if it is not, or not finite
    public static void notNegative(String name, double value) {
        require(name, value, value >= 0 && value < Double.POSITIVE_INFINITY, "0 or more and finite");
    }

    /// Checks that a number is a share below 1.
    ///
    /// @throws IllegalArgumentException if it is not
    public static void share(String name, double value) {
        require(name, value, value >= 0 && value < 1, "from 0 to below 1");
    }

    /// Says what was expected, unless a number is valid.
    ///
    /// @throws IllegalArgumentException if it is not
    public static void require(String name, double value, boolean valid, String expected) {
        if (!valid) {
            throw new IllegalArgumentException(name + " must be " + expected + " but is " + value);
        }
    }

    /// Checks a count.
    ///
    /// @throws IllegalArgumentException if it is less than `least`
    public static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be " + least + " or more but is " + value);
        }
    }
}
