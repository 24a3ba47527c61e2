package io.github.vae4j.metrics.units;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Neighbours;
import io.github.vae4j.metrics.internal.RowParts;
import java.util.Arrays;
import java.util.Locale;

/// The dimension of the manifold near which points lie, from distances to near neighbours; the cost is n^2 d.
///
/// Points that coincide with a neighbour have no ratio of distances; they are left out and counted.
///
/// Pitfalls: noise fills all dimensions at the scale of the nearest neighbours, so the codes drawn from q(z|x) have a
/// larger dimension than their means. High dimensions are underestimated unless n is very large.
///
/// @param dimension the estimate, above 0; infinite if all distances are equal
/// @param used points used
/// @param duplicates points left out because a neighbour coincides with them
/// @param estimator which estimator
public record IntrinsicDimension(double dimension, int used, int duplicates, Estimator estimator) {
    /// The estimators there are.
    public enum Estimator {
        /// From the ratio of the second to the first neighbour's distance (Facco et al. 2017).
        TWO_NN,
        /// Maximum likelihood over k neighbours (Levina and Bickel 2004).
        MAXIMUM_LIKELIHOOD
    }

    /// TwoNN: with `m = ln(r2 / r1)` exponentially distributed with rate d, `d = kept / sum m` by maximum likelihood. The
    /// largest ratios, which far points distort, are treated as censored: each counts as the largest kept one.
    ///
    /// @param codes points, 3 or more
    /// @param discard share of the largest ratios to censor, 0 to below 1; 0.1 is usual
    /// @param workers who computes; the bits do not depend on their number
    /// @return the estimate
    /// @throws IllegalArgumentException if there are too few rows or `discard` is out of range
    /// @throws NoAnswerException if all points coincide with others
    public static IntrinsicDimension twoNn(Codes codes, double discard, Workers workers) {
        if (!(discard >= 0 && discard < 1)) {
            throw new IllegalArgumentException("discard must be from 0 to below 1 but is " + discard);
        }
        double[] logs = logRatios(codes, 2, workers);
        Arrays.sort(logs);
        int kept = Math.max(1, (int) (logs.length * (1 - discard)));
        double sum = (logs.length - kept) * logs[kept - 1];
        for (int i = 0; i < kept; i++) {
            sum += logs[i];
        }
        return new IntrinsicDimension(kept / sum, logs.length, codes.rows() - logs.length, Estimator.TWO_NN);
    }

    /// Maximum likelihood: the inverse of the mean over points of `1 / (k - 1) * sum over j < k of ln(r_k / r_j)`. The
    /// inverses are averaged, not the estimates of the points, which would be biased upwards (MacKay and Ghahramani 2005).
    ///
    /// @param codes points, more than k
    /// @param k number of neighbours, 2 or more; 10 is usual
    /// @param workers who computes; the bits do not depend on their number
    /// @return the estimate
    /// @throws IllegalArgumentException if there are too few rows or `k` is out of range
    /// @throws NoAnswerException if all points coincide with others
    public static IntrinsicDimension maximumLikelihood(Codes codes, int k, Workers workers) {
        if (k < 2) {
            throw new IllegalArgumentException("k must be 2 or more but is " + k);
        }
        double[] logs = logRatios(codes, k, workers);
        double sum = 0;
        for (double log : logs) {
            sum += log;
        }
        return new IntrinsicDimension(logs.length / sum, logs.length, codes.rows() - logs.length,
                Estimator.MAXIMUM_LIKELIHOOD);
    }

    /// Mean of ln(r_k / r_j) over j < k for every point without duplicates.
    private static double[] logRatios(Codes codes, int k, Workers workers) {
        Checks.atLeast("codes", codes, k + 1);
        int n = codes.rows();
        double[] logs = new double[n];
        Neighbours neighbours = Neighbours.among(codes, k, workers);
        workers.run(RowParts.count(n), (part, worker) -> {
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                double sum = 0;
                double farthest = Math.sqrt(neighbours.square(i, k - 1));
                for (int j = 0; j < k - 1; j++) {
                    sum += StrictMath.log(farthest / Math.sqrt(neighbours.square(i, j)));
                }
                logs[i] = neighbours.square(i, 0) == 0 ? Double.NaN : sum / (k - 1);
            }
        });
        double[] used = Arrays.stream(logs).filter(v -> !Double.isNaN(v)).toArray();
        if (used.length == 0) {
            throw new NoAnswerException("all " + n + " points coincide with others: remove duplicates first");
        }
        return used;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "intrinsic dimension %.2f (%s, %d points, %d duplicates left out)", dimension,
                estimator == Estimator.TWO_NN ? "TwoNN" : "maximum likelihood", used, duplicates);
    }
}
