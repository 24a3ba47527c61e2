package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.kernels.Workers;
import java.util.Arrays;
import java.util.Locale;

/// k-means clusters by Lloyd's iterations (Lloyd 1982).
///
/// Distances for the assignment are single precision with a relative error of about 1e-6; means and inertia are sums in
/// double. Ties go to the lower cluster. A cluster that loses all its points stays where it is. The bits do not depend on
/// the number of threads.
///
/// @param centroids (k, d) row-major
/// @param assignment per point its cluster, that of the nearest centroid
/// @param d number of columns
/// @param inertia sum over the points of the squared distance from their centroid
/// @param iterations of Lloyd's that moved the centroids
/// @param converged whether the last of them changed no assignment
@SuppressWarnings("ArrayRecordComponent") // as long as the data
public record KMeans(double[] centroids, int[] assignment, int d, double inertia, int iterations, boolean converged) {
    private static final int STREAM = 0x63a5;
    private static final int ROWS = 192;

    /// Lloyd's iterations from given centroids, such as the means of classes ([ClassCentroids#values]).
    ///
    /// @param x points, (n, d) row-major
    /// @param d number of columns
    /// @param start (k, d) centroids to start from; NaN rows, of empty classes, attract nothing
    /// @param iterations at most; fewer if no point changes its cluster any more
    /// @param workers who computes
    /// @return the clusters
    /// @throws IllegalArgumentException if sizes do not fit, a value is not finite, or there is no point or centroid
    public static KMeans from(float[] x, int d, double[] start, int iterations, Workers workers) {
        LabelledRows.checkRows("x", x, d, 1);
        if (start.length == 0 || start.length % d != 0) {
            throw new IllegalArgumentException("start must have one or more rows of d = " + d + " columns but has "
                    + start.length + " elements");
        }
        if (iterations < 0) {
            throw new IllegalArgumentException("iterations must be 0 or more but is " + iterations);
        }
        return lloyd(x, d, start.clone(), iterations, workers);
    }

    /// The best of several runs from random starts, each chosen by k-means++ (Arthur and Vassilvitskii 2007): the next
    /// centroid is a point drawn with probability proportional to its squared distance from the centroids so far.
    ///
    /// @param x points, (n, d) row-major
    /// @param d number of columns
    /// @param k number of clusters, 1 to n
    /// @param restarts number of runs, 1 or more; that with the least inertia counts, the first of equals
    /// @param iterations at most, per run
    /// @param seed of the draws
    /// @param workers who computes
    /// @return the clusters
    /// @throws IllegalArgumentException if sizes do not fit, or a value is not finite
    public static KMeans plusPlus(float[] x, int d, int k, int restarts, int iterations, long seed, Workers workers) {
        LabelledRows.checkRows("x", x, d, 1);
        int n = x.length / d;
        if (k < 1 || k > n) {
            throw new IllegalArgumentException("k must be from 1 to the number of points, " + n + ", but is " + k);
        }
        if (restarts < 1 || iterations < 0) {
            throw new IllegalArgumentException("restarts must be 1 or more and iterations 0 or more but they are "
                    + restarts + " and " + iterations);
        }
        KMeans best = lloyd(x, d, spread(x, d, k, seed, 0, workers), iterations, workers);
        for (int run = 1; run < restarts; run++) {
            KMeans other = lloyd(x, d, spread(x, d, k, seed, run, workers), iterations, workers);
            best = other.inertia < best.inertia ? other : best;
        }
        return best;
    }

    /// The number of clusters.
    ///
    /// @return k
    public int clusters() {
        return centroids.length / d;
    }

    private static double[] spread(float[] x, int d, int k, long seed, int run, Workers workers) {
        int n = x.length / d;
        float[] draws = new float[k];
        Philox.uniform(draws, 0, k, seed, STREAM, run, 0);
        double[] centroids = new double[k * d];
        double[] nearest = new double[n];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int chosen = Math.min(n - 1, (int) (draws[0] * (double) n));
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < d; j++) {
                centroids[c * d + j] = x[chosen * d + j];
            }
            int at = c * d;
            workers.run(RowParts.count(n), (part, worker) -> {
                for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                    nearest[i] = Math.min(nearest[i], squaredDistance(x, i * d, centroids, at, d));
                }
            });
            if (c + 1 < k) {
                chosen = draw(nearest, draws[c + 1]);
            }
        }
        return centroids;
    }

    /// The point at which the running sum passes a share of the whole; if all distances are 0, the first.
    private static int draw(double[] weights, float share) {
        double left = share * Arrays.stream(weights).sum();
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                left -= weights[i];
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }

    private static KMeans lloyd(float[] x, int d, double[] centroids, int iterations, Workers workers) {
        int n = x.length / d;
        int[] assignment = new int[n];
        Arrays.fill(assignment, -1);
        assign(x, d, centroids, assignment, workers);
        int iteration = 0;
        boolean converged = false;
        while (iteration < iterations && !converged) {
            move(x, d, centroids, assignment, workers);
            converged = !assign(x, d, centroids, assignment, workers);
            iteration++;
        }
        double inertia = inertia(x, d, centroids, assignment, workers);
        return new KMeans(centroids, assignment, d, inertia, iteration, converged);
    }

    /// Gives every point its nearest centroid.
    ///
    /// @return whether a point changed its cluster
    private static boolean assign(float[] x, int d, double[] centroids, int[] assignment, Workers workers) {
        int n = assignment.length;
        int k = centroids.length / d;
        float[] rounded = new float[k * d];
        int[] numbers = new int[k];
        int present = 0;
        for (int c = 0; c < k; c++) {
            if (!Double.isNaN(centroids[c * d])) {
                for (int j = 0; j < d; j++) {
                    rounded[present * d + j] = (float) centroids[c * d + j];
                }
                numbers[present++] = c;
            }
        }
        if (present == 0) {
            throw new IllegalArgumentException("start must have a centroid that is a number, but all are NaN");
        }
        int columns = present;
        int tasks = (n + ROWS - 1) / ROWS;
        boolean[] changed = new boolean[tasks];
        float[][] distances = new float[workers.threads()][ROWS * columns];
        int[][] nearest = new int[workers.threads()][ROWS];
        float[][] scratch = new float[workers.threads()][Statistics.squaredDistancesScratchLength(ROWS, columns, d)];
        workers.run(tasks, (task, worker) -> {
            int first = task * ROWS;
            int rows = Math.min(ROWS, n - first);
            Statistics.squaredDistances(distances[worker], 0, columns, x, first * d, d, rounded, 0, d, rows, columns, d,
                    scratch[worker]);
            Statistics.argMin(nearest[worker], 0, distances[worker], 0, columns, rows, columns);
            for (int r = 0; r < rows; r++) {
                int cluster = numbers[nearest[worker][r]];
                changed[task] |= assignment[first + r] != cluster;
                assignment[first + r] = cluster;
            }
        });
        for (boolean each : changed) {
            if (each) {
                return true;
            }
        }
        return false;
    }

    private static void move(float[] x, int d, double[] centroids, int[] assignment, Workers workers) {
        int n = assignment.length;
        int parts = RowParts.count(n);
        double[][] sums = new double[parts][centroids.length];
        int[] counts = new int[centroids.length / d];
        workers.run(parts, (part, worker) -> {
            double[] sum = sums[part];
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                int at = assignment[i] * d;
                int row = i * d;
                for (int j = 0; j < d; j++) {
                    sum[at + j] += x[row + j];
                }
            }
        });
        for (int cluster : assignment) {
            counts[cluster]++;
        }
        for (int c = 0; c < counts.length; c++) {
            for (int at = c * d; at < (c + 1) * d && counts[c] > 0; at++) {
                double sum = 0;
                for (double[] part : sums) {
                    sum += part[at];
                }
                centroids[at] = sum / counts[c];
            }
        }
    }

    private static double inertia(float[] x, int d, double[] centroids, int[] assignment, Workers workers) {
        int n = assignment.length;
        double[] sums = new double[RowParts.count(n)];
        workers.run(sums.length, (part, worker) -> {
            double sum = 0;
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                sum += squaredDistance(x, i * d, centroids, assignment[i] * d, d);
            }
            sums[part] = sum;
        });
        double inertia = 0;
        for (double sum : sums) {
            inertia += sum;
        }
        return inertia;
    }

    private static double squaredDistance(float[] x, int row, double[] centroids, int at, int d) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            double difference = x[row + j] - centroids[at + j];
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "k-means: %d clusters of %d points, inertia %.6g, %s after %d iterations",
                clusters(), assignment.length, inertia, converged ? "converged" : "not converged", iterations);
    }
}
