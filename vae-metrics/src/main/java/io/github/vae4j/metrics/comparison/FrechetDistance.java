package io.github.vae4j.metrics.comparison;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Columns;
import io.github.vae4j.metrics.internal.SymmetricEigen;
import java.util.Locale;

/// The Frechet distance of two sets of features, each taken for a normal distribution (Dowson and Landau 1982; Heusel et al.
/// 2017, who call it FID for features of an Inception network): `|m_a - m_b|^2 + tr(S_a + S_b - 2 (S_a S_b)^(1/2))`, S the
/// covariances divided by n - 1. It is a squared distance; 0 if means and covariances agree.
///
/// Pitfalls. Too large for few samples, by about `d / n` of the variance, so compare sets of equal size only. Sees first and
/// second moments alone. Depends on the features: with other features it is another number.
///
/// @param distance 0 or more
/// @param meanPart `|m_a - m_b|^2`, the part of the means
/// @param aSamples number of samples of the one set
/// @param bSamples number of samples of the other
public record FrechetDistance(double distance, double meanPart, int aSamples, int bSamples) {
    /// Compares two sets.
    ///
    /// @param a features, 2 or more rows
    /// @param b features of as many columns, 2 or more rows
    /// @param workers who computes; the bits do not depend on their number
    /// @return the distance
    /// @throws IllegalArgumentException if sizes do not fit
    public static FrechetDistance of(Codes a, Codes b, Workers workers) {
        Checks.sets(a, b, 2);
        int d = a.units();
        double[] aMean = Columns.means(a, workers);
        double[] bMean = Columns.means(b, workers);
        double[] aCovariance = unbiased(a, aMean, workers);
        double[] bCovariance = unbiased(b, bMean, workers);
        double means = 0;
        double traces = 0;
        for (int j = 0; j < d; j++) {
            means += (aMean[j] - bMean[j]) * (aMean[j] - bMean[j]);
            traces += aCovariance[j * d + j] + bCovariance[j * d + j];
        }
        double distance = means + traces - 2 * traceOfRoot(aCovariance, bCovariance, d);
        return new FrechetDistance(Math.max(distance, 0), means, a.rows(), b.rows());
    }

    private static double[] unbiased(Codes codes, double[] mean, Workers workers) {
        double[] covariance = Columns.covariance(codes, mean, workers);
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] *= codes.rows() / (codes.rows() - 1.0);
        }
        return covariance;
    }

    /// tr (A B)^(1/2): the eigenvalues of A B are those of A^(1/2) B A^(1/2), which is symmetric.
    private static double traceOfRoot(double[] a, double[] b, int d) {
        SymmetricEigen eigen = new SymmetricEigen(a, d);
        double[] values = eigen.values();
        // Rows of the root: eigenvectors times the roots of their eigenvalues.
        double[] root = new double[d * d];
        for (int k = 0; k < d; k++) {
            double[] vector = eigen.vector(k);
            double factor = Math.sqrt(Math.max(values[k], 0));
            for (int j = 0; j < d; j++) {
                root[k * d + j] = factor * vector[j];
            }
        }
        double[] half = new double[d * d];
        for (int k = 0; k < d; k++) {
            for (int i = 0; i < d; i++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum = Math.fma(root[k * d + j], b[i * d + j], sum);
                }
                half[k * d + i] = sum;
            }
        }
        double[] product = new double[d * d];
        for (int k = 0; k < d; k++) {
            for (int l = 0; l <= k; l++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum = Math.fma(half[k * d + j], root[l * d + j], sum);
                }
                product[k * d + l] = sum;
                product[l * d + k] = sum;
            }
        }
        double trace = 0;
        for (double value : new SymmetricEigen(product, d).values()) {
            trace += Math.sqrt(Math.max(value, 0));
        }
        return trace;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Frechet distance %.4f, of means %.4f (%d and %d samples)", distance,
                meanPart, aSamples, bSamples);
    }
}
