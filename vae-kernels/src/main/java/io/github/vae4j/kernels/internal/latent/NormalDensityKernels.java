package io.github.vae4j.kernels.internal.latent;

/// What [io.github.vae4j.kernels.Densities] promises; arguments have been checked. Twins give equal bits.
public sealed interface NormalDensityKernels permits ScalarNormalDensity, SimdNormalDensity {
    /// Lanes of a sum, whatever the hardware has.
    int LANES = 16;

    /// `out_rc = peak_c + curvature_c (z_r - mean_c)^2`, added to `sums_rc`.
    void logDensities(double[] out, int outOffset, double[] sums, int sumsOffset, float[] z, int zOffset, double[] mean,
            int meanOffset, double[] peak, int peakOffset, double[] curvature, int curvatureOffset, int rows, int cols);

    /// Running sums of exponentials, relative to the largest.
    void addExp(double[] largest, int largestOffset, double[] sums, int sumsOffset, double[] x, int xOffset, int rows,
            int cols);
}
