package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

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
    /// Copies the lists.
    public AggregatePosterior {
        mean = List.copyOf(mean);
        covariance = covariance.stream().map(List::copyOf).toList();
        variances = List.copyOf(variances);
        kl = List.copyOf(kl);
    }

    /// Computes rate and moments.
    ///
    /// @param mean of q(z|x), (n, d) row-major
    /// @param logvar log variance of q(z|x), (n, d)
    /// @param d number of latent units
    /// @return the moments
    /// @throws IllegalArgumentException if sizes do not fit, there is no row, or a value is not finite
    public static AggregatePosterior of(float[] mean, float[] logvar, int d) {
        LabelledRows.checkRows("mean", mean, d, 1);
        LabelledRows.checkPosterior(mean, logvar, d);
        int n = mean.length / d;
        double[] kl = new double[d];
        double[] expected = new double[d];
        for (int i = 0; i < mean.length; i++) {
            kl[i % d] += ((double) mean[i] * mean[i] + StrictMath.expm1(logvar[i]) - logvar[i]) / 2;
            expected[i % d] += StrictMath.exp(logvar[i]);
        }
        double[] centre = LabelledRows.mean(mean, d);
        double[] covariance = new double[d * d];
        Statistics.covariance(covariance, 0, centre, 0, mean, 0, d, n, d);
        for (int j = 0; j < d; j++) {
            kl[j] /= n;
            expected[j] /= n;
        }
        return of(centre, covariance, expected, kl, n);
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
        List<List<Double>> rows = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            List<Double> row = new ArrayList<>();
            for (int j = 0; j < d; j++) {
                row.add(covariance[i * d + j]);
            }
            rows.add(row);
        }
        return new AggregatePosterior(DoubleStream.of(centre).boxed().toList(), rows, variances,
                DoubleStream.of(kl).boxed().toList(), gaussianTotalCorrelation(covariance, d), samples);
    }

    /// The total correlation `(sum ln S_jj - ln det S) / 2` of a normal distribution.
    ///
    /// @param covariance S, (d, d), symmetric with positive diagonal
    /// @param d number of variables
    /// @return nats, 0 or more; infinite if S is singular
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
        double sum = 0;
        for (double value : new SymmetricEigen(correlation, d).values()) {
            sum -= StrictMath.log(Math.max(value, 0)) / 2;
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
