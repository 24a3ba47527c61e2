package io.github.vae4j.study.experiment;

import io.github.vae4j.kernels.Philox;

/// Draws from the diagonal Gaussians q(z|x) of an encoding.
final class PosteriorDraws {
    private PosteriorDraws() {}

    /// One draw per sample: `mean + exp(logvar / 2) eps`, in double until it is stored.
    ///
    /// @param mean (n, d)
    /// @param logvar (n, d)
    /// @param length how many elements from the first on
    /// @param stream of random numbers, one for each use
    static float[] of(float[] mean, float[] logvar, int length, long seed, int stream) {
        float[] z = new float[length];
        Philox.normal(z, 0, length, seed, stream, 0, 0);
        for (int i = 0; i < length; i++) {
            z[i] = (float) (mean[i] + StrictMath.exp(logvar[i] / 2.0) * z[i]);
        }
        return z;
    }
}
