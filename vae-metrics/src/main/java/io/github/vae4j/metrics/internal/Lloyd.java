package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Tables;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import java.util.Arrays;

/// Lloyd's iterations on some points, from any number of starts.
///
/// Points are held against centroids by products in single precision, around the common mean: `|c|^2 - 2 x c` orders
/// centroids as the distance does. Where the two least of these are closer than their rounding errors may be, distances
/// in double decide.
public final class Lloyd {
    private static final int ROWS = CentredBlocks.ROWS;

    private final Codes codes;
    private final Workers workers;
    private final int n;
    private final int d;
    private final CentredBlocks points;

    /// Prepares points, one or more.
    public Lloyd(Codes codes, Workers workers) {
        this.codes = codes;
        this.workers = workers;
        n = codes.rows();
        d = codes.units();
        points = new CentredBlocks(codes, workers);
    }

    /// Where the iterations ended.
    @SuppressWarnings("ArrayRecordComponent") // handed on once
    public record Clusters(double[] centroids, int[] assignment, double inertia, int iterations, boolean converged) {}

    /// The number of columns.
    public int columns() {
        return d;
    }

    /// Greedy k-means++: centroids to start from, (k, d).
    public double[] spread(int k, long seed, int run) {
        double[] centroids = new double[k * d];
        int[] chosen = new Spread(points, n, d, k, workers).choose(k, seed, run);
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < d; j++) {
                centroids[c * d + j] = codes.values()[chosen[c] * d + j];
            }
        }
        return centroids;
    }

    /// Iterates from (k, d) centroids, which become those of the result; rows that begin with NaN attract nothing.
    public Clusters run(double[] start, int iterations) {
        double[] centroids = start.clone();
        int[] assignment = new int[n];
        Arrays.fill(assignment, -1);
        Assignment step = new Assignment(centroids.length / d);
        step.run(centroids, assignment);
        int iteration = 0;
        boolean converged = false;
        while (iteration < iterations && !converged) {
            step.move(centroids);
            converged = !step.run(centroids, assignment);
            iteration++;
        }
        double[] inertia = Columns.sums(n, 1, workers, (from, to, sum) -> {
            for (int i = from; i < to; i++) {
                sum[0] += squaredDistance(i, centroids, assignment[i]);
            }
        });
        return new Clusters(centroids, assignment, inertia[0], iteration, converged);
    }

    private double squaredDistance(int row, double[] centroids, int cluster) {
        float[] x = codes.values();
        double sum = 0;
        for (int j = 0; j < d; j++) {
            double difference = x[row * d + j] - centroids[cluster * d + j];
            sum += difference * difference;
        }
        return sum;
    }

    /// One pass over the points: who is nearest to them, and the sums of those that each cluster has.
    private final class Assignment {
        private final int k;
        private final int parts;
        private final double[][] sums;
        private final int[][] counts;
        private final boolean[] changed;
        private final float[][] products;
        private final float[] rounded;
        private final int[] numbers;
        private final float[] squares;
        private final float[][] scratch;
        private final int[][] nearest;
        private final float[][] margins;
        private int present;
        private double longest;

        Assignment(int k) {
            this.k = k;
            parts = RowParts.count(n, k * d);
            sums = new double[parts][k * d];
            counts = new int[parts][k];
            changed = new boolean[parts];
            products = new float[workers.threads()][ROWS * k];
            rounded = new float[k * d];
            numbers = new int[k];
            squares = new float[k];
            scratch = new float[workers.threads()][];
            Arrays.setAll(scratch, worker -> points.scratch());
            nearest = new int[workers.threads()][ROWS];
            margins = new float[workers.threads()][ROWS];
        }

        /// Gives every point its nearest centroid.
        ///
        /// @return whether a point changed its cluster
        boolean run(double[] centroids, int[] assignment) {
            round(centroids);
            workers.run(parts, (part, worker) -> {
                Arrays.fill(sums[part], 0);
                Arrays.fill(counts[part], 0);
                changed[part] = false;
                int from = RowParts.from(part, parts, n);
                int to = RowParts.from(part + 1, parts, n);
                for (int block = from / ROWS; block * ROWS < to; block++) {
                    block(part, worker, block, Math.max(from, block * ROWS), Math.min(to, (block + 1) * ROWS),
                            centroids, assignment);
                }
            });
            boolean any = false;
            for (boolean each : changed) {
                any |= each;
            }
            return any;
        }

        private void round(double[] centroids) {
            present = 0;
            longest = 0;
            for (int c = 0; c < k; c++) {
                if (!Double.isNaN(centroids[c * d])) {
                    double square = 0;
                    for (int j = 0; j < d; j++) {
                        float value = (float) (centroids[c * d + j] - points.mean()[j]);
                        rounded[present * d + j] = value;
                        square += (double) value * value;
                    }
                    squares[present] = (float) square;
                    longest = Math.max(longest, Math.sqrt(square));
                    numbers[present++] = c;
                }
            }
        }

        /// The points [from, to) of a block.
        private void block(int part, int worker, int block, int from, int to, double[] centroids, int[] assignment) {
            int[] best = nearest[worker];
            float[] margin = margins[worker];
            int first = block * ROWS;
            points.multiply(products[worker], rounded, present, block, scratch[worker]);
            Tables.nearest(best, 0, margin, 0, products[worker], 0, ROWS, squares, 0, present, to - first);
            // Products of d terms, and what rounding the points and centroids to float costs (Higham, ch. 3).
            double rounding = 2 * (d + 8) * 0x1p-24;
            for (int i = from; i < to; i++) {
                double size = points.norm(i) + longest;
                int cluster = margin[i - first] > rounding * size * size
                        ? numbers[best[i - first]]
                        : exact(i, centroids);
                changed[part] |= assignment[i] != cluster;
                assignment[i] = cluster;
                counts[part][cluster]++;
            }
            Tables.addRows(sums[part], 0, assignment, from, codes.values(), from * d, to - from, d);
        }

        private int exact(int row, double[] centroids) {
            int best = numbers[0];
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < present; c++) {
                double distance = squaredDistance(row, centroids, numbers[c]);
                if (distance < least) {
                    least = distance;
                    best = numbers[c];
                }
            }
            return best;
        }

        /// Moves centroids to the means of their points; those without points stay.
        void move(double[] centroids) {
            for (int c = 0; c < k; c++) {
                long count = 0;
                for (int[] part : counts) {
                    count += part[c];
                }
                for (int at = c * d; at < (c + 1) * d && count > 0; at++) {
                    double sum = 0;
                    for (double[] part : sums) {
                        sum += part[at];
                    }
                    centroids[at] = sum / count;
                }
            }
        }
    }
}
