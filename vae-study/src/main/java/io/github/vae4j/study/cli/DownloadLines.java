package io.github.vae4j.study.cli;

import io.github.vae4j.core.data.DataStore;
import io.github.vae4j.study.report.PlainText;
import java.io.PrintWriter;
import java.util.Locale;

/// A line at the start of a download, at every tenth of it, and at its end.
final class DownloadLines implements DataStore.Progress {
    private static final double MB = 1e6;

    private final PrintWriter out;
    private String file = "";
    private long tenth;

    DownloadLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void downloaded(String name, long bytes, long total) {
        // Where the server does not say how much there is, a step is a megabyte.
        long step = total > 0 ? 10 * bytes / total : bytes / 1_000_000;
        if (name.equals(file) && step == tenth && bytes != total) {
            return;
        }
        file = name;
        tenth = step;
        String whole = total < 0 ? "" : String.format(Locale.ROOT, " of %.1f", total / MB);
        out.printf(Locale.ROOT, "downloading %s: %.1f%s MB%n", name, bytes / MB, whole);
        out.flush();
    }

    @Override
    public void damaged(String name) {
        out.println(PlainText.line(name + " is damaged and is downloaded again"));
        out.flush();
    }
}
