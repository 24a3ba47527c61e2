package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;
import java.util.List;

/// See [Prior#mixture].
record MixturePrior(int components) implements DensityPrior {
    static final Kind<Prior> KIND = new Kind<>(Prior.class, "mixture", "mixture[:COMPONENTS]",
            "a learned mixture of normal distributions with diagonal covariances (10 components)",
            a -> new MixturePrior(a.integer("components", 10)));

    private static final double LOG_2PI = StrictMath.log(2 * Math.PI);

    MixturePrior {
        Ranges.atLeast(1, "components of the mixture", components);
    }

    /// Means, that start apart so that they can part further; log variances; logarithms of weights, up to a constant.
    @Override
    public List<Parameter> parameters(int units) {
        int length = Math.multiplyExact(components, units);
        return List.of(new Parameter("means", length, 0, 1), new Parameter("logvars", length, 0),
                new Parameter("logits", components, 0));
    }

    /// Log densities of the components, then their logarithms of weights.
    @Override
    public Object workspace(int units, int features) {
        return new double[2 * components];
    }

    @Override
    public void cost(DensityRows r) {
        int d = r.inputs();
        double[] memory = (double[]) r.workspace();
        logWeights(memory, components, r.own(), r.ownAt() + 2 * components * d);
        for (int row = 0; row < r.rows(); row++) {
            int z = r.inputAt() + row * d;
            for (int k = 0; k < components; k++) {
                memory[k] = memory[components + k] + logDensity(r, z, k, d);
            }
            double total = logSumExp(memory, 0, components);
            r.cost()[r.costAt() + row] = (float) -total;
            if (r.gradient() != null) {
                for (int k = 0; k < components; k++) {
                    memory[k] = StrictMath.exp(memory[k] - total);
                }
                gradients(r, row, z, d);
            }
        }
    }

    /// Normalised logarithms of the weights.
    private void logWeights(double[] to, int at, float[] own, int logits) {
        for (int k = 0; k < components; k++) {
            to[at + k] = own[logits + k];
        }
        double total = logSumExp(to, at, components);
        for (int k = 0; k < components; k++) {
            to[at + k] -= total;
        }
    }

    private static double logSumExp(double[] values, int at, int n) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = at; i < at + n; i++) {
            largest = Math.max(largest, values[i]);
        }
        double sum = 0;
        for (int i = at; i < at + n; i++) {
            sum += StrictMath.exp(values[i] - largest);
        }
        return largest + StrictMath.log(sum);
    }

    private double logDensity(DensityRows r, int z, int k, int d) {
        int mean = r.ownAt() + k * d;
        int logvar = mean + components * d;
        double log = 0;
        for (int j = 0; j < d; j++) {
            double difference = (double) r.input()[z + j] - r.own()[mean + j];
            double v = r.own()[logvar + j];
            log -= (LOG_2PI + v + difference * difference * StrictMath.exp(-v)) / 2;
        }
        return log;
    }

    /// With the shares of the components in the workspace. The gradient of z comes last: it may take the place of z.
    private void gradients(DensityRows r, int row, int z, int d) {
        double[] share = (double[]) r.workspace();
        float[] own = r.own();
        float[] gradient = r.gradient();
        float[] ownGradient = r.ownGradient();
        if (gradient == null) {
            return;
        }
        int length = components * d;
        int to = r.ownGradientAt() + row * (2 * length + components);
        for (int j = 0; j < d; j++) {
            double sum = 0;
            double unit = r.input()[z + j];
            for (int k = 0; k < components; k++) {
                int at = k * d + j;
                double precision = StrictMath.exp(-own[r.ownAt() + length + at]);
                double difference = unit - own[r.ownAt() + at];
                double slope = r.scale() * share[k] * difference * precision;
                sum += slope;
                if (ownGradient != null) {
                    ownGradient[to + at] = (float) -slope;
                    ownGradient[to + length + at] = (float) (r.scale() * share[k] / 2 - slope * difference / 2);
                }
            }
            gradient[r.gradientAt() + row * d + j] = (float) sum;
        }
        for (int k = 0; k < components && ownGradient != null; k++) {
            ownGradient[to + 2 * length + k] = (float) (r.scale() * (StrictMath.exp(share[components + k]) - share[k]));
        }
    }

    @Override
    public double reference(double[] z, double[] x, double[] own) {
        int d = z.length;
        double weights = 0;
        double sum = 0;
        for (int k = 0; k < components; k++) {
            double log = own[2 * components * d + k];
            weights += StrictMath.exp(log);
            for (int j = 0; j < d; j++) {
                double logvar = own[(components + k) * d + j];
                log -= (LOG_2PI + logvar + StrictMath.pow(z[j] - own[k * d + j], 2) * StrictMath.exp(-logvar)) / 2;
            }
            sum += StrictMath.exp(log);
        }
        return StrictMath.log(weights) - StrictMath.log(sum);
    }

    @Override
    public void sample(float[] z, int zAt, float[] own, int ownAt, int units, Draws draws) {
        draws.others().uniform(z, zAt, 1);
        double[] weights = new double[components];
        logWeights(weights, 0, own, ownAt + 2 * components * units);
        double left = z[zAt];
        int k = 0;
        while (k < components - 1 && left >= StrictMath.exp(weights[k])) {
            left -= StrictMath.exp(weights[k]);
            k++;
        }
        draws.normal(z, zAt, units);
        int mean = ownAt + k * units;
        for (int j = 0; j < units; j++) {
            double deviation = StrictMath.exp(own[mean + components * units + j] / 2.0);
            z[zAt + j] = (float) (own[mean + j] + deviation * z[zAt + j]);
        }
    }

    @Override
    public String toString() {
        return "mixture:" + components;
    }
}
