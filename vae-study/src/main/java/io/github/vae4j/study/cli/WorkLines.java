package io.github.vae4j.study.cli;

import io.github.vae4j.study.evaluate.Evaluation;
import java.io.PrintWriter;
import java.util.Locale;

/// Work that is counted: a line now and then, twenty in all, with the time left at the pace so far.
final class WorkLines implements Evaluation.Progress {
    private static final int LINES = 20;

    private final PrintWriter out;
    private final String name;
    private final long total;
    private final long start = System.nanoTime();
    private long done;
    private long shown;

    WorkLines(PrintWriter out, String name, long total) {
        this.out = out;
        this.name = name;
        this.total = total;
    }

    @Override
    public synchronized void add(int amount) {
        done += amount;
        long line = done * LINES / Math.max(1, total);
        if (line > shown) {
            shown = line;
            double seconds = (System.nanoTime() - start) * 1e-9;
            out.printf(Locale.ROOT, "%s: %d %%, %,d s left%n", name, 100 * done / total,
                    Math.round(seconds / done * (total - done)));
            out.flush();
        }
    }

    @Override
    public void close() {}
}
