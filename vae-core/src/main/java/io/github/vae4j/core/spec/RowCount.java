package io.github.vae4j.core.spec;

/// How many rows a [Value] has in a batch: some for every sample, or a fixed number.
///
/// @param perSample rows for every sample, 0 if the number is fixed
/// @param fixed the fixed number, 0 if it follows the batch
public record RowCount(int perSample, int fixed) {
    /// One row for every sample.
    public static final RowCount SAMPLES = new RowCount(1, 0);

    /// Checks that exactly one of the two is positive.
    ///
    /// @throws IllegalArgumentException otherwise
    public RowCount {
        if (perSample < 0 || fixed < 0 || perSample > 0 == fixed > 0) {
            throw new IllegalArgumentException("rows are either some for every sample or a fixed number, not "
                    + perSample + " and " + fixed);
        }
    }

    /// The number of rows in a batch.
    ///
    /// @param samples size of the batch
    /// @return rows
    /// @throws ArithmeticException if they exceed the largest `int`
    public int of(int samples) {
        return fixed > 0 ? fixed : Math.multiplyExact(samples, perSample);
    }
}
