package io.github.vae4j.study.experiment;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.units.ActiveUnits;
import io.github.vae4j.study.measure.IntrinsicDimensionMeasure;
import io.github.vae4j.study.measure.Subject;

/// How many dimensions a set of latent codes really has, in ways that do not depend on how units are turned.
///
/// @param activeComponents principal components of the latent means whose variance is above 0.01: what active units would
///     be if the axes were those of the data
/// @param ofMeans intrinsic dimension of the latent means (TwoNN)
/// @param ofSamples intrinsic dimension of draws from q(z|x); silent units are noise and count
public record LatentDimension(int activeComponents, double ofMeans, double ofSamples) {
    // Squares of all pairs: more points than this add little and cost much.
    private static final int MOST_POINTS = 3000;

    /// Measures codes.
    ///
    /// @param encoding of two samples or more
    /// @param units of the same encoding
    /// @param seed of the draws
    /// @param workers who computes
    /// @return the dimensions
    public static LatentDimension of(Encoding encoding, ActiveUnits units, long seed, Workers workers) {
        Posterior posterior = Posterior.of(encoding.mean(), encoding.logvar(), encoding.latent());
        IntrinsicDimensionMeasure.Dimensions found = IntrinsicDimensionMeasure
                .orNone(Subject.of(posterior, null, seed), MOST_POINTS, workers);
        return new LatentDimension(units.componentCount(), found.ofCodes(), found.ofDraw());
    }
}
