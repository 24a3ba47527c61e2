package io.github.vae4j.metrics;

import java.io.IOException;
import java.io.Serial;

/// Bytes that are no accumulator of the wanted kind: something else, cut short, damaged, or written by a newer version.
public final class AccumulatorFormatException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    /// An error with its message.
    ///
    /// @param message what is wrong, and what was expected
    public AccumulatorFormatException(String message) {
        super(message);
    }
}
