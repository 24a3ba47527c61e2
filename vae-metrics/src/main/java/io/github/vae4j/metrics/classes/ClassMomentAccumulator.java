package io.github.vae4j.metrics.classes;

import io.github.vae4j.metrics.Accumulator;
import io.github.vae4j.metrics.AccumulatorFormatException;
import io.github.vae4j.metrics.LabelledCodes;
import io.github.vae4j.metrics.Moments;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.internal.AccumulatorBytes;
import io.github.vae4j.metrics.internal.AccumulatorContent;
import io.github.vae4j.metrics.internal.ClassOrder;
import io.github.vae4j.metrics.internal.MomentSums;
import io.github.vae4j.metrics.internal.TriangularFactor;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// The moments of every class, of labelled rows that arrive in parts, or lie in many places: centroids, covariances and
/// what follows from them. Results agree as those of [io.github.vae4j.metrics.units.MomentAccumulator] do.
///
/// It holds two (d, d) matrices a class. Where there are many columns and only centroids are wanted, use a
/// [CentroidAccumulator].
public final class ClassMomentAccumulator
        implements
        Accumulator<LabelledCodes, ClassSeparation, ClassMomentAccumulator> {
    private final int d;
    private final List<String> names;
    private final List<MomentSums> classes;

    /// An accumulator without rows.
    ///
    /// @param d number of columns, 1 to 46,340
    /// @param names of the classes
    /// @throws IllegalArgumentException if `d` is out of range
    public ClassMomentAccumulator(int d, List<String> names) {
        this(d, names, new ArrayList<>());
        for (int c = 0; c < names.size(); c++) {
            classes.add(new MomentSums(d));
        }
    }

    private ClassMomentAccumulator(int d, List<String> names, List<MomentSums> classes) {
        this.d = d;
        this.names = List.copyOf(names);
        this.classes = classes;
    }

    @Override
    public void add(LabelledCodes part) {
        if (part.codes().units() != d || !part.labels().names().equals(names)) {
            throw new IllegalArgumentException("part must have " + d + " columns and the classes " + names + " but has "
                    + part.codes().units() + " and " + part.labels().names());
        }
        // Rows of one class after the other, so that they come in blocks.
        ClassOrder order = new ClassOrder(part.labels());
        float[] block = new float[Math.min(part.labels().size(), MomentSums.BLOCK) * d];
        order.blocks(0, part.labels().size(), MomentSums.BLOCK, (label, first, rows) -> {
            order.copy(part.codes(), first, rows, block);
            classes.get(label).add(block, 0, rows);
        });
    }

    @Override
    public void merge(ClassMomentAccumulator other) {
        if (other.d != d || !other.names.equals(names)) {
            throw new IllegalArgumentException("other must have " + d + " columns and the classes " + names
                    + " but has " + other.d + " and " + other.names);
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

    @Override
    public long count() {
        return classes.stream().mapToLong(MomentSums::count).sum();
    }

    /// The moments of one class.
    ///
    /// @param label the class
    /// @return the moments; NaN if it is empty
    /// @throws IndexOutOfBoundsException if there is no such class
    public Moments moments(int label) {
        return classes.get(label).moments();
    }

    /// The moments of all rows, whatever their class: those of the classes, merged in their order.
    ///
    /// @return the moments; NaN if there is no row
    public Moments moments() {
        return all().moments();
    }

    private MomentSums all() {
        MomentSums all = new MomentSums(d);
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

    /// How far the classes lie apart, as of all rows at once but for two things. Davies-Bouldin is NaN: mean distances from
    /// a centroid need the rows again once it is known. And Fisher comes from the scatter alone, with a relative error of
    /// some 1e-16 times the condition number of the scatter within classes.
    ///
    /// @return the scores
    /// @throws NoAnswerException if there are not 2 to n - 1 classes with rows
    @Override
    public ClassSeparation result() {
        long n = count();
        int present = (int) classes.stream().filter(moments -> moments.count() > 0).count();
        if (present < 2 || present >= n) {
            throw new NoAnswerException("the number of classes that have samples must be from 2 to samples - 1 = "
                    + (n - 1) + " but is " + present);
        }
        double[] mean = all().means();
        double[] within = new double[d * d];
        List<double[]> between = new ArrayList<>();
        for (MomentSums moments : classes) {
            if (moments.count() > 0) {
                moments.addScatterTo(within);
                between.add(ClassSeparation.between(moments.means(), mean, (double) moments.count()));
            }
        }
        return ClassSeparation.of(Double.NaN, within, TriangularFactor.ofProducts(within, d),
                Math.sqrt(ClassSeparation.DEPENDENT * d), between, n);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        long length = Integer.BYTES + AccumulatorBytes.namesLength(names) + names.size() * MomentSums.length(d);
        AccumulatorBytes.write(out, AccumulatorBytes.Kind.CLASS_MOMENTS, length, this::writeContent);
    }

    private void writeContent(DataOutput out) throws IOException {
        out.writeInt(d);
        AccumulatorBytes.writeNames(out, names);
        for (MomentSums moments : classes) {
            moments.writeTo(out);
        }
    }

    /// Reads what [#writeTo] has written, bit for bit, and nothing behind it.
    ///
    /// @param in where from
    /// @return an accumulator that continues where the other was
    /// @throws AccumulatorFormatException if the bytes are something else, cut short, damaged or of a newer version
    /// @throws IOException if reading fails
    public static ClassMomentAccumulator readFrom(InputStream in) throws IOException {
        AccumulatorContent content = AccumulatorBytes.read(in, AccumulatorBytes.Kind.CLASS_MOMENTS);
        int d = content.columns();
        List<String> names = content.names();
        List<MomentSums> classes = new ArrayList<>();
        for (String name : names) {
            MomentSums moments = MomentSums.of(content);
            if (moments.columns() != d) {
                throw new AccumulatorFormatException("the accumulator is none that vae4j writes: class " + name
                        + " has " + moments.columns() + " columns, expected " + d);
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
