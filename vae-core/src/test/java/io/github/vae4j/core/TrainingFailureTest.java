package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Optimiser;
import io.github.vae4j.kernels.Activation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A loss or gradient that is not finite ends training, says where and why, and leaves a model that is good.
class TrainingFailureTest {
    private static final Dataset DATA = Datasets.digits().take(350);
    private static final VaeSpec SPEC = VaeSpec.of(64, 3).withHidden(20, 10);
    /// 4 steps per epoch.
    private static final TrainingConfig CONFIG = TrainingConfig.defaults().withEpochs(3).withBatchSize(100)
            .withThreads(2);

    @TempDir Path folder;

    /// Spoils the model once, after a step, as an update of the wrong size would.
    private static final class Spoiler implements TrainingListener {
        private final Vae vae;
        private final int epoch;
        private final int step;
        private boolean done;

        Spoiler(Vae vae, int epoch, int step) {
            this.vae = vae;
            this.epoch = epoch;
            this.step = step;
        }

        @Override
        public void onStep(StepReport report) {
            if (report.epoch() == epoch && report.step() == step && !done) {
                vae.parameters()[17] = Float.NaN;
                done = true;
            }
        }
    }

    private static TrainingException failure(Trainer trainer, Dataset data) {
        return catchThrowableOfType(TrainingException.class, () -> trainer.fit(data));
    }

    @Test
    void updatesThatAreTooLarge() {
        Vae vae = Vae.create(SPEC.withLikelihood(Likelihood.gaussian(1e-6)).withActivation(Activation.RELU), 1);
        try (Trainer trainer = Trainer.of(vae, CONFIG.withOptimiser(Optimiser.sgd(100, 0.9)))) {
            TrainingException failure = failure(trainer, DATA);
            assertThat(failure).hasMessageContaining("epoch 1, step 2: the loss is NaN")
                    .hasMessageContaining("from before step 1 again").hasMessageContaining("smaller learning rate")
                    .hasMessageContaining("(now 100.0)").hasMessageContaining("gradient clipping");
            assertThat(failure.epoch()).isEqualTo(1);
            assertThat(failure.step()).isEqualTo(2);
        }
        assertThat(vae.elbo(DATA, 1).meanCost()).as("the model that is left").isFinite();
    }

    @Test
    void theStateBeforeIsGoodAndTrainingCanGoOnFromIt() throws Exception {
        Vae undisturbed = Vae.create(SPEC, 1);
        try (Trainer trainer = Trainer.of(undisturbed, CONFIG)) {
            trainer.fit(DATA);
        }
        Path file = folder.resolve("after-failure.safetensors");
        Vae vae = Vae.create(SPEC, 1);
        float[][] afterFirstEpoch = {null};
        try (Trainer trainer = Trainer.of(vae, CONFIG)) {
            trainer.addListener(new Spoiler(vae, 2, 3));
            trainer.addListener(new TrainingListener() {
                @Override
                public void onEpoch(EpochReport report) {
                    if (report.epoch() == 1) {
                        afterFirstEpoch[0] = vae.parameters().clone();
                    }
                }
            });
            TrainingException failure = failure(trainer, DATA);
            assertThat(failure).hasMessageStartingWith("epoch 2, step 4: the loss is NaN");
            assertThat(vae.parameters()).isEqualTo(afterFirstEpoch[0]);
            trainer.saveCheckpoint(file);
        }
        try (Trainer trainer = Trainer.resume(file, 1)) {
            assertThat(trainer.fit(DATA).epochs()).hasSize(3);
            assertThat(trainer.vae().parameters()).isEqualTo(undisturbed.parameters());
        }
    }

    @Test
    void theLastUpdateOfAnEpochIsCheckedBeforeItIsSaved() throws Exception {
        Path file = folder.resolve("checkpoint.safetensors");
        Vae vae = Vae.create(SPEC, 1);
        try (Trainer trainer = Trainer.of(vae, CONFIG.withEpochs(2).withCheckpoint(file, 1))) {
            trainer.addListener(new Spoiler(vae, 2, 4));
            assertThat(failure(trainer, DATA)).hasMessageContaining("epoch 2, step 4: the loss after it is NaN");
        }
        assertThat(vae.elbo(DATA, 1).meanCost()).isFinite();
        assertThat(Vae.load(file).parameters()).as("the checkpoint of epoch 1").isEqualTo(vae.parameters());
        try (Trainer trainer = Trainer.resume(file, 1, 1)) {
            assertThat(trainer.fit(DATA).epochs()).hasSize(1);
        }
    }

    @Test
    void theValidationLossCounts() {
        float[] far = new float[64];
        far[3] = 1e30f;
        Vae vae = Vae.create(SPEC.withLikelihood(Likelihood.gaussian(1)), 1);
        float[] before = vae.parameters().clone();
        try (Trainer trainer = Trainer.of(vae, CONFIG)) {
            assertThatThrownBy(() -> trainer.fit(DATA, Datasets.of(far, 64)))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("epoch 1, step 4: the validation loss after it is Infinity");
        }
        assertThat(vae.parameters()).isEqualTo(before);
    }

    @Test
    void aGradientTooLargeForItsSquaresMovesNothing() {
        Vae vae = Vae.create(SPEC.withLikelihood(Likelihood.gaussian(1e-36)), 1);
        float[] before = vae.parameters().clone();
        for (double clip : new double[] {0, 1}) {
            try (Trainer trainer = Trainer.of(vae, CONFIG.withClipNorm(clip))) {
                assertThat(failure(trainer, DATA))
                        .hasMessageContaining("epoch 1, step 1: the norm of the gradient is")
                        .hasMessageContaining("from before this step are kept")
                        .hasMessageContaining("choose a larger variance");
            }
            assertThat(vae.parameters()).isEqualTo(before);
        }
    }

    @Test
    void aModelThatWasNeverGoodIsLeftAsItWas() throws Exception {
        Path file = folder.resolve("never.safetensors");
        Vae vae = Vae.create(SPEC, 1);
        vae.parameters()[3] = Float.POSITIVE_INFINITY;
        float[] before = vae.parameters().clone();
        try (Trainer trainer = Trainer.of(vae, CONFIG.withCheckpoint(file, 1))) {
            assertThat(failure(trainer, DATA)).hasMessageContaining("epoch 1, step 1")
                    .hasMessageContaining("the model is as this training found it")
                    .hasMessageContaining("first parameters are not finite");
        }
        assertThat(vae.parameters()).isEqualTo(before);
        assertThat(Files.exists(file)).isFalse();
    }
}
