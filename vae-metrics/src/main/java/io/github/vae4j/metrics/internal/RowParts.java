package io.github.vae4j.metrics.internal;

/// Cuts rows into parts by sizes alone: each is one task with sums of its own, added in the order of the parts.
public final class RowParts {
    private static final int MAX_PARTS = 64;
    private static final int MIN_ROWS = 512;
    /// The sums of all parts together: 32 MB of doubles.
    private static final int MAX_SUMS = 1 << 22;

    private RowParts() {}

    /// The number of parts, 1 or more.
    public static int count(int rows) {
        return Math.clamp(rows / MIN_ROWS, 1, MAX_PARTS);
    }

    /// The number of parts, 1 or more, where each has `size` sums.
    public static int count(int rows, int size) {
        return Math.clamp(Math.min(count(rows), MAX_SUMS / Math.max(size, 1)), 1, MAX_PARTS);
    }

    /// The first row of a part; for the part behind the last one, all rows.
    public static int from(int part, int rows) {
        return from(part, count(rows), rows);
    }

    /// The first row of one of `parts` parts; for the part behind the last one, all rows.
    public static int from(int part, int parts, int rows) {
        return (int) ((long) rows * part / parts);
    }
}
