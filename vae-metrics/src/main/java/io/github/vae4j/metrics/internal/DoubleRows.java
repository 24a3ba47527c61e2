package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Tables;

/// Rows of points in double precision, moved and scaled, with room for more columns: as many as products are fast with.
final class DoubleRows {
    /// Products are fastest for multiples of so many columns.
    private static final int STEP = 8;

    private DoubleRows() {}

    /// A number of columns rounded up.
    static int padded(int columns) {
        return (columns + STEP - 1) / STEP * STEP;
    }

    /// `(x - centre) scale` of some rows of (n, d) points; columns behind d up to `width` are left as they are.
    static void load(float[] x, int first, int rows, int d, double[] centre, double[] scale, double[] out, int width) {
        for (int r = 0; r < rows; r++) {
            int at = r * width;
            int row = (first + r) * d;
            for (int j = 0; j < d; j++) {
                out[at + j] = (x[row + j] - centre[j]) * scale[j];
            }
        }
    }

    /// `x - centre`, where the centre lies at an index of its array.
    static void centre(float[] x, int first, int rows, int d, double[] centre, int centreAt, double[] out, int width) {
        for (int r = 0; r < rows; r++) {
            int at = r * width;
            int row = (first + r) * d;
            for (int j = 0; j < d; j++) {
                out[at + j] = x[row + j] - centre[centreAt + j];
            }
        }
    }

    /// Adds the products of all pairs of columns, `sum_ij += sum over rows of x_i x_j`, (width, width).
    static void addScatter(double[] sum, double[] x, int rows, int width) {
        Tables.addProductsTransA(sum, 0, x, 0, x, 0, width, width, rows);
    }
}
