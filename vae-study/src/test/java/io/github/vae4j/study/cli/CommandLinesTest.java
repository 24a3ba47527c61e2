package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandLinesTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line = commandLine(new CommandFailedException("full"));

    private CommandLine commandLine(Exception thrownByFail) {
        return CommandLines.with(new Failing(thrownByFail)).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }

    @ParameterizedTest
    @CsvSource({"--version", "--help", "info", "completion"})
    void doneIsZero(String argument) {
        assertThat(line.execute(argument)).isZero();
        assertThat(out.toString()).isNotBlank();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void noCommandShowsTheCommandsAndIsWrongUsage() {
        assertThat(line.execute()).isEqualTo(2);
        assertThat(err.toString()).contains("info", "completion", "Exit codes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "inof | unknown command 'inof', did you mean 'info'? (see 'vae4j --help')",
        "compltion | unknown command 'compltion', did you mean 'completion'? (see 'vae4j --help')",
        "zebra | unknown command 'zebra' (see 'vae4j --help')",
        "--versoin | unknown option '--versoin', did you mean '--version'? (see 'vae4j --help')",
        "-z | unknown option '-z' (see 'vae4j --help')",
        "info --stacktrase=1 | unknown option '--stacktrase=1', did you mean '--stacktrace'? (see 'vae4j info --help')",
        "study --data mnits | 'mnits' is neither a data set (digits, mails, mnist, fashion-mnist) nor a file or folder, did you mean 'mnist'? (see 'vae4j study --help')",
        "study --data cifar | 'cifar' is neither a data set (digits, mails, mnist, fashion-mnist) nor a file or folder (see 'vae4j study --help')",
        "train --label-column 0 | the data set digits has labels of its own: --labels and --label-column are for files (see 'vae4j train --help')",
        "info more | unknown argument 'more' (see 'vae4j info --help')",
        "fail --count x | Invalid value for option '--count': 'x' is not an int (see 'vae4j fail --help')"})
    void wrongUsageIsTwoAndOneLine(String arguments, String expected) {
        assertThat(line.execute(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("vae4j: " + expected + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void failureIsOneAndOneLine() {
        assertFailure(new CommandFailedException("the moon is\n  full"), "the moon is full");
        assertFailure(new IllegalArgumentException("latent must be at least 1 but is 0"),
                "latent must be at least 1 but is 0");
        assertFailure(new NoSuchFileException("a.npy"), "no such file or folder: a.npy");
        assertFailure(new IllegalStateException("odd"),
                "unexpected error, please report it with the output of --stacktrace: java.lang.IllegalStateException: odd");
    }

    private void assertFailure(Exception exception, String expected) {
        err.getBuffer().setLength(0);
        assertThat(commandLine(exception).execute("fail")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("vae4j: " + expected + System.lineSeparator());
    }

    @Test
    void stacktraceTellsWhere() {
        assertThat(line.execute("fail", "--stacktrace")).isEqualTo(1);
        assertThat(err.toString()).startsWith("vae4j: full" + System.lineSeparator()).contains("at ",
                "CommandLinesTest");
    }

    @Test
    void infoNamesTheKernelsAndWhy() {
        assertThat(line.execute("info")).isZero();
        assertThat(out.toString()).containsSubsequence("JDK", "CPU", "threads", "kernels", "because", "SIMD width",
                "FMA");
    }

    @Test
    void completionKnowsCommandsAndOptions() {
        assertThat(line.execute("completion")).isZero();
        assertThat(out.toString()).contains("info", "--stacktrace", "complete -F");
    }

    @Test
    void benchIsListedAndCompletedAsTheLauncherRunsIt() throws IOException {
        assertThat(line.execute("--help")).isZero();
        assertThat(out.toString()).contains("  bench ", "scalar against SIMD");
        assertThat(options(line.getSubcommands().get("bench"))).isEqualTo(optionsIn("BenchCommand"));
        assertThat(options(line.getSubcommands().get("bench").getSubcommands().get("phases")))
                .isEqualTo(optionsIn("PhasesCommand"));
        assertThat(line.execute("completion")).isZero();
        assertThat(out.toString()).contains("'--baseline'", "phases");

        err.getBuffer().setLength(0);
        assertThat(line.execute("bench", "--family", "matmul")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("vae4j: benchmarks are started by the launcher: ./vae4j bench"
                + System.lineSeparator());
    }

    private static Set<String> options(CommandLine command) {
        Set<String> names = new TreeSet<>(command.getCommandSpec().optionsMap().keySet());
        names.removeAll(Set.of("-h", "--help", "-V", "--version", "--stacktrace"));
        return names;
    }

    /// The options that a command of the benchmarks declares: this module does not know them.
    private static Set<String> optionsIn(String command) throws IOException {
        String source = Files.readString(Path.of("..", "benchmarks", "src", "main", "java", "io", "github", "vae4j",
                "benchmarks", "tool", command + ".java"));
        Set<String> names = Pattern.compile("names = \"(--[a-z-]+)\"").matcher(source).results()
                .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).hasSizeGreaterThan(2);
        return names;
    }

    @Command(name = "fail", mixinStandardHelpOptions = true)
    private static final class Failing implements Callable<Integer> {
        private final Exception exception;

        @CommandLine.Option(names = "--count") private int count;

        Failing(Exception exception) {
            this.exception = exception;
        }

        @Override
        public Integer call() throws Exception {
            if (count >= 0) {
                throw exception;
            }
            return count;
        }
    }
}
