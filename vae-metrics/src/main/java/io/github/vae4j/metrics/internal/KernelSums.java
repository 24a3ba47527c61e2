package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Tables;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import java.util.Arrays;

/// Sums of kernels over pairs of points, products in double.
public final class KernelSums {
    private static final int ROWS = 32;
    private static final int COLUMNS = 256;

    private KernelSums() {}

    /// The sum of `exp(-|x_i - x_j|^2 / (2 h^2))` over all pairs of different rows, each in both orders.
    public static double gaussian(Codes codes, double h, Workers workers) {
        int n = codes.rows();
        int d = codes.units();
        double[] centre = Columns.means(codes, workers);
        double[] turned = turned(codes, centre);
        double[] norms = norms(turned, n, d);
        int tasks = (n + ROWS - 1) / ROWS;
        double[] sums = new double[tasks];
        double factor = -1 / (2 * h * h);
        workers.run(tasks, (task, worker) -> {
            int first = task * ROWS;
            int rows = Math.min(ROWS, n - first);
            double[] x = new double[rows * d];
            DoubleRows.centre(codes.values(), first, rows, d, centre, 0, x, d);
            double[] products = new double[rows * COLUMNS];
            double[] block = new double[d * COLUMNS];
            double sum = 0;
            for (int column = 0; column < n; column += COLUMNS) {
                int cols = Math.min(COLUMNS, n - column);
                for (int j = 0; j < d; j++) {
                    System.arraycopy(turned, j * n + column, block, j * cols, cols);
                }
                Arrays.fill(products, 0, rows * cols, 0);
                Tables.addProducts(products, 0, x, 0, block, 0, rows, cols, d);
                for (int r = 0; r < rows; r++) {
                    double norm = norms[first + r];
                    for (int c = 0; c < cols; c++) {
                        double square = norm + norms[column + c] - 2 * products[r * cols + c];
                        products[r * cols + c] = factor * Math.max(square, 0);
                    }
                }
                Tables.expNonPositive(products, 0, products, 0, rows * cols);
                for (int r = 0; r < rows; r++) {
                    for (int c = 0; c < cols; c++) {
                        sum += column + c == first + r ? 0 : products[r * cols + c];
                    }
                }
            }
            sums[task] = sum;
        });
        return Arrays.stream(sums).sum();
    }

    private static double[] turned(Codes codes, double[] centre) {
        int n = codes.rows();
        int d = codes.units();
        double[] turned = new double[n * d];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                turned[j * n + i] = codes.get(i, j) - centre[j];
            }
        }
        return turned;
    }

    private static double[] norms(double[] turned, int n, int d) {
        double[] norms = new double[n];
        for (int j = 0; j < d; j++) {
            for (int i = 0; i < n; i++) {
                norms[i] = Math.fma(turned[j * n + i], turned[j * n + i], norms[i]);
            }
        }
        return norms;
    }

    /// The sum of `(x_i y_j / d + 1)^3` over all pairs; without those of equal row numbers if `distinct`.
    public static double cubic(Codes a, Codes b, boolean distinct) {
        int d = a.units();
        double[] zero = new double[d];
        double[] turned = turned(b, zero);
        int m = b.rows();
        double[] x = new double[ROWS * d];
        double[] products = new double[ROWS * m];
        double sum = 0;
        for (int first = 0; first < a.rows(); first += ROWS) {
            int rows = Math.min(ROWS, a.rows() - first);
            DoubleRows.centre(a.values(), first, rows, d, zero, 0, x, d);
            Arrays.fill(products, 0, rows * m, 0);
            Tables.addProducts(products, 0, x, 0, turned, 0, rows, m, d);
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < m; c++) {
                    double value = products[r * m + c] / d + 1;
                    sum += distinct && c == first + r ? 0 : value * value * value;
                }
            }
        }
        return sum;
    }
}
