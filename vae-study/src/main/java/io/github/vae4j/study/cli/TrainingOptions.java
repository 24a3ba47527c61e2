package io.github.vae4j.study.cli;

import io.github.vae4j.core.Objective;
import io.github.vae4j.core.Optimiser;
import io.github.vae4j.core.TrainingConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say how to train. What is not given stays as the command would have it.
final class TrainingOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(names = "--beta", description = "Weight of the KL term (default: 1).") private @Nullable Double beta;

    @Option(
            names = "--epochs",
            description = "Passes over the data (default: 75; in studies of less than 10,000 samples 300).") private @Nullable Integer epochs;

    @Option(names = "--batch", description = "Samples per step (default: 100).") private @Nullable Integer batch;

    @Option(names = "--lr",
            description = "Learning rate of Adam (default: 1e-3).") private @Nullable Double learningRate;

    /// The training that a command would do, with what was given in place of its own.
    ///
    /// @param least epochs: a study cannot do without
    /// @param compute seed and threads
    TrainingConfig config(TrainingConfig base, int least, ComputeOptions compute) {
        if (epochs != null && epochs < least) {
            throw new ParameterException(command.commandLine(),
                    "--epochs must be " + least + " or more but is " + epochs);
        }
        try {
            TrainingConfig config = base.withSeed(compute.seed()).withThreads(compute.threads());
            config = beta == null ? config : config.withObjective(Objective.beta(beta));
            config = epochs == null ? config : config.withEpochs(epochs);
            config = batch == null ? config : config.withBatchSize(batch);
            return learningRate == null ? config : config.withOptimiser(Optimiser.adam(learningRate));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
