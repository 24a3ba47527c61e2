package io.github.vae4j.core.spec;

/// Checks of numbers, with one way to say what is wrong.
final class Ranges {
    private Ranges() {}

    static void positive(String name, double value) {
        require(name, value, value > 0 && value < Double.POSITIVE_INFINITY, "positive and finite");
    }

    static void notNegative(String name, double value) {
        require(name, value, value >= 0 && value < Double.POSITIVE_INFINITY, "0 or more and finite");
    }

    static void share(String name, double value) {
        require(name, value, value >= 0 && value < 1, "from 0 to below 1");
    }

    static void require(String name, double value, boolean valid, String expected) {
        if (!valid) {
            throw new IllegalArgumentException(name + " must be " + expected + " but is " + value);
        }
    }

    static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be " + least + " or more but is " + value);
        }
    }
}
