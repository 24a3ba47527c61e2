package io.github.vae4j.study.cli;

import io.github.vae4j.core.Likelihood;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.kernels.Activation;
import picocli.CommandLine.Option;

/// The options that shape a model.
final class ModelOptions {
    @Option(
            names = "--latent",
            defaultValue = "20",
            description = "Latent units (default: ${DEFAULT-VALUE}).") private int latent;

    @Option(
            names = "--hidden",
            split = ",",
            defaultValue = "500,500",
            description = "Widths of the encoder's hidden layers, the decoder's in reverse (default: ${DEFAULT-VALUE}).") private int[] hidden = {};

    @Option(
            names = "--activation",
            defaultValue = "SOFTPLUS",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).") private Activation activation = Activation.SOFTPLUS;

    @Option(
            names = "--likelihood",
            defaultValue = "bernoulli",
            description = "bernoulli, continuous-bernoulli, gaussian, gaussian:VARIANCE or gaussian-learned"
                    + " (default: ${DEFAULT-VALUE}).") private String likelihood = "bernoulli";

    VaeSpec spec(int features) {
        return VaeSpec.of(features, latent)
                .withHidden(hidden)
                .withActivation(activation)
                .withLikelihood(Likelihood.parse(likelihood));
    }
}
