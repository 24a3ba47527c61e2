package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;

/// Points around a common centre in single precision, with what is known of the error of squared distances that are
/// computed from their products, `|a|^2 + |b|^2 - 2 a b`.
final class Products {
    private final float[] points;
    private final float[] norms;
    private final int n;
    private final int d;
    private final double longest;

    /// Points less a centre of d numbers.
    Products(Codes codes, double[] centre, Workers workers) {
        n = codes.rows();
        d = codes.units();
        points = new float[n * d];
        norms = new float[n];
        float[] x = codes.values();
        double[] largest = new double[RowParts.count(n)];
        workers.run(largest.length, (part, worker) -> {
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                int row = i * d;
                for (int j = 0; j < d; j++) {
                    points[row + j] = (float) (x[row + j] - centre[j]);
                }
                norms[i] = (float) Statistics.dot(points, row, points, row, d);
                largest[part] = Math.max(largest[part], norms[i]);
            }
        });
        double square = 0;
        for (double each : largest) {
            square = Math.max(square, each);
        }
        longest = Math.sqrt(square);
    }

    int rows() {
        return n;
    }

    /// Squared norms, one a point.
    float[] norms() {
        return norms;
    }

    /// The largest norm.
    double longest() {
        return longest;
    }

    /// How far a squared distance of two points of norms up to `a` and `b` may be off: products of d terms and the sum of
    /// three numbers (Higham, ch. 3), and coordinates that were rounded when they were centred.
    static double error(double a, double b, int d) {
        double size = a + b;
        return 2 * (d + 8) * 0x1p-24 * size * size;
    }

    /// The products of some of these points with some others, (rows, columns) dense.
    void multiply(float[] out, int first, int rows, Products other, int firstOther, int columns, float[] scratch) {
        MatMul.multiplyTransB(out, 0, columns, points, first * d, d, other.points, firstOther * d, d, rows, columns, d,
                false, scratch);
    }

    float[] scratch() {
        return new float[MatMul.scratchLength(d)];
    }
}
