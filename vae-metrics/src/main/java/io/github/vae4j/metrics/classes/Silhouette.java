package io.github.vae4j.metrics.classes;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.ClassDistances;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.RandomStreams;
import io.github.vae4j.metrics.internal.RowParts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Silhouette of classes (Rousseeuw 1987): `s = (b - a) / max(a, b)` for every sample, where a is its mean Euclidean
/// distance to the other samples of its class and b the least mean distance to another class; -1 to 1.
///
/// The only sample of a class has s = 0, and so has a sample with a = b = 0. Empty classes are left out. The cost is
/// n^2 d; use [#sampled] or [#simplified] for large n. Distances are single precision with a relative error of a few
/// 1e-7, wherever classes lie, sums are double. The bits do not depend on the number of threads.
///
/// Pitfalls: a silhouette favours round classes of one size; it changes with the scale of single units; the one of a
/// sample is not comparable between n large and n small.
///
/// @param mean the mean over all samples
/// @param classMeans the mean over each class's samples; NaN if it is empty
/// @param classNames the classes
/// @param samples number of samples used
/// @param form which silhouette
public record Silhouette(double mean, List<Double> classMeans, List<String> classNames, int samples, Form form) {
    /// The silhouettes there are.
    public enum Form {
        /// All pairs of all samples.
        EXACT,
        /// All pairs of a random part of the samples.
        SAMPLED,
        /// Distances to centroids instead of mean distances to samples (Hruschka et al. 2004).
        SIMPLIFIED
    }

    /// Copies the lists.
    public Silhouette {
        classMeans = List.copyOf(classMeans);
        classNames = List.copyOf(classNames);
    }

    /// The silhouette over all pairs.
    ///
    /// @param codes points
    /// @param labels the class of every row
    /// @param workers who computes
    /// @return the silhouette
    /// @throws IllegalArgumentException if sizes do not fit
    /// @throws io.github.vae4j.metrics.NoAnswerException if there are not 2 to n - 1 classes that have samples
    public static Silhouette exact(Codes codes, Labels labels, Workers workers) {
        double[] means = classMeans(computed(codes, labels, workers), labels);
        return new Silhouette(weighted(means, labels), NumberLists.of(means), labels.names(), labels.size(),
                Form.EXACT);
    }

    /// The silhouette of some rows drawn without replacement, among themselves. The draw is stratified: two rows of every
    /// class that has two, one of every other, and the rest in proportion to the classes. [#mean] weighs the classes by
    /// their shares in all samples, so that rare ones count as they do in [#exact].
    ///
    /// @param codes points
    /// @param labels the class of every row
    /// @param samples number of rows to draw, at most n, at least two for each class that has two, and one for the others
    /// @param seed seed of the draw
    /// @param workers who computes
    /// @return the silhouette
    /// @throws IllegalArgumentException if sizes do not fit, or `samples` is out of range
    /// @throws io.github.vae4j.metrics.NoAnswerException if there are not 2 to n - 1 classes that have samples
    public static Silhouette sampled(Codes codes, Labels labels, int samples, long seed, Workers workers) {
        Checks.classes(codes, labels);
        int n = labels.size();
        int[] quota = quotas(labels, samples);
        int[] order = new int[n];
        Philox.permutation(order, n, seed, RandomStreams.SILHOUETTE, 0);
        int[] picked = Arrays.stream(order).filter(row -> quota[labels.get(row)]-- > 0).toArray();
        Labels drawn = labels.select(picked);
        double[] means = classMeans(computed(codes.select(picked), drawn, workers), drawn);
        return new Silhouette(weighted(means, labels), NumberLists.of(means), labels.names(), samples, Form.SAMPLED);
    }

    /// How many rows of each class to draw.
    private static int[] quotas(Labels labels, int samples) {
        int n = labels.size();
        int classes = labels.classCount();
        int[] quota = new int[classes];
        int least = 0;
        for (int c = 0; c < classes; c++) {
            quota[c] = Math.min(labels.count(c), 2);
            least += quota[c];
        }
        if (samples < least || samples > n) {
            throw new IllegalArgumentException("samples must be from " + least + ", two of each class that has two, to"
                    + " n = " + n + " but is " + samples);
        }
        // The largest remainders get what rounding down leaves over; of equal ones the first.
        double[] remainder = new double[classes];
        int left = samples - least;
        int rest = left;
        for (int c = 0; c < classes && n > least; c++) {
            double share = (double) left * (labels.count(c) - quota[c]) / (n - least);
            remainder[c] = share - Math.floor(share);
            quota[c] += (int) share;
            rest -= (int) share;
        }
        for (; rest > 0; rest--) {
            int largest = 0;
            for (int c = 1; c < classes; c++) {
                largest = remainder[c] > remainder[largest] ? c : largest;
            }
            quota[largest]++;
            remainder[largest] = -1;
        }
        return quota;
    }

    /// The silhouette with distances to class centroids; the cost is n d per class.
    ///
    /// @param codes points
    /// @param labels the class of every row
    /// @param workers who computes
    /// @return the silhouette
    /// @throws IllegalArgumentException if sizes do not fit
    /// @throws io.github.vae4j.metrics.NoAnswerException if there are not 2 to n - 1 classes that have samples
    public static Silhouette simplified(Codes codes, Labels labels, Workers workers) {
        Checks.classes(codes, labels);
        int n = codes.rows();
        int d = codes.units();
        ClassCentroids centroids = ClassCentroids.of(codes, labels, workers);
        double[] values = new double[n];
        workers.run(RowParts.count(n), (part, worker) -> {
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                int own = labels.get(i);
                double nearest = Double.POSITIVE_INFINITY;
                for (int c = 0; c < labels.classCount(); c++) {
                    if (c != own && labels.count(c) > 0) {
                        nearest = Math.min(nearest, centroids.squaredDistance(codes.values(), i * d, c));
                    }
                }
                values[i] = labels.count(own) == 1
                        ? 0
                        : value(Math.sqrt(centroids.squaredDistance(codes.values(), i * d, own)), Math.sqrt(nearest));
            }
        });
        double[] means = classMeans(values, labels);
        return new Silhouette(weighted(means, labels), NumberLists.of(means), labels.names(), n, Form.SIMPLIFIED);
    }

    /// The exact silhouette of every sample.
    ///
    /// @param codes points
    /// @param labels the class of every row
    /// @param workers who computes
    /// @return n values from -1 to 1
    /// @throws IllegalArgumentException if sizes do not fit
    /// @throws io.github.vae4j.metrics.NoAnswerException if there are not 2 to n - 1 classes that have samples
    public static List<Double> values(Codes codes, Labels labels, Workers workers) {
        return NumberLists.of(computed(codes, labels, workers));
    }

    private static double[] computed(Codes codes, Labels labels, Workers workers) {
        Checks.classes(codes, labels);
        double[] values = new double[labels.size()];
        new ClassDistances(codes, labels, workers).run((row, sums, offset) -> {
            int own = labels.get(row);
            double nearest = Double.POSITIVE_INFINITY;
            for (int c = 0; c < labels.classCount(); c++) {
                if (c != own && labels.count(c) > 0) {
                    nearest = Math.min(nearest, sums[offset + c] / labels.count(c));
                }
            }
            values[row] = labels.count(own) == 1 ? 0 : value(sums[offset + own] / (labels.count(own) - 1), nearest);
        });
        return values;
    }

    private static double value(double own, double nearest) {
        double larger = Math.max(own, nearest);
        return larger == 0 ? 0 : (nearest - own) / larger;
    }

    private static double[] classMeans(double[] values, Labels labels) {
        double[] means = new double[labels.classCount()];
        for (int i = 0; i < values.length; i++) {
            means[labels.get(i)] += values[i];
        }
        for (int c = 0; c < means.length; c++) {
            means[c] /= labels.count(c);
        }
        return means;
    }

    /// The mean of the classes by their sizes.
    private static double weighted(double[] means, Labels labels) {
        double sum = 0;
        for (int c = 0; c < means.length; c++) {
            sum += labels.count(c) > 0 ? means[c] * labels.count(c) : 0;
        }
        return sum / labels.size();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "silhouette %.4f (%s, %d samples)", mean,
                form.name().toLowerCase(Locale.ROOT), samples));
        for (int c = 0; c < classNames.size(); c++) {
            text.append(String.format(Locale.ROOT, "%n  %s: %.4f", classNames.get(c), classMeans.get(c)));
        }
        return text.toString();
    }
}
