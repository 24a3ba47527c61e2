package io.github.vae4j.study.cli;

import io.github.vae4j.core.file.IoReason;
import io.github.vae4j.study.report.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/// What went wrong, in one sentence: whatever ends a command ends it so.
final class FailureText {
    private static final String REPORT = "unexpected error, please report it with the output of --stacktrace: ";

    private FailureText() {}

    static String of(Throwable failure) {
        return PlainText.line(switch (failure) {
            case UncheckedIOException unchecked when unchecked.getCause() != null -> io(unchecked.getCause());
            case IOException io -> io(io);
            case CommandFailedException failed -> described(failed);
            case IllegalArgumentException refused -> described(refused);
            case OutOfMemoryError memory -> memory(memory);
            case StackOverflowError _ ->
                    "the stack of a thread is used up: what was read may be nested too deeply, or set"
                            + " VAE4J_JAVA_OPTS=-Xss16m";
            case LinkageError link -> "a part of the program cannot be loaded (" + link
                    + "): its files have changed or are gone; start it again";
            case InternalError internal -> "a file that was being read became shorter, or its disk failed ("
                    + internal.getMessage() + ")";
            default -> REPORT + failure;
        });
    }

    private static String io(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such file or folder: " + missing.getFile();
            case AccessDeniedException denied -> "no permission to use " + denied.getFile();
            case FileAlreadyExistsException exists -> "already there: " + exists.getFile();
            case FileSystemException system when system.getFile() != null ->
                    system.getFile() + ": " + IoReason.of(system);
            default -> IoReason.isForeign(e) ? "input or output failed: " + IoReason.of(e) : described(e);
        };
    }

    private static String described(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String memory(OutOfMemoryError e) {
        String reason = String.valueOf(e.getMessage());
        if (reason.contains("native thread")) {
            return "the system gives this process no more threads or memory (" + reason + "): use fewer --threads";
        }
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        return String.format(Locale.ROOT,
                "out of memory: the heap of %,d MB does not suffice (%s): set VAE4J_JAVA_OPTS=-Xmx%dm or more where"
                        + " there is so much memory, or use less data, a smaller model or smaller batches",
                megabytes, reason, 2 * megabytes);
    }
}
