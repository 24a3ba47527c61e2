package io.github.vae4j.kernels;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.latent.NormalDensityKernels;
import io.github.vae4j.kernels.internal.latent.ScalarNormalDensity;
import io.github.vae4j.kernels.internal.latent.SimdNormalDensity;

/// Densities of points under many normal distributions of one variable each, and sums of what they are the logarithms
/// of: what mixtures such as the aggregated posterior are made of. In double precision; matrices are dense, row-major.
///
/// **Order of a sum.** Elements of whole groups of 16 go to 16 lanes, i to lane i mod 16, each added up in rising order;
/// the lanes are added in a tree of neighbours, then what is behind the last whole group one by one. **Accuracy**: terms
/// of [#addExp] are within 1.2 ULP of those of the rounded differences; below the smallest normal number they count as 0.
public final class Densities {
    private static final NormalDensityKernels TWIN = KernelSelection.twin(ScalarNormalDensity::new,
            () -> new SimdNormalDensity());

    private Densities() {}

    /// Log densities of points under normal distributions, `out_rc = peak_c + curvature_c (z_r - mean_c)^2`, which are
    /// also added to `sums`: over units, they become those of vectors of independent variables.
    ///
    /// @param out receives (rows, cols) log densities, nats
    /// @param outOffset index of the first
    /// @param sums (rows, cols) running sums
    /// @param sumsOffset index of the first
    /// @param z points, one per row
    /// @param zOffset index of the first
    /// @param mean of each distribution, one per column
    /// @param meanOffset index of the first
    /// @param peak log density of each distribution at its mean, `-(log(2 pi) + logvar) / 2`
    /// @param peakOffset index of the first
    /// @param curvature of each log density, `-exp(-logvar) / 2`
    /// @param curvatureOffset index of the first
    /// @param rows number of points
    /// @param cols number of distributions
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void logDensities(double[] out, int outOffset, double[] sums, int sumsOffset, float[] z, int zOffset,
            double[] mean, int meanOffset, double[] peak, int peakOffset, double[] curvature, int curvatureOffset,
            int rows, int cols) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        long n = (long) rows * cols;
        MatrixArguments.range("out", out.length, outOffset, n);
        MatrixArguments.range("sums", sums.length, sumsOffset, n);
        MatrixArguments.vector("z", z, zOffset, rows);
        MatrixArguments.range("mean", mean.length, meanOffset, cols);
        MatrixArguments.range("peak", peak.length, peakOffset, cols);
        MatrixArguments.range("curvature", curvature.length, curvatureOffset, cols);
        MatrixArguments.disjoint("out", out, outOffset, outOffset + n, "sums", sums, sumsOffset, sumsOffset + n);
        apart("out", out, outOffset, n, mean, meanOffset, peak, peakOffset, curvature, curvatureOffset, cols);
        apart("sums", sums, sumsOffset, n, mean, meanOffset, peak, peakOffset, curvature, curvatureOffset, cols);
        TWIN.logDensities(out, outOffset, sums, sumsOffset, z, zOffset, mean, meanOffset, peak, peakOffset, curvature,
                curvatureOffset, rows, cols);
    }

    private static void apart(String name, double[] out, int offset, long n, double[] mean, int meanOffset,
            double[] peak, int peakOffset, double[] curvature, int curvatureOffset, int cols) {
        MatrixArguments.disjoint(name, out, offset, offset + n, "mean", mean, meanOffset, meanOffset + (long) cols);
        MatrixArguments.disjoint(name, out, offset, offset + n, "peak", peak, peakOffset, peakOffset + (long) cols);
        MatrixArguments.disjoint(name, out, offset, offset + n, "curvature", curvature, curvatureOffset,
                curvatureOffset + (long) cols);
    }

    /// Adds exponentials of every row to a running sum, kept as a largest exponent and the sum relative to it: with
    /// `m = max(largest_r, max over c of x_rc)`, `sums_r = sums_r exp(largest_r - m) + sum over c of exp(x_rc - m)` and
    /// `largest_r = m`. So nothing overflows, and `largest_r + log(sums_r)` is the logarithm of the sum of all
    /// exponentials so far. Start with -infinity and 0.
    ///
    /// @param largest largest exponent so far, one per row
    /// @param largestOffset index of the first
    /// @param sums sum so far over `exp(largest)`, one per row
    /// @param sumsOffset index of the first
    /// @param x exponents, finite, (rows, cols)
    /// @param xOffset index of the first
    /// @param rows number of sums
    /// @param cols number of exponents to add to each
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void addExp(double[] largest, int largestOffset, double[] sums, int sumsOffset, double[] x,
            int xOffset, int rows, int cols) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        long n = (long) rows * cols;
        MatrixArguments.range("largest", largest.length, largestOffset, rows);
        MatrixArguments.range("sums", sums.length, sumsOffset, rows);
        MatrixArguments.range("x", x.length, xOffset, n);
        long largestEnd = largestOffset + (long) rows;
        long sumsEnd = sumsOffset + (long) rows;
        MatrixArguments.disjoint("largest", largest, largestOffset, largestEnd, "sums", sums, sumsOffset, sumsEnd);
        MatrixArguments.disjoint("largest", largest, largestOffset, largestEnd, "x", x, xOffset, xOffset + n);
        MatrixArguments.disjoint("sums", sums, sumsOffset, sumsEnd, "x", x, xOffset, xOffset + n);
        TWIN.addExp(largest, largestOffset, sums, sumsOffset, x, xOffset, rows, cols);
    }
}
