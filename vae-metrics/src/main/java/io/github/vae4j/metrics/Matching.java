package io.github.vae4j.metrics;

import java.util.Arrays;

/// The best one-to-one matching of rows and columns.
final class Matching {
    private Matching() {}

    /// Matches every row of a (rows, columns) matrix with a column of its own so that the sum of the values is largest;
    /// with more rows than columns, some rows get none.
    ///
    /// The method of Kuhn (1955) with potentials and shortest augmenting paths (Jonker and Volgenant 1987), O(n^3).
    ///
    /// @return per row its column, -1 for none
    static int[] largestSum(double[] values, int rows, int columns) {
        // A square matrix of costs; what is added costs nothing.
        int n = Math.max(rows, columns);
        double[] rowPotential = new double[n + 1];
        double[] columnPotential = new double[n + 1];
        // Rows and columns count from 1 here; column 0 holds the row that looks for a place.
        int[] rowOf = new int[n + 1];
        int[] before = new int[n + 1];
        for (int row = 1; row <= n; row++) {
            rowOf[0] = row;
            double[] least = new double[n + 1];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            boolean[] visited = new boolean[n + 1];
            int column = 0;
            while (rowOf[column] != 0) {
                visited[column] = true;
                int current = rowOf[column];
                double step = Double.POSITIVE_INFINITY;
                int next = 0;
                for (int j = 1; j <= n; j++) {
                    if (visited[j]) {
                        continue;
                    }
                    double cost = current <= rows && j <= columns ? -values[(current - 1) * columns + j - 1] : 0;
                    double reduced = cost - rowPotential[current] - columnPotential[j];
                    if (reduced < least[j]) {
                        least[j] = reduced;
                        before[j] = column;
                    }
                    if (least[j] < step) {
                        step = least[j];
                        next = j;
                    }
                }
                for (int j = 0; j <= n; j++) {
                    if (visited[j]) {
                        rowPotential[rowOf[j]] += step;
                        columnPotential[j] -= step;
                    } else {
                        least[j] -= step;
                    }
                }
                column = next;
            }
            while (column != 0) {
                rowOf[column] = rowOf[before[column]];
                column = before[column];
            }
        }
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, -1);
        for (int j = 1; j <= columns; j++) {
            if (rowOf[j] <= rows) {
                columnOf[rowOf[j] - 1] = j - 1;
            }
        }
        return columnOf;
    }
}
