package io.github.vae4j.metrics;

import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// The moments of every class, of labelled rows that arrive in parts, or lie in many places: centroids, covariances and
/// what follows from them. Accumulators of parts are merged, in any order; results agree as those of
/// [MomentAccumulator] do. One accumulator serves one thread at a time.
///
/// It holds two (d, d) matrices a class. Where there are many columns and only centroids are wanted, use
/// [ClassCentroids.Accumulator].
public final class ClassMomentAccumulator {
    private final int d;
    private final List<String> names;
    private final List<MomentAccumulator> classes;

    /// An accumulator without rows.
    ///
    /// @param d number of columns, 1 to 46,340
    /// @param names of the classes
    /// @throws IllegalArgumentException if `d` is out of range
    public ClassMomentAccumulator(int d, List<String> names) {
        this(d, names, new ArrayList<>());
        for (int c = 0; c < names.size(); c++) {
            classes.add(new MomentAccumulator(d));
        }
    }

    private ClassMomentAccumulator(int d, List<String> names, List<MomentAccumulator> classes) {
        this.d = d;
        this.names = List.copyOf(names);
        this.classes = classes;
    }

    /// Adds labelled rows.
    ///
    /// @param x rows, (m, d) row-major
    /// @param labels the class of every row, with the names of this accumulator
    /// @throws IllegalArgumentException if sizes or names do not fit, or a value is not finite; nothing was added
    public void add(float[] x, Labels labels) {
        int n = labels.size();
        if (x.length != (long) n * d) {
            throw new IllegalArgumentException("x must have " + n + " rows (one a label) of d = " + d
                    + " columns but has " + x.length + " elements");
        }
        if (!labels.names().equals(names)) {
            throw new IllegalArgumentException("labels must have the classes " + names + " but have "
                    + labels.names());
        }
        LabelledRows.checkRows("x", x, d, 0);
        // Rows of one class after the other, so that they come in blocks.
        int[] ends = new int[names.size()];
        for (int c = 1; c < ends.length; c++) {
            ends[c] = ends[c - 1] + labels.count(c - 1);
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[ends[labels.get(i)]++] = i;
        }
        float[] block = new float[Math.min(n, MomentAccumulator.BLOCK) * d];
        for (int c = 0; c < ends.length; c++) {
            for (int from = ends[c] - labels.count(c); from < ends[c]; from += MomentAccumulator.BLOCK) {
                int rows = Math.min(MomentAccumulator.BLOCK, ends[c] - from);
                for (int i = 0; i < rows; i++) {
                    System.arraycopy(x, order[from + i] * d, block, i * d, d);
                }
                classes.get(c).addChecked(block, 0, rows);
            }
        }
    }

    /// Adds the rows of another accumulator.
    ///
    /// @param other with the same columns and classes; unchanged
    /// @throws IllegalArgumentException if columns or classes differ
    public void merge(ClassMomentAccumulator other) {
        if (other.d != d || !other.names.equals(names)) {
            throw new IllegalArgumentException(
                    "other must have " + d + " columns and the classes " + names + " but has "
                            + other.d + " and " + other.names);
        }
        for (int c = 0; c < classes.size(); c++) {
            classes.get(c).merge(other.classes.get(c));
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

    /// The number of rows so far.
    ///
    /// @return 0 or more
    public long count() {
        return classes.stream().mapToLong(MomentAccumulator::count).sum();
    }

    /// The moments of one class.
    ///
    /// @param label the class
    /// @return a copy
    /// @throws IndexOutOfBoundsException if there is no such class
    public MomentAccumulator moments(int label) {
        return classes.get(label).copy();
    }

    /// The moments of all rows, whatever their class: those of the classes, merged in their order.
    ///
    /// @return a new accumulator
    public MomentAccumulator moments() {
        MomentAccumulator all = new MomentAccumulator(d);
        classes.forEach(all::merge);
        return all;
    }

    /// The centroids of the classes, as of all rows at once.
    ///
    /// @return the centroids; NaN for empty classes
    public ClassCentroids centroids() {
        double[] centroids = new double[classes.size() * d];
        double[] spreads = new double[classes.size()];
        long[] counts = new long[classes.size()];
        for (int c = 0; c < counts.length; c++) {
            System.arraycopy(classes.get(c).means(), 0, centroids, c * d, d);
            spreads[c] = classes.get(c).spread();
            counts[c] = classes.get(c).count();
        }
        return new ClassCentroids(centroids, spreads, d, counts, names);
    }

    /// How far the classes lie apart, as of all rows at once but for Davies-Bouldin, which is NaN: mean distances from a
    /// centroid need the rows again once it is known.
    ///
    /// @return the scores
    /// @throws IllegalStateException if there are not 2 to n - 1 classes with rows
    public ClassSeparation separation() {
        long n = count();
        int present = (int) classes.stream().filter(moments -> moments.count() > 0).count();
        if (present < 2 || present >= n) {
            throw new IllegalStateException("the number of classes with rows must be from 2 to rows - 1 = " + (n - 1)
                    + " but is " + present);
        }
        double[] mean = moments().means();
        double[] within = new double[d * d];
        double[] between = new double[d * d];
        double[] difference = new double[d];
        for (MomentAccumulator moments : classes) {
            if (moments.count() > 0) {
                moments.addScatterTo(within);
                double[] centroid = moments.means();
                for (int j = 0; j < d; j++) {
                    difference[j] = centroid[j] - mean[j];
                }
                ClassSeparation.addOuter(between, difference, (double) moments.count());
            }
        }
        return ClassSeparation.of(Double.NaN, within, between, d, n, present);
    }

    /// Writes the accumulator: header, content, SHA-256, as docs/METRICS.md describes. The stream is flushed and stays
    /// open.
    ///
    /// @param out where to
    /// @throws IOException if writing fails
    public void writeTo(OutputStream out) throws IOException {
        long length = Integer.BYTES + AccumulatorBytes.namesLength(names)
                + names.size() * MomentAccumulator.length(d);
        AccumulatorBytes.write(out, AccumulatorBytes.Kind.CLASS_MOMENTS, length, this::writeContent);
    }

    private void writeContent(DataOutput out) throws IOException {
        out.writeInt(d);
        AccumulatorBytes.writeNames(out, names);
        for (MomentAccumulator moments : classes) {
            moments.writeContent(out);
        }
    }

    /// Reads what [#writeTo] has written, bit for bit, and nothing behind it.
    ///
    /// @param in where from
    /// @return an accumulator that goes on where the other was
    /// @throws AccumulatorFormatException if the bytes are something else, cut short, damaged or of a newer version
    /// @throws IOException if reading fails
    public static ClassMomentAccumulator readFrom(InputStream in) throws IOException {
        AccumulatorContent content = AccumulatorBytes.read(in, AccumulatorBytes.Kind.CLASS_MOMENTS);
        int d = content.columns();
        List<String> names = content.names();
        List<MomentAccumulator> classes = new ArrayList<>();
        for (String name : names) {
            MomentAccumulator moments = MomentAccumulator.of(content);
            if (moments.columns() != d) {
                throw new AccumulatorFormatException(
                        "the accumulator is none that vae4j writes: class " + name + " has "
                                + moments.columns() + " columns, expected " + d);
            }
            classes.add(moments);
        }
        content.end();
        return new ClassMomentAccumulator(d, names, classes);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("moments of " + count() + " rows in " + d + " columns");
        for (int c = 0; c < names.size(); c++) {
            text.append(System.lineSeparator()).append("  ").append(names.get(c)).append(": ")
                    .append(classes.get(c).count()).append(" rows");
        }
        return text.toString();
    }
}
