package io.github.vae4j.study.experiment;

import java.io.Serial;

/// Training was stopped from outside before its end; everything so far is saved.
public final class StoppedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    StoppedException(String message) {
        super(message);
    }

    StoppedException(String model, int epochs) {
        super("stopped after " + epochs + " epochs of the model " + model + ", which are saved: go on with --resume");
    }
}
