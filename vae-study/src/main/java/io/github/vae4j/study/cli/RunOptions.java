package io.github.vae4j.study.cli;

import io.github.vae4j.study.run.OutputFolder;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options of a command that trains: the same, and a run can be continued.
final class RunOptions extends OutputOptions {
    @Option(names = "--resume",
            description = "Continue from the checkpoints in the folder; without any, begin and say so.") private boolean resume;

    boolean resume() {
        return resume;
    }

    @Override
    OutputFolder.Mode mode() {
        if (force() && resume) {
            throw new ParameterException(command().commandLine(),
                    "--force starts anew and --resume continues: choose one of them");
        }
        return resume ? OutputFolder.Mode.RESUME : super.mode();
    }
}
