package io.github.vae4j.core;

/// Draws of z from q(z|x) with their log-densities, in nats. Row `sample * draws + i` is draw i of a sample.
///
/// The arrays are the record's own, not copies.
///
/// @param z codes, (samples x draws, latent)
/// @param logPosterior log q(z|x) of each row
/// @param logPrior log p(z) of each row
/// @param logLikelihood log p(x|z) of each row
/// @param samples number of samples
/// @param draws of each sample
/// @param latent number of latent units
@SuppressWarnings("ArrayRecordComponent") // large results: copies would double the memory
public record PosteriorDraws(float[] z, float[] logPosterior, float[] logPrior, float[] logLikelihood, int samples,
        int draws, int latent) {
    /// The logarithm of the importance weight `p(x|z) p(z) / q(z|x)` (Burda et al. 2016, section 3).
    ///
    /// @param sample from 0
    /// @param draw from 0
    /// @return nats
    public double logWeight(int sample, int draw) {
        int row = sample * draws + draw;
        return (double) logLikelihood[row] + logPrior[row] - logPosterior[row];
    }

    /// Its size, not its values.
    @Override
    public String toString() {
        return "PosteriorDraws[samples=" + samples + ", draws=" + draws + ", latent=" + latent + "]";
    }
}
