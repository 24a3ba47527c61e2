package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Activations;
import io.github.vae4j.kernels.Losses;

/// See [Likelihood#bernoulli].
record BernoulliLikelihood() implements Likelihood {
    static final Kind<Likelihood> KIND = new Kind<>(Likelihood.class, "bernoulli", "bernoulli",
            "pixels in [0, 1] as probabilities, from logits", _ -> new BernoulliLikelihood());

    @Override
    public Support support() {
        return Support.UNIT;
    }

    @Override
    public void cost(DensityRows r) {
        Losses.bernoulli(r.cost(), r.costAt(), r.gradient(), r.gradientAt(), r.input(), r.inputAt(), r.x(), r.xAt(),
                r.rows(), r.features(), r.scale());
    }

    @Override
    public double reference(double[] logits, double[] x, double[] own) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double l = logits[i];
            sum += Math.max(l, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(l))) - l * x[i];
        }
        return sum;
    }

    @Override
    public boolean isLinearInSample() {
        return true;
    }

    @Override
    public double crossEntropyFloor(float value) {
        double x = value;
        return x <= 0 || x >= 1 ? 0 : -x * StrictMath.log(x) - (1 - x) * StrictMath.log1p(-x);
    }

    @Override
    public void mean(float[] mean, int meanAt, float[] output, int outputAt, float[] own, int ownAt, int rows,
            int features) {
        Activations.forward(Activation.SIGMOID, mean, meanAt, output, outputAt, rows * features);
    }

    @Override
    public void sample(float[] x, int xAt, float[] output, int outputAt, float[] own, int ownAt, int features,
            Draws draws) {
        float[] probability = new float[features];
        mean(probability, 0, output, outputAt, own, ownAt, 1, features);
        draws.bernoulli(x, xAt, probability, 0, features);
    }

    @Override
    public String toString() {
        return "bernoulli";
    }
}
