package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.Arrays;

/// Greedy k-means++: points that lie apart, to start from (Arthur and Vassilvitskii 2007, section 5).
final class Spread {
    private static final int ROWS = CentredBlocks.ROWS;
    /// Below this share of the squared norms a squared distance is computed from differences.
    private static final float NEAR = 1e-3f;

    private final CentredBlocks points;
    private final int n;
    private final int d;
    private final Workers workers;
    private final int trials;
    /// Per point its squared distance from the nearest that has been chosen, and per trial that from its candidate.
    private final double[] nearest;
    private final float[] distances;

    /// Prepares the choice of k points.
    Spread(CentredBlocks points, int n, int d, int k, Workers workers) {
        this.points = points;
        this.n = n;
        this.d = d;
        this.workers = workers;
        trials = 2 + (int) StrictMath.log(k);
        nearest = new double[n];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        distances = new float[Math.multiplyExact(n, trials)];
    }

    /// The numbers of k points.
    int[] choose(int k, long seed, int run) {
        int[] bits = new int[2 * k * trials];
        Philox.bits(bits, 0, bits.length, seed, RandomStreams.K_MEANS, run, 0);
        int[] chosen = new int[k];
        int[] drawn = {Math.min(n - 1, (int) (uniform(bits, 0) * n))};
        for (int c = 0; c < k; c++) {
            if (c > 0) {
                drawn = draw(bits, c * trials);
            }
            chosen[c] = drawn[closer(drawn)];
        }
        return chosen;
    }

    private static double uniform(int[] bits, int draw) {
        long high = bits[2 * draw] & 0xffffffffL;
        long low = bits[2 * draw + 1] & 0xffffffffL;
        return ((high << 32 | low) >>> 11) * 0x1p-53;
    }

    /// Points at which the running sum of the distances passes random shares of the whole; if all are 0, the first point.
    private int[] draw(int[] bits, int first) {
        double[] sums = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += nearest[i];
            sums[i] = sum;
        }
        int[] drawn = new int[trials];
        for (int i = 0; i < trials && sum > 0; i++) {
            double share = uniform(bits, first + i) * sum;
            int place = Arrays.binarySearch(sums, share);
            // The first sum above the share; behind equal ones there is a point with weight.
            place = place < 0 ? -place - 1 : place;
            while (place < n - 1 && (sums[place] <= share || nearest[place] == 0)) {
                place++;
            }
            while (nearest[place] == 0) {
                place--;
            }
            drawn[i] = place;
        }
        return drawn;
    }

    /// The candidate that brings points nearest, by the sum of the squared distances; updates `nearest` with it.
    private int closer(int[] candidates) {
        int count = candidates.length;
        float[] own = new float[count * d];
        float[] squares = new float[count];
        for (int c = 0; c < count; c++) {
            points.copy(candidates[c], own, c * d);
            squares[c] = points.norm(candidates[c]) * points.norm(candidates[c]);
        }
        float[][] products = new float[workers.threads()][count * ROWS];
        float[][] scratch = new float[workers.threads()][];
        Arrays.setAll(scratch, worker -> points.scratch());
        int parts = RowParts.count(n);
        double[][] sums = new double[parts][count];
        workers.run(parts, (part, worker) -> {
            int from = RowParts.from(part, n);
            int to = RowParts.from(part + 1, n);
            for (int block = from / ROWS; block * ROWS < to; block++) {
                points.multiply(products[worker], own, count, block, scratch[worker]);
                for (int c = 0; c < count; c++) {
                    sums[part][c] += sum(products[worker], c, block, Math.max(from, block * ROWS),
                            Math.min(to, (block + 1) * ROWS), candidates[c], squares[c]);
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
            nearest[i] = Math.min(nearest[i], distances[best * n + i]);
        }
        return best;
    }

    /// Keeps the distances of one candidate from the points of a block.
    ///
    /// @return the sum of what the distances from the nearest would be
    private double sum(float[] products, int c, int block, int from, int to, int candidate, float square) {
        int at = c * ROWS - block * ROWS;
        double sum = 0;
        for (int i = from; i < to; i++) {
            float size = points.norm(i) * points.norm(i) + square;
            float distance = Math.fma(-2f, products[at + i], size);
            // What is left of near points is rounding.
            distance = distance > NEAR * size ? distance : points.squaredDistance(i, candidate);
            distances[c * n + i] = distance;
            sum += Math.min(nearest[i], distance);
        }
        return sum;
    }
}
