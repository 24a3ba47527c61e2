package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Posterior;

/// The divergence of the posterior of one unit from the standard normal prior, in nats (Kingma and Welling 2014,
/// appendix B): the one place that has this formula.
public final class UnitDivergence {
    private UnitDivergence() {}

    /// `(mean^2 + exp(logvar) - 1 - logvar) / 2`, without cancellation near 0.
    public static double of(double mean, double logvar) {
        return (mean * mean + StrictMath.expm1(logvar) - logvar) / 2;
    }

    /// The mean divergence of every unit over the samples.
    public static double[] perUnit(Posterior posterior, Workers workers) {
        double[] sums = sums(posterior, workers);
        for (int j = 0; j < sums.length; j++) {
            sums[j] /= posterior.rows();
        }
        return sums;
    }

    /// The divergence of every unit, summed over the samples.
    public static double[] sums(Posterior posterior, Workers workers) {
        int d = posterior.units();
        return Columns.sums(posterior.rows(), d, workers, (from, to, sum) -> {
            for (int i = from * d; i < to * d; i += d) {
                for (int j = 0; j < d; j++) {
                    sum[j] += of(posterior.mean()[i + j], posterior.logvar()[i + j]);
                }
            }
        });
    }
}
