package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Statistics;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Means, covariances, and third and fourth moments of the columns of rows that arrive in parts, or lie in many places.
/// Accumulators of parts are merged, in any order. One accumulator serves one thread at a time.
///
/// Rows are taken in blocks of [#BLOCK]: the moments of a block around its own mean, in two passes (Statistics), which
/// are then merged (Chan, Golub and LeVeque 1983; Pébay 2008 for the higher ones). So a large mean costs no accuracy.
///
/// **However the rows were cut** and merged, results differ by at most twice what each may be off from the exact one:
///
/// - means: `8 k u X`,
/// - covariances: `8 k u X R log2(4 n)`,
/// - third and fourth central moments: `64 k u X (R log2(4 n))^(p-1)`, p = 3 and 4,
///
/// `u = 2^-53`, X the largest magnitude and R the largest range of a column, n the number of rows, and k [#BLOCK] plus
/// the most blocks and merges that lie on the way of a row to the result (docs/NUMERICS.md). That is the worst case; of
/// independent rounding errors `sqrt(k)` is left in the place of k (Higham and Mary 2019), and usually far less. For the
/// same cut and order results are the same bits.
public final class MomentAccumulator {
    /// Rows whose moments are computed at once.
    public static final int BLOCK = 512;

    private final int d;
    private long n;
    private final double[] means;
    /// Sums of products of deviations, (d, d): the upper triangle.
    private final double[] scatter;
    /// Sums of third and fourth powers of deviations.
    private final double[] cubes;
    private final double[] fourths;
    private @Nullable MomentAccumulator block;

    /// An accumulator without rows. It holds two (d, d) matrices of double.
    ///
    /// @param d number of columns, 1 to 46,340
    /// @throws IllegalArgumentException if `d` is out of range
    public MomentAccumulator(int d) {
        if (d < 1 || (long) d * d > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("d must be from 1 to 46340 but is " + d);
        }
        this.d = d;
        means = new double[d];
        scatter = new double[d * d];
        cubes = new double[d];
        fourths = new double[d];
    }

    /// Adds rows.
    ///
    /// @param x rows, (m, d) row-major
    /// @throws IllegalArgumentException if the length is no multiple of d, or a value is not finite
    public void add(float[] x) {
        if (x.length % d != 0) {
            throw new IllegalArgumentException("x must have rows of d = " + d + " columns but has " + x.length
                    + " elements");
        }
        add(x, 0, x.length / d);
    }

    /// Adds some of the rows of an array.
    ///
    /// @param x holds the rows, row-major
    /// @param offset index of the first value of the first row
    /// @param rows number of rows, 0 or more
    /// @throws IllegalArgumentException if the rows are not in the array, or a value is not finite; nothing was added
    public void add(float[] x, int offset, int rows) {
        LabelledRows.checkPart("x", x, offset, rows, d);
        addChecked(x, offset, rows);
    }

    void addChecked(float[] x, int offset, int rows) {
        MomentAccumulator part = block;
        if (part == null) {
            part = new MomentAccumulator(d);
            block = part;
        }
        for (int row = 0; row < rows; row += BLOCK) {
            part.set(x, offset + row * d, Math.min(BLOCK, rows - row));
            merge(part);
        }
    }

    /// Takes the moments of these rows alone.
    private void set(float[] x, int offset, int rows) {
        n = rows;
        Statistics.columnMeans(means, 0, x, offset, d, rows, d);
        Statistics.covariance(scatter, 0, means, 0, x, offset, d, rows, d);
        for (int i = 0; i < scatter.length; i++) {
            scatter[i] *= rows;
        }
        Arrays.fill(cubes, 0);
        Arrays.fill(fourths, 0);
        for (int i = offset; i < offset + rows * d; i += d) {
            for (int j = 0; j < d; j++) {
                double difference = x[i + j] - means[j];
                double square = difference * difference;
                cubes[j] += square * difference;
                fourths[j] += square * square;
            }
        }
    }

    /// Adds the rows of another accumulator.
    ///
    /// @param other with the same columns; unchanged
    /// @throws IllegalArgumentException if it has another number of columns
    public void merge(MomentAccumulator other) {
        if (other.d != d) {
            throw new IllegalArgumentException("other must have d = " + d + " columns but has " + other.d);
        }
        if (other.n == 0) {
            return;
        }
        long total = Math.addExact(n, other.n);
        double own = (double) n / total;
        double share = (double) other.n / total;
        double weight = n * share;
        for (int j = 0; j < d; j++) {
            double difference = other.means[j] - means[j];
            double square = difference * difference;
            double ours = scatter[j * d + j];
            double theirs = other.scatter[j * d + j];
            fourths[j] += other.fourths[j] + weight * square * square * (own * own - own * share + share * share)
                    + 6 * square * (own * own * theirs + share * share * ours)
                    + 4 * difference * (own * other.cubes[j] - share * cubes[j]);
            cubes[j] += other.cubes[j] + weight * square * difference * (own - share)
                    + 3 * difference * (own * theirs - share * ours);
        }
        for (int i = 0; i < d; i++) {
            double weighted = weight * (other.means[i] - means[i]);
            for (int j = i; j < d; j++) {
                scatter[i * d + j] += other.scatter[i * d + j] + weighted * (other.means[j] - means[j]);
            }
        }
        for (int j = 0; j < d; j++) {
            means[j] += share * (other.means[j] - means[j]);
        }
        n = total;
    }

    MomentAccumulator copy() {
        MomentAccumulator copy = new MomentAccumulator(d);
        copy.merge(this);
        return copy;
    }

    /// The number of columns.
    ///
    /// @return 1 or more
    public int columns() {
        return d;
    }

    /// The number of rows so far.
    ///
    /// @return 0 or more
    public long count() {
        return n;
    }

    /// The means of the columns.
    ///
    /// @return a copy; NaN if there is no row
    public double[] means() {
        return n > 0 ? means.clone() : nan(d);
    }

    /// The population covariance of the columns.
    ///
    /// @return (d, d), symmetric; NaN if there is no row
    public double[] covariance() {
        if (n == 0) {
            return nan(d * d);
        }
        double[] covariance = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                covariance[i * d + j] = scatter[i * d + j] / n;
                covariance[j * d + i] = covariance[i * d + j];
            }
        }
        return covariance;
    }

    private static double[] nan(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /// The population variance of a column.
    ///
    /// @param column from 0
    /// @return 0 or more; NaN if there is no row
    /// @throws IndexOutOfBoundsException if there is no such column
    public double variance(int column) {
        return scatter[column * d + column] / n;
    }

    /// The third central moment over the cube of the standard deviation.
    ///
    /// @param column from 0
    /// @return 0 for a symmetric distribution; NaN if the column does not vary
    /// @throws IndexOutOfBoundsException if there is no such column
    public double skewness(int column) {
        double variance = variance(column);
        return cubes[column] / n / (variance * Math.sqrt(variance));
    }

    /// The fourth central moment over the square of the variance.
    ///
    /// @param column from 0
    /// @return 1 or more, 3 for a normal distribution; NaN if the column does not vary
    /// @throws IndexOutOfBoundsException if there is no such column
    public double kurtosis(int column) {
        double variance = variance(column);
        return fourths[column] / n / (variance * variance);
    }

    /// The standard error of a variance, whatever the distribution: `sqrt((m4 - m2^2) / n)`, m the central moments.
    ///
    /// @param column from 0
    /// @return 0 or more; NaN if there is no row
    /// @throws IndexOutOfBoundsException if there is no such column
    public double varianceError(int column) {
        double variance = variance(column);
        return Math.sqrt(Math.max(fourths[column] / n - variance * variance, 0) / n);
    }

    /// The principal components of the rows.
    ///
    /// @param components number of components to keep, 1 to d
    /// @return the components
    /// @throws IllegalArgumentException if `components` is out of range
    /// @throws IllegalStateException if there is no row
    public Pca principalComponents(int components) {
        requireRows();
        return Pca.of(means, covariance(), components, n);
    }

    void requireRows() {
        if (n == 0) {
            throw new IllegalStateException("the accumulator has no rows yet: add some first");
        }
    }

    /// Adds the sums of products of deviations to the (d, d) matrix `sum`.
    void addScatterTo(double[] sum) {
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                sum[i * d + j] += scatter[i * d + j];
                sum[j * d + i] = sum[i * d + j];
            }
        }
    }

    /// The sum of the squared distances from the mean.
    double spread() {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            sum += scatter[j * d + j];
        }
        return sum;
    }

    /// Writes the accumulator: header, content, SHA-256, as docs/METRICS.md describes. The stream is flushed and stays
    /// open.
    ///
    /// @param out where to
    /// @throws IOException if writing fails
    public void writeTo(OutputStream out) throws IOException {
        AccumulatorBytes.write(out, AccumulatorBytes.Kind.MOMENTS, length(d), this::writeContent);
    }

    /// Reads what [#writeTo] has written, bit for bit, and nothing behind it.
    ///
    /// @param in where from
    /// @return an accumulator that goes on where the other was
    /// @throws AccumulatorFormatException if the bytes are something else, cut short, damaged or of a newer version
    /// @throws IOException if reading fails
    public static MomentAccumulator readFrom(InputStream in) throws IOException {
        AccumulatorContent content = AccumulatorBytes.read(in, AccumulatorBytes.Kind.MOMENTS);
        MomentAccumulator moments = of(content);
        content.end();
        return moments;
    }

    static long length(int d) {
        return Integer.BYTES + Long.BYTES + Double.BYTES * (3L * d + d * (d + 1L) / 2);
    }

    void writeContent(DataOutput out) throws IOException {
        out.writeInt(d);
        out.writeLong(n);
        AccumulatorBytes.writeDoubles(out, means);
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                out.writeDouble(scatter[i * d + j]);
            }
        }
        AccumulatorBytes.writeDoubles(out, cubes);
        AccumulatorBytes.writeDoubles(out, fourths);
    }

    static MomentAccumulator of(AccumulatorContent content) throws AccumulatorFormatException {
        int d = content.columns();
        long n = content.rows();
        double[] means = content.doubles("means", d);
        double[] scatter = content.doubles("sums of products", d * (d + 1L) / 2);
        MomentAccumulator moments = new MomentAccumulator(d);
        moments.n = n;
        System.arraycopy(means, 0, moments.means, 0, d);
        for (int i = 0, at = 0; i < d; at += d - i, i++) {
            System.arraycopy(scatter, at, moments.scatter, i * d + i, d - i);
        }
        System.arraycopy(content.doubles("third moments", d), 0, moments.cubes, 0, d);
        System.arraycopy(content.doubles("fourth moments", d), 0, moments.fourths, 0, d);
        return moments;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "moments of %d rows in %d columns", n, d));
        for (int j = 0; j < d; j++) {
            text.append(String.format(Locale.ROOT, "%n  %d: mean %.6g, variance %.6g", j, n > 0 ? means[j] : Double.NaN,
                    variance(j)));
        }
        return text.toString();
    }
}
