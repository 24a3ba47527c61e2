package io.github.vae4j.metrics.resampling;

import java.util.Locale;

/// A share of counted things, with its 95 % confidence interval after Wilson (1927):
/// `(p + z^2 / 2n +- z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)`, p the share, n the total and z = 1.96.
///
/// @param hits how many
/// @param total of how many
public record Proportion(long hits, long total) {
    // The 97.5 % quantile of the standard normal distribution.
    private static final double Z = 1.959963984540054;

    /// Checks the counts.
    ///
    /// @throws IllegalArgumentException unless `0 <= hits <= total`
    public Proportion {
        if (hits < 0 || hits > total) {
            throw new IllegalArgumentException(hits + " of " + total + " is not a proportion");
        }
    }

    /// The share itself.
    ///
    /// @return from 0 to 1, NaN of nothing
    public double share() {
        return (double) hits / total;
    }

    /// The lower end of the interval.
    ///
    /// @return from 0 to 1, NaN of nothing
    public double low() {
        return hits == 0 && total > 0 ? 0 : middle() - halfWidth();
    }

    /// The upper end of the interval.
    ///
    /// @return from 0 to 1, NaN of nothing
    public double high() {
        return hits == total && total > 0 ? 1 : middle() + halfWidth();
    }

    private double middle() {
        return (share() + Z * Z / (2 * total)) / (1 + Z * Z / total);
    }

    private double halfWidth() {
        double p = share();
        return Z / (1 + Z * Z / total) * Math.sqrt(p * (1 - p) / total + Z * Z / (4.0 * total * total));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f %% [%.2f, %.2f] (%d of %d)", 100 * share(), 100 * low(), 100 * high(),
                hits, total);
    }
}
