package io.github.vae4j.study.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The command `bench` in the list of commands and in completion. The launcher runs it: benchmarks are another program,
/// on the class path, which this one does not know.
final class BenchEntry {
    static final String NAME = "bench";

    // Those of the program; a test compares.
    private static final List<String> FLAGS = List.of("--quick", "--full", "--peers", "--add", "--report");
    private static final List<String> VALUES = List.of("--family", "--threads", "--width", "--out", "--docs",
            "--baseline");

    private BenchEntry() {}

    static CommandLine command() {
        CommandSpec spec = command("Measures kernels, training and encoding: scalar against SIMD, and against peers.");
        FLAGS.forEach(name -> spec.addOption(OptionSpec.builder(name).type(boolean.class).build()));
        VALUES.forEach(name -> spec.addOption(OptionSpec.builder(name).type(String.class).build()));
        CommandSpec compare = command("Lists what has become slower or faster between two results.");
        CommandSpec phases = command("Shows where the time of a training step goes.");
        for (String name : List.of("--batch", "--threads", "--hand-over")) {
            phases.addOption(OptionSpec.builder(name).type(String.class).build());
        }
        spec.addSubcommand("compare", new CommandLine(compare));
        spec.addSubcommand("phases", new CommandLine(phases));
        return new CommandLine(spec);
    }

    private static CommandSpec command(String description) {
        Callable<Integer> run = () -> {
            throw new CommandFailedException("benchmarks are started by the launcher: ./vae4j " + NAME);
        };
        CommandSpec spec = CommandSpec.wrapWithoutInspection(run);
        spec.usageMessage().description(description);
        spec.parser().unmatchedArgumentsAllowed(true);
        return spec;
    }
}
