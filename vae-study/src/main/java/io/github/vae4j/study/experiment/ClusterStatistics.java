package io.github.vae4j.study.experiment;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// How well simple rules find the classes again.
///
/// @param rules each with its share of points put right
public record ClusterStatistics(List<Rule> rules) {
    /// One rule.
    ///
    /// @param id short name for files
    /// @param name what it does, on what
    /// @param usesLabels whether it is told the labels, beyond where it starts
    /// @param right points put right
    public record Rule(String id, String name, boolean usesLabels, Proportion right) {}

    private static final int ITERATIONS = 20;
    private static final int STARTERS = 600;

    /// Copies the list.
    public ClusterStatistics {
        rules = List.copyOf(rules);
    }

    /// The article's k-means: centres start at the means of up to 600 labelled points of each class, 20 iterations of
    /// Lloyd's follow, and a cluster counts as the class it started from.
    ///
    /// @param x points, (n, d) row-major
    /// @param d number of columns
    /// @param labels the class of every point
    /// @param workers who computes
    /// @return points whose cluster started from their class
    public static Proportion fromClassMeans(float[] x, int d, Labels labels, Workers workers) {
        double[][] centres = starts(x, d, labels);
        int[] nearest = new int[labels.size()];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            assign(x, centres, nearest, workers);
            move(x, d, nearest, centres);
        }
        assign(x, centres, nearest, workers);
        return right(nearest, labels);
    }

    /// Each point gets the class of the nearest of given means: labels are used, so that with the class means of training
    /// points this is the fair baseline for [CentroidStatistics#nearest].
    ///
    /// @param means one per class, those of classes without points NaN
    /// @param x points, (n, d) row-major
    /// @param labels their classes
    /// @param workers who computes
    /// @return points put right
    public static Proportion nearestMean(double[][] means, float[] x, Labels labels, Workers workers) {
        int[] nearest = new int[labels.size()];
        assign(x, means, nearest, workers);
        return right(nearest, labels);
    }

    private static double[][] starts(float[] x, int d, Labels labels) {
        List<Integer> chosen = new ArrayList<>();
        int[] taken = new int[labels.classCount()];
        for (int i = 0; i < labels.size(); i++) {
            if (taken[labels.get(i)]++ < STARTERS) {
                chosen.add(i);
            }
        }
        float[] part = new float[chosen.size() * d];
        int[] partLabels = new int[chosen.size()];
        for (int i = 0; i < partLabels.length; i++) {
            System.arraycopy(x, chosen.get(i) * d, part, i * d, d);
            partLabels[i] = labels.get(chosen.get(i));
        }
        return CentroidStatistics.centroids(part, d, Labels.of(partLabels, labels.names()));
    }

    /// Ties go to the smaller class; NaN is never nearest.
    private static void assign(float[] x, double[][] centres, int[] nearest, Workers workers) {
        int rowsPerTask = 256;
        workers.run((nearest.length + rowsPerTask - 1) / rowsPerTask, (task, worker) -> {
            int to = Math.min(nearest.length, (task + 1) * rowsPerTask);
            for (int i = task * rowsPerTask; i < to; i++) {
                double least = Double.POSITIVE_INFINITY;
                for (int c = 0; c < centres.length; c++) {
                    double distance = CentroidStatistics.squared(x, i, centres[c]);
                    if (distance < least) {
                        least = distance;
                        nearest[i] = c;
                    }
                }
            }
        });
    }

    private static void move(float[] x, int d, int[] nearest, double[][] centres) {
        double[][] means = CentroidStatistics.centroids(x, d, Labels.of(nearest, names(centres.length)));
        for (int c = 0; c < centres.length; c++) {
            if (!Double.isNaN(means[c][0])) { // an empty cluster stays where it is
                centres[c] = means[c];
            }
        }
    }

    private static List<String> names(int n) {
        return IntStream.range(0, n).mapToObj(Integer::toString).toList();
    }

    private static Proportion right(int[] found, Labels labels) {
        long hits = 0;
        for (int i = 0; i < found.length; i++) {
            hits += found[i] == labels.get(i) ? 1 : 0;
        }
        return new Proportion(hits, found.length);
    }
}
