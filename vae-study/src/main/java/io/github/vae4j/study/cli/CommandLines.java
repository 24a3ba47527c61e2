package io.github.vae4j.study.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        return execute(create(), arguments);
    }

    static int execute(CommandLine line, String... arguments) {
        try {
            ConfigFile.apply(line, arguments);
        } catch (IOException | CommandFailedException e) {
            return failed(e, line, false);
        }
        return line.execute(arguments);
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
            return oneLine(exception.getMessage());
        }
        String given = unmatched.getUnmatched().getFirst();
        boolean option = unmatched.isUnknownOption();
        boolean command = !option && !line.getSubcommands().isEmpty();
        List<String> known = option ? optionNames(line) : List.copyOf(line.getSubcommands().keySet());
        String kind = option ? "option" : command ? "command" : "argument";
        String nearest = option || command ? NearestMatch.find(option ? nameOf(given) : given, known) : null;
        return "unknown " + kind + " '" + given + "'" + (nearest == null ? "" : ", did you mean '" + nearest + "'?");
    }

    private static String nameOf(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? option : option.substring(0, equals);
    }

    private static List<String> optionNames(CommandLine line) {
        return line.getCommandSpec().optionsMap().keySet().stream().toList();
    }

    private static int failed(Exception exception, CommandLine line, boolean stacktrace) {
        print(line.getErr(), failureMessage(exception), exception, stacktrace);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String failureMessage(Exception exception) {
        return switch (exception) {
            case UncheckedIOException unchecked when unchecked.getCause() != null ->
                    failureMessage(unchecked.getCause());
            case NoSuchFileException missing -> "no such file or folder: " + missing.getFile();
            case AccessDeniedException denied -> "no permission to use " + denied.getFile();
            case FileAlreadyExistsException exists -> "already there: " + exists.getFile();
            case IOException io -> describe(io);
            case CommandFailedException failure -> describe(failure);
            case IllegalArgumentException refused -> describe(refused);
            default -> "unexpected error, please report it with the output of --stacktrace: " + exception;
        };
    }

    private static String describe(Exception exception) {
        String message = exception.getMessage();
        return message == null ? exception.getClass().getSimpleName() : oneLine(message);
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "wrong usage" : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static void print(PrintWriter err, String message, Exception exception, boolean stacktrace) {
        err.println("vae4j: " + message);
        if (stacktrace) {
            exception.printStackTrace(err);
        }
        err.flush();
    }
}
