package io.github.vae4j.study.experiment;

import io.github.vae4j.metrics.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Class centroids of points, their distances, and which centroid each point is nearest to. Every distance is the square
/// of the Euclidean one, as in the article.
///
/// @param classes the classes that have points, rising
/// @param between of centroids, (classes, classes) row-major
/// @param own of every point from the centroid of its own class
/// @param nearest per class, the points whose nearest centroid is their own
/// @param leaveOneOut of all points, those that are nearest to their own centroid when it is computed without them
@SuppressWarnings("ArrayRecordComponent") // as long as the data
public record CentroidStatistics(int[] classes, double[] between, double[] own, List<Proportion> nearest,
        Proportion leaveOneOut) {

    /// Computes the statistics.
    ///
    /// @param x points, (n, d) row-major
    /// @param d number of columns
    /// @param labels the class of every point
    /// @return the statistics
    public static CentroidStatistics of(float[] x, int d, Labels labels) {
        int[] classes = IntStream.range(0, labels.classCount()).filter(c -> labels.count(c) > 0).toArray();
        double[][] centroids = centroids(x, d, labels);
        double[] between = new double[classes.length * classes.length];
        for (int a = 0; a < classes.length; a++) {
            for (int b = 0; b < classes.length; b++) {
                between[a * classes.length + b] = squared(centroids[classes[a]], centroids[classes[b]]);
            }
        }
        double[] own = new double[labels.size()];
        long[] hits = new long[labels.classCount()];
        long hitsWithout = 0;
        for (int i = 0; i < own.length; i++) {
            int label = labels.get(i);
            own[i] = squared(x, i, centroids[label]);
            double other = Double.POSITIVE_INFINITY;
            boolean tieLost = false;
            for (int c : classes) {
                if (c != label) {
                    double distance = squared(x, i, centroids[c]);
                    tieLost |= distance == own[i] && c < label;
                    other = Math.min(other, distance);
                }
            }
            hits[label] += own[i] < other || own[i] == other && !tieLost ? 1 : 0;
            // Without the point its centroid is farther by the factor n / (n - 1).
            double n = labels.count(label);
            hitsWithout += n > 1 && own[i] * (n / (n - 1)) * (n / (n - 1)) < other ? 1 : 0;
        }
        List<Proportion> nearest = new ArrayList<>();
        for (int c : classes) {
            nearest.add(new Proportion(hits[c], labels.count(c)));
        }
        return new CentroidStatistics(classes, between, own, List.copyOf(nearest),
                new Proportion(hitsWithout, own.length));
    }

    /// The largest distance of two centroids.
    ///
    /// @return 0 for one class
    public double largest() {
        return Arrays.stream(between).max().orElse(0);
    }

    /// All points whose nearest centroid is their own.
    ///
    /// @return over all classes
    public Proportion overall() {
        return new Proportion(nearest.stream().mapToLong(Proportion::hits).sum(),
                nearest.stream().mapToLong(Proportion::total).sum());
    }

    /// The mean of every class; NaN if it has no points.
    static double[][] centroids(float[] x, int d, Labels labels) {
        double[][] centroids = new double[labels.classCount()][d];
        for (int i = 0; i < labels.size(); i++) {
            double[] centroid = centroids[labels.get(i)];
            for (int j = 0; j < d; j++) {
                centroid[j] += x[i * d + j];
            }
        }
        for (int c = 0; c < centroids.length; c++) {
            for (int j = 0; j < d; j++) {
                centroids[c][j] /= labels.count(c);
            }
        }
        return centroids;
    }

    static double squared(float[] x, int row, double[] centroid) {
        double sum = 0;
        for (int j = 0; j < centroid.length; j++) {
            double difference = x[row * centroid.length + j] - centroid[j];
            sum += difference * difference;
        }
        return sum;
    }

    private static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }
}
