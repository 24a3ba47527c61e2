package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import java.util.Arrays;

/// Sums of the Euclidean distances of every point to the points of every class: n^2 distances in single precision, in
/// blocks that stay in the cache, sums in double.
///
/// Distances do not change by moving all points, but the products behind them become more accurate where the points lie
/// around the origin. What moving rounds off is lost, though: where classes are small against the distances between them,
/// each is held against the others around its own centroid, and otherwise all of them around the common mean.
public final class ClassDistances {
    private static final int ROWS = 96;
    private static final int COLUMNS = 512;
    /// Rounding of coordinates, over the distances in a class, from which on each class is centred by itself.
    private static final double TOLERANCE = 1e-6;

    private final Codes codes;
    private final Labels labels;
    private final Workers workers;
    private final ClassOrder order;
    private final int n;
    private final int d;
    private final int classes;
    /// Classes are held against all points in groups; where each group begins, and what is subtracted.
    private final int[] groups;
    private final double[][] centres;
    /// The points by class, each around the centre of its class's group.
    private final float[] centred;

    /// Receives what one point has.
    @FunctionalInterface
    public interface Receiver {
        /// Takes the sums of a row: that of class c lies at `offset + c`. Called from several threads, once a row.
        void take(int row, double[] sums, int offset);
    }

    /// Prepares labelled points.
    public ClassDistances(Codes codes, Labels labels, Workers workers) {
        this.codes = codes;
        this.labels = labels;
        this.workers = workers;
        n = codes.rows();
        d = codes.units();
        classes = labels.classCount();
        order = new ClassOrder(labels);
        double[] mean = Columns.means(codes, workers);
        double[] centroids = centroids();
        if (roundingMatters(mean, centroids)) {
            groups = new int[classes + 1];
            Arrays.setAll(groups, c -> c);
            centres = new double[classes][];
            Arrays.setAll(centres, c -> Arrays.copyOfRange(centroids, c * d, (c + 1) * d));
        } else {
            groups = new int[] {0, classes};
            centres = new double[][] {mean};
        }
        centred = new float[n * d];
        for (int group = 0; group < centres.length; group++) {
            for (int place = order.start(groups[group]); place < order.start(groups[group + 1]); place++) {
                move(order.row(place), centres[group], centred, place * d);
            }
        }
    }

    private double[] centroids() {
        double[] centroids = new double[classes * d];
        for (int i = 0; i < n; i++) {
            int at = labels.get(i) * d;
            for (int j = 0; j < d; j++) {
                centroids[at + j] += codes.values()[i * d + j];
            }
        }
        for (int k = 0; k < centroids.length; k++) {
            centroids[k] /= labels.count(k / d);
        }
        return centroids;
    }

    private boolean roundingMatters(double[] mean, double[] centroids) {
        double farthest = 0;
        double[] spread = new double[classes];
        for (int i = 0; i < n; i++) {
            int label = labels.get(i);
            for (int j = 0; j < d; j++) {
                double value = codes.values()[i * d + j];
                farthest = Math.max(farthest, Math.abs(value - mean[j]));
                double deviation = value - centroids[label * d + j];
                spread[label] += deviation * deviation;
            }
        }
        double rounding = 0x1p-24 * farthest * Math.sqrt(d);
        for (int c = 0; c < classes; c++) {
            double distance = Math.sqrt(2 * spread[c] / Math.max(labels.count(c), 1));
            if (distance > 0 && rounding > TOLERANCE * distance) {
                return true;
            }
        }
        return false;
    }

    private void move(int row, double[] centre, float[] out, int at) {
        for (int j = 0; j < d; j++) {
            out[at + j] = (float) (codes.values()[row * d + j] - centre[j]);
        }
    }

    /// Computes the sums of all points.
    public void run(Receiver receiver) {
        float[][] distances = new float[workers.threads()][ROWS * COLUMNS];
        float[][] points = new float[workers.threads()][ROWS * d];
        float[][] scratch = new float[workers.threads()][Statistics.squaredDistancesScratchLength(ROWS, COLUMNS, d)];
        workers.run((n + ROWS - 1) / ROWS, (task, worker) -> {
            int first = task * ROWS;
            int rows = Math.min(ROWS, n - first);
            double[] sums = new double[rows * classes];
            for (int group = 0; group < centres.length; group++) {
                int to = order.start(groups[group + 1]);
                int from = order.start(groups[group]);
                for (int r = 0; r < rows && from < to; r++) {
                    move(order.row(first + r), centres[group], points[worker], r * d);
                }
                for (int column = from; column < to; column += COLUMNS) {
                    int cols = Math.min(COLUMNS, to - column);
                    Statistics.squaredDistances(distances[worker], 0, COLUMNS, points[worker], 0, d, centred,
                            column * d, d, rows, cols, d, scratch[worker]);
                    add(sums, distances[worker], rows, column, cols, groups[group], groups[group + 1]);
                }
            }
            for (int r = 0; r < rows; r++) {
                receiver.take(order.row(first + r), sums, r * classes);
            }
        });
    }

    private void add(double[] sums, float[] squares, int rows, int column, int cols, int firstClass, int lastClass) {
        for (int c = firstClass; c < lastClass; c++) {
            int from = Math.max(order.start(c) - column, 0);
            int to = Math.min(order.start(c + 1) - column, cols);
            for (int r = 0; r < rows && from < to; r++) {
                double sum = sums[r * classes + c];
                for (int i = r * COLUMNS + from; i < r * COLUMNS + to; i++) {
                    sum += Math.sqrt(squares[i]);
                }
                sums[r * classes + c] = sum;
            }
        }
    }
}
