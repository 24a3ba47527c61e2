package io.github.vae4j.metrics.information;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Columns;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.SymmetricEigen;
import io.github.vae4j.metrics.internal.UnitDivergence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rate and moments of the aggregated posterior `q(z) = mean over n of N(mean_n, diag(exp(logvar_n)))`.
///
/// - KL of unit j: `mean of (mean^2 + exp(logvar) - 1 - logvar) / 2`, nats (Kingma and Welling 2014, appendix B); their
///   sum is the rate. Computed without cancellation near 0.
/// - Covariance of q(z): `Cov(mean) + diag(mean of exp(logvar))`, population form. Its diagonal, the total variance of a
///   unit, is about 1 where the aggregate matches the prior; below 1 it is over-regularised, above 1 it has holes.
/// - Gaussian total correlation: `(sum ln S_jj - ln det S) / 2`, S the covariance of q(z), 0 or more.
///
/// @param mean the mean of q(z), one value per unit
/// @param covariance the covariance of q(z), one row per unit
/// @param variances of the means alone, the activity of the units (Burda et al. 2016)
/// @param kl divergence from the prior, one value per unit, nats
/// @param gaussianTotalCorrelation nats; infinite if the covariance is singular
/// @param samples number of samples
public record AggregatePosterior(List<Double> mean, List<List<Double>> covariance, List<Double> variances,
        List<Double> kl, double gaussianTotalCorrelation, long samples) {
    /// An eigenvalue of a correlation matrix is rounding up to this share of the largest, times the number of variables.
    private static final double SINGULAR = 0x1p-52;

    /// Copies the lists.
    public AggregatePosterior {
        mean = NumberLists.copy(mean);
        covariance = NumberLists.copyRows(covariance);
        variances = List.copyOf(variances);
        kl = List.copyOf(kl);
    }

    /// Computes rate and moments.
    ///
    /// @param posterior q(z|x), one row or more
    /// @param workers who computes; the bits do not depend on their number
    /// @return the moments
    /// @throws IllegalArgumentException if there is no row
    public static AggregatePosterior of(Posterior posterior, Workers workers) {
        Codes means = posterior.means();
        Checks.atLeast("posterior", means, 1);
        int n = means.rows();
        double[] expected = variances(posterior, workers);
        for (int j = 0; j < expected.length; j++) {
            expected[j] /= n;
        }
        double[] centre = Columns.means(means, workers);
        return of(centre, Columns.covariance(means, centre, workers), expected,
                UnitDivergence.perUnit(posterior, workers), n);
    }

    /// Per unit the sum of exp(logvar) over the samples.
    static double[] variances(Posterior posterior, Workers workers) {
        int d = posterior.units();
        return Columns.sums(posterior.rows(), d, workers, (from, to, sum) -> {
            for (int i = from * d; i < to * d; i += d) {
                for (int j = 0; j < d; j++) {
                    sum[j] += StrictMath.exp(posterior.logvar()[i + j]);
                }
            }
        });
    }

    /// From mean and (d, d) covariance of the means, mean variances exp(logvar), and divergences.
    static AggregatePosterior of(double[] centre, double[] covarianceOfMeans, double[] expected, double[] kl,
            long samples) {
        int d = centre.length;
        double[] covariance = covarianceOfMeans.clone();
        List<Double> variances = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            variances.add(covariance[j * d + j]);
            covariance[j * d + j] += expected[j];
        }
        return new AggregatePosterior(NumberLists.of(centre), NumberLists.rows(covariance, d), variances,
                NumberLists.of(kl), gaussianTotalCorrelation(covariance, d), samples);
    }

    /// The total correlation `(sum ln S_jj - ln det S) / 2` of a normal distribution.
    ///
    /// @param covariance S, (d, d), symmetric with positive diagonal
    /// @param d number of variables
    /// @return nats, 0 or more; infinite if S is singular to rounding: if an eigenvalue of its correlation matrix is at most
    ///     `2^-52 d` times the largest
    /// @throws IllegalArgumentException if the size is not (d, d)
    public static double gaussianTotalCorrelation(double[] covariance, int d) {
        if (d < 1 || covariance.length != (long) d * d) {
            throw new IllegalArgumentException("covariance must have d x d elements, d = " + d + ", 1 or more, but has "
                    + covariance.length);
        }
        // Of the correlation matrix, whose diagonal is 1: scales of the units then cost no accuracy.
        double[] correlation = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                correlation[i * d + j] = covariance[i * d + j]
                        / Math.sqrt(covariance[i * d + i] * covariance[j * d + j]);
            }
        }
        double[] values = new SymmetricEigen(correlation, d).values();
        double sum = 0;
        for (double value : values) {
            if (value <= SINGULAR * d * values[0]) {
                return Double.POSITIVE_INFINITY;
            }
            sum -= StrictMath.log(value) / 2;
        }
        return Math.max(sum, 0);
    }

    /// The rate, `KL(q(z|x) || p(z))` averaged over x.
    ///
    /// @return nats, 0 or more
    public double rate() {
        return kl.stream().mapToDouble(Double::doubleValue).sum();
    }

    /// The number of units whose divergence exceeds a threshold. In the linear case 0.00503 nats is the same as the
    /// usual threshold 0.01 for the variance of the means.
    ///
    /// @param threshold nats
    /// @return 0 to d
    public int unitsAbove(double threshold) {
        return (int) kl.stream().filter(v -> v > threshold).count();
    }

    /// The correlation of two units under q(z).
    ///
    /// @param a a unit
    /// @param b a unit
    /// @return -1 to 1
    /// @throws IndexOutOfBoundsException if there is no such unit
    public double correlation(int a, int b) {
        return covariance.get(a).get(b) / Math.sqrt(totalVariance(a) * totalVariance(b));
    }

    /// The variance of a unit under q(z): variance of the means plus mean of the variances.
    ///
    /// @param unit its index
    /// @return 0 or more; about 1 where the aggregate matches the prior
    /// @throws IndexOutOfBoundsException if there is no such unit
    public double totalVariance(int unit) {
        return covariance.get(unit).get(unit);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "rate %.4f nats, Gaussian total correlation %.4f nats (%d samples)", rate(), gaussianTotalCorrelation,
                samples));
        for (int j = 0; j < kl.size(); j++) {
            text.append(String.format(Locale.ROOT, "%n  unit %d: KL %.4f, variance of means %.4f, total variance %.4f",
                    j, kl.get(j), variances.get(j), totalVariance(j)));
        }
        return text.toString();
    }
}
