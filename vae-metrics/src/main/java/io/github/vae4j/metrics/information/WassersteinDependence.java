package io.github.vae4j.metrics.information;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Columns;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.SymmetricEigen;
import java.util.Locale;

/// How far units are from being uncorrelated: the squared 2-Wasserstein distance of the normal distribution with the codes'
/// covariance S from that with its diagonal alone, `2 tr S - 2 tr (S diag S)^(1/2)` (Xiao and Wang 2019; the "Wasserstein
/// correlation" of disentanglement_lib), and the same over `tr S`, which does not change with the scale of all units.
///
/// Pitfalls. Sees linear dependence alone. Weighs units by their variance, unlike total correlation: a unit that is a copy
/// of another one, but small, counts little.
///
/// @param distance squared distance, 0 or more; 0 for uncorrelated units
/// @param normalised `distance / tr S`, 0 or more; NaN if no unit varies
/// @param samples number of samples
public record WassersteinDependence(double distance, double normalised, long samples) {
    /// Of codes.
    ///
    /// @param codes points, 1 row or more
    /// @param workers who computes; the bits do not depend on their number
    /// @return the distance
    /// @throws IllegalArgumentException if there is no row
    public static WassersteinDependence of(Codes codes, Workers workers) {
        Checks.atLeast("codes", codes, 1);
        return of(Columns.covariance(codes, Columns.means(codes, workers), workers), codes.units(), codes.rows());
    }

    /// Of the aggregated posterior.
    ///
    /// @param posterior its moments
    /// @return the distance
    public static WassersteinDependence of(AggregatePosterior posterior) {
        return of(NumberLists.flat(posterior.covariance()), posterior.kl().size(), posterior.samples());
    }

    private static WassersteinDependence of(double[] s, int d, long samples) {
        // The eigenvalues of S diag S are those of D^(1/2) S D^(1/2), which is symmetric.
        double[] product = new double[d * d];
        double trace = 0;
        for (int i = 0; i < d; i++) {
            trace += s[i * d + i];
            for (int j = 0; j < d; j++) {
                product[i * d + j] = s[i * d + j] * Math.sqrt(s[i * d + i] * s[j * d + j]);
            }
        }
        double root = 0;
        for (double value : new SymmetricEigen(product, d).values()) {
            root += Math.sqrt(Math.max(value, 0));
        }
        double distance = Math.max(2 * trace - 2 * root, 0);
        return new WassersteinDependence(distance, distance / trace, samples);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Wasserstein dependence %.4f, %.4f of the variance (%d samples)", distance,
                normalised, samples);
    }
}
