package io.github.vae4j.study.cli;

import io.github.vae4j.study.evaluate.Evaluation;
import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Work that is counted as a bar that moves, with the time left.
final class WorkBar implements Evaluation.Progress {
    private static final int COLUMNS = 118;
    private static final int MILLIS = 200;

    private final PrintWriter out;
    private final ProgressBar bar;

    WorkBar(PrintWriter out, String name, long total) {
        this.out = out;
        bar = new ProgressBarBuilder().setTaskName(name).setInitialMax(total).setUpdateIntervalMillis(MILLIS)
                .setStyle(ProgressBarStyle.ASCII).continuousUpdate()
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, COLUMNS)).build();
    }

    private void draw(String line) {
        out.print('\r' + line);
        out.flush();
    }

    @Override
    public synchronized void add(int amount) {
        bar.stepBy(amount);
    }

    @Override
    public void close() {
        bar.close();
        out.println();
        out.flush();
    }
}
