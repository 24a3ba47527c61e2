package io.github.vae4j.metrics.classes;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.RowParts;
import io.github.vae4j.metrics.resampling.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How many samples are nearest to the centroid of their own class, and where the others are: the classes' share that a
/// space separates without any training. Euclidean distances in double; ties go to the lower class.
///
/// On raw inputs the same is the fair baseline for a latent space: it knows the labels, too.
///
/// @param mode whose centroids
/// @param classNames of the classes, empty ones included
/// @param confusion per class, for its samples: how many are nearest to each centroid
public record NearestCentroid(Mode mode, List<String> classNames, List<List<Integer>> confusion) {
    private static final int MAX_CLASSES = 8192;

    /// Whose centroids the samples are held against.
    public enum Mode {
        /// Their own: each sample pulls its centroid, so small classes look too good.
        SAME_SET,
        /// Their own, computed without the sample: its distance from its centroid grows by n / (n - 1).
        LEAVE_ONE_OUT,
        /// Those of other samples.
        TRAIN_TO_TEST
    }

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if there are not classes x classes counts
    public NearestCentroid {
        classNames = List.copyOf(classNames);
        confusion = confusion.stream().map(NumberLists::copyInts).toList();
        int classes = classNames.size();
        if (confusion.size() != classes || confusion.stream().anyMatch(row -> row.size() != classes)) {
            throw new IllegalArgumentException("confusion must have " + classes + " rows of " + classes
                    + " counts but has " + confusion.size() + " rows, or one of another length");
        }
    }

    /// Holds samples against the centroids of the same samples.
    ///
    /// @param codes points
    /// @param labels the class of every row
    /// @param mode [Mode#SAME_SET] or [Mode#LEAVE_ONE_OUT]; the only sample of a class then counts as lost
    /// @param workers who computes
    /// @return the result
    /// @throws IllegalArgumentException if sizes do not fit, there is no row, or the mode is another
    public static NearestCentroid of(Codes codes, Labels labels, Mode mode, Workers workers) {
        if (mode == Mode.TRAIN_TO_TEST) {
            throw new IllegalArgumentException("mode TRAIN_TO_TEST needs centroids of other samples: use trainToTest");
        }
        return of(ClassCentroids.of(codes, labels, workers), codes, labels, mode, workers);
    }

    /// Holds samples against the centroids of others.
    ///
    /// @param train centroids of the training samples
    /// @param codes test points, of as many columns as `train`, one row or more
    /// @param labels the class of every row, with the names of `train`
    /// @param workers who computes
    /// @return the result
    /// @throws IllegalArgumentException if sizes or names do not fit or there is no row
    public static NearestCentroid trainToTest(ClassCentroids train, Codes codes, Labels labels, Workers workers) {
        Checks.atLeast("codes", codes, 1);
        Checks.labelled(codes, labels);
        if (codes.units() != train.columns()) {
            throw new IllegalArgumentException("codes must have as many columns as the training set, " + train.columns()
                    + ", but have " + codes.units());
        }
        Checks.sameClasses(train.names(), labels.names());
        return of(train, codes, labels, Mode.TRAIN_TO_TEST, workers);
    }

    private static NearestCentroid of(ClassCentroids centroids, Codes codes, Labels labels, Mode mode,
            Workers workers) {
        int n = labels.size();
        int classes = labels.classCount();
        if (classes > MAX_CLASSES) {
            throw new NoAnswerException("there are " + classes + " classes: a table of all pairs has at most "
                    + MAX_CLASSES + "; are the labels numbers of rows?");
        }
        float[] x = codes.values();
        int[] nonEmpty = centroids.nonEmpty().stream().mapToInt(Integer::intValue).toArray();
        int[] nearest = new int[n];
        workers.run(RowParts.count(n), (part, worker) -> {
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                nearest[i] = nearest(centroids, nonEmpty, x, i, labels.get(i), mode);
            }
        });
        int[] counts = new int[classes * classes];
        for (int i = 0; i < n; i++) {
            counts[labels.get(i) * classes + nearest[i]]++;
        }
        return new NearestCentroid(mode, labels.names(), NumberLists.intRows(counts, classes));
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
    public int count(int label, int nearest) {
        return confusion.get(label).get(nearest);
    }

    /// The samples of one class that are nearest to their own centroid.
    ///
    /// @param label the class
    /// @return the share, with its interval; NaN if the class is empty
    /// @throws IndexOutOfBoundsException if there is no such class
    public Proportion ratio(int label) {
        long total = confusion.get(label).stream().mapToLong(Integer::longValue).sum();
        return new Proportion(count(label, label), total);
    }

    /// The samples of all classes that are nearest to their own centroid.
    ///
    /// @return the share, with its interval
    public Proportion overall() {
        long hits = IntStream.range(0, classNames.size()).mapToLong(c -> count(c, c)).sum();
        return new Proportion(hits, confusion.stream().flatMap(List::stream).mapToLong(Integer::longValue).sum());
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
    public String toString() {
        StringBuilder text = new StringBuilder("nearest centroid (" + mode.name().toLowerCase(Locale.ROOT) + "): "
                + overall());
        for (int c = 0; c < classNames.size(); c++) {
            text.append(String.format(Locale.ROOT, "%n  %s: %s", classNames.get(c), ratio(c)));
        }
        return text.toString();
    }
}
