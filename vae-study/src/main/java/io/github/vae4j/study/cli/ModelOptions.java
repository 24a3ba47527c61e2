package io.github.vae4j.study.cli;

import io.github.vae4j.core.VaeSpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that shape a model. What is not given stays as the command would have it.
final class ModelOptions {
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(
            names = "--hidden",
            split = ",",
            description = "Widths of the encoder's hidden layers, the decoder's in reverse (default: 500,500; in studies of"
                    + " less than 10,000 samples 200,200).") private int @Nullable [] hidden;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("unused") // picocli calls it
    void command(CommandSpec mixee) {
        command = mixee;
        SettingOptions.add(mixee, VaeSpec.settings(), VaeSpec.of(1, 20));
    }

    /// The model that a command would take, with what was given in place of its own.
    VaeSpec spec(VaeSpec base) {
        try {
            VaeSpec spec = hidden == null ? base : base.withHidden(hidden);
            return SettingOptions.apply(command, VaeSpec.settings(), spec);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
