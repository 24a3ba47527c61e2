package io.github.vae4j.metrics;

import io.github.vae4j.metrics.internal.NumberLists;
import java.util.List;
import java.util.Locale;

/// Moments of the columns of a matrix, population form (divided by the number of rows).
///
/// @param rows number of rows
/// @param means of the columns; NaN if there is no row
/// @param covariance of the columns, one row a column; NaN if there is no row
/// @param thirds third central moments; NaN if there is no row
/// @param fourths fourth central moments; NaN if there is no row
public record Moments(long rows, List<Double> means, List<List<Double>> covariance, List<Double> thirds,
        List<Double> fourths) {
    /// Copies the lists.
    public Moments {
        means = NumberLists.copy(means);
        covariance = NumberLists.copyRows(covariance);
        thirds = NumberLists.copy(thirds);
        fourths = NumberLists.copy(fourths);
    }

    /// The variance of a column.
    ///
    /// @param column from 0
    /// @return 0 or more; NaN if there is no row
    /// @throws IndexOutOfBoundsException if there is no such column
    public double variance(int column) {
        return covariance.get(column).get(column);
    }

    /// The third central moment over the cube of the standard deviation.
    ///
    /// @param column from 0
    /// @return 0 for a symmetric distribution; NaN if the column does not vary
    /// @throws IndexOutOfBoundsException if there is no such column
    public double skewness(int column) {
        double variance = variance(column);
        return thirds.get(column) / (variance * Math.sqrt(variance));
    }

    /// The fourth central moment over the square of the variance.
    ///
    /// @param column from 0
    /// @return 1 or more, 3 for a normal distribution; NaN if the column does not vary
    /// @throws IndexOutOfBoundsException if there is no such column
    public double kurtosis(int column) {
        double variance = variance(column);
        return fourths.get(column) / (variance * variance);
    }

    /// The standard error of a variance, whatever the distribution: `sqrt((m4 - m2^2) / n)`, m the central moments.
    ///
    /// @param column from 0
    /// @return 0 or more; NaN if there is no row
    /// @throws IndexOutOfBoundsException if there is no such column
    public double varianceError(int column) {
        double variance = variance(column);
        return Math.sqrt(Math.max(fourths.get(column) - variance * variance, 0) / rows);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "moments of %d rows in %d columns", rows, means.size()));
        for (int j = 0; j < means.size(); j++) {
            text.append(String.format(Locale.ROOT, "%n  %d: mean %.6g, variance %.6g", j, means.get(j), variance(j)));
        }
        return text.toString();
    }
}
