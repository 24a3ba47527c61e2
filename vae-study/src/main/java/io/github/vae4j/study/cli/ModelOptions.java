package io.github.vae4j.study.cli;

import io.github.vae4j.core.Likelihood;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.kernels.Activation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that shape a model. What is not given stays as the command would have it.
final class ModelOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(names = "--latent", description = "Latent units (default: 20).") private @Nullable Integer latent;

    @Option(
            names = "--hidden",
            split = ",",
            description = "Widths of the encoder's hidden layers, the decoder's in reverse (default: 500,500; in studies of"
                    + " less than 10,000 samples 200,200).") private int @Nullable [] hidden;

    @Option(
            names = "--activation",
            description = "One of ${COMPLETION-CANDIDATES} (default: SOFTPLUS).") private @Nullable Activation activation;

    @Option(
            names = "--likelihood",
            description = "bernoulli, continuous-bernoulli, gaussian, gaussian:VARIANCE or gaussian-learned (default:"
                    + " bernoulli; in studies of data beyond 0 to 1 gaussian-learned).") private @Nullable String likelihood;

    /// The model that a command would take, with what was given in place of its own.
    VaeSpec spec(VaeSpec base) {
        try {
            VaeSpec spec = base;
            spec = latent == null ? spec : spec.withLatent(latent);
            spec = hidden == null ? spec : spec.withHidden(hidden);
            spec = activation == null ? spec : spec.withActivation(activation);
            return likelihood == null ? spec : spec.withLikelihood(Likelihood.parse(likelihood));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
