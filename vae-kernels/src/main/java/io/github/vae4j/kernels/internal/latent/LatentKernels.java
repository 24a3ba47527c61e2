package io.github.vae4j.kernels.internal.latent;

/// What [io.github.vae4j.kernels.Latent] computes; arguments have been checked.
public sealed interface LatentKernels permits ScalarLatent, SimdLatent {
    /// KL(q(z|x) || p(z)) per row.
    void kl(float[] kl, int klOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride,
            int rows, int cols);

    /// Adds KL(q(z_j|x) || p(z_j)), summed over the rows, to `sums`.
    void klPerUnit(double[] sums, float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride, int rows,
            int cols);

    /// z = mean + exp(logvar / 2) eps.
    void reparameterise(float[] z, int zOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset,
            int stride, float[] eps, int epsOffset, int rows, int cols);

    /// The gradients by mean and logvar, KL term included.
    void reparameteriseBackward(float[] dMean, int dMeanOffset, float[] dLogvar, int dLogvarOffset, float[] dz,
            int dzOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride, float[] eps,
            int epsOffset, float[] klWeight, int klWeightOffset, int rows, int cols);

    /// log N(z; mean, diag(exp(logvar))) per row.
    void logDensity(float[] out, int outOffset, float[] z, int zOffset, float[] mean, int meanOffset, float[] logvar,
            int logvarOffset, int stride, int rows, int cols);

    /// log N(z; 0, I) per row.
    void standardLogDensity(float[] out, int outOffset, float[] z, int zOffset, int rows, int cols);

    /// log(mean(exp(values))) over the samples.
    void logMeanExp(float[] out, int outOffset, float[] values, int valuesOffset, int samples, int rows);
}
