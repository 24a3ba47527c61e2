package io.github.vae4j.metrics;

import java.util.Arrays;

/// Distances of one row to all rows of a matrix in double precision, and the nearest of them. Ties go to the lower row.
/// Holds working memory: one instance per thread.
final class NearestRows {
    private final float[] data;
    private final int d;
    private final double[] squares;
    private final int[] nearest;

    NearestRows(float[] data, int d, int k) {
        this.data = data;
        this.d = d;
        squares = new double[data.length / d];
        nearest = new int[k];
    }

    /// Finds the rows nearest to row `row` of `queries`; row `own` of the data is left out (none if negative).
    void find(float[] queries, int row, int own) {
        int found = 0;
        for (int i = 0; i < squares.length; i++) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                double difference = (double) queries[row * d + j] - data[i * d + j];
                sum += difference * difference;
            }
            squares[i] = sum;
            if (i == own || found == nearest.length && sum >= squares[nearest[found - 1]]) {
                continue;
            }
            int place = found < nearest.length ? found++ : found - 1;
            while (place > 0 && squares[nearest[place - 1]] > sum) {
                nearest[place] = nearest[place - 1];
                place--;
            }
            nearest[place] = i;
        }
    }

    /// The rows found, nearest first.
    int[] nearest() {
        return Arrays.copyOf(nearest, nearest.length);
    }

    /// The distance of the `index`-th nearest row.
    double distance(int index) {
        return Math.sqrt(squares[nearest[index]]);
    }

    /// How many rows, `own` not counted, are at least as near as `row`: its rank, 1 for the nearest.
    int rank(int row, int own) {
        int rank = 1;
        for (int i = 0; i < squares.length; i++) {
            if (i != own && (squares[i] < squares[row] || squares[i] == squares[row] && i < row)) {
                rank++;
            }
        }
        return rank;
    }
}
