package io.github.vae4j.core;

/// q(z|x) of a set of samples: per sample and unit the mean and the log variance of a normal distribution.
///
/// The arrays are the record's own, not copies: (rows, latent), row-major.
///
/// @param mean of q(z|x)
/// @param logvar natural logarithm of the variance of q(z|x)
/// @param rows number of samples
/// @param latent number of latent units
@SuppressWarnings("ArrayRecordComponent") // large results: copies would double the memory
public record Encoding(float[] mean, float[] logvar, int rows, int latent) {
    /// Checks that the arrays have `rows * latent` values.
    ///
    /// @throws IllegalArgumentException if they have not, if `rows` is negative or `latent` less than 1
    public Encoding {
        if (rows < 0) {
            throw new IllegalArgumentException("rows must be 0 or more but is " + rows);
        }
        if (latent < 1) {
            throw new IllegalArgumentException("latent must be 1 or more but is " + latent);
        }
        long length = (long) rows * latent;
        if (mean.length != length || logvar.length != length) {
            throw new IllegalArgumentException("mean and logvar must have " + rows + " x " + latent
                    + " values but have " + mean.length + " and " + logvar.length);
        }
    }

    /// Its size, not its values.
    @Override
    public String toString() {
        return "Encoding[rows=" + rows + ", latent=" + latent + "]";
    }
}
