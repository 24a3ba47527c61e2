package io.github.vae4j.study.cli;

import io.github.vae4j.core.EpochReport;
import io.github.vae4j.core.StepReport;
import io.github.vae4j.core.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/// One training as a bar that moves: epoch, loss, KL, samples/s and the time left.
final class LiveProgress implements TrainingListener {
    // Losses of single batches jump: the figures shown follow them slowly.
    private static final double WEIGHT = 0.02;

    private final PrintWriter out;
    private final int epochs;
    private final ProgressBar bar;
    private long start;
    private long samples;
    private double cost = Double.NaN;
    private double kl = Double.NaN;
    private boolean ended;

    LiveProgress(PrintWriter out, String name, int epochs) {
        this.out = out;
        this.epochs = epochs;
        bar = TerminalBar.of(out, name, -1);
    }

    @Override
    public void onStep(StepReport report) {
        if (samples == 0) {
            start = System.nanoTime();
            cost = report.cost();
            kl = report.kl();
            bar.maxHint((long) epochs * report.stepsPerEpoch());
        }
        samples += report.samples();
        cost += WEIGHT * (report.cost() - cost);
        kl += WEIGHT * (report.kl() - kl);
        bar.stepTo((report.epoch() - 1L) * report.stepsPerEpoch() + report.step());
        if (report.step() % 10 == 0 || report.step() == report.stepsPerEpoch()) {
            bar.setExtraMessage(String.format(Locale.ROOT, " epoch %d, cost %.2f, KL %.2f, %,d samples/s",
                    report.epoch(), cost, kl, Math.round(samples / ((System.nanoTime() - start) * 1e-9))));
        }
    }

    @Override
    public void onEpoch(EpochReport report) {
        if (report.epoch() == epochs) {
            end();
        }
    }

    /// Leaves the bar as it is and begins a new line; again does nothing.
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        TerminalBar.end(out, bar);
    }
}
