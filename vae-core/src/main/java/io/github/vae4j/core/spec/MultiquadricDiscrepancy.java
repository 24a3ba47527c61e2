package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;
import java.util.Arrays;

/// See [Term#multiquadricDiscrepancy].
///
/// The kernel is `k(s) = sum_c C / (C + s)` of squared distances s with `C = 2 d scale c`, c = 0.1, 0.2, 0.5, 1, 2, 5 and 10, which
/// Tolstikhin et al. use. Its expectations have no closed form, so codes are compared with as many draws y from N(0, I):
/// `1/(n(n-1)) sum_(i not j) (k(z_i, z_j) + k(y_i, y_j)) - 2/n^2 sum_ij k(z_i, y_j)`.
record MultiquadricDiscrepancy(double scale) implements Term {
    static final Kind<Term> KIND = new Kind<>(Term.class, "mmd-imq", "mmd-imq[:SCALE]",
            "the same with inverse multiquadric kernels of seven widths, SCALE times those of the paper on Wasserstein "
                    + "autoencoders (1)",
            a -> new MultiquadricDiscrepancy(a.real("scale", 1)));

    private static final double[] WIDTHS = {0.1, 0.2, 0.5, 1, 2, 5, 10};

    MultiquadricDiscrepancy {
        Ranges.positive("scale of the kernel", scale);
    }

    @Override
    public String name() {
        return "mmd-imq";
    }

    /// Per row the sum over the pairs of codes; then the derivatives by the codes.
    @Override
    public int memory(int rows, int units) {
        return Math.multiplyExact(rows, units + 1);
    }

    /// The draws.
    @Override
    public int floats(int rows, int units) {
        return Math.multiplyExact(rows, units);
    }

    private double kernel(double squared, int units) {
        double sum = 0;
        for (double width : WIDTHS) {
            double c = 2 * units * scale * width;
            sum += c / (c + squared);
        }
        return sum;
    }

    /// The derivative by the squared distance.
    private double slope(double squared, int units) {
        double sum = 0;
        for (double width : WIDTHS) {
            double c = 2 * units * scale * width;
            sum -= c / ((c + squared) * (c + squared));
        }
        return sum;
    }

    @Override
    public void prepare(TermBatch b, int from, int to) {
        int d = b.units();
        for (int i = from; i < to; i++) {
            b.normal(i, b.floats(), i * d, d);
            double sum = 0;
            for (int j = 0; j < b.rows(); j++) {
                sum += j == i ? 0 : kernel(MeanDiscrepancy.squared(b.z(), b.zAt(i), b.z(), b.zAt(j), d), d);
            }
            b.memory()[i] = sum;
        }
    }

    /// A single row has no pairs.
    private static double pairs(double rows) {
        return Math.max(1, rows * (rows - 1));
    }

    @Override
    public double value(TermBatch b) {
        int n = b.rows();
        int d = b.units();
        double within = 0;
        double across = 0;
        for (int i = 0; i < n; i++) {
            within += b.memory()[i];
            for (int j = 0; j < n; j++) {
                across += kernel(MeanDiscrepancy.squared(b.z(), b.zAt(i), b.floats(), j * d, d), d);
                within += j < i ? 2 * kernel(MeanDiscrepancy.squared(b.floats(), i * d, b.floats(), j * d, d), d) : 0;
            }
        }
        return within / pairs(n) - 2 * across / ((double) n * n);
    }

    @Override
    public void gradient(TermBatch b, int from, int to) {
        int n = b.rows();
        int d = b.units();
        double toCodes = 4 * b.slope() / pairs(n);
        double toDraws = -4 * b.slope() / ((double) n * n);
        for (int i = from; i < to; i++) {
            int sums = n + i * d;
            Arrays.fill(b.memory(), sums, sums + d, 0);
            for (int j = 0; j < n; j++) {
                add(b, i, b.z(), b.zAt(j), toCodes);
                add(b, i, b.floats(), j * d, toDraws);
            }
            for (int u = 0; u < d; u++) {
                b.zGradient()[b.zAt(i) + u] += (float) b.memory()[sums + u];
            }
        }
    }

    private void add(TermBatch b, int i, float[] other, int at, double factor) {
        int d = b.units();
        double slope = factor * slope(MeanDiscrepancy.squared(b.z(), b.zAt(i), other, at, d), d);
        for (int u = 0; u < d; u++) {
            b.memory()[b.rows() + i * d + u] += slope * ((double) b.z()[b.zAt(i) + u] - other[at + u]);
        }
    }

    @Override
    public double reference(TermValues v) {
        int n = v.rows();
        int d = v.units();
        double[] y = new double[n * d];
        for (int r = 0; r < n; r++) {
            float[] normals = v.normals().of(r, d);
            for (int u = 0; u < d; u++) {
                y[r * d + u] = normals[u];
            }
        }
        double value = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    value += (kernel(v.z(), i, v.z(), j, d) + kernel(y, i, y, j, d)) / n / (n - 1);
                }
                value -= 2 * kernel(v.z(), i, y, j, d) / n / n;
            }
        }
        return value;
    }

    private double kernel(double[] a, int i, double[] b, int j, int d) {
        double squared = 0;
        for (int u = 0; u < d; u++) {
            squared += StrictMath.pow(a[i * d + u] - b[j * d + u], 2);
        }
        return kernel(squared, d);
    }

    @Override
    public String toString() {
        return "mmd-imq:" + scale;
    }
}
