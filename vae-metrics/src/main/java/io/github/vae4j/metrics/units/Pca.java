package io.github.vae4j.metrics.units;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Moments;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Columns;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.SymmetricEigen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// Principal components (Pearson 1901): the eigenvectors of the covariance of the data, largest variance first.
///
/// Variances are population variances (divided by n, not n - 1). A component's sign is chosen so that its largest
/// element by magnitude is positive. Components of equal variance are any basis of their common space.
///
/// @param mean the d column means
/// @param variances the variance along each of the kept components, largest first, 0 or more
/// @param totalVariance the sum of the variances of all d components
/// @param components the kept components: unit vectors of d elements
/// @param samples number of samples used
public record Pca(List<Double> mean, List<Double> variances, double totalVariance, List<List<Double>> components,
        long samples) {
    /// Copies the lists.
    public Pca {
        mean = List.copyOf(mean);
        variances = List.copyOf(variances);
        components = components.stream().map(List::copyOf).toList();
    }

    /// Computes the principal components.
    ///
    /// @param codes points, one row or more
    /// @param components number of components to keep, 1 to d
    /// @param workers who computes; the bits do not depend on their number
    /// @return the components
    /// @throws IllegalArgumentException if there is no row, or `components` is out of range
    public static Pca of(Codes codes, int components, Workers workers) {
        Checks.atLeast("codes", codes, 1);
        double[] mean = Columns.means(codes, workers);
        return of(mean, Columns.covariance(codes, mean, workers), components, codes.rows());
    }

    /// Computes the principal components from moments, those of an accumulator for example.
    ///
    /// @param moments of one row or more
    /// @param components number of components to keep, 1 to d
    /// @return the components
    /// @throws IllegalArgumentException if there is no row, or `components` is out of range
    public static Pca of(Moments moments, int components) {
        if (moments.rows() < 1) {
            throw new IllegalArgumentException("moments must be those of 1 or more rows but have none");
        }
        return of(NumberLists.toArray(moments.means()), NumberLists.flat(moments.covariance()), components,
                moments.rows());
    }

    /// Of samples with this mean and (d, d) population covariance.
    static Pca of(double[] mean, double[] covariance, int components, long samples) {
        int d = mean.length;
        if (components < 1 || components > d) {
            throw new IllegalArgumentException("components must be from 1 to d = " + d + " but is " + components);
        }
        SymmetricEigen eigen = new SymmetricEigen(covariance, d);
        double total = 0;
        for (int j = 0; j < d; j++) {
            total += covariance[j * d + j];
        }
        List<List<Double>> vectors = new ArrayList<>();
        for (int k = 0; k < components; k++) {
            vectors.add(DoubleStream.of(eigen.vector(k)).boxed().toList());
        }
        // Rounding may leave a variance of zero slightly negative.
        List<Double> variances = Arrays.stream(eigen.values()).limit(components).map(v -> Math.max(v, 0)).boxed()
                .toList();
        return new Pca(DoubleStream.of(mean).boxed().toList(), variances, total, vectors, samples);
    }

    /// The share of the total variance that the kept components have.
    ///
    /// @return 0 to 1; NaN if the data does not vary
    public double explained() {
        return variances.stream().mapToDouble(Double::doubleValue).sum() / totalVariance;
    }

    /// The coordinates of points along the kept components, from the mean.
    ///
    /// @param codes points of d columns
    /// @return one row a point, one column a component
    /// @throws IllegalArgumentException if the codes have another number of columns
    public Codes project(Codes codes) {
        int d = mean.size();
        if (codes.units() != d) {
            throw new IllegalArgumentException("codes must have d = " + d + " columns but have " + codes.units());
        }
        float[] x = codes.values();
        int kept = components.size();
        float[] out = new float[Math.multiplyExact(codes.rows(), kept)];
        for (int k = 0; k < kept; k++) {
            double[] component = NumberLists.toArray(components.get(k));
            double[] centre = NumberLists.toArray(mean);
            for (int i = 0; i < codes.rows(); i++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum += (x[i * d + j] - centre[j]) * component[j];
                }
                out[i * kept + k] = (float) sum;
            }
        }
        return new Codes(out, codes.rows(), kept);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "PCA: %d of %d components, %.1f %% of the variance (%d samples)", components.size(), mean.size(),
                100 * explained(), samples));
        for (int k = 0; k < variances.size(); k++) {
            text.append(String.format(Locale.ROOT, "%n  %d: %.6g", k + 1, variances.get(k)));
        }
        return text.toString();
    }
}
