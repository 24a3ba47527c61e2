package io.github.vae4j.study.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A bar that moves on the last line of a terminal.
final class TerminalBar {
    private static final int COLUMNS = 118;
    private static final int MILLIS = 200;

    private TerminalBar() {}

    /// A new bar.
    ///
    /// @param total amount of work, -1 if it is not known yet
    static ProgressBar of(PrintWriter out, String name, long total) {
        return new ProgressBarBuilder().setTaskName(name).setInitialMax(total).setUpdateIntervalMillis(MILLIS)
                .setStyle(ProgressBarStyle.ASCII).continuousUpdate()
                .setConsumer(new DelegatingProgressBarConsumer(line -> draw(out, line), COLUMNS)).build();
    }

    private static void draw(PrintWriter out, String line) {
        out.print('\r' + line);
        out.flush();
    }

    /// Leaves a bar as it is and begins a new line.
    static void end(PrintWriter out, ProgressBar bar) {
        bar.close();
        out.println();
        out.flush();
    }
}
