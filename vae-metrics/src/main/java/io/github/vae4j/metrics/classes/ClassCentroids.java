package io.github.vae4j.metrics.classes;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.RowParts;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/// The mean of every class in a space, and how far classes lie apart. Immutable. Classes may be empty: their centroid is
/// NaN, and no sample is nearest to it.
///
/// Sums are in double, and do not depend on the number of threads. Where the data does not fit into memory, or arrives
/// in parts, use a [CentroidAccumulator].
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
    /// @param codes points
    /// @param labels the class of every row
    /// @param workers who computes; the bits do not depend on their number
    /// @return the centroids
    /// @throws IllegalArgumentException if sizes do not fit or there is no row
    public static ClassCentroids of(Codes codes, Labels labels, Workers workers) {
        Checks.atLeast("codes", codes, 1);
        Checks.labelled(codes, labels);
        int n = codes.rows();
        int d = codes.units();
        int parts = RowParts.count(n, labels.classCount() * d);
        CentroidAccumulator[] sums = new CentroidAccumulator[parts];
        workers.run(parts, (part, worker) -> {
            sums[part] = new CentroidAccumulator(d, labels.names());
            sums[part].add(codes.values(), labels, RowParts.from(part, parts, n), RowParts.from(part + 1, parts, n));
        });
        for (int part = 1; part < parts; part++) {
            sums[0].merge(sums[part]);
        }
        return sums[0].result();
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
    public List<Integer> nonEmpty() {
        return NumberLists.of(IntStream.range(0, counts.length).filter(c -> counts[c] > 0).toArray());
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
    /// @return one row a class; NaN if it is empty
    public List<List<Double>> values() {
        return NumberLists.rows(centroids, d);
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
    /// @return m rows of m for the m classes of [#nonEmpty]
    public List<List<Double>> squaredDistances() {
        List<Integer> present = nonEmpty();
        int m = present.size();
        double[] distances = new double[Math.multiplyExact(m, m)];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = squaredDistance(present.get(i / m), present.get(i % m));
        }
        return NumberLists.rows(distances, m);
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
        double largest = 0;
        for (int a : nonEmpty()) {
            for (int b : nonEmpty()) {
                largest = Math.max(largest, squaredDistance(a, b));
            }
        }
        return largest;
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
                "centroids of %d classes in %d columns, squared distances", nonEmpty().size(), d));
        for (int a : nonEmpty()) {
            text.append(String.format(Locale.ROOT, "%n  %-8s", names.get(a)));
            for (int b : nonEmpty()) {
                text.append(String.format(Locale.ROOT, " %8.3f", squaredDistance(a, b)));
            }
        }
        return text.toString();
    }
}
