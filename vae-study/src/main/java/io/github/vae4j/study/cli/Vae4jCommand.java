package io.github.vae4j.study.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The root of the command line: the list of the commands and the options that all of them share.
@Command(
        name = "vae4j",
        description = "Trains variational autoencoders on the CPU and measures the latent space they learn.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage"},
        subcommands = {
            StudyCommand.class,
            TrainCommand.class,
            EncodeCommand.class,
            SampleCommand.class,
            EvaluateCommand.class,
            ExportCommand.class,
            MetricsCommand.class,
            DiffCommand.class,
            TopicsCommand.class,
            RecommendCommand.class,
            InfoCommand.class,
            CompletionCommand.class})
final class Vae4jCommand implements Callable<Integer> {
    static final String STACKTRACE = "--stacktrace";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = STACKTRACE,
            scope = ScopeType.INHERIT,
            description = "If the command fails, print where in the program.") private boolean stacktrace;

    boolean stacktrace() {
        return stacktrace;
    }

    @Override
    public Integer call() {
        CommandLine line = spec.commandLine();
        line.usage(line.getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
