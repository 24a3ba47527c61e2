package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;

/// See [Likelihood#laplace].
record LaplaceLikelihood(double scale) implements Likelihood {
    static final Kind<Likelihood> KIND = new Kind<>(Likelihood.class, "laplace", "laplace[:SCALE]",
            "a Laplace distribution around the output, with a fixed scale (1)",
            a -> new LaplaceLikelihood(a.real("scale", 1)));

    LaplaceLikelihood {
        Ranges.positive("scale of the Laplace likelihood", scale);
    }

    @Override
    public Support support() {
        return Support.REAL;
    }

    @Override
    public void cost(DensityRows r) {
        double constant = r.features() * StrictMath.log(2 * scale);
        float slope = (float) (r.scale() / scale);
        float[] gradient = r.gradient();
        for (int row = 0; row < r.rows(); row++) {
            int m = r.inputAt() + row * r.inputs();
            int x = r.xAt() + row * r.features();
            double sum = 0;
            for (int i = 0; i < r.features(); i++) {
                sum += Math.abs((double) r.x()[x + i] - r.input()[m + i]);
            }
            r.cost()[r.costAt() + row] = (float) (constant + sum / scale);
            for (int i = 0; i < r.features() && gradient != null; i++) {
                gradient[r.gradientAt() + row * r.inputs() + i] = slope
                        * Math.signum(r.input()[m + i] - r.x()[x + i]);
            }
        }
    }

    @Override
    public double reference(double[] mean, double[] x, double[] own) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += StrictMath.log(2 * scale) + Math.abs(x[i] - mean[i]) / scale;
        }
        return sum;
    }

    @Override
    public void mean(float[] mean, int meanAt, float[] output, int outputAt, float[] own, int ownAt, int rows,
            int features) {
        System.arraycopy(output, outputAt, mean, meanAt, rows * features);
    }

    /// By the inverse of the distribution function.
    @Override
    public void sample(float[] x, int xAt, float[] output, int outputAt, float[] own, int ownAt, int features,
            Draws draws) {
        draws.uniform(x, xAt, features);
        for (int i = 0; i < features; i++) {
            double u = x[xAt + i] + 0x1p-25 - 0.5;
            double distance = -scale * StrictMath.log1p(-2 * Math.abs(u));
            x[xAt + i] = (float) (output[outputAt + i] + Math.signum(u) * distance);
        }
    }

    @Override
    public String toString() {
        return "laplace:" + scale;
    }
}
