package io.github.vae4j.core.internal;

/// Checks sizes of arrays.
public final class Lengths {
    // Some virtual machines keep the last few elements that an int could count for themselves.
    private static final int MAX = Integer.MAX_VALUE - 64;

    private Lengths() {}

    /// The length of an array of `rows` x `columns` values.
    ///
    /// @throws IllegalArgumentException if there are less than no rows, or more than an array holds
    public static int of(int rows, int columns) {
        Ranges.atLeast(0, "count", rows);
        long length = (long) rows * columns;
        if (length > MAX) {
            throw new IllegalArgumentException("count must be at most " + MAX / columns + ", so that rows of " + columns
                    + " values fit an array, but is " + rows);
        }
        return (int) length;
    }

    /// Checks that an array has `rows` x `columns` values.
    ///
    /// @throws IllegalArgumentException if not
    public static void requireRows(String name, float[] values, int rows, int columns) {
        Ranges.atLeast(0, "count", rows);
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException(name + " must have " + rows + " x " + columns + " values but has "
                    + values.length);
        }
    }
}
