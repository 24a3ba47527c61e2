package io.github.vae4j.kernels.model;

import io.github.vae4j.kernels.internal.elementary.DoubleReference;

/// Log-likelihoods of counts in double, by their definitions.
final class CountReference {
    private CountReference() {}

    static double poisson(double x, double logMean) {
        return Math.exp(logMean) - x * logMean + DoubleReference.lgamma(x + 1);
    }

    /// For whole x; the ratio of gamma functions is a product.
    static double negativeBinomial(double x, double logMean, double logDispersion) {
        double theta = Math.exp(logDispersion);
        double rising = 0;
        for (int k = 0; k < x; k++) {
            rising += Math.log1p(k / theta);
        }
        return (theta + x) * DoubleReference.softplus(logMean - logDispersion) - x * logMean - rising
                + DoubleReference.lgamma(x + 1);
    }

    static double zeroInflated(double x, double logMean, double logDispersion, double zeroLogit) {
        double loss = negativeBinomial(x, logMean, logDispersion);
        double inflation = DoubleReference.softplus(zeroLogit);
        if (x > 0) {
            return loss + inflation;
        }
        double greater = Math.max(zeroLogit, -loss);
        return inflation - greater - Math.log1p(Math.exp(-Math.abs(zeroLogit + loss)));
    }

    static double multinomial(double[] x, double[] logits, boolean coefficient) {
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - max);
        }
        double loss = 0;
        double total = 0;
        for (int i = 0; i < x.length; i++) {
            total += x[i];
            loss += x[i] * (Math.log(sum) + max - logits[i]);
            loss += coefficient ? DoubleReference.lgamma(x[i] + 1) : 0;
        }
        return coefficient ? loss - DoubleReference.lgamma(total + 1) : loss;
    }
}
