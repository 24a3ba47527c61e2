package io.github.vae4j.study.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The option of every command that needs a trained model.
final class ModelFileOption {
    @Option(names = "--model", required = true, description = "Model file (.safetensors).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path model;

    Path path() {
        return model;
    }
}
