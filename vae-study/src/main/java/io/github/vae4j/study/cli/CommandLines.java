package io.github.vae4j.study.cli;

import io.github.vae4j.core.file.IoReason;
import io.github.vae4j.study.report.PlainText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Puts the command line together: the commands, and errors as one line with the exit code that fits.
public final class CommandLines {
    private CommandLines() {}

    /// A command line that is ready to execute arguments, once.
    ///
    /// @return a new command line that writes to standard output and standard error
    public static CommandLine create() {
        return with();
    }

    /// Runs one command. Options that are not given come from the file that `--config` names, if it is given.
    ///
    /// @param arguments the command and its options
    /// @return the exit code: 0 done, 1 failed, 2 wrong usage
    public static int execute(String... arguments) {
        return execute(create(), StandardOutput.ofProcess(), arguments);
    }

    static int execute(CommandLine line, StandardOutput output, String... arguments) {
        int code = execute(line.setOut(output.writer()), arguments);
        line.getOut().flush();
        IOException failure = output.failure();
        if (failure == null) {
            return code;
        }
        return failed(new CommandFailedException("standard output cannot be written: " + IoReason.of(failure), failure),
                line, false) | code;
    }

    static int execute(CommandLine line, String... arguments) {
        try {
            ConfigFile.apply(line, arguments);
            return line.execute(arguments);
        } catch (IOException | RuntimeException e) {
            return failed(e, line, asksForStacktrace(arguments));
        } catch (Error e) {
            // Of memory that is used up, a file that was cut while it was mapped, or classes that are gone, a user learns
            // as of anything else.
            return failed(e, line, asksForStacktrace(arguments));
        }
    }

    private static boolean asksForStacktrace(String... arguments) {
        return List.of(arguments).contains(Vae4jCommand.STACKTRACE);
    }

    /// The same with more commands. Handlers reach only the commands that are there when they are set.
    static CommandLine with(Object... commands) {
        Vae4jCommand root = new Vae4jCommand();
        CommandLine line = new CommandLine(root).addSubcommand(BenchEntry.NAME, BenchEntry.command());
        for (Object command : commands) {
            line.addSubcommand(command);
        }
        return line
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((exception, arguments) -> wrongUsage(exception, root.stacktrace()))
                .setExecutionExceptionHandler(
                        (exception, failed, result) -> failed(exception, failed, root.stacktrace()));
    }

    private static int wrongUsage(ParameterException exception, boolean stacktrace) {
        CommandLine line = exception.getCommandLine();
        print(line.getErr(), usageMessage(exception) + " (see '" + line.getCommandSpec().qualifiedName() + " --help')",
                exception, stacktrace);
        return CommandLine.ExitCode.USAGE;
    }

    private static String usageMessage(ParameterException exception) {
        CommandLine line = exception.getCommandLine();
        if (!(exception instanceof UnmatchedArgumentException unmatched) || unmatched.getUnmatched().isEmpty()) {
            return PlainText.line(exception.getMessage() == null ? "wrong usage" : exception.getMessage());
        }
        String given = unmatched.getUnmatched().getFirst();
        boolean option = unmatched.isUnknownOption();
        boolean command = !option && !line.getSubcommands().isEmpty();
        List<String> known = option ? optionNames(line) : List.copyOf(line.getSubcommands().keySet());
        String kind = option ? "option" : command ? "command" : "argument";
        String nearest = option || command ? NearestMatch.find(option ? nameOf(given) : given, known) : null;
        return PlainText.line(
                "unknown " + kind + " '" + given + "'" + (nearest == null ? "" : ", did you mean '" + nearest + "'?"));
    }

    private static String nameOf(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? option : option.substring(0, equals);
    }

    private static List<String> optionNames(CommandLine line) {
        return line.getCommandSpec().optionsMap().keySet().stream().toList();
    }

    private static int failed(Throwable failure, CommandLine line, boolean stacktrace) {
        print(line.getErr(), FailureText.of(failure), failure, stacktrace);
        // 1, unless a command says otherwise.
        return line.getCommandSpec().exitCodeOnExecutionException();
    }

    private static void print(PrintWriter err, String message, Throwable failure, boolean stacktrace) {
        err.println("vae4j: " + message);
        if (stacktrace) {
            failure.printStackTrace(err);
        }
        err.flush();
    }
}
