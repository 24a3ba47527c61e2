package io.github.vae4j.kernels.model;

import io.github.vae4j.kernels.ArrayMath;

/// What the entries of a chunk, counts above 0, add to the negative binomial loss of a zero, `theta softplus(d)` with
/// `d = log(mean / theta)`:
///
/// `x softplus(-d) + log B(x, theta) + log(x)`, where `log(x) + log B(x, theta)` is
/// `lgamma(x + 1) + lgamma(theta) - lgamma(x + theta)`.
///
/// The difference of two lgamma of large numbers is taken from Stirling's series as a whole, after both have been moved up
/// by 8. So with p the lesser and q the greater of x and theta
///
/// `log B = lgamma(p) + log prod (1 + p / (q + k)) - p log(p + q + 8) - (q + 15/2) log(1 + p / (q + 8)) + p - s(p + q + 8) + s(q + 8)`,
///
/// k from 0 to 7, and `s(z) = 1 / (12 z) - 1 / (360 z^3)`. Likewise the derivative by theta,
/// `psi(x + theta) - psi(theta)`, is a sum of terms of one sign.
final class NegativeBinomialEntries {
    private NegativeBinomialEntries() {}

    /// Computes `scratch.term`, the sum above, of n entries, a multiple of 16, from `x`, `entryDispersion` (theta) and `term` (d). Leaves in `lesser` the derivative by d times -1, `x sigmoid(-d)`, and in `greater` that by log(theta)
    /// with the mean fixed, if `gradients`.
    static void terms(CountScratch scratch, int n, boolean gradients) {
        float[] x = scratch.x;
        float[] theta = scratch.entryDispersion;
        float[] term = scratch.term;
        float[] lesser = scratch.lesser;
        float[] greater = scratch.greater;
        float[] log = scratch.log;
        float[] log1p = scratch.log1p;
        float[] product = scratch.product;
        float[] slope = scratch.slope;
        for (int i = 0; i < n; i++) {
            term[i] = -term[i];
        }
        if (gradients) {
            ArrayMath.sigmoid(slope, 0, term, 0, n);
        }
        ArrayMath.softplus(term, 0, term, 0, n);
        for (int i = 0; i < n; i++) {
            lesser[i] = Math.min(x[i], theta[i]);
            greater[i] = Math.max(x[i], theta[i]);
        }
        for (int i = 0; i < n; i++) {
            float p = lesser[i];
            float q = greater[i];
            float left = (1 + p / q) * (1 + p / (q + 1)) * ((1 + p / (q + 2)) * (1 + p / (q + 3)));
            float right = (1 + p / (q + 4)) * (1 + p / (q + 5)) * ((1 + p / (q + 6)) * (1 + p / (q + 7)));
            product[i] = left * right * x[i];
            log[i] = p + (q + 8);
            log1p[i] = p / (q + 8);
        }
        ArrayMath.log(log, 0, log, 0, n);
        ArrayMath.log1p(log1p, 0, log1p, 0, n);
        ArrayMath.log(product, 0, product, 0, n);
        for (int i = 0; i < n; i++) {
            float p = lesser[i];
            float q8 = greater[i] + 8;
            float difference = Math.fma(q8 - 0.5f, log1p[i], -p) + (stirling(p + q8) - stirling(q8));
            term[i] = Math.fma(x[i], term[i], product[i] - Math.fma(p, log[i], difference));
        }
        ArrayMath.lgamma(lesser, 0, lesser, 0, n);
        for (int i = 0; i < n; i++) {
            term[i] += lesser[i];
        }
        if (gradients) {
            gradients(scratch, n);
        }
    }

    private static float stirling(float z) {
        float inverse = 1 / z;
        return inverse * Math.fma(inverse * inverse, -1 / 360f, 1 / 12f);
    }

    /// `theta (psi(x + theta) - psi(theta))`: the first eight steps up one by one, the rest by the asymptotic series.
    private static void gradients(CountScratch scratch, int n) {
        float[] x = scratch.x;
        float[] theta = scratch.entryDispersion;
        float[] slope = scratch.slope;
        float[] log1p = scratch.log1p;
        float[] byD = scratch.lesser;
        float[] byTheta = scratch.greater;
        for (int i = 0; i < n; i++) {
            log1p[i] = x[i] / (theta[i] + 8);
        }
        ArrayMath.log1p(log1p, 0, log1p, 0, n);
        for (int i = 0; i < n; i++) {
            float t = theta[i];
            float y = x[i] + t;
            float steps = 1 / ((t + 1) * (y + 1)) + 1 / ((t + 2) * (y + 2)) + 1 / ((t + 3) * (y + 3))
                    + 1 / ((t + 4) * (y + 4)) + 1 / ((t + 5) * (y + 5)) + 1 / ((t + 6) * (y + 6))
                    + 1 / ((t + 7) * (y + 7));
            float u = 1 / (t + 8);
            float v = 1 / (y + 8);
            float series = Math.fma(u + v, Math.fma(Math.fma(u, u, v * v), -1 / 120f, 1 / 12f), 0.5f);
            float psi = Math.fma(x[i], Math.fma(u * v, series, steps), log1p[i]);
            byD[i] = x[i] * slope[i];
            // The step of k = 0 would be infinite for a theta of 0.
            byTheta[i] = byD[i] - Math.fma(t, psi, x[i] / y);
        }
    }
}
