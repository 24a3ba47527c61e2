package io.github.vae4j.study.experiment;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.units.ActiveUnits;
import io.github.vae4j.metrics.units.IntrinsicDimension;
import java.util.Arrays;

/// How many dimensions a set of latent codes really has, in ways that do not depend on how units are turned.
///
/// @param activeComponents principal components of the latent means whose variance is above 0.01: what active units would
///     be if the axes were those of the data
/// @param ofMeans intrinsic dimension of the latent means (TwoNN)
/// @param ofSamples intrinsic dimension of draws from q(z|x); silent units are noise and count
public record LatentDimension(int activeComponents, double ofMeans, double ofSamples) {
    // Squares of all pairs: more points than this add little and cost much.
    private static final int MOST_POINTS = 3000;
    private static final int LEAST_POINTS = 10;
    // The largest ratios are the least certain (Facco et al. 2017).
    private static final double DISCARDED = 0.1;
    private static final int STREAM = 0x2dd1;

    /// Measures codes.
    ///
    /// @param encoding of two samples or more
    /// @param units of the same encoding
    /// @param seed of the draws
    /// @param workers who computes
    /// @return the dimensions
    public static LatentDimension of(Encoding encoding, ActiveUnits units, long seed, Workers workers) {
        int d = encoding.latent();
        int n = Math.min(MOST_POINTS, encoding.rows());
        float[] means = Arrays.copyOf(encoding.mean(), n * d);
        float[] draws = PosteriorDraws.of(means, encoding.logvar(), n * d, seed, STREAM);
        return new LatentDimension(units.componentCount(), twoNn(means, d, workers), twoNn(draws, d, workers));
    }

    private static double twoNn(float[] x, int d, Workers workers) {
        try {
            return x.length / d < LEAST_POINTS ? Double.NaN
                    : IntrinsicDimension.twoNn(Codes.of(x, d), DISCARDED, workers).dimension();
        } catch (IllegalArgumentException e) {
            // A collapsed model gives every sample the same code, and points that coincide have no dimension.
            return Double.NaN;
        }
    }
}
