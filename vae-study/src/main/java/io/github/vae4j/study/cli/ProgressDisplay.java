package io.github.vae4j.study.cli;

import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.study.evaluate.Evaluation;
import io.github.vae4j.study.report.PlainText;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// Shows how far trainings and other work are: bars on a terminal, plain lines elsewhere, nothing if it is to be quiet.
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
    static ProgressDisplay of(PrintWriter err, boolean quiet) {
        return new ProgressDisplay(err, quiet, Terminal.isStandardError());
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

    /// Work of a known amount begins; the caller closes what it gets.
    Evaluation.Progress work(String name, long total) {
        close();
        if (quiet || total == 0) {
            return new Evaluation.Progress() {
                @Override
                public void add(int amount) {}

                @Override
                public void close() {}
            };
        }
        return live ? new WorkBar(err, name, total) : new WorkLines(err, name, total);
    }

    /// Says something on a line of its own.
    void says(String what) {
        close();
        if (!quiet) {
            err.println(PlainText.line(what));
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
