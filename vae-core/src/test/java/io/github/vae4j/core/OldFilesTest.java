package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.LearningRate;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Optimiser;
import io.github.vae4j.kernels.Activation;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that vae4j 0.1 wrote stay readable: models, and checkpoints that were stopped in the middle of an epoch.
class OldFilesTest {
    private static final Dataset TRAIN = Datasets.digits().take(150);
    private static final Dataset VALIDATION = Datasets.digits().range(200, 250);

    @TempDir Path folder;

    private Path file(String name) throws Exception {
        Path file = folder.resolve(name + ".safetensors");
        try (InputStream in = OldFilesTest.class.getResourceAsStream("format-1/" + name + ".safetensors")) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    @Test
    void modelsHaveTheirSpecification() throws Exception {
        assertThat(Vae.load(file("plain-model")).spec()).isEqualTo(VaeSpec.of(64, 2).withHidden(6));
        assertThat(Vae.load(file("sgd-model")).spec())
                .isEqualTo(VaeSpec.of(64, 2).withHidden().withLikelihood(Likelihood.gaussian(0.25)));
        VaeSpec rich = Vae.load(file("rich-model")).spec();
        assertThat(rich.encoder()).isEqualTo(List.of(LayerSpec.dense(7), LayerSpec.dense(5)));
        assertThat(rich.activation()).isEqualTo(Activation.GELU);
        assertThat(rich.likelihood()).isEqualTo(Likelihood.gaussianLearned());
    }

    @Test
    void checkpointsHaveTheirConfiguration() throws Exception {
        try (Trainer trainer = Trainer.resume(file("rich-checkpoint"), 1)) {
            TrainingConfig config = trainer.config();
            assertThat(config.optimiser()).isEqualTo(Optimiser.adamW(2e-3, 0.01));
            assertThat(config.objective()).isEqualTo(Objective.beta(2).withWarmUp(2).withFreeBits(0.1));
            assertThat(config.learningRate()).isEqualTo(LearningRate.reduceOnPlateau(1, 0.5));
            assertThat(config.clipNorm()).isEqualTo(5);
            assertThat(config.dropLast()).isTrue();
            assertThat(config.shuffle()).isFalse();
            assertThat(config.earlyStopping()).isEqualTo(30);
            assertThat(config.seed()).isEqualTo(5);
            assertThat(trainer.vae().parameters()).isEqualTo(Vae.load(file("rich-model")).parameters());
            assertThat(trainer.fit(TRAIN, VALIDATION).epochs()).hasSize(3);
        }
        try (Trainer trainer = Trainer.resume(file("sgd-checkpoint"), 1)) {
            History history = trainer.fit(TRAIN);
            assertThat(history.epochs()).as("its epochs are done").hasSize(3);
            assertThat(history.last().cost()).isEqualTo(history.last().objective());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "continuous"})
    void trainingContinuesWithTheBitsOfTheTime(String name) throws Exception {
        try (Trainer trainer = Trainer.resume(file(name + "-checkpoint"), 2, 6)) {
            History history = trainer.fit(TRAIN, VALIDATION);
            assertThat(history.epochs()).hasSize(6);
            assertThat(trainer.vae().parameters()).isEqualTo(Vae.load(file(name + "-resumed")).parameters());
        }
    }
}
