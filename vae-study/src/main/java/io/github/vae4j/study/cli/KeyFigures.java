package io.github.vae4j.study.cli;

import io.github.vae4j.study.report.PlainText;
import io.github.vae4j.study.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;

/// The end of a command that reports: what it found, on standard output.
final class KeyFigures {
    private KeyFigures() {}

    static void print(PrintWriter stdout, Report report, Path page) {
        int width = report.keyFigures().stream().mapToInt(figure -> figure.name().length()).max().orElse(0);
        for (Report.KeyFigure figure : report.keyFigures()) {
            String reference = figure.reference().isEmpty() ? "" : "   (article: " + figure.reference() + ")";
            stdout.println(PlainText.escaped(
                    figure.name() + " ".repeat(width + 2 - figure.name().length()) + figure.value() + reference));
        }
        stdout.println("report: " + PlainText.escaped(page.toString()));
        stdout.flush();
    }
}
