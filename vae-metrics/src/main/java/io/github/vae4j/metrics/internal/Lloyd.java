package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import java.util.Arrays;

/// Lloyd's iterations on some points, from any number of starts.
///
/// Points are held against centroids by products in single precision, around the common mean: `|c|^2 - 2 x c` orders
/// centroids as the distance does. Where the two least of these are closer than their rounding errors may be, distances
/// in double decide.
public final class Lloyd {
    private static final int ROWS = 192;
    /// Below this share of the squared norms a squared distance is computed from differences.
    private static final float NEAR = 1e-3f;

    private final Codes codes;
    private final Workers workers;
    private final int n;
    private final int d;
    private final double[] mean;
    /// Points less the mean, and how long they are.
    private final float[] centred;
    private final float[] norms;

    /// Prepares points, one or more.
    public Lloyd(Codes codes, Workers workers) {
        this.codes = codes;
        this.workers = workers;
        n = codes.rows();
        d = codes.units();
        mean = Columns.means(codes, workers);
        centred = new float[n * d];
        norms = new float[n];
        float[] x = codes.values();
        workers.run(RowParts.count(n), (part, worker) -> {
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                int row = i * d;
                for (int j = 0; j < d; j++) {
                    centred[row + j] = (float) (x[row + j] - mean[j]);
                }
                norms[i] = (float) Math.sqrt(Statistics.dot(centred, row, centred, row, d));
            }
        });
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
        int trials = 2 + (int) StrictMath.log(k);
        int[] bits = new int[2 * k * trials];
        Philox.bits(bits, 0, bits.length, seed, RandomStreams.K_MEANS, run, 0);
        double[] nearest = new double[n];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        double[] centroids = new double[k * d];
        int[] drawn = {Math.min(n - 1, (int) (uniform(bits, 0) * n))};
        for (int c = 0; c < k; c++) {
            if (c > 0) {
                drawn = draw(nearest, bits, c * trials, trials);
            }
            int chosen = drawn[closer(nearest, drawn)];
            for (int j = 0; j < d; j++) {
                centroids[c * d + j] = codes.values()[chosen * d + j];
            }
        }
        return centroids;
    }

    private static double uniform(int[] bits, int draw) {
        long high = bits[2 * draw] & 0xffffffffL;
        long low = bits[2 * draw + 1] & 0xffffffffL;
        return ((high << 32 | low) >>> 11) * 0x1p-53;
    }

    /// Points at which the running sum of the weights passes random shares of the whole; if all are 0, the first point.
    private static int[] draw(double[] weights, int[] bits, int first, int count) {
        double[] sums = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            sums[i] = sum;
        }
        int[] drawn = new int[count];
        for (int i = 0; i < count && sum > 0; i++) {
            double share = uniform(bits, first + i) * sum;
            int place = Arrays.binarySearch(sums, share);
            // The first sum above the share; behind equal ones there is a point with weight.
            place = place < 0 ? -place - 1 : place;
            while (place < weights.length - 1 && (sums[place] <= share || weights[place] == 0)) {
                place++;
            }
            while (weights[place] == 0) {
                place--;
            }
            drawn[i] = place;
        }
        return drawn;
    }

    /// The candidate that brings points nearest, by the sum of the squared distances; updates `nearest` with it.
    private int closer(double[] nearest, int[] candidates) {
        int count = candidates.length;
        float[] points = new float[count * d];
        for (int c = 0; c < count; c++) {
            System.arraycopy(centred, candidates[c] * d, points, c * d, d);
        }
        float[] distances = new float[n * count];
        float[] squares = new float[count];
        for (int c = 0; c < count; c++) {
            squares[c] = norms[candidates[c]] * norms[candidates[c]];
        }
        float[][] scratch = new float[workers.threads()][MatMul.scratchLength(d)];
        int parts = RowParts.count(n);
        double[][] sums = new double[parts][count];
        workers.run(parts, (part, worker) -> {
            int to = RowParts.from(part + 1, n);
            for (int first = RowParts.from(part, n); first < to; first += ROWS) {
                int rows = Math.min(ROWS, to - first);
                MatMul.multiplyTransB(distances, first * count, count, centred, first * d, d, points, 0, d, rows, count,
                        d,
                        false, scratch[worker]);
                for (int i = first; i < first + rows; i++) {
                    float square = norms[i] * norms[i];
                    for (int c = 0; c < count; c++) {
                        float size = square + squares[c];
                        float distance = Math.fma(-2f, distances[i * count + c], size);
                        // What is left of near points is rounding.
                        distances[i * count + c] = distance > NEAR * size ? distance : near(i, candidates[c]);
                    }
                }
                for (int i = first; i < first + rows; i++) {
                    for (int c = 0; c < count; c++) {
                        sums[part][c] += Math.min(nearest[i], distances[i * count + c]);
                    }
                }
            }
        });
        for (int part = 1; part < parts; part++) {
            for (int c = 0; c < count; c++) {
                sums[0][c] += sums[part][c];
            }
        }
        int best = 0;
        for (int c = 1; c < count; c++) {
            best = sums[0][c] < sums[0][best] ? c : best;
        }
        for (int i = 0; i < n; i++) {
            nearest[i] = Math.min(nearest[i], distances[i * count + best]);
        }
        return best;
    }

    private float near(int row, int other) {
        float sum = 0;
        for (int j = 0; j < d; j++) {
            float difference = centred[row * d + j] - centred[other * d + j];
            sum = Math.fma(difference, difference, sum);
        }
        return sum;
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
            scratch = new float[workers.threads()][MatMul.scratchLength(d)];
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
                int to = RowParts.from(part + 1, parts, n);
                for (int first = RowParts.from(part, parts, n); first < to; first += ROWS) {
                    block(part, worker, first, Math.min(ROWS, to - first), centroids, assignment);
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
                        float value = (float) (centroids[c * d + j] - mean[j]);
                        rounded[present * d + j] = value;
                        square += (double) value * value;
                    }
                    squares[present] = (float) square;
                    longest = Math.max(longest, Math.sqrt(square));
                    numbers[present++] = c;
                }
            }
        }

        private void block(int part, int worker, int first, int rows, double[] centroids, int[] assignment) {
            float[] x = codes.values();
            float[] out = products[worker];
            MatMul.multiplyTransB(out, 0, present, centred, first * d, d, rounded, 0, d, rows, present, d, false,
                    scratch[worker]);
            // Products of d terms, and what rounding the points and centroids to float costs (Higham, ch. 3).
            double rounding = 2 * (d + 8) * 0x1p-24;
            for (int r = 0; r < rows; r++) {
                int best = 0;
                float least = Float.POSITIVE_INFINITY;
                float second = Float.POSITIVE_INFINITY;
                for (int c = 0, at = r * present; c < present; c++, at++) {
                    float score = squares[c] - 2 * out[at];
                    if (score < least) {
                        second = least;
                        least = score;
                        best = c;
                    } else if (score < second) {
                        second = score;
                    }
                }
                double size = norms[first + r] + longest;
                int cluster = second - least > rounding * size * size
                        ? numbers[best]
                        : exact(first + r, centroids);
                changed[part] |= assignment[first + r] != cluster;
                assignment[first + r] = cluster;
                counts[part][cluster]++;
                double[] sum = sums[part];
                int at = cluster * d;
                int row = (first + r) * d;
                for (int j = 0; j < d; j++) {
                    sum[at + j] += x[row + j];
                }
            }
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
