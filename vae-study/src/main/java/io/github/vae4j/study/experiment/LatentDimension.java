package io.github.vae4j.study.experiment;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.metrics.Pca;
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
    private static final int STREAM = 0x2dd1;

    /// Measures codes.
    ///
    /// @param encoding of two samples or more
    /// @param seed of the draws
    /// @return the dimensions
    public static LatentDimension of(Encoding encoding, long seed) {
        int units = encoding.latent();
        int n = Math.min(MOST_POINTS, encoding.rows());
        float[] means = Arrays.copyOf(encoding.mean(), n * units);
        float[] draws = new float[n * units];
        Philox.normal(draws, 0, draws.length, seed, STREAM, 0, 0);
        for (int i = 0; i < draws.length; i++) {
            draws[i] = (float) (means[i] + Math.exp(encoding.logvar()[i] / 2.0) * draws[i]);
        }
        int active = (int) Pca.of(encoding.mean(), units, units).variances().stream()
                .filter(variance -> variance > UnitStatistics.ACTIVE).count();
        return new LatentDimension(active, twoNN(means, units), twoNN(draws, units));
    }

    /// Intrinsic dimension by the two nearest neighbours (Facco et al. 2017): with mu the ratio of their distances and F
    /// its distribution, -ln(1 - F(mu)) = d ln(mu), a line through the origin, fitted to the smaller 90 % of the ratios.
    /// Points with an equal neighbour are left out.
    ///
    /// @param x points, (n, d) row-major
    /// @param d number of columns
    /// @return the dimension, NaN with fewer than ten ratios
    static double twoNN(float[] x, int d) {
        int n = x.length / d;
        float[] distances = new float[n];
        float[] scratch = new float[Statistics.squaredDistancesScratchLength(1, n, d)];
        double[] logRatios = new double[n];
        int ratios = 0;
        for (int i = 0; i < n; i++) {
            Statistics.squaredDistances(distances, 0, n, x, i * d, d, x, 0, d, 1, n, d, scratch);
            float first = Float.POSITIVE_INFINITY;
            float second = Float.POSITIVE_INFINITY;
            for (int j = 0; j < n; j++) {
                if (j != i && distances[j] < second) {
                    second = Math.max(first, distances[j]);
                    first = Math.min(first, distances[j]);
                }
            }
            if (first > 0 && second < Float.POSITIVE_INFINITY) {
                logRatios[ratios++] = 0.5 * (Math.log(second) - Math.log(first)); // distances are squared
            }
        }
        Arrays.sort(logRatios, 0, ratios);
        int kept = ratios * 9 / 10;
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < kept; i++) {
            xy -= logRatios[i] * Math.log1p(-(i + 1.0) / ratios);
            xx += logRatios[i] * logRatios[i];
        }
        return ratios < 10 ? Double.NaN : xy / xx;
    }
}
