package io.github.vae4j.study.experiment;

import io.github.vae4j.core.Encoding;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What each latent unit does over a set of samples.
///
/// @param variance of the mean of q(z_j|x) over the samples (divided by n), per unit
/// @param kl mean over the samples of KL(q(z_j|x) || p(z_j)), in nats, per unit
@SuppressWarnings("ArrayRecordComponent") // made once, only read
public record UnitStatistics(double[] variance, double[] kl) {
    /// A unit is active if the variance of its mean is larger (Burda et al. 2016).
    public static final double ACTIVE = 0.01;

    /// Computes the statistics.
    ///
    /// @param encoding of one sample or more
    /// @return the statistics
    public static UnitStatistics of(Encoding encoding) {
        int units = encoding.latent();
        int n = encoding.rows();
        double[] mean = new double[units];
        double[] kl = new double[units];
        for (int i = 0; i < n * units; i++) {
            double m = encoding.mean()[i];
            double logvar = encoding.logvar()[i];
            mean[i % units] += m / n;
            kl[i % units] += 0.5 * (m * m + Math.expm1(logvar) - logvar) / n;
        }
        double[] variance = new double[units];
        for (int i = 0; i < n * units; i++) {
            double difference = encoding.mean()[i] - mean[i % units];
            variance[i % units] += difference * difference / n;
        }
        return new UnitStatistics(variance, kl);
    }

    /// Which units are active.
    ///
    /// @return one per unit
    public boolean[] active() {
        boolean[] active = new boolean[variance.length];
        for (int j = 0; j < active.length; j++) {
            active[j] = variance[j] > ACTIVE;
        }
        return active;
    }

    /// How many units are active.
    ///
    /// @return 0 or more
    public int activeCount() {
        return (int) DoubleStream.of(variance).filter(v -> v > ACTIVE).count();
    }

    /// The rate: the KL of all units.
    ///
    /// @return nats per sample
    public double totalKl() {
        return DoubleStream.of(kl).sum();
    }

    /// The units, largest KL first.
    ///
    /// @return their indices
    public int[] byKl() {
        return IntStream.range(0, kl.length).boxed().sorted(Comparator.comparingDouble((Integer j) -> -kl[j]))
                .mapToInt(j -> j).toArray();
    }
}
