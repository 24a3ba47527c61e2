package io.github.vae4j.metrics.internal;

/// Some of many rows, spread evenly but not regularly: one of each stretch, at the places of a Weyl sequence, so that rows
/// that repeat with a period are no worse. For what steers a search and decides no result.
final class SpreadRows {
    /// The golden section's share of 2^32.
    private static final long STEP = 0x9e3779b9L;

    private SpreadRows() {}

    /// The row that stands for stretch `i` of `used` stretches of n rows; all of them if there are as many.
    static int row(int i, int used, int n) {
        if (used == n) {
            return i;
        }
        long from = (long) i * n / used;
        long length = (long) (i + 1) * n / used - from;
        return (int) (from + ((i * STEP & 0xffffffffL) * length >>> 32));
    }
}
