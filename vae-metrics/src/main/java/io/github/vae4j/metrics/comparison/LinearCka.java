package io.github.vae4j.metrics.comparison;

import io.github.vae4j.kernels.Tables;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Columns;
import java.util.Locale;

/// Linear centred kernel alignment of two representations of the same samples (Kornblith et al. 2019):
/// `|Y'X|^2 / (|X'X| |Y'Y|)`, the columns centred and the norms those of Frobenius. 1 if one is a rotation and multiple of
/// the other, 0 if they share no direction; any linear map but a rotation changes it.
///
/// Pitfalls. Dominated by directions of large variance. Too large for few samples: with fewer samples than columns even
/// independent representations have a large alignment.
///
/// @param alignment 0 to 1
/// @param samples number of samples
public record LinearCka(double alignment, int samples) {
    private static final int BLOCK = 128;

    /// Compares two representations.
    ///
    /// @param a codes, 2 or more rows
    /// @param b codes of the same samples in the same order, in any number of units
    /// @param workers who computes; the bits do not depend on their number
    /// @return the alignment
    /// @throws IllegalArgumentException if there are fewer than 2 rows or their numbers differ
    /// @throws NoAnswerException if a representation does not vary
    public static LinearCka of(Codes a, Codes b, Workers workers) {
        Checks.atLeast("a", a, 2);
        Checks.sameRows(a, b);
        double[] aMean = Columns.means(a, workers);
        double[] bMean = Columns.means(b, workers);
        double both = norm(cross(a, aMean, b, bMean, workers));
        double own = norm(cross(a, aMean, a, aMean, workers));
        double other = norm(cross(b, bMean, b, bMean, workers));
        if (own == 0 || other == 0) {
            throw new NoAnswerException("representation " + (own == 0 ? "a" : "b") + " does not vary");
        }
        return new LinearCka(Math.clamp(both / Math.sqrt(own) / Math.sqrt(other), 0, 1), a.rows());
    }

    private static double[] cross(Codes a, double[] aMean, Codes b, double[] bMean, Workers workers) {
        int p = a.units();
        int q = b.units();
        return Columns.sums(a.rows(), p * q, workers, (from, to, sum) -> {
            double[] left = new double[BLOCK * p];
            double[] right = new double[BLOCK * q];
            for (int first = from; first < to; first += BLOCK) {
                int rows = Math.min(BLOCK, to - first);
                centre(a, aMean, first, rows, left);
                centre(b, bMean, first, rows, right);
                Tables.addProductsTransA(sum, 0, left, 0, right, 0, p, q, rows);
            }
        });
    }

    private static void centre(Codes codes, double[] mean, int first, int rows, double[] out) {
        int d = codes.units();
        for (int i = 0; i < rows * d; i++) {
            out[i] = codes.values()[first * d + i] - mean[i % d];
        }
    }

    /// The squared norm.
    private static double norm(double[] matrix) {
        double sum = 0;
        for (double value : matrix) {
            sum += value * value;
        }
        return sum;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "linear CKA %.4f (%d samples)", alignment, samples);
    }
}
