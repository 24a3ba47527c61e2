package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Workers;
import java.util.Arrays;

/// The inverse of a symmetric positive definite matrix, by elimination of blocks of pivots (Gauss and Jordan; Higham,
/// Accuracy and Stability of Numerical Algorithms, 14.4): such a matrix has no need of a search for pivots. 2 n^3 operations;
/// rows are shared between threads, and each element is one chain of operations in a fixed order.
public final class PositiveInverse {
    private static final int BLOCK = 64;
    /// So many columns of the rows of a block stay in the cache while the rows of a task pass by.
    private static final int COLUMNS = 512;
    private static final int ROWS = 32;

    private PositiveInverse() {}

    /// Replaces a matrix by its inverse.
    ///
    /// @param a symmetric, both halves given
    /// @throws IllegalArgumentException if it is not positive definite; `a` is of no use then
    public static void replace(double[][] a, Workers workers) {
        for (int from = 0; from < a.length; from += BLOCK) {
            eliminate(a, from, Math.min(BLOCK, a.length - from), workers);
        }
    }

    private static void eliminate(double[][] a, int from, int size, Workers workers) {
        int n = a.length;
        double[][] pivots = new double[size][];
        for (int i = 0; i < size; i++) {
            pivots[i] = Arrays.copyOfRange(a[from + i], from, from + size);
        }
        invert(pivots, from);
        double[][] block = Arrays.copyOfRange(a, from, from + size);
        double[][] panel = new double[size][n];
        workers.run(size, (i, worker) -> {
            for (int column = 0; column < n; column += COLUMNS) {
                add(panel[i], pivots[i], block, column, Math.min(n, column + COLUMNS));
            }
            System.arraycopy(pivots[i], 0, panel[i], from, size);
        });
        workers.run((n + ROWS - 1) / ROWS, (task, worker) -> {
            int first = task * ROWS;
            double[][] rows = Arrays.copyOfRange(a, first, Math.min(n, first + ROWS));
            double[][] factors = new double[rows.length][size];
            for (int i = 0; i < rows.length; i++) {
                for (int k = 0; k < size; k++) {
                    factors[i][k] = -rows[i][from + k];
                    rows[i][from + k] = 0;
                }
            }
            for (int column = 0; column < n; column += COLUMNS) {
                for (int i = 0; i < rows.length; i++) {
                    // The rows of the block itself are replaced below.
                    if (first + i < from || first + i >= from + size) {
                        add(rows[i], factors[i], panel, column, Math.min(n, column + COLUMNS));
                    }
                }
            }
        });
        System.arraycopy(panel, 0, a, from, size);
    }

    /// The inverse of a small matrix.
    ///
    /// @param at number of its first row in the whole, for the message
    private static void invert(double[][] a, int at) {
        for (int k = 0; k < a.length; k++) {
            double pivot = a[k][k];
            if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the matrix is not positive definite: pivot " + (at + k) + " is "
                        + pivot);
            }
            for (int j = 0; j < a.length; j++) {
                a[k][j] = j == k ? 1 / pivot : a[k][j] / pivot;
            }
            for (int i = 0; i < a.length; i++) {
                double factor = a[i][k];
                if (i != k) {
                    a[i][k] = 0;
                    for (int j = 0; j < a.length; j++) {
                        a[i][j] = Math.fma(-factor, a[k][j], a[i][j]);
                    }
                }
            }
        }
    }

    /// Adds a sum of rows, each times its factor, to columns of a row. All arrays have one index, which is what lets C2
    /// make vectors of the loop.
    private static void add(double[] out, double[] factors, double[][] rows, int from, int to) {
        int k = 0;
        for (; k + 3 < factors.length; k += 4) {
            double f0 = factors[k];
            double f1 = factors[k + 1];
            double f2 = factors[k + 2];
            double f3 = factors[k + 3];
            double[] r0 = rows[k];
            double[] r1 = rows[k + 1];
            double[] r2 = rows[k + 2];
            double[] r3 = rows[k + 3];
            for (int j = from; j < to; j++) {
                out[j] = Math.fma(f3, r3[j], Math.fma(f2, r2[j], Math.fma(f1, r1[j], Math.fma(f0, r0[j], out[j]))));
            }
        }
        for (; k < factors.length; k++) {
            double factor = factors[k];
            double[] row = rows[k];
            for (int j = from; j < to; j++) {
                out[j] = Math.fma(factor, row[j], out[j]);
            }
        }
    }
}
