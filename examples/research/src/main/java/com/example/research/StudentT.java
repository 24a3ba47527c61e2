package com.example.research;

import io.github.vae4j.core.spec.DensityRows;
import io.github.vae4j.core.spec.Draws;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Support;

/// Student's t distribution with 4 degrees of freedom around the output m: outliers cost less than under a normal one.
/// `-log p = log(8 s / 3) + 5/2 log(1 + (x - m)^2 / (4 s^2))` for each feature, with scale s.
public record StudentT(double scale) implements Likelihood {
    @Override
    public Support support() {
        return Support.REAL;
    }

    private double cost(double d) {
        return StrictMath.log(8 * scale / 3) + 2.5 * StrictMath.log1p(d * d / (4 * scale * scale));
    }

    @Override
    public void cost(DensityRows r) {
        for (int row = 0; row < r.rows(); row++) {
            double sum = 0;
            for (int at = row * r.features(); at < (row + 1) * r.features(); at++) {
                double d = (double) r.x()[r.xAt() + at] - r.input()[r.inputAt() + at];
                sum += cost(d);
                if (r.gradient() != null) {
                    r.gradient()[r.gradientAt() + at] = (float) (-5 * r.scale() * d / (4 * scale * scale + d * d));
                }
            }
            r.cost()[r.costAt() + row] = (float) sum;
        }
    }

    @Override
    public double reference(double[] m, double[] x, double[] own) {
        return java.util.stream.IntStream.range(0, x.length).mapToDouble(j -> cost(x[j] - m[j])).sum();
    }

    @Override
    public void mean(float[] mean, int meanAt, float[] m, int at, float[] own, int ownAt, int rows, int features) {
        System.arraycopy(m, at, mean, meanAt, rows * features);
    }

    @Override
    public void sample(float[] x, int xAt, float[] m, int at, float[] own, int ownAt, int features, Draws draws) {
        draws.uniform(x, xAt, features);
        for (int j = 0; j < features; j++) { // the quantile function of 4 degrees of freedom (Shaw 2006)
            double p = Math.clamp(x[xAt + j], 0x1p-25, 1 - 0x1p-25);
            double a = StrictMath.sqrt(4 * p * (1 - p));
            double q = StrictMath.sqrt(StrictMath.cos(StrictMath.acos(a) / 3) / a - 1);
            x[xAt + j] = (float) (m[at + j] + Math.signum(p - 0.5) * 2 * scale * q);
        }
    }
}
