package io.github.vae4j.kernels.model;

import static io.github.vae4j.kernels.model.CountChunk.ROWS;
import static io.github.vae4j.kernels.model.CountScratch.CHUNK;
import static io.github.vae4j.kernels.model.CountScratch.padded;

import io.github.vae4j.kernels.ArrayMath;
import io.github.vae4j.kernels.internal.matmul.SparseKernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The negative binomial loss, and the zero-inflated one. With `d = log(mean / theta)` and `a = theta softplus(d)`, a zero
/// costs a; and zero-inflated, with the logit z of an excess zero, `-log(p + (1 - p) exp(-a))`,
/// `p = sigmoid(z)`.
final class NegativeBinomialRows {
    private NegativeBinomialRows() {}

    /// The loss of a row, and its gradients where `gradient` is not `null`; `zeroLogits` is `null` for the plain loss.
    static float row(float @Nullable [] gradient, int gradientAt, float @Nullable [] dispersionGradient,
            int dispersionGradientAt, float @Nullable [] zeroGradient, int zeroGradientAt, float[] logMean,
            int logMeanAt, float shift, float[] logDispersion, int logDispersionAt, float @Nullable [] zeroLogits,
            int zeroLogitsAt, int[] column, float[] value, int from, int to, int cols, float scale, CountScratch s) {
        boolean inflated = zeroLogits != null;
        float[] lossOf = inflated ? s.inflatedLoss : s.loss;
        float[] byMean = inflated ? s.inflatedByMean : s.byMean;
        float[] byDispersion = inflated ? s.inflatedByDispersion : s.byDispersion;
        float loss = 0;
        int next = from;
        for (int first = 0; first < cols; first += CHUNK) {
            int width = Math.min(CHUNK, cols - first);
            int end = SparseKernels.lowerBound(column, next, to, first + width);
            int n = end - next;
            CountChunk.read(s.logMean, logMean, logMeanAt + first, width);
            CountChunk.shift(s.logMean, width, shift);
            CountChunk.read(s.logDispersion, logDispersion, logDispersionAt + first, width);
            CountChunk.read(s.dispersion, s.row, first, width);
            zeros(s, padded(width), gradient != null);
            if (zeroLogits != null) {
                CountChunk.read(s.zeroLogit, zeroLogits, zeroLogitsAt + first, width);
                inflate(s, padded(width), gradient != null);
            }
            float terms = 0;
            if (n > 0) {
                terms = entries(s, column, value, next, n, first, gradient != null);
                for (int i = 0; inflated && i < n; i++) {
                    int c = column[next + i] - first;
                    s.inflatedLoss[c] = s.ofEntry[c];
                    s.byZero[c] = 1 - s.notZero[c];
                }
                for (int i = 0; gradient != null && i < n; i++) {
                    int c = column[next + i] - first;
                    byMean[c] = s.byMean[c] - s.lesser[i];
                    byDispersion[c] = s.byDispersion[c] + s.greater[i];
                }
            }
            loss += ROWS.sum(lossOf, 0, width) + terms;
            if (gradient != null) {
                CountChunk.write(gradient, gradientAt + first, byMean, width, scale);
            }
            if (dispersionGradient != null) {
                CountChunk.write(dispersionGradient, dispersionGradientAt + first, byDispersion, width, scale);
            }
            if (zeroGradient != null) {
                CountChunk.write(zeroGradient, zeroGradientAt + first, s.byZero, width, scale);
            }
            next = end;
        }
        return loss;
    }

    /// The loss a of zeros, by the logarithm of the mean `theta sigmoid(d)`, and by that of theta the rest of a.
    private static void zeros(CountScratch s, int n, boolean gradients) {
        float[] logRatio = s.logRatio;
        float[] logMean = s.logMean;
        float[] logDispersion = s.logDispersion;
        float[] dispersion = s.dispersion;
        float[] loss = s.loss;
        float[] byMean = s.byMean;
        float[] byDispersion = s.byDispersion;
        for (int i = 0; i < n; i++) {
            logRatio[i] = logMean[i] - logDispersion[i];
        }
        ArrayMath.softplus(loss, 0, logRatio, 0, n);
        if (!gradients) {
            for (int i = 0; i < n; i++) {
                loss[i] *= dispersion[i];
            }
            return;
        }
        ArrayMath.sigmoid(byMean, 0, logRatio, 0, n);
        for (int i = 0; i < n; i++) {
            float a = loss[i] * dispersion[i];
            float b = byMean[i] * dispersion[i];
            loss[i] = a;
            byMean[i] = b;
            byDispersion[i] = a - b;
        }
    }

    /// The loss of zeros, `-log(1 + q (exp(-a) - 1))` with `q = sigmoid(-z)`; where the argument of the logarithm is below
    /// 1/2 as `softplus(z) - log(exp(z) + exp(-a))`. A zero comes from the negative binomial with probability
    /// `sigmoid(-(z + a))`.
    private static void inflate(CountScratch s, int n, boolean gradients) {
        float[] z = s.zeroLogit;
        float[] a = s.loss;
        float[] argument = s.inflatedLoss;
        float[] log = s.inflatedByMean;
        float[] notZero = s.notZero;
        float[] ofEntry = s.ofEntry;
        float[] sum = s.sum;
        float[] share = s.share;
        for (int i = 0; i < n; i++) {
            notZero[i] = -z[i];
            argument[i] = -a[i];
        }
        ArrayMath.sigmoid(notZero, 0, notZero, 0, n);
        ArrayMath.expm1(argument, 0, argument, 0, n);
        ArrayMath.softplus(ofEntry, 0, z, 0, n);
        for (int i = 0; i < n; i++) {
            argument[i] *= notZero[i];
            share[i] = -(z[i] + a[i]);
            sum[i] = -Math.abs(z[i] + a[i]);
        }
        ArrayMath.log1p(log, 0, argument, 0, n);
        ArrayMath.softplus(sum, 0, sum, 0, n);
        for (int i = 0; i < n; i++) {
            float large = ofEntry[i] - (Math.max(z[i], -a[i]) + sum[i]);
            argument[i] = argument[i] > -0.5f ? -log[i] : large;
            ofEntry[i] += a[i];
        }
        if (gradients) {
            float[] byMean = s.byMean;
            float[] byDispersion = s.byDispersion;
            float[] inflatedByMean = s.inflatedByMean;
            float[] inflatedByDispersion = s.inflatedByDispersion;
            float[] byZero = s.byZero;
            ArrayMath.sigmoid(share, 0, share, 0, n);
            for (int i = 0; i < n; i++) {
                inflatedByMean[i] = share[i] * byMean[i];
                inflatedByDispersion[i] = share[i] * byDispersion[i];
                byZero[i] = share[i] - notZero[i];
            }
        }
    }

    private static float entries(CountScratch s, int[] column, float[] value, int from, int n, int first,
            boolean gradients) {
        System.arraycopy(value, from, s.x, 0, n);
        Arrays.fill(s.x, n, padded(n), 1f);
        CountChunk.gather(s.entryDispersion, s.dispersion, column, from, n, first, 1f);
        CountChunk.gather(s.term, s.logRatio, column, from, n, first, 0f);
        NegativeBinomialEntries.terms(s, padded(n), gradients);
        return ROWS.sum(s.term, 0, n);
    }
}
