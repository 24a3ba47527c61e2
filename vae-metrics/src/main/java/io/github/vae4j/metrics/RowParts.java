package io.github.vae4j.metrics;

/// Cuts rows into parts by their number alone: each is one task with sums of its own, added in the order of the parts.
final class RowParts {
    private static final int MOST_PARTS = 64;
    private static final int LEAST_ROWS = 512;

    private RowParts() {}

    /// The number of parts, 1 or more.
    static int count(int rows) {
        return Math.clamp(rows / LEAST_ROWS, 1, MOST_PARTS);
    }

    /// The first row of a part; for the part behind the last one, all rows.
    static int from(int part, int rows) {
        return (int) ((long) rows * part / count(rows));
    }
}
