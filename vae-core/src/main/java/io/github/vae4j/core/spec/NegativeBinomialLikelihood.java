package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.model.CountLosses;
import java.util.Arrays;
import java.util.List;

/// See [Likelihood#negativeBinomial] and [Likelihood#zeroInflatedNegativeBinomial].
record NegativeBinomialLikelihood(boolean isInflated, boolean isPerFeature, double total) implements CountLikelihood {
    static final Kind<Likelihood> KIND = new Kind<>(Likelihood.class, "nb", "nb[:feature|shared[:TOTAL]]",
            "counts as poisson, but with a dispersion that is learned for each feature, or one for all",
            a -> read(false,
                    a));
    static final Kind<Likelihood> INFLATED_KIND = new Kind<>(Likelihood.class, "zinb", "zinb[:feature|shared[:TOTAL]]",
            "as nb, with zeros more often: the decoder gives their probability", a -> read(true, a));

    NegativeBinomialLikelihood {
        CountLikelihood.requireTotal(total);
    }

    private static Likelihood read(boolean isInflated, Arguments a) {
        String dispersion = a.word("dispersion", "feature");
        if (!List.of("feature", "shared").contains(dispersion)) {
            throw new IllegalArgumentException(
                    "the dispersion of a negative binomial is 'feature' or 'shared', not '" + dispersion + "'");
        }
        return new NegativeBinomialLikelihood(isInflated, dispersion.equals("feature"), a.real("total", 1));
    }

    @Override
    public int outputs(int features) {
        return isInflated ? Math.multiplyExact(2, features) : features;
    }

    @Override
    public List<Parameter> parameters(int features) {
        return List.of(new Parameter("log_dispersion", isPerFeature ? features : 1, 0));
    }

    @Override
    public void cost(DensityRows r) {
        CountRow c = (CountRow) r.workspace();
        float[] dispersion = isPerFeature ? r.own() : c.logDispersion;
        int dispersionAt = isPerFeature ? r.ownAt() : 0;
        if (!isPerFeature) {
            Arrays.fill(c.logDispersion, r.own()[r.ownAt()]);
        }
        for (int row = 0; row < r.rows(); row++) {
            if (c.take(r, row)) {
                c.shares(r, row);
                cost(r, row, c, dispersion, dispersionAt);
            } else if (r.ownGradient() != null) {
                int n = isPerFeature ? r.features() : 1;
                int at = r.ownGradientAt() + row * n;
                Arrays.fill(r.ownGradient(), at, at + n, 0);
            }
        }
    }

    private void cost(DensityRows r, int row, CountRow c, float[] dispersion, int dispersionAt) {
        int n = r.features();
        float[] own = r.ownGradient();
        float[] byLogShare = r.gradient() == null ? null : c.byLogShare;
        float[] byDispersion = own == null || isPerFeature ? own : c.byLogDispersion;
        int byDispersionAt = own == null || !isPerFeature ? 0 : r.ownGradientAt() + row * n;
        if (isInflated) {
            CountLosses.zeroInflatedNegativeBinomial(r.cost(), r.costAt() + row, byLogShare, 0, byDispersion,
                    byDispersionAt, r.gradient(), r.gradientAt() + row * 2 * n + n, c.logShare, 0, c.shift, 0,
                    dispersion, dispersionAt, r.input(), r.inputAt() + row * 2 * n + n, c.rowStart, 0, c.column,
                    c.value, 1, n, r.scale(), c.scratch);
        } else {
            CountLosses.negativeBinomial(r.cost(), r.costAt() + row, byLogShare, 0, byDispersion, byDispersionAt,
                    c.logShare, 0, c.shift, 0, dispersion, dispersionAt, c.rowStart, 0, c.column, c.value, 1, n,
                    r.scale(), c.scratch);
        }
        if (byLogShare != null) {
            c.backward(r, row);
        }
        if (own != null && !isPerFeature) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += c.byLogDispersion[i];
            }
            own[r.ownGradientAt() + row] = (float) sum;
        }
    }

    @Override
    public double reference(double[] output, double[] x, double[] own) {
        double total = CountLikelihood.sum(x);
        if (total == 0) {
            return 0;
        }
        double[] logMean = CountLikelihood.logMeans(output, total, x.length);
        double cost = 0;
        for (int i = 0; i < x.length; i++) {
            double dispersion = StrictMath.exp(own[isPerFeature ? i : 0]);
            double log = logProbability(x[i], StrictMath.exp(logMean[i]), dispersion);
            if (isInflated) {
                double logit = output[x.length + i];
                double other = log - softplus(logit);
                log = x[i] == 0 ? other + softplus(-softplus(-logit) - other) : other;
            }
            cost -= log;
        }
        return cost;
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    /// `Gamma(x + t) / Gamma(t)` of a whole x is `t (t + 1) ... (t + x - 1)`.
    private static double logProbability(double x, double mean, double t) {
        double log = t * StrictMath.log(t / (t + mean)) + x * StrictMath.log(mean / (t + mean))
                - CountLikelihood.logFactorial(x);
        for (int i = 0; i < x; i++) {
            log += StrictMath.log(t + i);
        }
        return log;
    }

    /// Poisson around a mean that is drawn from a gamma distribution.
    @Override
    public void sample(float[] x, int xAt, float[] output, int outputAt, float[] own, int ownAt, int features,
            Draws draws) {
        double[] shares = CountLikelihood.shares(output, outputAt, features);
        CountDraws numbers = new CountDraws(draws);
        for (int i = 0; i < features; i++) {
            double dispersion = StrictMath.exp(own[ownAt + (isPerFeature ? i : 0)]);
            double mean = total * shares[i] * numbers.gamma(dispersion) / dispersion;
            boolean isZero = isInflated
                    && numbers.uniform() < 1 / (1 + StrictMath.exp(-output[outputAt + features + i]));
            x[xAt + i] = isZero ? 0 : (float) numbers.poisson(mean);
        }
    }

    @Override
    public String toString() {
        return (isInflated ? "zinb:" : "nb:") + (isPerFeature ? "feature:" : "shared:") + total;
    }
}
