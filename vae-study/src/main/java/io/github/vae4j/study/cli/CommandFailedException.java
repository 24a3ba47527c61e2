package io.github.vae4j.study.cli;

import java.io.Serial;

/// Ends a command with exit code 1 and one sentence for the user: what went wrong, where, and what to do about it.
public final class CommandFailedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /// A failure with its explanation.
    ///
    /// @param message one sentence without a full stop
    public CommandFailedException(String message) {
        super(message);
    }

    /// A failure with its explanation and what caused it.
    ///
    /// @param message one sentence without a full stop
    /// @param cause shown with `--stacktrace`
    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
