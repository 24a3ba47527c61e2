package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.metrics.AccumulatorFormatException;
import io.github.vae4j.metrics.Moments;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sums of powers and products of deviations from the mean that grow block by block and merge (Chan, Golub and LeVeque
/// 1983; Pébay 2008 for the higher ones). What the accumulators of moments are made of.
public final class MomentSums {
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
    private @Nullable MomentSums block;

    /// Sums of no rows.
    ///
    /// @throws IllegalArgumentException if d is not from 1 to 46,340
    public MomentSums(int d) {
        if (d < 1 || (long) d * d > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("d must be from 1 to 46340 but is " + d);
        }
        this.d = d;
        means = new double[d];
        scatter = new double[d * d];
        cubes = new double[d];
        fourths = new double[d];
    }

    /// Adds finite rows.
    public void add(float[] x, int offset, int rows) {
        MomentSums part = block;
        if (part == null) {
            part = new MomentSums(d);
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

    /// Adds the rows of others, which stay as they are.
    ///
    /// @throws IllegalArgumentException if they have another number of columns
    public void merge(MomentSums other) {
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

    /// The number of columns.
    public int columns() {
        return d;
    }

    /// The number of rows so far.
    public long count() {
        return n;
    }

    /// The means; those of no rows are NaN.
    public double[] means() {
        double[] copy = means.clone();
        if (n == 0) {
            Arrays.fill(copy, Double.NaN);
        }
        return copy;
    }

    /// The moments so far; those of no rows are NaN.
    public Moments moments() {
        double[] covariance = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                covariance[i * d + j] = scatter[i * d + j] / n;
                covariance[j * d + i] = covariance[i * d + j];
            }
        }
        return new Moments(n, NumberLists.of(means()), NumberLists.rows(covariance, d),
                NumberLists.of(Arrays.stream(cubes).map(cube -> cube / n).toArray()),
                NumberLists.of(Arrays.stream(fourths).map(fourth -> fourth / n).toArray()));
    }

    /// Adds the sums of products of deviations to the (d, d) matrix `sum`.
    public void addScatterTo(double[] sum) {
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                sum[i * d + j] += scatter[i * d + j];
                sum[j * d + i] = sum[i * d + j];
            }
        }
    }

    /// The sum of the squared distances from the mean.
    public double spread() {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            sum += scatter[j * d + j];
        }
        return sum;
    }

    /// The bytes that the content of d columns takes.
    public static long length(int d) {
        return Integer.BYTES + Long.BYTES + Double.BYTES * (3L * d + d * (d + 1L) / 2);
    }

    /// Writes the content that [#of] reads.
    public void writeTo(DataOutput out) throws IOException {
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

    /// Reads what [#writeTo] has written, bit for bit.
    public static MomentSums of(AccumulatorContent content) throws AccumulatorFormatException {
        int d = content.columns();
        long n = content.rows();
        double[] means = content.doubles("means", d);
        double[] scatter = content.doubles("sums of products", d * (d + 1L) / 2);
        MomentSums sums = new MomentSums(d);
        sums.n = n;
        System.arraycopy(means, 0, sums.means, 0, d);
        for (int i = 0, at = 0; i < d; at += d - i, i++) {
            System.arraycopy(scatter, at, sums.scatter, i * d + i, d - i);
        }
        System.arraycopy(content.doubles("third moments", d), 0, sums.cubes, 0, d);
        System.arraycopy(content.doubles("fourth moments", d), 0, sums.fourths, 0, d);
        return sums;
    }
}
