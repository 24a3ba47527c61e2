package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.Latent;

/// See [Prior#standardNormal].
record StandardNormalPrior() implements DensityPrior {
    static final Kind<Prior> KIND = new Kind<>(Prior.class, "normal", "normal", "N(0, I)",
            _ -> new StandardNormalPrior());

    @Override
    public void cost(DensityRows r) {
        Latent.standardLogDensity(r.cost(), r.costAt(), r.input(), r.inputAt(), r.rows(), r.inputs());
        for (int i = r.costAt(); i < r.costAt() + r.rows(); i++) {
            r.cost()[i] = -r.cost()[i];
        }
        float[] gradient = r.gradient();
        if (gradient != null) {
            float scale = r.scale();
            for (int i = 0; i < r.rows() * r.inputs(); i++) {
                gradient[r.gradientAt() + i] = scale * r.input()[r.inputAt() + i];
            }
        }
    }

    @Override
    public double reference(double[] z, double[] x, double[] own) {
        double sum = 0;
        for (double unit : z) {
            sum += (StrictMath.log(2 * Math.PI) + unit * unit) / 2;
        }
        return sum;
    }

    @Override
    public void sample(float[] z, int zAt, float[] own, int ownAt, int units, Draws draws) {
        draws.normal(z, zAt, units);
    }

    @Override
    public String toString() {
        return "normal";
    }
}
