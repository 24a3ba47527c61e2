package io.github.vae4j.benchmarks.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `vae4j bench compare`.
@Command(
        name = "compare",
        description = "Lists what is slower or faster in a result of JMH than in another, beyond the error bars.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is slower", "1:something is slower, or a file cannot be read", "2:wrong usage"})
final class CompareCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<before>", description = "JSON of JMH.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path before;

    @Parameters(index = "1", paramLabel = "<after>", description = "JSON of JMH.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path after;

    @Override
    public Integer call() throws IOException {
        Comparison comparison = Comparison.of(Results.read(before), Results.read(after));
        PrintWriter print = spec.commandLine().getOut();
        comparison.changes().forEach(print::println);
        comparison.notCompared().forEach(key -> print.println("not compared: " + key));
        print.println(comparison.compared() + " compared, " + comparison.regressions().size() + " slower, "
                + (comparison.changes().size() - comparison.regressions().size()) + " faster, "
                + comparison.notCompared().size() + " in one file only or without error bars");
        return comparison.regressions().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
