package io.github.vae4j.study.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Whether standard error is a terminal. Java knows it of standard input and output only, and those may be something else:
/// with `2>log` nothing that moves belongs into the log.
final class Terminal {
    /// Set by the launcher, which can ask the shell.
    static final String PROPERTY = "vae4j.terminal";

    private static final Path LINUX = Path.of("/proc/self/fd/2");

    private Terminal() {}

    static boolean isStandardError() {
        return isTerminal(System.getProperty(PROPERTY), LINUX);
    }

    /// @param property what the launcher says, or `null`
    /// @param descriptor a link to what standard error is, where there is one
    static boolean isTerminal(@Nullable String property, Path descriptor) {
        if (property != null) {
            return Boolean.parseBoolean(property);
        }
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
