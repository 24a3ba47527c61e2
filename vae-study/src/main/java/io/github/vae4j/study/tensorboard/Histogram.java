package io.github.vae4j.study.tensorboard;

/// Counts of values in equal ranges from the smallest to the largest.
///
/// @param min the smallest value
/// @param max the largest value
/// @param count of all values
/// @param sum of all values
/// @param sumOfSquares of all values
/// @param limits upper limits of the ranges, rising
/// @param counts values in each range
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Histogram(double min, double max, int count, double sum, double sumOfSquares, double[] limits,
        double[] counts) {
    private static final int RANGES = 40;

    /// Of a column of a matrix.
    ///
    /// @param values row-major, finite, at least one row
    /// @param columns in a row
    /// @param column whose values are counted
    static Histogram of(float[] values, int columns, int column) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = column; i < values.length; i += columns) {
            double value = values[i];
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
            squares += value * value;
            count++;
        }
        int ranges = max > min ? RANGES : 1;
        double[] limits = new double[ranges];
        double[] counts = new double[ranges];
        for (int r = 0; r < ranges; r++) {
            limits[r] = r == ranges - 1 ? max : min + (max - min) * (r + 1) / ranges;
        }
        for (int i = column; i < values.length; i += columns) {
            int r = ranges == 1 ? 0 : (int) ((values[i] - min) / (max - min) * ranges);
            counts[Math.min(r, ranges - 1)]++;
        }
        return new Histogram(min, max, count, sum, squares, limits, counts);
    }
}
