package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Statistics;
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
    /// @param x points, (n, d) row-major
    /// @param d number of columns
    /// @param components number of components to keep, 1 to d
    /// @return the components
    /// @throws IllegalArgumentException if sizes do not fit, there is no row, or a value is not finite
    public static Pca of(float[] x, int d, int components) {
        LabelledRows.checkRows("x", x, d, 1);
        int n = x.length / d;
        double[] mean = LabelledRows.mean(x, d);
        double[] covariance = new double[d * d];
        Statistics.covariance(covariance, 0, mean, 0, x, 0, d, n, d);
        return of(mean, covariance, components, n);
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
    /// @param x points, (n, d) row-major
    /// @return (n, components) row-major
    /// @throws IllegalArgumentException if the length of `x` is no multiple of d
    public float[] project(float[] x) {
        int d = mean.size();
        if (x.length % d != 0) {
            throw new IllegalArgumentException("x must have rows of d = " + d + " columns but has " + x.length
                    + " elements");
        }
        int kept = components.size();
        float[] out = new float[Math.multiplyExact(x.length / d, kept)];
        for (int k = 0; k < kept; k++) {
            double[] component = components.get(k).stream().mapToDouble(Double::doubleValue).toArray();
            double[] centre = mean.stream().mapToDouble(Double::doubleValue).toArray();
            for (int i = 0; i < x.length / d; i++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum += (x[i * d + j] - centre[j]) * component[j];
                }
                out[i * kept + k] = (float) sum;
            }
        }
        return out;
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
