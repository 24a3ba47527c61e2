package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.Initialisation;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.LearningRate;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Optimiser;
import io.github.vae4j.kernels.Activation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static final Dataset DATA = Datasets.digits().take(350);
    private static final Dataset VALIDATION = Datasets.digits().range(400, 500);
    private static final VaeSpec SPEC = VaeSpec.of(64, 3).withHidden(20, 10);
    private static final TrainingConfig CONFIG = TrainingConfig.defaults().withEpochs(3).withBatchSize(100)
            .withThreads(2).withSeed(7);

    @TempDir Path folder;

    private static float[] train(VaeSpec spec, TrainingConfig config) {
        Vae vae = Vae.create(spec, 1);
        try (Trainer trainer = Trainer.of(vae, config)) {
            trainer.fit(DATA, VALIDATION);
        }
        return vae.parameters();
    }

    @Test
    void learns() {
        Vae vae = Vae.create(SPEC, 1);
        double before = vae.elbo(VALIDATION, 0).meanCost();
        try (Trainer trainer = Trainer.of(vae, CONFIG.withEpochs(20))) {
            History history = trainer.fit(DATA, VALIDATION);
            assertThat(history.epochs()).hasSize(20);
            assertThat(history.end()).isEqualTo(History.End.COMPLETED);
            assertThat(history.last().cost()).isLessThan(history.epochs().getFirst().cost());
            assertThat(history.last().validationCost().orElseThrow()).isLessThan(before - 10)
                    .isEqualTo(vae.elbo(VALIDATION, 7).meanCost());
        }
    }

    @Test
    void threadsDoNotChangeTheBits() {
        float[] one = train(SPEC, CONFIG.withThreads(1));
        for (int threads : new int[] {2, 3, 7}) {
            assertThat(train(SPEC, CONFIG.withThreads(threads))).as(threads + " threads").isEqualTo(one);
        }
    }

    /// A bound that never binds makes the trainer compute the whole gradient before the parameters move.
    @Test
    void gradientsInPartsAndAsAWholeGiveTheSameBits() {
        for (VaeSpec spec : List.of(SPEC, SPEC.withLikelihood(Likelihood.gaussianLearned()), VaeSpec.of(64, 40))) {
            for (Optimiser optimiser : List.of(Optimiser.adam(1e-3), Optimiser.sgd(1e-3, 0.9))) {
                TrainingConfig config = CONFIG.withOptimiser(optimiser);
                assertThat(train(spec, config.withClipNorm(1e12))).as(spec + " " + optimiser)
                        .isEqualTo(train(spec, config));
            }
        }
    }

    @Test
    void everySettingTrainsAndChangesTheResult() {
        float[] plain = train(SPEC, CONFIG);
        List<TrainingConfig> others = List.of(CONFIG.withSeed(8), CONFIG.withShuffle(false), CONFIG.withDropLast(true),
                CONFIG.withClipNorm(0.01), CONFIG.withObjective(Objective.beta(4)),
                CONFIG.withObjective(Objective.elbo().withWarmUp(2)),
                CONFIG.withObjective(Objective.elbo().withFreeBits(0.5)), CONFIG.withBatchSize(99),
                CONFIG.withOptimiser(Optimiser.adamW(1e-3, 0.1)), CONFIG.withOptimiser(Optimiser.sgd(1e-3, 0.9)),
                CONFIG.withLearningRate(LearningRate.step(1, 0.5)), CONFIG.withLearningRate(LearningRate.cosine(0.1)));
        for (TrainingConfig other : others) {
            float[] result = train(SPEC, other);
            assertThat(result).as(other.toString()).isNotEqualTo(plain);
            for (float value : result) {
                assertThat(Float.isFinite(value)).as(other.toString()).isTrue();
            }
        }
    }

    @Test
    void everyShapeTrains() {
        List<VaeSpec> specs = new ArrayList<>(List.of(SPEC.withHidden(), SPEC.withHidden(5),
                SPEC.withHidden(9, 8, 7).withDecoder(LayerSpec.dense(6)), VaeSpec.of(64, 1).withHidden(3),
                VaeSpec.of(64, 40).withHidden(3), SPEC.withLikelihood(Likelihood.continuousBernoulli()),
                SPEC.withLikelihood(Likelihood.gaussian(0.1)), SPEC.withLikelihood(Likelihood.gaussianLearned())));
        for (Activation activation : Activation.values()) {
            specs.add(SPEC.withActivation(activation));
        }
        for (Initialisation initialisation : Initialisation.values()) {
            specs.add(SPEC.withInitialisation(initialisation));
        }
        for (VaeSpec spec : specs) {
            Vae vae = Vae.create(spec, 1);
            double before = vae.elbo(VALIDATION, 0).meanCost();
            try (Trainer trainer = Trainer.of(vae, CONFIG.withEpochs(8))) {
                trainer.fit(DATA);
            }
            assertThat(vae.elbo(VALIDATION, 0).meanCost()).as(spec.toString()).isLessThan(before);
        }
    }

    @Test
    void learnedVarianceMovesTowardsTheResidual() {
        Vae vae = Vae.create(SPEC.withLikelihood(Likelihood.gaussianLearned()), 1);
        try (Trainer trainer = Trainer.of(vae, CONFIG.withEpochs(60).withOptimiser(Optimiser.adam(1e-2)))) {
            trainer.fit(DATA);
        }
        float logVariance = vae.parameters()[vae.parameters().length - 1];
        assertThat(Math.exp(logVariance)).isBetween(0.02, 0.15);
    }

    @Test
    void resumingGivesTheBitsOfARunThatNeverStopped() throws Exception {
        TrainingConfig config = CONFIG.withEpochs(4).withEarlyStopping(50)
                .withLearningRate(LearningRate.reduceOnPlateau(0, 0.5));
        float[] whole = train(SPEC, config);
        for (int stopAfter : new int[] {1, 4, 5, 13}) {
            Path file = folder.resolve("at-" + stopAfter + ".safetensors");
            Vae vae = Vae.create(SPEC, 1);
            try (Trainer trainer = Trainer.of(vae, config.withCheckpoint(file, 1))) {
                trainer.addListener(new TrainingListener() {
                    @Override
                    public void onStep(StepReport report) {
                        if ((report.epoch() - 1) * report.stepsPerEpoch() + report.step() == stopAfter) {
                            trainer.requestStop();
                        }
                    }
                });
                assertThat(trainer.fit(DATA, VALIDATION).end()).isEqualTo(History.End.STOPPED);
            }
            try (Trainer trainer = Trainer.resume(file, 3)) {
                History history = trainer.fit(DATA, VALIDATION);
                assertThat(history.epochs()).hasSize(4);
                assertThat(trainer.vae().parameters()).as("stopped after step " + stopAfter).isEqualTo(whole);
            }
        }
    }

    @Test
    void resumeRefusesOtherData() throws Exception {
        Path file = folder.resolve("checkpoint.safetensors");
        train(SPEC, CONFIG.withEpochs(1).withCheckpoint(file, 1));
        try (Trainer trainer = Trainer.resume(file, 1, 2)) {
            assertThatThrownBy(() -> trainer.fit(Datasets.digits().range(1, 351)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not what the checkpoint");
            assertThat(trainer.fit(DATA, VALIDATION).epochs()).hasSize(2);
        }
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), CONFIG.withEpochs(1))) {
            trainer.fit(DATA);
            trainer.saveCheckpoint(file);
        }
        try (Trainer trainer = Trainer.resume(file, 1, 2)) {
            assertThatThrownBy(() -> trainer.fit(DATA.take(349))).as("saved by hand")
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not what the checkpoint");
        }
    }

    @Test
    void earlyStoppingGoesBackToTheBest() {
        Vae vae = Vae.create(SPEC, 1);
        // So fast that the cost rises again.
        TrainingConfig config = CONFIG.withEpochs(500).withEarlyStopping(3).withOptimiser(Optimiser.adam(0.1));
        try (Trainer trainer = Trainer.of(vae, config)) {
            History history = trainer.fit(DATA, VALIDATION);
            assertThat(history.end()).isEqualTo(History.End.EARLY_STOPPED);
            assertThat(history.bestEpoch()).isEqualTo(history.epochs().size() - 3);
            double best = history.epochs().stream().mapToDouble(e -> e.validationCost().orElseThrow()).min()
                    .orElseThrow();
            assertThat(vae.elbo(VALIDATION, config.seed()).meanCost()).isEqualTo(best);
        }
    }

    /// Also of a checkpoint that is saved when the model has gone back to its best parameters.
    @Test
    void anEndedRunIsLoadedAtItsBestAndGoesOnFromItsLast() throws Exception {
        TrainingConfig config = CONFIG.withEarlyStopping(50).withOptimiser(Optimiser.adam(0.1));
        int epochs;
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), config.withEpochs(500).withEarlyStopping(1))) {
            epochs = trainer.fit(DATA, VALIDATION).epochs().size();
        }
        float[] whole = train(SPEC, config.withEpochs(epochs + 3));
        Path automatic = folder.resolve("automatic.safetensors");
        Path byHand = folder.resolve("by-hand.safetensors");
        Vae vae = Vae.create(SPEC, 1);
        try (Trainer trainer = Trainer.of(vae, config.withEpochs(epochs).withCheckpoint(automatic, 1))) {
            History history = trainer.fit(DATA, VALIDATION);
            assertThat(history.bestEpoch()).as("the last epoch is not the best").isEqualTo(epochs - 1);
            assertThat(trainer.fit(DATA, VALIDATION)).isEqualTo(history);
            trainer.saveCheckpoint(byHand);
        }
        for (Path file : List.of(automatic, byHand)) {
            assertThat(Vae.load(file).parameters()).as(file.toString()).isEqualTo(vae.parameters());
            try (Trainer trainer = Trainer.resume(file, 1, epochs + 3)) {
                trainer.fit(DATA, VALIDATION);
                assertThat(trainer.vae().parameters()).as(file.toString()).isEqualTo(whole);
            }
        }
    }

    @Test
    void resumeRefusesOtherValidationDataIfItDecides() throws Exception {
        Path file = folder.resolve("checkpoint.safetensors");
        for (TrainingConfig config : List.of(CONFIG.withEarlyStopping(5),
                CONFIG.withLearningRate(LearningRate.reduceOnPlateau(1, 0.5)))) {
            train(SPEC, config.withEpochs(1).withCheckpoint(file, 1));
            try (Trainer trainer = Trainer.resume(file, 1, 2)) {
                assertThatThrownBy(() -> trainer.fit(DATA, Datasets.digits().range(401, 501)))
                        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("validation data is not");
                assertThat(trainer.fit(DATA, VALIDATION).epochs()).hasSize(2);
            }
        }
        try (Trainer trainer = Trainer.resume(file, 1, 3)) {
            assertThatThrownBy(() -> trainer.fit(DATA)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("none was given");
        }
        train(SPEC, CONFIG.withEpochs(1).withCheckpoint(file, 1));
        try (Trainer trainer = Trainer.resume(file, 1, 2)) {
            assertThat(trainer.fit(DATA).epochs()).as("only reported, it decides nothing").hasSize(2);
        }
    }

    @Test
    void valuesThatDoNotSuitTheLikelihoodAreNamed() {
        float[] values = new float[DATA.size() * 64];
        for (int i = 0; i < DATA.size(); i++) {
            DATA.read(i, 0, values, 64 * i);
        }
        values[64 * 5 + 3] = 1.5f;
        Dataset bad = Datasets.of(values, 64);
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), CONFIG)) {
            assertThatThrownBy(() -> trainer.fit(bad)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("sample 5, feature 3 is 1.5").hasMessageContaining("[0, 1]");
        }
        try (Trainer trainer = Trainer.of(Vae.create(SPEC.withLikelihood(Likelihood.gaussian(1)), 1), CONFIG)) {
            assertThat(trainer.fit(bad).epochs()).hasSize(3);
        }
    }

    @Test
    void unusableDataIsRefused() {
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), CONFIG.withDropLast(true).withEarlyStopping(2))) {
            assertThatThrownBy(() -> trainer.fit(DATA.take(0))).hasMessageContaining("empty");
            assertThatThrownBy(() -> trainer.fit(DATA.take(99))).hasMessageContaining("fewer than one batch");
            assertThatThrownBy(() -> trainer.fit(DATA)).hasMessageContaining("needs a validation set");
            assertThatThrownBy(() -> trainer.fit(Datasets.of(new float[30], 3)))
                    .hasMessageContaining("3 features but the model expects 64");
        }
    }

    @Test
    void configurationsAreChecked() {
        assertThatThrownBy(() -> CONFIG.withBatchSize(0)).hasMessageContaining("batchSize must be 1 or more but is 0");
        assertThatThrownBy(() -> CONFIG.withThreads(0)).hasMessageContaining("threads");
        assertThatThrownBy(() -> Objective.beta(-1)).hasMessageContaining("weight must be 0 or more");
        assertThatThrownBy(() -> Optimiser.adam(0)).hasMessageContaining("learning rate");
        assertThatThrownBy(() -> VaeSpec.of(64, 5000)).hasMessageContaining("latent must be 1 to 4096");
        assertThatThrownBy(() -> VaeSpec.of(1 << 20, 20).withHidden(1 << 20)).hasMessageContaining("parameters");
        assertThatThrownBy(() -> Likelihood.parse("binomial")).hasMessageContaining("expected bernoulli");
        for (String text : List.of("bernoulli", "continuous-bernoulli", "gaussian:0.25", "gaussian-learned")) {
            assertThat(Likelihood.parse(text)).hasToString(text);
        }
    }

    @Test
    void checkpointsAreReplacedAsAWhole() throws Exception {
        Path file = folder.resolve("checkpoint.safetensors");
        train(SPEC, CONFIG.withEpochs(2).withCheckpoint(file, 1));
        try (var files = Files.list(folder)) {
            assertThat(files).as("no temporary file stays behind").containsExactly(file);
        }
        Path missing = folder.resolve("no/such/folder/model.safetensors");
        assertThatThrownBy(() -> Vae.create(SPEC, 1).save(missing)).hasMessageContaining("does not exist");
    }
}
