package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Workers;
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

    private static final int ROWS = 64;

    /// TwoNN: with `m = ln(r2 / r1)` exponentially distributed with rate d, `d = kept / sum m` by maximum likelihood. The
    /// largest ratios, which far points distort, are treated as censored: each counts as the largest kept one.
    ///
    /// @param x points, (n, d) row-major, 3 or more
    /// @param d number of columns
    /// @param discard share of the largest ratios to censor, 0 to below 1; 0.1 is usual
    /// @param workers who computes; the bits do not depend on their number
    /// @return the estimate
    /// @throws IllegalArgumentException if sizes do not fit, a value is not finite, `discard` is out of range, or all
    ///         points coincide with others
    public static IntrinsicDimension twoNn(float[] x, int d, double discard, Workers workers) {
        if (!(discard >= 0 && discard < 1)) {
            throw new IllegalArgumentException("discard must be from 0 to below 1 but is " + discard);
        }
        double[] logs = logRatios(x, d, 2, workers);
        Arrays.sort(logs);
        int kept = Math.max(1, (int) (logs.length * (1 - discard)));
        double sum = (logs.length - kept) * logs[kept - 1];
        for (int i = 0; i < kept; i++) {
            sum += logs[i];
        }
        return new IntrinsicDimension(kept / sum, logs.length, x.length / d - logs.length, Estimator.TWO_NN);
    }

    /// Maximum likelihood: the inverse of the mean over points of `1 / (k - 1) * sum over j < k of ln(r_k / r_j)`. The
    /// inverses are averaged, not the estimates of the points, which would be biased upwards (MacKay and Ghahramani 2005).
    ///
    /// @param x points, (n, d) row-major, more than k
    /// @param d number of columns
    /// @param k number of neighbours, 2 or more; 10 is usual
    /// @param workers who computes; the bits do not depend on their number
    /// @return the estimate
    /// @throws IllegalArgumentException if sizes do not fit, a value is not finite, or all points coincide with others
    public static IntrinsicDimension maximumLikelihood(float[] x, int d, int k, Workers workers) {
        if (k < 2) {
            throw new IllegalArgumentException("k must be 2 or more but is " + k);
        }
        double[] logs = logRatios(x, d, k, workers);
        double sum = 0;
        for (double log : logs) {
            sum += log;
        }
        return new IntrinsicDimension(logs.length / sum, logs.length, x.length / d - logs.length,
                Estimator.MAXIMUM_LIKELIHOOD);
    }

    /// Mean of ln(r_k / r_j) over j < k for every point without duplicates.
    private static double[] logRatios(float[] x, int d, int k, Workers workers) {
        LabelledRows.checkRows("x", x, d, k + 1);
        int n = x.length / d;
        double[] logs = new double[n];
        workers.run((n + ROWS - 1) / ROWS, (task, worker) -> {
            NearestRows rows = new NearestRows(x, d, k);
            for (int i = task * ROWS; i < Math.min(n, (task + 1) * ROWS); i++) {
                rows.find(x, i, i);
                double sum = 0;
                for (int j = 0; j < k - 1; j++) {
                    sum += StrictMath.log(rows.distance(k - 1) / rows.distance(j));
                }
                logs[i] = rows.distance(0) == 0 ? Double.NaN : sum / (k - 1);
            }
        });
        double[] used = Arrays.stream(logs).filter(v -> !Double.isNaN(v)).toArray();
        if (used.length == 0) {
            throw new IllegalArgumentException("all " + n + " points coincide with others: remove duplicates first");
        }
        return used;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "intrinsic dimension %.2f (%s, %d points, %d duplicates left out)", dimension,
                estimator == Estimator.TWO_NN ? "TwoNN" : "maximum likelihood", used, duplicates);
    }
}
