package io.github.vae4j.study.cli;

import io.github.vae4j.core.EpochReport;
import io.github.vae4j.core.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;

/// A line now and then, twenty in a training: costs, rate and the time left at the pace so far.
final class ProgressLines implements TrainingListener {
    private static final int LINES = 20;

    private final PrintWriter out;
    private final int epochs;
    private double seconds;
    private int done;

    ProgressLines(PrintWriter out, int epochs) {
        this.out = out;
        this.epochs = epochs;
    }

    @Override
    public void onEpoch(EpochReport report) {
        seconds += report.seconds();
        done++;
        int every = Math.max(1, epochs / LINES);
        if (report.epoch() % every != 0 && report.epoch() != 1 && report.epoch() != epochs) {
            return;
        }
        String validation = report.validationCost().isPresent()
                ? String.format(Locale.ROOT, ", validation %.2f", report.validationCost().getAsDouble())
                : "";
        out.printf(Locale.ROOT,
                "epoch %d of %d: cost %.2f = reconstruction %.2f + KL %.2f nats%s, %,d samples/s, %d s left%n",
                report.epoch(), epochs, report.cost(), report.reconstruction(), report.kl(), validation,
                Math.round(report.samplesPerSecond()), Math.round(seconds / done * (epochs - report.epoch())));
        out.flush();
    }
}
