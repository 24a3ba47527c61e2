package io.github.vae4j.core.internal;

import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.kernels.Activation;

/// The cost of a batch in double precision, straight from the formulas; parameters as [ParameterLayout] has them.
final class DoubleVae {
    private final VaeSpec spec;
    private final ParameterLayout layout;

    DoubleVae(VaeSpec spec) {
        this.spec = spec;
        layout = new ParameterLayout(spec);
    }

    /// Mean over the rows of -log p(x|z), plus `beta sum_j max(freeBits, mean KL_j)`.
    double cost(double[] parameters, float[] x, float[] noise, int rows, double beta, double freeBits) {
        int latent = spec.latent();
        double[] kl = new double[latent];
        double reconstruction = 0;
        for (int r = 0; r < rows; r++) {
            double[] below = new double[spec.features()];
            for (int i = 0; i < below.length; i++) {
                below[i] = x[r * below.length + i];
            }
            double[] target = below;
            for (ParameterLayout.Dense layer : layout.encoder()) {
                below = layer(layer, below, parameters);
            }
            double[] heads = layer(layout.heads(), below, parameters);
            double[] z = new double[latent];
            for (int j = 0; j < latent; j++) {
                double mean = heads[j];
                double logvar = heads[latent + j];
                z[j] = mean + Math.exp(logvar / 2) * noise[r * latent + j];
                kl[j] += (mean * mean + Math.expm1(logvar) - logvar) / 2;
            }
            below = z;
            for (ParameterLayout.Dense layer : layout.decoder()) {
                below = layer(layer, below, parameters);
            }
            double[] output = layer(layout.output(), below, parameters);
            double logVariance = spec.likelihood().learnsVariance() ? parameters[layout.logVariance()] : 0;
            for (int i = 0; i < output.length; i++) {
                reconstruction += nll(output[i], target[i], logVariance);
            }
        }
        double penalty = 0;
        for (int j = 0; j < latent; j++) {
            penalty += Math.max(freeBits, kl[j] / rows);
        }
        return reconstruction / rows + beta * penalty;
    }

    private double nll(double output, double x, double learned) {
        String likelihood = spec.likelihood().toString();
        return switch (likelihood) {
            case "bernoulli" -> Math.log1p(Math.exp(output)) - output * x;
            case "continuous-bernoulli" -> Math.log(Math.expm1(output) / output) - output * x;
            default -> {
                double logVariance = spec.likelihood().learnsVariance()
                        ? learned
                        : Math.log(Double.parseDouble(likelihood.substring("gaussian:".length())));
                yield (Math.log(2 * Math.PI) + logVariance + (output - x) * (output - x) * Math.exp(-logVariance)) / 2;
            }
        };
    }

    private double[] layer(ParameterLayout.Dense layer, double[] below, double[] parameters) {
        double[] out = new double[layer.out()];
        for (int j = 0; j < out.length; j++) {
            double sum = parameters[layer.bias() + j];
            for (int i = 0; i < below.length; i++) {
                sum += below[i] * parameters[layer.weights()
                        + io.github.vae4j.kernels.Dense.weightIndex(layer.in(), layer.out(), i, j)];
            }
            out[j] = activate(layer.activation(), sum);
        }
        return out;
    }

    private static double activate(Activation f, double x) {
        return switch (f) {
            case IDENTITY -> x;
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> x > 0 ? x : 0.01 * x;
            case ELU -> x > 0 ? x : Math.expm1(x);
            case SILU -> x / (1 + Math.exp(-x));
            case GELU -> x * (1 + erf(x / Math.sqrt(2))) / 2;
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case SOFTPLUS -> Math.log1p(Math.exp(x));
        };
    }

    /// The series `2 / sqrt(pi) exp(-x^2) sum_n 2^n x^(2n+1) / (1 3 5 ... (2n+1))`, whose terms have one sign.
    private static double erf(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
