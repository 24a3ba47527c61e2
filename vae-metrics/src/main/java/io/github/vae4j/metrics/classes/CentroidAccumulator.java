package io.github.vae4j.metrics.classes;

import io.github.vae4j.kernels.Tables;
import io.github.vae4j.metrics.Accumulator;
import io.github.vae4j.metrics.AccumulatorFormatException;
import io.github.vae4j.metrics.LabelledCodes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.AccumulatorBytes;
import io.github.vae4j.metrics.internal.AccumulatorContent;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/// Collects the means of classes, in as many places as the data lies in: for raw inputs, too, where matrices of (d, d)
/// would be large. [ClassMomentAccumulator] also has the covariances.
///
/// The sums of a part become means and squared deviations around them, which are merged after Chan et al. (1983). However
/// the rows were cut, means agree within `16 k u X`, `u = 2^-53`, X the largest magnitude and k the most rows and merges on
/// the way of a row to the result; for the same cut they are the same bits.
public final class CentroidAccumulator implements Accumulator<LabelledCodes, ClassCentroids, CentroidAccumulator> {
    private final double[] means;
    private final double[] squares;
    private final long[] counts;
    private final int d;
    private final List<String> names;

    /// An accumulator without rows.
    ///
    /// @param d number of columns, 1 or more
    /// @param names of the classes
    /// @throws IllegalArgumentException if `d` is less than 1
    public CentroidAccumulator(int d, List<String> names) {
        if (d < 1) {
            throw new IllegalArgumentException("d must be 1 or more but is " + d);
        }
        this(d, names, new long[names.size()], new double[Math.multiplyExact(names.size(), d)],
                new double[names.size()]);
    }

    private CentroidAccumulator(int d, List<String> names, long[] counts, double[] means, double[] squares) {
        this.d = d;
        this.names = List.copyOf(names);
        this.counts = counts;
        this.means = means;
        this.squares = squares;
    }

    @Override
    public void add(LabelledCodes part) {
        if (part.codes().units() != d || !part.labels().names().equals(names)) {
            throw new IllegalArgumentException("part must have " + d + " columns and the classes " + names + " but has "
                    + part.codes().units() + " and " + part.labels().names());
        }
        add(part.codes().values(), part.labels(), 0, part.labels().size());
    }

    /// Adds one row, without an object for it.
    ///
    /// @param x holds the row
    /// @param offset index of its first value
    /// @param label its class
    /// @throws IllegalArgumentException if the row is not in the array, a value is not finite, or there is no such class
    public void add(float[] x, int offset, int label) {
        if (offset < 0 || (long) offset + d > x.length) {
            throw new IllegalArgumentException("a row of " + d + " values at offset " + offset
                    + " does not lie in x, an array of " + x.length);
        }
        if (label < 0 || label >= counts.length) {
            throw new IllegalArgumentException("label " + label + " is out of range: expected 0 to "
                    + (counts.length - 1));
        }
        for (int j = 0; j < d; j++) {
            if (!Float.isFinite(x[offset + j])) {
                throw new IllegalArgumentException("x has " + x[offset + j] + " in column " + j
                        + " of the row: expected a finite value");
            }
        }
        long n = ++counts[label];
        int at = label * d;
        double square = 0;
        for (int j = 0; j < d; j++) {
            // Welford (1962).
            double before = x[offset + j] - means[at + j];
            means[at + j] += before / n;
            square += before * (x[offset + j] - means[at + j]);
        }
        squares[label] += square;
    }

    /// Adds the rows from `from` to below `to`, all of them finite, as one part.
    void add(float[] x, Labels labels, int from, int to) {
        double[] sums = new double[means.length];
        long[] rows = new long[counts.length];
        int[] own = new int[to - from];
        for (int i = from; i < to; i++) {
            own[i - from] = labels.get(i);
            rows[labels.get(i)]++;
        }
        Tables.addRows(sums, 0, own, 0, x, from * d, to - from, d);
        for (int k = 0; k < sums.length; k++) {
            sums[k] = rows[k / d] == 0 ? 0 : sums[k] / rows[k / d];
        }
        double[] deviations = new double[counts.length];
        double[] scratch = new double[d];
        for (int i = from; i < to; i++) {
            int at = labels.get(i) * d;
            int row = i * d;
            for (int j = 0; j < d; j++) {
                double difference = x[row + j] - sums[at + j];
                scratch[j] = difference * difference;
            }
            double square = 0;
            for (int j = 0; j < d; j++) {
                square += scratch[j];
            }
            deviations[labels.get(i)] += square;
        }
        merge(rows, sums, deviations);
    }

    @Override
    public void merge(CentroidAccumulator other) {
        if (other.d != d || !other.names.equals(names)) {
            throw new IllegalArgumentException("other must have " + d + " columns and the classes " + names
                    + " but has " + other.d + " columns and the classes " + other.names);
        }
        merge(other.counts, other.means, other.squares);
    }

    private void merge(long[] otherCounts, double[] otherMeans, double[] otherSquares) {
        for (int c = 0; c < counts.length; c++) {
            long n = counts[c] + otherCounts[c];
            if (otherCounts[c] == 0) {
                continue;
            }
            double share = (double) otherCounts[c] / n;
            double square = 0;
            for (int j = c * d; j < (c + 1) * d; j++) {
                double difference = otherMeans[j] - means[j];
                means[j] += difference * share;
                square += difference * difference;
            }
            squares[c] += otherSquares[c] + square * share * counts[c];
            counts[c] = n;
        }
    }

    @Override
    public long count() {
        return Arrays.stream(counts).sum();
    }

    /// The centroids of the rows so far.
    ///
    /// @return the centroids; NaN for empty classes
    @Override
    public ClassCentroids result() {
        double[] centroids = means.clone();
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] == 0) {
                Arrays.fill(centroids, c * d, (c + 1) * d, Double.NaN);
            }
        }
        return new ClassCentroids(centroids, squares.clone(), d, counts.clone(), names);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        long length = Integer.BYTES + AccumulatorBytes.namesLength(names) + counts.length * (2L + d) * Double.BYTES;
        AccumulatorBytes.write(out, AccumulatorBytes.Kind.CENTROIDS, length, this::writeContent);
    }

    private void writeContent(DataOutput out) throws IOException {
        out.writeInt(d);
        AccumulatorBytes.writeNames(out, names);
        for (long count : counts) {
            out.writeLong(count);
        }
        AccumulatorBytes.writeDoubles(out, means);
        AccumulatorBytes.writeDoubles(out, squares);
    }

    /// Reads what [#writeTo] has written, bit for bit, and nothing behind it.
    ///
    /// @param in where from
    /// @return an accumulator that continues where the other was
    /// @throws AccumulatorFormatException if the bytes are something else, cut short, damaged or of a newer version
    /// @throws IOException if reading fails
    public static CentroidAccumulator readFrom(InputStream in) throws IOException {
        AccumulatorContent content = AccumulatorBytes.read(in, AccumulatorBytes.Kind.CENTROIDS);
        int d = content.columns();
        List<String> names = content.names();
        long[] counts = new long[names.size()];
        for (int c = 0; c < counts.length; c++) {
            counts[c] = content.rows();
        }
        double[] means = content.doubles("means", (long) names.size() * d);
        double[] squares = content.doubles("squares", names.size());
        content.end();
        return new CentroidAccumulator(d, names, counts, means, squares);
    }

    @Override
    public String toString() {
        return "centroids of " + count() + " rows in " + d + " columns, " + counts.length + " classes";
    }
}
