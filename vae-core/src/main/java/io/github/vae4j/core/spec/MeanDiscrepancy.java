package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;
import io.github.vae4j.kernels.ArrayMath;

/// See [Term#meanDiscrepancy].
///
/// With the kernel `exp(-s / (2 v))` of squared distances s, where v = scale^2 d in d dimensions, expectations under N(0, I) are
/// known: `E k(z, y) = (v / (v + 1))^(d/2) exp(-|z|^2 / (2 (v + 1)))` and `E k(y, y') = (v / (v + 2))^(d/2)`. So the estimate has
/// no noise but that of the codes: `E k(y, y') + 1/n sum_i (1/(n-1) sum_(j not i) k(z_i, z_j) - 2 E k(z_i, y))`.
record MeanDiscrepancy(double scale) implements Term {
    static final Kind<Term> KIND = new Kind<>(Term.class, "mmd", "mmd[:SCALE]",
            "maximum mean discrepancy between codes and N(0, I) (InfoVAE), with a Gaussian kernel of SCALE times the "
                    + "deviation of a code (1)",
            a -> new MeanDiscrepancy(a.real("scale", 1)));

    MeanDiscrepancy {
        Ranges.positive("scale of the kernel", scale);
    }

    @Override
    public String name() {
        return "mmd";
    }

    /// Per row `E k(z_i, y)`, then its value.
    @Override
    public int memory(int rows, int units) {
        return Math.multiplyExact(2, rows);
    }

    /// The kernel of all pairs.
    @Override
    public int floats(int rows, int units) {
        return Math.multiplyExact(rows, rows);
    }

    private double variance(int units) {
        return scale * scale * units;
    }

    /// `E k(z, y)` of a code with squared length s; `E k(y, y')` is that of 0 with another variance.
    private static double expected(double s, double v, double variance, int units) {
        return StrictMath.exp(-(units * StrictMath.log1p(variance / v) + s / (v + variance)) / 2);
    }

    @Override
    public void prepare(TermBatch b, int from, int to) {
        int n = b.rows();
        int d = b.units();
        double v = variance(d);
        for (int i = from; i < to; i++) {
            double length = 0;
            for (int u = 0; u < d; u++) {
                double unit = b.z()[b.zAt(i) + u];
                length += unit * unit;
            }
            for (int j = 0; j < n; j++) {
                b.floats()[i * n + j] = (float) (-squared(b.z(), b.zAt(i), b.z(), b.zAt(j), d) / (2 * v));
            }
            ArrayMath.exp(b.floats(), i * n, b.floats(), i * n, n);
            double pairs = 0;
            for (int j = 0; j < n; j++) {
                pairs += j == i ? 0 : b.floats()[i * n + j];
            }
            double expected = expected(length, v, 1, d);
            b.memory()[i] = expected;
            b.memory()[n + i] = pairs / others(n) - 2 * expected;
        }
    }

    /// The squared distance of two codes of n units.
    static double squared(float[] a, int aAt, float[] b, int bAt, int n) {
        double sum = 0;
        for (int u = 0; u < n; u++) {
            double difference = (double) a[aAt + u] - b[bAt + u];
            sum += difference * difference;
        }
        return sum;
    }

    /// A single row has no pairs.
    private static int others(int rows) {
        return Math.max(1, rows - 1);
    }

    @Override
    public double value(TermBatch b) {
        int n = b.rows();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += b.memory()[n + i];
        }
        return expected(0, variance(b.units()), 2, b.units()) + sum / n;
    }

    @Override
    public void gradient(TermBatch b, int from, int to) {
        int n = b.rows();
        double v = variance(b.units());
        double factor = 2 * b.slope() / n;
        for (int i = from; i < to; i++) {
            for (int u = 0; u < b.units(); u++) {
                double unit = b.z()[b.zAt(i) + u];
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    // 0 for the row itself.
                    sum += b.floats()[i * n + j] * (b.z()[b.zAt(j) + u] - unit);
                }
                double slope = sum / v / others(n) + b.memory()[i] * unit / (v + 1);
                b.zGradient()[b.zAt(i) + u] += (float) (factor * slope);
            }
        }
    }

    @Override
    public double reference(TermValues t) {
        int n = t.rows();
        int d = t.units();
        double v = scale * scale * d;
        double value = StrictMath.pow(v / (v + 2), d / 2.0);
        for (int i = 0; i < n; i++) {
            double length = 0;
            for (int u = 0; u < d; u++) {
                length += StrictMath.pow(t.z()[i * d + u], 2);
            }
            value -= 2.0 / n * StrictMath.pow(v / (v + 1), d / 2.0) * StrictMath.exp(-length / (2 * (v + 1)));
            for (int j = 0; j < n; j++) {
                double squared = 0;
                for (int u = 0; u < d; u++) {
                    squared += StrictMath.pow(t.z()[i * d + u] - t.z()[j * d + u], 2);
                }
                value += i == j ? 0 : StrictMath.exp(-squared / (2 * v)) / n / (n - 1);
            }
        }
        return value;
    }

    @Override
    public String toString() {
        return "mmd:" + scale;
    }
}
