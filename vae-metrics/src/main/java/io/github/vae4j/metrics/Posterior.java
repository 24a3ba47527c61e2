package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.RandomStreams;

/// What an encoder makes of samples: `q(z|x) = N(mean, diag(exp(logvar)))` for each of them.
///
/// The arrays are not copied: do not change them while statistics are computed from them.
///
/// @param mean (rows, units) row-major, finite
/// @param logvar log variances, (rows, units), from -80 to 80, so that neither exp(logvar) nor its inverse overflows
/// @param rows number of samples, 0 or more
/// @param units number of latent units, 1 or more
@SuppressWarnings("ArrayRecordComponent") // as long as the data; two of them are equal if they are the same
public record Posterior(float[] mean, float[] logvar, int rows, int units) {
    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if the sizes do not fit or a value is out of range
    public Posterior {
        Checks.size("mean", mean, rows, units);
        Checks.size("logvar", logvar, rows, units);
        Checks.finite("mean", mean, units);
        Checks.logvar("logvar", logvar, units);
    }

    /// A posterior with as many rows as the arrays have.
    ///
    /// @param mean (rows, units) row-major; not copied
    /// @param logvar log variances, (rows, units); not copied
    /// @param units number of latent units, 1 or more
    /// @return the posterior
    /// @throws IllegalArgumentException if the sizes do not fit or a value is out of range
    public static Posterior of(float[] mean, float[] logvar, int units) {
        return new Posterior(mean, logvar, Checks.rows("mean", mean, units), units);
    }

    /// The means as codes.
    ///
    /// @return codes that share the array of means
    public Codes means() {
        return new Codes(mean, rows, units);
    }

    /// One code a sample, `mean + exp(logvar / 2) eps`, with standard normal `eps` from Philox. Computed in double until
    /// it is stored: the same bits on every machine.
    ///
    /// @param seed of the noise
    /// @param draw number of the draw, so that one seed gives many
    /// @return new codes
    public Codes draw(long seed, int draw) {
        float[] z = new float[mean.length];
        Philox.normal(z, 0, z.length, seed, RandomStreams.DRAW, draw, 0);
        for (int i = 0; i < z.length; i++) {
            z[i] = (float) (mean[i] + StrictMath.exp(logvar[i] / 2.0) * z[i]);
        }
        return new Codes(z, rows, units);
    }

    /// Some of the samples, in the order given.
    ///
    /// @param picked numbers of samples; the same one may occur several times
    /// @return their posterior, copied
    /// @throws IndexOutOfBoundsException if there is no such sample
    public Posterior select(int... picked) {
        return new Posterior(Checks.select(mean, rows, units, picked), Checks.select(logvar, rows, units, picked),
                picked.length, units);
    }

    @Override
    public String toString() {
        return "posterior of " + rows + " samples in " + units + " units";
    }
}
