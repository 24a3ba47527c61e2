package com.example.research;

import io.github.vae4j.core.spec.DensityPrior;
import io.github.vae4j.core.spec.DensityRows;
import io.github.vae4j.core.spec.Draws;
import io.github.vae4j.core.spec.Parameter;
import java.util.List;
import java.util.stream.IntStream;

/// A mixture of normal distributions with learned means, equal weights and variance 1: `p(z) = 1/K sum_k N(z; m_k, I)`.
public record Mixture(int components) implements DensityPrior {
    @Override
    public List<Parameter> parameters(int units) {
        return List.of(new Parameter("means", components * units, 0, 2)); // random, so that they can part
    }

    @Override
    public Object workspace(int units, int features) {
        return new double[components];
    }

    @Override
    public void cost(DensityRows r) {
        int d = r.inputs();
        double[] share = (double[]) r.workspace();
        for (int row = 0; row < r.rows(); row++) {
            int z = r.inputAt() + row * d;
            double smallest = Double.POSITIVE_INFINITY; // half the squared distance to a mean
            for (int k = 0; k < components; k++) {
                share[k] = 0;
                for (int u = 0; u < d; u++) {
                    share[k] += square(r.input()[z + u] - r.own()[r.ownAt() + k * d + u]) / 2;
                }
                smallest = Math.min(smallest, share[k]);
            }
            double sum = 0;
            for (int k = 0; k < components; k++) {
                share[k] = StrictMath.exp(smallest - share[k]);
                sum += share[k];
            }
            r.cost()[r.costAt() + row] = (float) (d / 2.0 * StrictMath.log(2 * Math.PI) + smallest
                    - StrictMath.log(sum / components));
            for (int u = 0; u < d && r.gradient() != null; u++) {
                double unit = r.input()[z + u];
                double gradient = 0;
                for (int k = 0; k < components; k++) {
                    double slope = r.scale() * share[k] / sum * (unit - r.own()[r.ownAt() + k * d + u]);
                    gradient += slope;
                    r.ownGradient()[r.ownGradientAt() + (row * components + k) * d + u] = (float) -slope;
                }
                r.gradient()[r.gradientAt() + row * d + u] = (float) gradient;
            }
        }
    }

    @Override
    public double reference(double[] z, double[] x, double[] own) {
        return -StrictMath.log(IntStream.range(0, components)
                .mapToDouble(k -> StrictMath.exp(IntStream.range(0, z.length)
                        .mapToDouble(u -> -(StrictMath.log(2 * Math.PI) + square(z[u] - own[k * z.length + u])) / 2)
                        .sum()))
                .average().orElseThrow());
    }

    private static double square(double value) {
        return value * value;
    }

    @Override
    public void sample(float[] z, int zAt, float[] own, int ownAt, int units, Draws draws) {
        draws.uniform(z, zAt, 1);
        int k = (int) (z[zAt] * components);
        draws.normal(z, zAt, units);
        for (int u = 0; u < units; u++) {
            z[zAt + u] += own[ownAt + k * units + u];
        }
    }
}
