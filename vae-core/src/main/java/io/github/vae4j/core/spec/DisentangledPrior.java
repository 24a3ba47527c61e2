package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;
import io.github.vae4j.kernels.ArrayMath;
import io.github.vae4j.kernels.Statistics;

/// See [Term#disentangledPrior] and [Term#disentangledPriorOfCodes].
///
/// With the covariance C the derivative of the term by C is `G = 2 C` off the diagonal and `G = 2 diagonal (C - 1)` on it; by
/// the means of row r that is `2/n G (mean_r - mean)`, by its log variances `1/n G_jj exp(logvar_rj)`.
record DisentangledPrior(boolean isOfCodes, double diagonal) implements Term {
    static final Kind<Term> KIND_I = new Kind<>(Term.class, "dip-i", "dip-i[:DIAGONAL]",
            "DIP-VAE-I: covariance of the means of q(z|x) from I; variances count DIAGONAL times as much (10)",
            a -> new DisentangledPrior(false, a.real("diagonal", 10)));
    static final Kind<Term> KIND_II = new Kind<>(Term.class, "dip-ii", "dip-ii[:DIAGONAL]",
            "DIP-VAE-II: covariance of the codes from I; variances count DIAGONAL times as much (1)",
            a -> new DisentangledPrior(true, a.real("diagonal", 1)));

    DisentangledPrior {
        Ranges.notNegative("diagonal of DIP-VAE", diagonal);
    }

    @Override
    public String name() {
        return isOfCodes ? "dip-ii" : "dip-i";
    }

    /// The covariance, in whose place the derivatives by it come; then the means.
    @Override
    public int memory(int rows, int units) {
        return Math.multiplyExact(units, units + 1);
    }

    /// Means of all rows; for codes also their variances.
    @Override
    public int floats(int rows, int units) {
        return Math.multiplyExact(isOfCodes ? 2 : 1, Math.multiplyExact(rows, units));
    }

    @Override
    public void prepare(TermBatch b, int from, int to) {
        int d = b.units();
        for (int r = from; r < to; r++) {
            System.arraycopy(b.posterior(), b.meanAt(r), b.floats(), r * d, d);
            if (isOfCodes) {
                ArrayMath.exp(b.floats(), (b.rows() + r) * d, b.posterior(), b.logvarAt(r), d);
            }
        }
    }

    @Override
    public double value(TermBatch b) {
        int n = b.rows();
        int d = b.units();
        double[] c = b.memory();
        Statistics.columnMeans(c, d * d, b.floats(), 0, d, n, d);
        Statistics.covariance(c, 0, c, d * d, b.floats(), 0, d, n, d);
        for (int r = 0; r < n && isOfCodes; r++) {
            for (int j = 0; j < d; j++) {
                c[j * d + j] += (double) b.floats()[(n + r) * d + j] / n;
            }
        }
        double value = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double off = i == j ? c[i * d + j] - 1 : c[i * d + j];
                double factor = i == j ? diagonal : 1;
                value += factor * off * off;
                c[i * d + j] = 2 * factor * off;
            }
        }
        return value;
    }

    @Override
    public void gradient(TermBatch b, int from, int to) {
        int n = b.rows();
        int d = b.units();
        double[] byCovariance = b.memory();
        double scale = b.slope() / n;
        for (int r = from; r < to; r++) {
            for (int i = 0; i < d; i++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum += byCovariance[i * d + j] * (b.floats()[r * d + j] - byCovariance[d * d + j]);
                }
                b.posteriorGradient()[b.meanAt(r) + i] += (float) (2 * scale * sum);
                if (isOfCodes) {
                    b.posteriorGradient()[b.logvarAt(r) + i] += (float) (scale * byCovariance[i * d + i]
                            * b.floats()[(n + r) * d + i]);
                }
            }
        }
    }

    @Override
    public double reference(TermValues v) {
        int d = v.units();
        double value = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double covariance = 0;
                for (int r = 0; r < v.rows(); r++) {
                    covariance += (v.mean()[r * d + i] - mean(v, i)) * (v.mean()[r * d + j] - mean(v, j)) / v.rows();
                    if (i == j && isOfCodes) {
                        covariance += StrictMath.exp(v.logvar()[r * d + i]) / v.rows();
                    }
                }
                value += i == j ? diagonal * StrictMath.pow(covariance - 1, 2) : covariance * covariance;
            }
        }
        return value;
    }

    private static double mean(TermValues v, int unit) {
        double sum = 0;
        for (int r = 0; r < v.rows(); r++) {
            sum += v.mean()[r * v.units() + unit] / v.rows();
        }
        return sum;
    }

    @Override
    public String toString() {
        return name() + ":" + diagonal;
    }
}
