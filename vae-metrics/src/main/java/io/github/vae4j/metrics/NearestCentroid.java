package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/// How many samples are nearest to the centroid of their own class, and where the others are: the classes' share that a
/// space separates without any training. Euclidean distances in double; ties go to the lower class.
///
/// On raw inputs the same is the fair baseline for a latent space: it knows the labels, too.
///
/// @param mode whose centroids
/// @param classNames of the classes, empty ones included
/// @param confusion element a * classes + b: samples of class a that are nearest to centroid b
@SuppressWarnings("ArrayRecordComponent") // copied on the way in, read through methods
public record NearestCentroid(Mode mode, List<String> classNames, long[] confusion) {
    /// Whose centroids the samples are held against.
    public enum Mode {
        /// Their own: each sample pulls its centroid, so small classes look too good.
        SAME_SET,
        /// Their own, computed without the sample: its distance from its centroid grows by n / (n - 1).
        LEAVE_ONE_OUT,
        /// Those of other samples.
        TRAIN_TO_TEST
    }

    /// Copies list and array.
    ///
    /// @throws IllegalArgumentException if there are not classes x classes counts
    public NearestCentroid {
        classNames = List.copyOf(classNames);
        confusion = confusion.clone();
        if (confusion.length != classNames.size() * classNames.size()) {
            throw new IllegalArgumentException("confusion must have " + classNames.size() + " x " + classNames.size()
                    + " counts but has " + confusion.length);
        }
    }

    /// Holds samples against the centroids of the same samples.
    ///
    /// @param x points, (n, d) row-major
    /// @param d number of columns
    /// @param labels the class of every row
    /// @param mode [Mode#SAME_SET] or [Mode#LEAVE_ONE_OUT]; the only sample of a class then counts as lost
    /// @param workers who computes
    /// @return the result
    /// @throws IllegalArgumentException if sizes do not fit, a value is not finite, there is no row, or the mode is
    ///     another
    public static NearestCentroid of(float[] x, int d, Labels labels, Mode mode, Workers workers) {
        if (mode == Mode.TRAIN_TO_TEST) {
            throw new IllegalArgumentException("mode TRAIN_TO_TEST needs centroids of other samples: use trainToTest");
        }
        return of(ClassCentroids.of(x, d, labels, workers), x, labels, mode, workers);
    }

    /// Holds samples against the centroids of others.
    ///
    /// @param train centroids of the training samples
    /// @param x test points, (n, columns of `train`) row-major
    /// @param labels the class of every row, with the names of `train`
    /// @param workers who computes
    /// @return the result
    /// @throws IllegalArgumentException if sizes or names do not fit, a value is not finite, or there is no row
    public static NearestCentroid trainToTest(ClassCentroids train, float[] x, Labels labels, Workers workers) {
        LabelledRows.checkLabelled("x", x, train.columns(), labels);
        if (!labels.names().equals(train.names())) {
            throw new IllegalArgumentException("the classes of the test set are " + labels.names()
                    + " but those of the training set " + train.names());
        }
        return of(train, x, labels, Mode.TRAIN_TO_TEST, workers);
    }

    private static NearestCentroid of(ClassCentroids centroids, float[] x, Labels labels, Mode mode, Workers workers) {
        int n = labels.size();
        int classes = labels.classCount();
        int[] nonEmpty = centroids.nonEmpty();
        int parts = RowParts.count(n);
        long[][] counts = new long[parts][classes * classes];
        workers.run(parts, (part, worker) -> {
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                int own = labels.get(i);
                counts[part][own * classes + nearest(centroids, nonEmpty, x, i, own, mode)]++;
            }
        });
        for (int part = 1; part < parts; part++) {
            for (int k = 0; k < counts[0].length; k++) {
                counts[0][k] += counts[part][k];
            }
        }
        return new NearestCentroid(mode, labels.names(), counts[0]);
    }

    private static int nearest(ClassCentroids centroids, int[] classes, float[] x, int row, int own, Mode mode) {
        int nearest = own;
        double least = Double.POSITIVE_INFINITY;
        for (int c : classes) {
            double distance = centroids.squaredDistance(x, row * centroids.columns(), c);
            if (mode == Mode.LEAVE_ONE_OUT && c == own) {
                double n = centroids.count(c);
                // The centroid without the sample lies n / (n - 1) times as far; of one sample nothing is left.
                distance = n == 1 ? Double.POSITIVE_INFINITY : distance * (n / (n - 1)) * (n / (n - 1));
            }
            if (distance < least) {
                least = distance;
                nearest = c;
            }
        }
        return nearest;
    }

    /// Samples of one class that are nearest to the centroid of another, or their own.
    ///
    /// @param label the class of the samples
    /// @param nearest the class of the centroid
    /// @return 0 or more
    /// @throws IndexOutOfBoundsException if there is no such class
    public long count(int label, int nearest) {
        return confusion[label * classNames.size() + Objects.checkIndex(nearest, classNames.size())];
    }

    /// The counts.
    ///
    /// @return a copy
    @Override
    public long[] confusion() {
        return confusion.clone();
    }

    /// The samples of one class that are nearest to their own centroid.
    ///
    /// @param label the class
    /// @return the share, with its interval; NaN if the class is empty
    /// @throws IndexOutOfBoundsException if there is no such class
    public Proportion ratio(int label) {
        long total = IntStream.range(0, classNames.size()).mapToLong(c -> count(label, c)).sum();
        return new Proportion(count(label, label), total);
    }

    /// The samples of all classes that are nearest to their own centroid.
    ///
    /// @return the share, with its interval
    public Proportion overall() {
        long hits = IntStream.range(0, classNames.size()).mapToLong(c -> count(c, c)).sum();
        return new Proportion(hits, Arrays.stream(confusion).sum());
    }

    /// The ratio of every class.
    ///
    /// @return one for each name
    public List<Proportion> ratios() {
        List<Proportion> ratios = new ArrayList<>();
        for (int c = 0; c < classNames.size(); c++) {
            ratios.add(ratio(c));
        }
        return List.copyOf(ratios);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NearestCentroid that && mode == that.mode && classNames.equals(that.classNames)
                && Arrays.equals(confusion, that.confusion);
    }

    @Override
    public int hashCode() {
        return 31 * classNames.hashCode() + Arrays.hashCode(confusion);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("nearest centroid (" + mode.name().toLowerCase(Locale.ROOT) + "): "
                + overall());
        for (int c = 0; c < classNames.size(); c++) {
            text.append(String.format(Locale.ROOT, "%n  %s: %s", classNames.get(c), ratio(c)));
        }
        return text.toString();
    }
}
