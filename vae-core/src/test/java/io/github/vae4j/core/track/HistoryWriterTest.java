package io.github.vae4j.core.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.core.EpochReport;
import io.github.vae4j.core.History;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Term;
import io.github.vae4j.core.spec.Weight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryWriterTest {
    private static final Dataset DATA = Datasets.digits().take(200);
    private static final Dataset VALIDATION = Datasets.digits().range(200, 300);
    private static final VaeSpec SPEC = VaeSpec.of(64, 3).withHidden(20);
    private static final TrainingConfig CONFIG = TrainingConfig.defaults().withEpochs(3).withThreads(1);

    @TempDir Path folder;

    @Test
    void everyTermIsAColumnAndEveryEpochALineWhenItEnds() throws IOException {
        Path csv = folder.resolve("h.csv");
        List<Integer> lines = new ArrayList<>();
        History history;
        TrainingConfig config = CONFIG
                .withObjective(Objective.elbo().plus(Term.totalCorrelation(), Weight.constant(2)));
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), config)) {
            trainer.addListener(HistoryWriter.csv(csv, trainer));
            trainer.addListener(new TrainingListener() {
                @Override
                public void onEpoch(EpochReport report) {
                    try {
                        lines.add(Files.readAllLines(csv).size());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
            assertThat(csv).doesNotExist();
            history = trainer.fit(DATA, VALIDATION);
        }
        assertThat(lines).containsExactly(2, 3, 4);
        List<String> written = Files.readAllLines(csv);
        assertThat(written.getFirst()).isEqualTo("epoch,cost,reconstruction,kl,total-correlation,"
                + "validationReconstruction,validationKl,validationTotalCorrelation,learningRate,seconds,"
                + "samplesPerSecond,objective,validationObjective");
        String[] cells = written.getLast().split(",", -1);
        assertThat(cells[0]).isEqualTo("3");
        assertThat(Double.parseDouble(cells[1])).isEqualTo(history.last().cost());
        assertThat(Double.parseDouble(cells[4])).isEqualTo(history.last().terms().get("total-correlation"));
        assertThat(Double.parseDouble(cells[12])).isEqualTo(history.last().validationObjective());
    }

    @Test
    void aLineOfJsonHasTheSameMembersAndNullForWhatIsNotKnown() throws IOException {
        Path json = folder.resolve("h.jsonl");
        History history;
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), CONFIG)) {
            trainer.addListener(HistoryWriter.jsonLines(json, trainer));
            history = trainer.fit(DATA);
        }
        List<String> lines = Files.readAllLines(json);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith("{\"epoch\":2,\"cost\":" + history.epochs().get(1).cost() + ",")
                .contains("\"validationKl\":null,").endsWith("\"validationObjective\":null}");
    }

    @Test
    void aRunThatContinuesHasAllEpochs() throws IOException {
        Path csv = folder.resolve("h.csv");
        Path checkpoint = folder.resolve("c");
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), CONFIG.withCheckpoint(checkpoint, 1))) {
            trainer.addListener(HistoryWriter.csv(csv, trainer));
            trainer.fit(DATA);
        }
        List<String> before = Files.readAllLines(csv);
        Files.writeString(csv, "epoch\n9\n");
        try (Trainer trainer = Trainer.resume(checkpoint, 1, 4)) {
            HistoryWriter writer = HistoryWriter.csv(csv, trainer);
            trainer.addListener(writer);
            trainer.fit(DATA);
            writer.begin();
        }
        List<String> after = Files.readAllLines(csv);
        assertThat(after).hasSize(5).startsWith(before.toArray(String[]::new));
    }

    @Test
    void withoutAnEpochThereIsAHeaderIfAskedFor() throws IOException {
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), CONFIG.withEpochs(0))) {
            HistoryWriter csv = HistoryWriter.csv(folder.resolve("h.csv"), trainer);
            HistoryWriter json = HistoryWriter.jsonLines(folder.resolve("h.jsonl"), trainer);
            csv.begin();
            json.begin();
        }
        assertThat(Files.readAllLines(folder.resolve("h.csv"))).hasSize(1);
        assertThat(folder.resolve("h.jsonl")).isEmptyFile();
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), CONFIG)) {
            HistoryWriter writer = HistoryWriter.csv(folder.resolve("none").resolve("h.csv"), trainer);
            assertThatThrownBy(writer::begin).isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("h.csv").hasMessageContaining("the folder for it does not exist");
        }
    }
}
