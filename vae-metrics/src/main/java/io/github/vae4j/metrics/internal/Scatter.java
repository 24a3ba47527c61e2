package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;

/// Sums of products of deviations of all pairs of columns, in double: rows are centred block by block and multiplied.
public final class Scatter {
    private static final int BLOCK = 128;

    private final Codes codes;
    private final Workers workers;
    private final int d;
    private final int width;

    /// The scatter of some points.
    public Scatter(Codes codes, Workers workers) {
        this.codes = codes;
        this.workers = workers;
        d = codes.units();
        width = DoubleRows.padded(d);
    }

    /// The (d, d) scatter around one centre, symmetric to the bit.
    public double[] around(double[] centre) {
        double[] sums = Columns.sums(codes.rows(), width * width, workers, (from, to, sum) -> {
            double[] block = new double[BLOCK * width];
            for (int row = from; row < to; row += BLOCK) {
                int rows = Math.min(BLOCK, to - row);
                DoubleRows.centre(codes.values(), row, rows, d, centre, 0, block, width);
                DoubleRows.addScatter(sum, block, rows, width);
            }
        });
        return unpadded(sums, 0);
    }

    /// The (d, d) scatter of the rows of classes around the centroids of these, and behind it per class the sum of the
    /// distances from its centroid.
    ///
    /// @param order of the rows
    /// @param centroids (classes, d)
    public double[] within(ClassOrder order, double[] centroids, int classes) {
        double[] sums = Columns.sums(codes.rows(), width * width + classes, workers, (from, to, sum) -> {
            float[] points = new float[BLOCK * d];
            double[] block = new double[BLOCK * width];
            order.blocks(from, to, BLOCK, (label, first, rows) -> {
                order.copy(codes, first, rows, points);
                DoubleRows.centre(points, 0, rows, d, centroids, label * d, block, width);
                DoubleRows.addScatter(sum, block, rows, width);
                for (int row = 0; row < rows * width; row += width) {
                    double square = 0;
                    for (int j = 0; j < d; j++) {
                        square = Math.fma(block[row + j], block[row + j], square);
                    }
                    sum[width * width + label] += Math.sqrt(square);
                }
            });
        });
        double[] out = unpadded(sums, classes);
        System.arraycopy(sums, width * width, out, d * d, classes);
        return out;
    }

    private double[] unpadded(double[] sums, int more) {
        double[] out = new double[d * d + more];
        for (int i = 0; i < d; i++) {
            System.arraycopy(sums, i * width, out, i * d, d);
        }
        return out;
    }
}
