package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.kernels.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Silhouette of classes (Rousseeuw 1987): `s = (b - a) / max(a, b)` for every sample, where a is its mean Euclidean
/// distance to the other samples of its class and b the least mean distance to another class; -1 to 1.
///
/// The only sample of a class has s = 0, and so has a sample with a = b = 0. Empty classes are left out. The cost is
/// n^2 d; use [#sampled] or [#simplified] for large n. Distances are single precision with a relative error of a few
/// 1e-7, sums are double. The bits do not depend on the number of threads.
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

    private static final int ROWS = 96;
    private static final int COLUMNS = 512;
    private static final int STREAM = 0x5117;

    /// Copies the lists.
    public Silhouette {
        classMeans = List.copyOf(classMeans);
        classNames = List.copyOf(classNames);
    }

    /// The silhouette over all pairs.
    ///
    /// @param x points, (n, d) row-major
    /// @param d number of columns
    /// @param labels the class of every row
    /// @param workers who computes
    /// @return the silhouette
    /// @throws IllegalArgumentException if sizes do not fit, a value is not finite, or there are not 2 to n - 1 classes
    public static Silhouette exact(float[] x, int d, Labels labels, Workers workers) {
        return summary(values(x, d, labels, workers), labels, Form.EXACT);
    }

    /// The silhouette of `samples` rows drawn without replacement, among themselves.
    ///
    /// @param x points, (n, d) row-major
    /// @param d number of columns
    /// @param labels the class of every row
    /// @param samples number of rows to draw, at most n
    /// @param seed seed of the draw
    /// @param workers who computes
    /// @return the silhouette
    /// @throws IllegalArgumentException as [#exact], also if the drawn rows have fewer than 2 classes
    public static Silhouette sampled(float[] x, int d, Labels labels, int samples, long seed, Workers workers) {
        LabelledRows.check("x", x, d, labels);
        int n = labels.size();
        if (samples < 1 || samples > n) {
            throw new IllegalArgumentException("samples must be from 1 to n = " + n + " but is " + samples);
        }
        int[] order = new int[n];
        Philox.permutation(order, n, seed, STREAM, 0);
        float[] part = new float[samples * d];
        int[] partLabels = new int[samples];
        for (int i = 0; i < samples; i++) {
            System.arraycopy(x, order[i] * d, part, i * d, d);
            partLabels[i] = labels.get(order[i]);
        }
        Labels drawn = Labels.of(partLabels, labels.names());
        return summary(values(part, d, drawn, workers), drawn, Form.SAMPLED);
    }

    /// The silhouette with distances to class centroids; the cost is n d per class.
    ///
    /// @param x points, (n, d) row-major
    /// @param d number of columns
    /// @param labels the class of every row
    /// @return the silhouette
    /// @throws IllegalArgumentException as [#exact]
    public static Silhouette simplified(float[] x, int d, Labels labels) {
        LabelledRows.check("x", x, d, labels);
        double[] centroids = LabelledRows.centroids(x, d, labels);
        double[] values = new double[labels.size()];
        for (int i = 0; i < values.length; i++) {
            int own = labels.get(i);
            double nearest = Double.POSITIVE_INFINITY;
            for (int c = 0; c < labels.classCount(); c++) {
                if (c != own && labels.count(c) > 0) {
                    nearest = Math.min(nearest, LabelledRows.distance(x, i, centroids, c, d));
                }
            }
            values[i] = labels.count(own) == 1 ? 0 : value(LabelledRows.distance(x, i, centroids, own, d), nearest);
        }
        return summary(values, labels, Form.SIMPLIFIED);
    }

    /// The exact silhouette of every sample.
    ///
    /// @param x points, (n, d) row-major
    /// @param d number of columns
    /// @param labels the class of every row
    /// @param workers who computes
    /// @return n values from -1 to 1
    /// @throws IllegalArgumentException as [#exact]
    public static double[] values(float[] x, int d, Labels labels, Workers workers) {
        LabelledRows.check("x", x, d, labels);
        int n = labels.size();
        int classes = labels.classCount();
        int[] starts = new int[classes + 1];
        for (int c = 0; c < classes; c++) {
            starts[c + 1] = starts[c] + labels.count(c);
        }
        // Rows in the order of their classes: the distances to one class then lie side by side.
        int[] order = new int[n];
        int[] next = starts.clone();
        for (int i = 0; i < n; i++) {
            order[next[labels.get(i)]++] = i;
        }
        // Distances do not change by centring, but the products behind them become more accurate.
        double[] mean = LabelledRows.mean(x, d);
        float[] sorted = new float[x.length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                sorted[i * d + j] = (float) (x[order[i] * d + j] - mean[j]);
            }
        }
        float[][] distances = new float[workers.threads()][ROWS * COLUMNS];
        float[][] scratch = new float[workers.threads()][Statistics.squaredDistancesScratchLength(ROWS, COLUMNS, d)];
        double[] values = new double[n];
        workers.run((n + ROWS - 1) / ROWS, (task, worker) -> {
            int first = task * ROWS;
            int rows = Math.min(ROWS, n - first);
            double[] sums = new double[rows * classes];
            for (int column = 0; column < n; column += COLUMNS) {
                int cols = Math.min(COLUMNS, n - column);
                Statistics.squaredDistances(distances[worker], 0, COLUMNS, sorted, first * d, d, sorted, column * d, d,
                        rows, cols, d, scratch[worker]);
                addToClasses(sums, distances[worker], rows, column, cols, starts);
            }
            for (int r = 0; r < rows; r++) {
                int row = order[first + r];
                values[row] = fromSums(sums, r * classes, labels.get(row), labels);
            }
        });
        return values;
    }

    private static void addToClasses(double[] sums, float[] squares, int rows, int column, int cols, int[] starts) {
        int classes = starts.length - 1;
        for (int c = 0; c < classes; c++) {
            int from = Math.max(starts[c] - column, 0);
            int to = Math.min(starts[c + 1] - column, cols);
            for (int r = 0; r < rows && from < to; r++) {
                double sum = sums[r * classes + c];
                for (int i = r * COLUMNS + from; i < r * COLUMNS + to; i++) {
                    sum += Math.sqrt(squares[i]);
                }
                sums[r * classes + c] = sum;
            }
        }
    }

    private static double fromSums(double[] sums, int offset, int own, Labels labels) {
        if (labels.count(own) == 1) {
            return 0;
        }
        double nearest = Double.POSITIVE_INFINITY;
        for (int c = 0; c < labels.classCount(); c++) {
            if (c != own && labels.count(c) > 0) {
                nearest = Math.min(nearest, sums[offset + c] / labels.count(c));
            }
        }
        return value(sums[offset + own] / (labels.count(own) - 1), nearest);
    }

    private static double value(double own, double nearest) {
        double larger = Math.max(own, nearest);
        return larger == 0 ? 0 : (nearest - own) / larger;
    }

    private static Silhouette summary(double[] values, Labels labels, Form form) {
        double[] sums = new double[labels.classCount()];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sums[labels.get(i)] += values[i];
            sum += values[i];
        }
        List<Double> means = new ArrayList<>();
        for (int c = 0; c < sums.length; c++) {
            means.add(sums[c] / labels.count(c));
        }
        return new Silhouette(sum / values.length, means, labels.names(), values.length, form);
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
