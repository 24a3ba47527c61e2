package io.github.vae4j.study.cli;

import io.github.vae4j.study.run.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options of every command that writes into a folder.
class OutputOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(names = "--out",
            description = "Folder of the results (default: vae4j-${COMMAND-NAME}).") private @Nullable Path out;

    @Option(names = "--force",
            description = "Replace the results of vae4j that are in the folder.") private boolean force;

    @Option(
            names = ConfigFile.OPTION,
            description = "File with options, .yaml or .properties; the command line goes before.")
    @SuppressWarnings("unused") // read before picocli reads the arguments
    private @Nullable Path config;

    @Option(names = "--quiet", description = "Print the results only.") private boolean quiet;

    CommandSpec command() {
        return command;
    }

    boolean force() {
        return force;
    }

    boolean quiet() {
        return quiet;
    }

    /// The folder, as it was given.
    Path path() {
        return out == null ? Path.of("vae4j-" + command.name()) : out;
    }

    OutputFolder.Mode mode() {
        return force ? OutputFolder.Mode.FORCE : OutputFolder.Mode.NEW;
    }

    /// What is said while the command runs, on standard error.
    ProgressDisplay display() {
        return ProgressDisplay.of(command.commandLine().getErr(), quiet);
    }

    /// Opens the folder, before anything is read that takes long; nothing in it has changed then.
    OutputFolder open(ProgressDisplay display) throws IOException {
        return open(display, command.name());
    }

    /// The same for a command that does different things.
    OutputFolder open(ProgressDisplay display, String what) throws IOException {
        return OutputFolder.open(path(), mode(), what, display::says);
    }
}
