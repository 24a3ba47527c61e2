package io.github.vae4j.study.cli;

import io.github.vae4j.study.evaluate.Evaluation;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;

/// Work that is counted as a bar that moves, with the time left.
final class WorkBar implements Evaluation.Progress {
    private final PrintWriter out;
    private final ProgressBar bar;

    WorkBar(PrintWriter out, String name, long total) {
        this.out = out;
        bar = TerminalBar.of(out, name, total);
    }

    @Override
    public synchronized void add(int amount) {
        bar.stepBy(amount);
    }

    @Override
    public void close() {
        TerminalBar.end(out, bar);
    }
}
