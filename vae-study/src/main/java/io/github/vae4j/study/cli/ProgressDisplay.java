package io.github.vae4j.study.cli;

import io.github.vae4j.core.TrainingListener;
import java.io.Console;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// Shows how far trainings are: bars on a terminal, plain lines elsewhere, nothing if it is to be quiet.
final class ProgressDisplay implements AutoCloseable {
    private final PrintWriter err;
    private final boolean quiet;
    private final boolean live;
    private @Nullable LiveProgress bar;

    ProgressDisplay(PrintWriter err, boolean quiet, boolean live) {
        this.err = err;
        this.quiet = quiet;
        this.live = live;
    }

    /// A display that suits what this process writes to.
    @SuppressWarnings("SystemConsoleNull") // it is null where there is no terminal, again since JDK 25
    static ProgressDisplay of(PrintWriter err, boolean quiet) {
        Console console = System.console();
        return new ProgressDisplay(err, quiet, console != null && console.isTerminal());
    }

    /// A training begins, and the one before has ended.
    TrainingListener training(String name, int epochs) {
        close();
        if (quiet) {
            return new TrainingListener() {};
        }
        if (!live) {
            return new ProgressLines(err, epochs);
        }
        bar = new LiveProgress(err, name, epochs);
        return bar;
    }

    /// Says something on a line of its own.
    void says(String what) {
        close();
        if (!quiet) {
            err.println(what);
            err.flush();
        }
    }

    /// Ends the bar of a training that has ended or was stopped.
    @Override
    public void close() {
        if (bar != null) {
            bar.end();
            bar = null;
        }
    }
}
