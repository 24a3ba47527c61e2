package io.github.vae4j.study.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints a script with which bash and zsh complete commands and options.
@Command(
        name = "completion",
        description = {
            "Prints a completion script for bash and zsh.",
            "Use it in the current shell:  source <(./vae4j completion)"
        })
final class CompletionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("vae4j", spec.root().commandLine()));
        out.flush();
    }
}
