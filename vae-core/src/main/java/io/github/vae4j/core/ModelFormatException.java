package io.github.vae4j.core;

import java.io.IOException;

/// A model or checkpoint file that cannot be used: damaged, cut short, of another format, version or model.
public final class ModelFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /// An error with its message.
    ///
    /// @param message names the file, what is wrong with it and what was expected
    public ModelFormatException(String message) {
        super(message);
    }
}
