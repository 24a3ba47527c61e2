package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.study.evaluate.Evaluation;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
    private final StringWriter err = new StringWriter();

    private void train(ProgressDisplay display, int epochs, int configured) {
        TrainingConfig config = TrainingConfig.defaults().withEpochs(epochs).withBatchSize(50).withThreads(1);
        try (Trainer trainer = Trainer.of(Vae.create(VaeSpec.of(64, 2).withHidden(4), 1), config)) {
            trainer.addListener(display.training("2 units", configured));
            trainer.fit(Datasets.digits().take(500));
        }
    }

    @Test
    void onATerminalABarMovesToItsEnd() {
        try (ProgressDisplay display = new ProgressDisplay(new PrintWriter(err), false, true)) {
            train(display, 3, 3);
            display.says("measuring");
        }
        String last = err.toString().substring(err.toString().lastIndexOf('\r'));
        assertThat(last).contains("2 units", "100%", "30/30", "epoch 3", "cost ", "KL ", "samples/s")
                .endsWith(System.lineSeparator() + "measuring" + System.lineSeparator());
    }

    @Test
    void aBarThatWasStoppedStaysWhereItIs() {
        try (ProgressDisplay display = new ProgressDisplay(new PrintWriter(err), false, true)) {
            train(display, 1, 4);
        }
        assertThat(err.toString()).contains("10/40").endsWith(System.lineSeparator());
    }

    @Test
    void elsewhereThereAreLines() {
        try (ProgressDisplay display = new ProgressDisplay(new PrintWriter(err), false, false)) {
            train(display, 2, 2);
        }
        assertThat(err.toString()).doesNotContain("\r").contains("epoch 2 of 2: cost ");
        assertThat(err.toString().lines()).hasSize(2);
    }

    @Test
    void workIsCountedOnATerminalAndElsewhere() {
        try (ProgressDisplay display = new ProgressDisplay(new PrintWriter(err), false, true);
                Evaluation.Progress work = display.work("sampling", 50)) {
            work.add(30);
            work.add(20);
        }
        assertThat(err.toString().substring(err.toString().lastIndexOf('\r'))).contains("sampling", "100%", "50/50")
                .endsWith(System.lineSeparator());
        err.getBuffer().setLength(0);
        try (ProgressDisplay display = new ProgressDisplay(new PrintWriter(err), false, false);
                Evaluation.Progress work = display.work("sampling", 1_000)) {
            for (int i = 0; i < 1_000; i++) {
                work.add(1);
            }
        }
        assertThat(err.toString().lines()).hasSize(20).last().isEqualTo("sampling: 100 %, 0 s left");
    }

    @Test
    void quietSaysNothing() {
        try (ProgressDisplay display = new ProgressDisplay(new PrintWriter(err), true, true)) {
            train(display, 2, 2);
            display.says("anything");
        }
        assertThat(err.toString()).isEmpty();
    }
}
