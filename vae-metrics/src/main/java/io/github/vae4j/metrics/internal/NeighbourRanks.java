package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Tables;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import java.util.Arrays;

/// The ranks that neighbours in one space have in another, by distances in double; of equal ones the lower row is nearer.
///
/// How many points are nearer than a neighbour is counted by distances in single precision, between bounds of their error;
/// those in between are held against it in double.
public final class NeighbourRanks {
    private static final int ROWS = 128;
    private static final int COLUMNS = 512;

    private final Codes codes;
    private final Products products;
    private final int n;
    private final int d;

    private NeighbourRanks(Codes codes, Workers workers) {
        this.codes = codes;
        products = new Products(codes, Columns.means(codes, workers), workers);
        n = codes.rows();
        d = codes.units();
    }

    /// The sum of `rank - k` over the neighbours elsewhere that are none of the k nearest here.
    ///
    /// @param codes points here
    /// @param here their neighbours
    /// @param elsewhere the neighbours of the same points in another space, as many
    public static long excess(Codes codes, Neighbours here, Neighbours elsewhere, Workers workers) {
        NeighbourRanks ranks = new NeighbourRanks(codes, workers);
        int tasks = (ranks.n + ROWS - 1) / ROWS;
        long[] sums = new long[tasks];
        Block[] blocks = new Block[workers.threads()];
        Arrays.setAll(blocks, worker -> ranks.new Block(here.k()));
        workers.run(tasks, (task, worker) -> sums[task] = blocks[worker].excess(task * ROWS, here, elsewhere));
        return Arrays.stream(sums).sum();
    }

    private final class Block {
        private final int k;
        private final float[] out = new float[ROWS * COLUMNS];
        private final float[] scratch = products.scratch();
        /// Per row its false neighbours, their distances, and how many points are nearer.
        private final int[] counts = new int[ROWS];
        private final int[] rows;
        private final double[] squares;
        private final float[] lows;
        private final float[] highs;
        private final long[] nearer;

        Block(int k) {
            this.k = k;
            rows = new int[ROWS * k];
            squares = new double[ROWS * k];
            lows = new float[ROWS * k];
            highs = new float[ROWS * k];
            nearer = new long[ROWS * k];
        }

        long excess(int first, Neighbours here, Neighbours elsewhere) {
            int count = Math.min(ROWS, n - first);
            int all = 0;
            for (int r = 0; r < count; r++) {
                prepare(first + r, r, here, elsewhere);
                all += counts[r];
            }
            for (int column = 0; column < n && all > 0; column += COLUMNS) {
                int cols = Math.min(COLUMNS, n - column);
                products.multiply(out, first, count, products, column, cols, scratch);
                for (int r = 0; r < count; r++) {
                    for (int q = r * k; q < r * k + counts[r]; q++) {
                        count(first + r, q, r * cols, column, cols);
                    }
                }
            }
            long sum = 0;
            for (int r = 0; r < count; r++) {
                for (int q = r * k; q < r * k + counts[r]; q++) {
                    // One more than the points that are nearer.
                    sum += Math.max(0, nearer[q] + 1 - k);
                }
            }
            return sum;
        }

        private void prepare(int point, int r, Neighbours here, Neighbours elsewhere) {
            counts[r] = 0;
            double error = Products.error(Math.sqrt(products.norms()[point]), products.longest(), d);
            for (int j = 0; j < k; j++) {
                int other = elsewhere.row(point, j);
                boolean known = false;
                for (int l = 0; l < k; l++) {
                    known |= here.row(point, l) == other;
                }
                if (!known) {
                    int q = r * k + counts[r]++;
                    rows[q] = other;
                    squares[q] = square(point, other);
                    // Rounded away from each other.
                    lows[q] = Math.nextDown((float) (squares[q] - error));
                    highs[q] = Math.nextUp((float) (squares[q] + error));
                    nearer[q] = 0;
                }
            }
        }

        private void count(int point, int q, int at, int column, int cols) {
            float norm = products.norms()[point];
            long both = Tables.countBelow(out, at, cols, norm, products.norms(), column, lows[q], highs[q]);
            long sure = both >>> 32;
            nearer[q] += sure;
            boolean own = point >= column && point < column + cols;
            if (own && distance(at, point, column, norm) < lows[q]) {
                nearer[q]--;
            }
            if (sure == (both & 0xffffffffL)) {
                return;
            }
            for (int c = 0; c < cols; c++) {
                float distance = distance(at, column + c, column, norm);
                if (distance >= lows[q] && distance < highs[q] && column + c != point) {
                    double square = square(point, column + c);
                    nearer[q] += square < squares[q] || square == squares[q] && column + c < rows[q] ? 1 : 0;
                }
            }
        }

        private float distance(int at, int point, int column, float norm) {
            return Math.fma(-2f, out[at + point - column], products.norms()[point] + norm);
        }
    }

    private double square(int a, int b) {
        float[] x = codes.values();
        double sum = 0;
        for (int j = 0; j < d; j++) {
            double difference = (double) x[a * d + j] - x[b * d + j];
            sum += difference * difference;
        }
        return sum;
    }
}
