package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.ArrayMath;

/// See [Term#totalCorrelation] and [Term#totalCorrelationStratified].
///
/// Row i of z has under the posterior of row m the log-density `a[i][m][j]` in unit j. With log weights `w[i][m]` the estimates
/// are `log q(z_i) = lse_m(w + sum_j a)` and `log q(z_ij) = lse_m(w + a)`. By a, the difference has the derivative
/// `p[i][m] - r[i][m][j]`, the shares of m in the two sums.
record TotalCorrelation(boolean isStratified) implements Term {
    static final Kind<Term> KIND = new Kind<>(Term.class, "total-correlation", "total-correlation[:mws|mss]",
            "dependence between latent units (beta-TC-VAE with weight beta - 1), by weighted or stratified sampling",
            TotalCorrelation::read);

    private static final double LOG_2PI = StrictMath.log(2 * Math.PI);

    private static TotalCorrelation read(Arguments arguments) {
        String estimate = arguments.word("estimate", "mws");
        if (!estimate.equals("mws") && !estimate.equals("mss")) {
            throw new IllegalArgumentException(
                    "the estimate of the total correlation must be mws or mss but is '" + estimate + "'");
        }
        return new TotalCorrelation(estimate.equals("mss"));
    }

    @Override
    public String name() {
        return "total-correlation";
    }

    /// The shares p, then precisions.
    @Override
    public int memory(int rows, int units) {
        return Math.addExact(Math.multiplyExact(rows, rows), Math.multiplyExact(rows, units));
    }

    /// The shares r.
    @Override
    public int floats(int rows, int units) {
        return Math.multiplyExact(Math.multiplyExact(rows, rows), units);
    }

    /// The logarithm of the weight of posterior m in the density at row i (Chen et al. 2018, appendix C).
    private double logWeight(int i, int m, int rows, long dataSize) {
        if (rows == 1) {
            return 0;
        }
        if (!isStratified) {
            return -StrictMath.log((double) dataSize * rows);
        }
        double others = rows - 1.0;
        double weight = m == i
                ? 1.0 / dataSize
                : m == (i + 1) % rows ? (dataSize - others) / (dataSize * others) : 1 / others;
        return StrictMath.log(weight);
    }

    @Override
    public void prepare(TermBatch b, int from, int to) {
        int n = b.rows();
        int d = b.units();
        for (int i = from; i < to; i++) {
            logDensities(b, i);
            b.rowValues()[i] = (float) (joint(b, i) - marginals(b, i));
            for (int j = 0; j < d; j++) {
                b.memory()[n * n + i * d + j] = StrictMath.exp(-b.posterior()[b.logvarAt(i) + j]);
            }
        }
    }

    private static void logDensities(TermBatch b, int i) {
        int n = b.rows();
        int d = b.units();
        float[] a = b.floats();
        int at = i * n * d;
        for (int m = 0; m < n; m++) {
            for (int j = 0; j < d; j++) {
                a[at + m * d + j] = -b.posterior()[b.logvarAt(m) + j];
            }
        }
        ArrayMath.exp(a, at, a, at, n * d);
        for (int m = 0; m < n; m++) {
            for (int j = 0; j < d; j++) {
                float difference = b.z()[b.zAt(i) + j] - b.posterior()[b.meanAt(m) + j];
                a[at + m * d + j] = (float) -LOG_2PI / 2
                        - (b.posterior()[b.logvarAt(m) + j] + difference * difference * a[at + m * d + j]) / 2;
            }
        }
    }

    /// log q(z_i); leaves the shares.
    private double joint(TermBatch b, int i) {
        int n = b.rows();
        int d = b.units();
        double[] p = b.memory();
        double largest = Double.NEGATIVE_INFINITY;
        for (int m = 0; m < n; m++) {
            double log = logWeight(i, m, n, b.dataSize());
            for (int j = 0; j < d; j++) {
                log += b.floats()[(i * n + m) * d + j];
            }
            p[i * n + m] = log;
            largest = Math.max(largest, log);
        }
        double sum = 0;
        for (int m = 0; m < n; m++) {
            p[i * n + m] = StrictMath.exp(p[i * n + m] - largest);
            sum += p[i * n + m];
        }
        for (int m = 0; m < n; m++) {
            p[i * n + m] /= sum;
        }
        return largest + StrictMath.log(sum);
    }

    /// sum_j log q(z_ij); leaves the shares in place of the log-densities.
    private double marginals(TermBatch b, int i) {
        int n = b.rows();
        int d = b.units();
        float[] r = b.floats();
        int at = i * n * d;
        double total = 0;
        for (int j = 0; j < d; j++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int m = 0; m < n; m++) {
                largest = Math.max(largest, r[at + m * d + j] + logWeight(i, m, n, b.dataSize()));
            }
            for (int m = 0; m < n; m++) {
                r[at + m * d + j] = (float) (r[at + m * d + j] + logWeight(i, m, n, b.dataSize()) - largest);
            }
            total += largest;
        }
        ArrayMath.exp(r, at, r, at, n * d);
        for (int j = 0; j < d; j++) {
            double sum = 0;
            for (int m = 0; m < n; m++) {
                sum += r[at + m * d + j];
            }
            for (int m = 0; m < n; m++) {
                r[at + m * d + j] = (float) (r[at + m * d + j] / sum);
            }
            total += StrictMath.log(sum);
        }
        return total;
    }

    @Override
    public void gradient(TermBatch b, int from, int to) {
        int n = b.rows();
        int d = b.units();
        double scale = b.slope() / n;
        double[] memory = b.memory();
        for (int row = from; row < to; row++) {
            for (int j = 0; j < d; j++) {
                double byZ = 0;
                double byMean = 0;
                double byLogvar = 0;
                for (int other = 0; other < n; other++) {
                    // As a code under all posteriors, then as a posterior of all codes.
                    byZ -= share(b, row, other, j) * difference(b, row, other, j) * memory[n * n + other * d + j];
                    double share = share(b, other, row, j);
                    double scaled = difference(b, other, row, j) * memory[n * n + row * d + j];
                    byMean += share * scaled;
                    byLogvar += share * (difference(b, other, row, j) * scaled - 1) / 2;
                }
                b.zGradient()[b.zAt(row) + j] += (float) (scale * byZ);
                b.posteriorGradient()[b.meanAt(row) + j] += (float) (scale * byMean);
                b.posteriorGradient()[b.logvarAt(row) + j] += (float) (scale * byLogvar);
            }
        }
    }

    private static double share(TermBatch b, int i, int m, int j) {
        int n = b.rows();
        return b.memory()[i * n + m] - b.floats()[(i * n + m) * b.units() + j];
    }

    private static double difference(TermBatch b, int i, int m, int j) {
        return b.z()[b.zAt(i) + j] - b.posterior()[b.meanAt(m) + j];
    }

    @Override
    public double reference(TermValues v) {
        int n = v.rows();
        int d = v.units();
        double value = 0;
        for (int i = 0; i < n; i++) {
            double joint = 0;
            double[] marginals = new double[d];
            for (int m = 0; m < n; m++) {
                double weight = StrictMath.exp(logWeight(i, m, n, v.dataSize()));
                double product = weight;
                for (int j = 0; j < d; j++) {
                    double logvar = v.logvar()[m * d + j];
                    double density = StrictMath.exp(-(LOG_2PI + logvar
                            + StrictMath.pow(v.z()[i * d + j] - v.mean()[m * d + j], 2) * StrictMath.exp(-logvar))
                            / 2);
                    product *= density;
                    marginals[j] += weight * density;
                }
                joint += product;
            }
            value += StrictMath.log(joint) / n;
            for (double marginal : marginals) {
                value -= StrictMath.log(marginal) / n;
            }
        }
        return value;
    }

    @Override
    public String toString() {
        return isStratified ? "total-correlation:mss" : "total-correlation";
    }
}
