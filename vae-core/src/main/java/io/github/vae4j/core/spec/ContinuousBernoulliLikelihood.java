package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.Losses;

/// See [Likelihood#continuousBernoulli].
record ContinuousBernoulliLikelihood() implements Likelihood {
    static final Kind<Likelihood> KIND = new Kind<>(Likelihood.class, "continuous-bernoulli", "continuous-bernoulli",
            "a density on [0, 1], from logits", _ -> new ContinuousBernoulliLikelihood());

    // Below it a quotient of differences has lost all digits, and the density is uniform to as many.
    private static final double FLAT = 1e-6;

    @Override
    public Support support() {
        return Support.UNIT;
    }

    @Override
    public void cost(DensityRows r) {
        Losses.continuousBernoulli(r.cost(), r.costAt(), r.gradient(), r.gradientAt(), r.input(), r.inputAt(), r.x(),
                r.xAt(), r.rows(), r.features(), r.scale());
    }

    @Override
    public double reference(double[] logits, double[] x, double[] own) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double l = logits[i];
            double a = Math.abs(l);
            double tail = a < FLAT ? -a / 2 : StrictMath.log(-StrictMath.expm1(-a) / a);
            sum += Math.max(l, 0) + tail - l * x[i];
        }
        return sum;
    }

    @Override
    public boolean isLinearInSample() {
        return true;
    }

    @Override
    public void mean(float[] mean, int meanAt, float[] output, int outputAt, float[] own, int ownAt, int rows,
            int features) {
        Losses.continuousBernoulliMean(mean, meanAt, output, outputAt, rows * features);
    }

    /// By inversion: with u uniform, `x = log(1 + u (exp(l) - 1)) / l`.
    @Override
    public void sample(float[] x, int xAt, float[] output, int outputAt, float[] own, int ownAt, int features,
            Draws draws) {
        draws.uniform(x, xAt, features);
        for (int i = 0; i < features; i++) {
            double u = x[xAt + i];
            double l = output[outputAt + i];
            double a = Math.abs(l);
            // For positive l from the other end: exp never overflows.
            double value = a < FLAT ? u : -StrictMath.log1p(u * StrictMath.expm1(-a)) / a;
            x[xAt + i] = (float) Math.clamp(l > 0 && a >= FLAT ? 1 - value : value, 0, 1);
        }
    }

    @Override
    public String toString() {
        return "continuous-bernoulli";
    }
}
