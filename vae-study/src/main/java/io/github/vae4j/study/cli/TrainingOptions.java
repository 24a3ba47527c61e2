package io.github.vae4j.study.cli;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.core.spec.Setting;
import io.github.vae4j.core.spec.Weight;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say how to train. What is not given stays as the command would have it.
final class TrainingOptions {
    // The seed is an option of every command that draws random numbers, see ComputeOptions.
    private static final List<Setting<TrainingConfig>> SETTINGS = TrainingConfig.settings().stream()
            .filter(setting -> !setting.name().equals("seed")).toList();

    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(names = "--beta", description = "Short for --kl-weight with a number.") private @Nullable Double beta;

    @Option(names = "--warm-up",
            description = "Epochs over which the weight of the KL term rises from 0: short for --kl-weight"
                    + " linear:WEIGHT:EPOCHS.") private @Nullable Double warmUp;

    @Option(names = "--freeze", split = ",", paramLabel = "NAME",
            description = "Parameters that do not move, for example encoder.*: short for --rates NAME=0.") private String @Nullable [] frozen;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("unused") // picocli calls it
    void command(CommandSpec mixee) {
        command = mixee;
        SettingOptions.add(mixee, SETTINGS, TrainingConfig.defaults());
    }

    /// The training that a command would do, with what was given in place of its own.
    ///
    /// @param least epochs: a study cannot do without
    /// @param compute seed and threads
    TrainingConfig config(TrainingConfig base, int least, ComputeOptions compute) {
        try {
            TrainingConfig config = SettingOptions.apply(command, SETTINGS, base);
            if (config.epochs() < least) {
                throw new IllegalArgumentException("--epochs must be " + least + " or more but is " + config.epochs());
            }
            Objective objective = config.objective();
            objective = beta == null ? objective : objective.withKlWeight(Weight.constant(beta));
            if (warmUp != null) {
                objective = objective.withKlWeight(
                        Weight.linear(objective.klWeight().slope(0, Progress.END), warmUp));
            }
            config = config.withObjective(objective);
            for (String name : frozen == null ? new String[0] : frozen) {
                config = config.withFrozen(name);
            }
            return config.withSeed(compute.seed()).withThreads(compute.threads());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
