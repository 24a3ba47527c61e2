package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Workers;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/// The mean of every class in a space, and how far classes lie apart. Immutable. Classes may be empty: their centroid is
/// NaN, and no sample is nearest to it.
///
/// Sums are in double, and do not depend on the number of threads. Where the data does not fit into memory, or arrives
/// in parts, use an [Accumulator].
public final class ClassCentroids {
    private final double[] centroids;
    private final double[] spreads;
    private final int d;
    private final long[] counts;
    private final List<String> names;

    ClassCentroids(double[] centroids, double[] spreads, int d, long[] counts, List<String> names) {
        this.centroids = centroids;
        this.spreads = spreads;
        this.d = d;
        this.counts = counts;
        this.names = names;
    }

    /// The centroids of labelled points.
    ///
    /// @param x points, (n, d) row-major
    /// @param d number of columns
    /// @param labels the class of every row
    /// @param workers who computes
    /// @return the centroids
    /// @throws IllegalArgumentException if sizes do not fit, a value is not finite, or there is no row
    public static ClassCentroids of(float[] x, int d, Labels labels, Workers workers) {
        LabelledRows.checkLabelled("x", x, d, labels);
        int n = labels.size();
        int parts = RowParts.count(n);
        Accumulator[] sums = new Accumulator[parts];
        workers.run(parts, (part, worker) -> {
            Accumulator sum = new Accumulator(d, labels.names());
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                sum.addChecked(x, i * d, labels.get(i));
            }
            sums[part] = sum;
        });
        for (int part = 1; part < parts; part++) {
            sums[0].merge(sums[part]);
        }
        return sums[0].centroids();
    }

    /// Collects the means of classes row by row, in as many places as the data lies in; parts are merged.
    ///
    /// Means and squared deviations are updated as Welford (1962) does and merged after Chan et al. (1983). However the
    /// rows were cut, means agree within `16 k u X`, `u = 2^-53`, X the largest magnitude and k the most rows and merges
    /// on the way of a row to the result; for the same cut they are the same bits. [ClassMomentAccumulator] also has the
    /// covariances.
    public static final class Accumulator {
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
        public Accumulator(int d, List<String> names) {
            if (d < 1) {
                throw new IllegalArgumentException("d must be 1 or more but is " + d);
            }
            this(d, names, new long[names.size()], new double[Math.multiplyExact(names.size(), d)],
                    new double[names.size()]);
        }

        private Accumulator(int d, List<String> names, long[] counts, double[] means, double[] squares) {
            this.d = d;
            this.names = List.copyOf(names);
            this.counts = counts;
            this.means = means;
            this.squares = squares;
        }

        /// Adds one row.
        ///
        /// @param x holds the row
        /// @param offset index of its first value
        /// @param label its class
        /// @throws IllegalArgumentException if the row is not in the array, a value is not finite, or there is no such class
        public void add(float[] x, int offset, int label) {
            if (offset < 0 || (long) offset + d > x.length) {
                throw new IllegalArgumentException("a row of " + d + " values at offset " + offset
                        + " does not lie in an array of " + x.length);
            }
            if (label < 0 || label >= counts.length) {
                throw new IllegalArgumentException("label " + label + " is out of range: expected 0 to "
                        + (counts.length - 1));
            }
            for (int j = 0; j < d; j++) {
                if (!Float.isFinite(x[offset + j])) {
                    throw new IllegalArgumentException("column " + j + " of the row is " + x[offset + j]
                            + ": expected a finite value");
                }
            }
            addChecked(x, offset, label);
        }

        private void addChecked(float[] x, int offset, int label) {
            long n = ++counts[label];
            int at = label * d;
            double square = 0;
            for (int j = 0; j < d; j++) {
                double before = x[offset + j] - means[at + j];
                means[at + j] += before / n;
                square += before * (x[offset + j] - means[at + j]);
            }
            squares[label] += square;
        }

        /// Adds the rows of another accumulator.
        ///
        /// @param other with the same columns and classes; unchanged
        /// @throws IllegalArgumentException if columns or classes differ
        public void merge(Accumulator other) {
            if (other.d != d || !other.names.equals(names)) {
                throw new IllegalArgumentException("an accumulator of " + d + " columns and classes " + names
                        + " cannot take one of " + other.d + " columns and classes " + other.names);
            }
            for (int c = 0; c < counts.length; c++) {
                long n = counts[c] + other.counts[c];
                if (other.counts[c] == 0) {
                    continue;
                }
                double share = (double) other.counts[c] / n;
                double square = 0;
                for (int j = c * d; j < (c + 1) * d; j++) {
                    double difference = other.means[j] - means[j];
                    means[j] += difference * share;
                    square += difference * difference;
                }
                squares[c] += other.squares[c] + square * share * counts[c];
                counts[c] = n;
            }
        }

        /// What the rows added so far give.
        ///
        /// @return the centroids
        public ClassCentroids centroids() {
            double[] centroids = means.clone();
            for (int c = 0; c < counts.length; c++) {
                if (counts[c] == 0) {
                    Arrays.fill(centroids, c * d, (c + 1) * d, Double.NaN);
                }
            }
            return new ClassCentroids(centroids, squares.clone(), d, counts.clone(), names);
        }

        /// Writes the accumulator: header, content, SHA-256, as docs/METRICS.md describes. The stream is flushed and
        /// stays open.
        ///
        /// @param out where to
        /// @throws IOException if writing fails
        public void writeTo(OutputStream out) throws IOException {
            long length = Integer.BYTES + AccumulatorBytes.namesLength(names)
                    + counts.length * (2L + d) * Double.BYTES;
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
        /// @return an accumulator that goes on where the other was
        /// @throws AccumulatorFormatException if the bytes are something else, cut short, damaged or of a newer version
        /// @throws IOException if reading fails
        public static Accumulator readFrom(InputStream in) throws IOException {
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
            return new Accumulator(d, names, counts, means, squares);
        }
    }

    /// The number of columns.
    ///
    /// @return 1 or more
    public int columns() {
        return d;
    }

    /// The names of the classes, empty ones included.
    ///
    /// @return an immutable list
    public List<String> names() {
        return names;
    }

    /// The number of samples of a class.
    ///
    /// @param label the class
    /// @return 0 or more
    /// @throws IndexOutOfBoundsException if there is no such class
    public long count(int label) {
        return counts[label];
    }

    /// The classes that have samples.
    ///
    /// @return their numbers, rising
    public int[] nonEmpty() {
        return IntStream.range(0, counts.length).filter(c -> counts[c] > 0).toArray();
    }

    /// One coordinate of a centroid.
    ///
    /// @param label the class
    /// @param column from 0
    /// @return the mean, NaN if the class is empty
    /// @throws IndexOutOfBoundsException if there is no such class or column
    public double value(int label, int column) {
        return centroids[label * d + Objects.checkIndex(column, d)];
    }

    /// The centroids themselves.
    ///
    /// @return a copy, (classes, d) row-major
    public double[] values() {
        return centroids.clone();
    }

    /// The squared Euclidean distance of two centroids, as in the article's matrix.
    ///
    /// @param a a class
    /// @param b a class
    /// @return 0 or more, NaN if one is empty
    /// @throws IndexOutOfBoundsException if there is no such class
    public double squaredDistance(int a, int b) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            double difference = centroids[a * d + j] - centroids[b * d + j];
            sum += difference * difference;
        }
        return sum;
    }

    /// The squared distances of all pairs of classes that have samples.
    ///
    /// @return (m, m) row-major for the m classes of [#nonEmpty]
    public double[] squaredDistances() {
        int[] present = nonEmpty();
        double[] distances = new double[present.length * present.length];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = squaredDistance(present[i / present.length], present[i % present.length]);
        }
        return distances;
    }

    /// The Euclidean distance of two centroids.
    ///
    /// @param a a class
    /// @param b a class
    /// @return 0 or more, NaN if one is empty
    /// @throws IndexOutOfBoundsException if there is no such class
    public double distance(int a, int b) {
        return Math.sqrt(squaredDistance(a, b));
    }

    /// The squared distance of the classes' true means, without bias: `|c_a - c_b|^2 - tr S_a / n_a - tr S_b / n_b`, S the
    /// unbiased covariance of a class. The raw one is too large by what centroids of few samples scatter.
    ///
    /// @param a a class
    /// @param b another class
    /// @return may be negative; NaN if one has fewer than 2 samples
    /// @throws IndexOutOfBoundsException if there is no such class
    public double unbiasedSquaredDistance(int a, int b) {
        return a == b ? 0 : squaredDistance(a, b) - scatterOfMean(a) - scatterOfMean(b);
    }

    private double scatterOfMean(int label) {
        double n = counts[label];
        return n < 2 ? Double.NaN : spreads[label] / (n - 1) / n;
    }

    /// The largest squared distance of two centroids.
    ///
    /// @return 0 if fewer than two classes have samples
    public double largestSquaredDistance() {
        return Arrays.stream(squaredDistances()).max().orElse(0);
    }

    /// The squared distance of a row from a centroid.
    double squaredDistance(float[] x, int offset, int label) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            double difference = x[offset + j] - centroids[label * d + j];
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "centroids of %d classes in %d columns, squared distances", nonEmpty().length, d));
        for (int a : nonEmpty()) {
            text.append(String.format(Locale.ROOT, "%n  %-8s", names.get(a)));
            for (int b : nonEmpty()) {
                text.append(String.format(Locale.ROOT, " %8.3f", squaredDistance(a, b)));
            }
        }
        return text.toString();
    }
}
