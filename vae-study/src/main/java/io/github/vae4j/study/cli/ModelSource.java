package io.github.vae4j.study.cli;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.spec.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The option of a command that measures a model and trains one unless it is given one.
final class ModelSource {
    private static final List<String> OTHERS = List.of("hidden", "beta", "warm-up", "freeze", "resume");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(names = "--model",
            description = "Model file (.safetensors) to measure; without it a model is trained.") private @Nullable Path model;

    /// The file, or null if a model is to be trained.
    ///
    /// @throws ParameterException if there is a file and options of training as well
    @Nullable
    Path file() {
        if (model == null) {
            return null;
        }
        Stream.of(VaeSpec.settings().stream().map(Setting::name),
                TrainingConfig.settings().stream().map(Setting::name).filter(name -> !name.equals("seed")),
                OTHERS.stream())
                .flatMap(names -> names).map(name -> "--" + name)
                .filter(name -> command.commandLine().getParseResult().hasMatchedOption(name)).findFirst()
                .ifPresent(name -> {
                    throw new ParameterException(command.commandLine(),
                            "--model is measured as it is: leave out " + name + ", or leave out --model to train");
                });
        return model;
    }
}
