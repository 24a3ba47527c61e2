package io.github.vae4j.study;

import io.github.vae4j.study.cli.CommandLines;

/// Entry point of the application. The launcher `vae4j` starts it on the module path.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code: 0 done, 1 failed, 2 wrong usage.
    ///
    /// @param arguments the command and its options
    public static void main(String[] arguments) {
        System.exit(CommandLines.execute(arguments));
    }
}
