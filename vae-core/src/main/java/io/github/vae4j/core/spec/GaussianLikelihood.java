package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.Losses;
import java.util.List;

/// See [Likelihood#gaussian] and [Likelihood#gaussianLearned].
record GaussianLikelihood(double variance, boolean isLearned) implements Likelihood {
    static final Kind<Likelihood> KIND = new Kind<>(Likelihood.class, "gaussian", "gaussian[:VARIANCE]",
            "a normal distribution around the output, with a fixed variance (1)",
            a -> new GaussianLikelihood(a.real("variance", 1), false));
    static final Kind<Likelihood> LEARNED_KIND = new Kind<>(Likelihood.class, "gaussian-learned", "gaussian-learned",
            "a normal distribution around the output, with one variance that is learned",
            _ -> new GaussianLikelihood(1, true));

    GaussianLikelihood {
        if (!(variance > 0) || !Float.isFinite((float) variance) || (float) variance < Float.MIN_NORMAL) {
            throw new IllegalArgumentException(
                    "variance of the Gaussian likelihood must be a positive, finite float but is " + variance);
        }
    }

    @Override
    public Support support() {
        return Support.REAL;
    }

    @Override
    public List<Parameter> parameters(int features) {
        return isLearned ? List.of(new Parameter("logvar", 1, 0)) : List.of();
    }

    private float logVariance(float[] own, int ownAt) {
        return isLearned ? own[ownAt] : (float) StrictMath.log(variance);
    }

    @Override
    public void cost(DensityRows r) {
        Losses.gaussian(r.cost(), r.costAt(), r.gradient(), r.gradientAt(), r.ownGradient(), r.ownGradientAt(),
                r.input(),
                r.inputAt(), r.x(), r.xAt(), logVariance(r.own(), r.ownAt()), r.rows(), r.features(), r.scale());
    }

    @Override
    public double reference(double[] mean, double[] x, double[] own) {
        double logVariance = isLearned ? own[0] : StrictMath.log(variance);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double d = x[i] - mean[i];
            sum += (StrictMath.log(2 * Math.PI) + logVariance + d * d * StrictMath.exp(-logVariance)) / 2;
        }
        return sum;
    }

    @Override
    public double commonVariance(float[] own, int ownAt) {
        return isLearned ? StrictMath.exp(own[ownAt]) : variance;
    }

    @Override
    public void mean(float[] mean, int meanAt, float[] output, int outputAt, float[] own, int ownAt, int rows,
            int features) {
        System.arraycopy(output, outputAt, mean, meanAt, rows * features);
    }

    @Override
    public void sample(float[] x, int xAt, float[] output, int outputAt, float[] own, int ownAt, int features,
            Draws draws) {
        draws.normal(x, xAt, features);
        float deviation = (float) StrictMath.exp(logVariance(own, ownAt) / 2.0);
        for (int i = 0; i < features; i++) {
            x[xAt + i] = Math.fma(deviation, x[xAt + i], output[outputAt + i]);
        }
    }

    @Override
    public String toString() {
        return isLearned ? "gaussian-learned" : "gaussian:" + variance;
    }
}
