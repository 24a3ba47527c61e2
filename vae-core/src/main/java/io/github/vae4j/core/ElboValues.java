package io.github.vae4j.core;

/// The two terms of the evidence lower bound, per sample, in nats; the ELBO of row r is `-(reconstruction[r] + kl[r])`.
///
/// The arrays are the record's own, not copies.
///
/// @param reconstruction -log p(x|z) at one draw of z from q(z|x), one value per sample
/// @param kl KL(q(z|x) || p(z)) in closed form, one value per sample (Kingma and Welling 2014, appendix B)
@SuppressWarnings("ArrayRecordComponent") // large results: copies would double the memory
public record ElboValues(float[] reconstruction, float[] kl) {
    /// The mean of the reconstruction term.
    ///
    /// @return nats per sample, NaN without samples
    public double meanReconstruction() {
        return mean(reconstruction);
    }

    /// The mean of the KL term, also called the rate.
    ///
    /// @return nats per sample, NaN without samples
    public double meanKl() {
        return mean(kl);
    }

    /// The mean of `reconstruction + kl`: the negative ELBO.
    ///
    /// @return nats per sample, NaN without samples
    public double meanCost() {
        return meanReconstruction() + meanKl();
    }

    /// The number of samples and the means, not all values.
    @Override
    public String toString() {
        return "ElboValues[samples=" + kl.length + ", meanReconstruction=" + meanReconstruction() + ", meanKl="
                + meanKl() + "]";
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
