package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.LearningRate;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Optimiser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each setting does what its documentation says.
class TrainingSettingsTest {
    private static final Dataset DATA = Datasets.digits().take(350);
    private static final VaeSpec SPEC = VaeSpec.of(64, 3).withHidden(20, 10);
    private static final TrainingConfig CONFIG = TrainingConfig.defaults().withEpochs(3).withBatchSize(100)
            .withThreads(1);

    /// A run, and all that its listeners heard.
    private static final class Run implements TrainingListener {
        final Vae vae = Vae.create(SPEC, 1);
        final float[] before = vae.parameters().clone();
        final List<StepReport> steps = new ArrayList<>();
        final List<EpochReport> epochs = new ArrayList<>();
        final History history;

        Run(TrainingConfig config) {
            try (Trainer trainer = Trainer.of(vae, config)) {
                trainer.addListener(this);
                history = trainer.fit(DATA);
            }
        }

        @Override
        public void onStep(StepReport report) {
            steps.add(report);
        }

        @Override
        public void onEpoch(EpochReport report) {
            epochs.add(report);
        }

        double distance() {
            double sum = 0;
            for (int i = 0; i < before.length; i++) {
                double d = (double) vae.parameters()[i] - before[i];
                sum += d * d;
            }
            return Math.sqrt(sum);
        }
    }

    @Test
    void listenersHearOfEveryStepAndEpoch() {
        Run run = new Run(CONFIG);
        assertThat(run.epochs).isEqualTo(run.history.epochs()).hasSize(3);
        assertThat(run.steps).hasSize(12);
        for (int i = 0; i < 12; i++) {
            StepReport step = run.steps.get(i);
            assertThat(step.epoch()).isEqualTo(1 + i / 4);
            assertThat(step.step()).isEqualTo(1 + i % 4);
            assertThat(step.stepsPerEpoch()).isEqualTo(4);
            assertThat(step.learningRate()).isEqualTo(1e-3);
        }
        for (int e = 0; e < 3; e++) {
            double reconstruction = 0;
            double kl = 0;
            for (StepReport step : run.steps.subList(4 * e, 4 * e + 4)) {
                reconstruction += step.reconstruction() * step.samples() / 350;
                kl += step.kl() * step.samples() / 350;
            }
            assertThat(run.epochs.get(e).reconstruction()).isCloseTo(reconstruction, within(1e-9));
            assertThat(run.epochs.get(e).kl()).isCloseTo(kl, within(1e-9));
            assertThat(run.epochs.get(e).cost()).isCloseTo(reconstruction + kl, within(1e-9));
            assertThat(run.epochs.get(e).samplesPerSecond()).isPositive();
        }
    }

    @Test
    void theLastBatchIsKeptOrDropped() {
        assertThat(new Run(CONFIG).steps.subList(0, 4)).extracting(StepReport::samples)
                .containsExactly(100, 100, 100, 50);
        assertThat(new Run(CONFIG.withDropLast(true)).steps.subList(0, 4)).extracting(StepReport::samples)
                .containsExactly(100, 100, 100, 100);
        assertThat(new Run(CONFIG.withBatchSize(400)).steps).extracting(StepReport::samples)
                .containsExactly(350, 350, 350);
    }

    @Test
    void betaRisesFromStepToStepOverTheWarmUp() {
        Run run = new Run(CONFIG.withObjective(Objective.beta(2).withWarmUp(2)));
        for (int i = 0; i < 12; i++) {
            StepReport step = run.steps.get(i);
            double beta = Math.min(2, 2 * i / 8.0);
            assertThat(step.cost()).as("step " + i).isCloseTo(step.reconstruction() + beta * step.kl(), within(1e-9));
        }
    }

    @Test
    void freeBitsCostTheirFloorAndHaveNoGradient() {
        Run free = new Run(CONFIG.withObjective(Objective.elbo().withFreeBits(1e6)));
        assertThat(free.vae.parameters()).as("all units are below the floor")
                .isEqualTo(new Run(CONFIG.withObjective(Objective.beta(0))).vae.parameters());
        for (StepReport step : free.steps) {
            assertThat(step.cost()).isCloseTo(step.reconstruction() + 3 * 1e6, within(1e-6));
        }
        assertThat(new Run(CONFIG.withObjective(Objective.elbo().withFreeBits(1e-12))).vae.parameters())
                .as("none is").isEqualTo(new Run(CONFIG).vae.parameters());
    }

    @Test
    void longGradientsAreShortenedToTheBound() {
        double rate = 1e-3;
        TrainingConfig one = CONFIG.withEpochs(1).withBatchSize(350).withOptimiser(Optimiser.sgd(rate, 0));
        double norm = new Run(one).distance() / rate;
        // A parameter of order 1 is rounded to 2^-25, and there are some thousand: far below a thousandth.
        assertThat(new Run(one.withClipNorm(2 * norm)).distance() / rate).isCloseTo(norm, within(1e-3 * norm));
        assertThat(new Run(one.withClipNorm(norm / 3)).distance() / rate).isCloseTo(norm / 3, within(1e-3 * norm));
    }

    @Test
    void learningRatesFollowTheirSchedule() {
        assertThat(rates(LearningRate.step(2, 0.5), 5)).containsExactly(0.01, 0.01, 0.005, 0.005, 0.0025);
        double[] cosine = rates(LearningRate.cosine(0.1), 5);
        for (int e = 0; e < 5; e++) {
            assertThat(cosine[e]).isCloseTo(0.01 * (0.1 + 0.45 * (1 + Math.cos(Math.PI * e / 4))), within(1e-17));
        }
        assertThat(rates(LearningRate.cosine(0.5), 1)).containsExactly(0.01);
    }

    private static double[] rates(LearningRate schedule, int epochs) {
        Run run = new Run(CONFIG.withEpochs(epochs).withOptimiser(Optimiser.adam(0.01)).withLearningRate(schedule));
        return run.epochs.stream().mapToDouble(EpochReport::learningRate).toArray();
    }

    @Test
    void aPlateauReducesTheRate() {
        for (int patience : new int[] {0, 2}) {
            Run run = new Run(CONFIG.withEpochs(40).withOptimiser(Optimiser.adam(0.1))
                    .withLearningRate(LearningRate.reduceOnPlateau(patience, 0.5)));
            double rate = 0.1;
            double best = Double.POSITIVE_INFINITY;
            int waited = 0;
            for (EpochReport epoch : run.epochs) {
                assertThat(epoch.learningRate()).as("epoch " + epoch.epoch()).isCloseTo(rate, within(1e-15));
                if (epoch.cost() < best) {
                    best = epoch.cost();
                    waited = 0;
                } else if (++waited > patience) {
                    rate /= 2;
                    waited = 0;
                }
            }
            assertThat(rate).as("there were plateaus").isLessThan(0.1);
        }
    }

    @Test
    void noEpochsChangeNothing() {
        Run run = new Run(CONFIG.withEpochs(0));
        assertThat(run.vae.parameters()).isEqualTo(run.before);
        assertThat(run.history.epochs()).isEmpty();
        assertThat(run.history.bestEpoch()).isZero();
        assertThat(run.history.medianSamplesPerSecond()).isNaN();
    }

    @Test
    void aListenerMayEndTrainingAndTheModelStaysAsItIs() {
        Vae vae = Vae.create(SPEC, 1);
        float[][] seen = {null};
        try (Trainer trainer = Trainer.of(vae, CONFIG)) {
            trainer.addListener(new TrainingListener() {
                @Override
                public void onStep(StepReport report) {
                    if (report.step() == 4 && seen[0] == null) {
                        seen[0] = vae.parameters().clone();
                        throw new UnsupportedOperationException("enough");
                    }
                }
            });
            assertThatThrownBy(() -> trainer.fit(DATA)).isInstanceOf(UnsupportedOperationException.class);
            assertThat(vae.parameters()).isEqualTo(seen[0]);
            assertThat(trainer.fit(DATA).epochs()).as("called again, it goes on").hasSize(3);
        }
        assertThat(vae.parameters()).isEqualTo(new Run(CONFIG).vae.parameters());
    }

    @Test
    void listenersMayAddListenersButNotTrain() {
        Vae vae = Vae.create(SPEC, 1);
        int[] heard = {0};
        try (Trainer trainer = Trainer.of(vae, CONFIG)) {
            trainer.addListener(new TrainingListener() {
                @Override
                public void onStep(StepReport report) {
                    if (report.epoch() == 1 && report.step() == 1) {
                        assertThatThrownBy(() -> trainer.fit(DATA)).isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("training already");
                        trainer.addListener(new TrainingListener() {
                            @Override
                            public void onStep(StepReport later) {
                                heard[0]++;
                            }
                        });
                    }
                }
            });
            assertThat(trainer.fit(DATA).epochs()).hasSize(3);
        }
        assertThat(heard[0]).isEqualTo(11);
        assertThat(vae.parameters()).isEqualTo(new Run(CONFIG).vae.parameters());
    }

    @Test
    void aBatchThatFitsNoArrayIsRefused() {
        Vae wide = Vae.create(VaeSpec.of(2, 1).withHidden(10_000), 1);
        Dataset many = Datasets.of(new float[600_000], 2);
        try (Trainer trainer = Trainer.of(wide, CONFIG.withBatchSize(300_000))) {
            assertThatThrownBy(() -> trainer.fit(many)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("batchSize must be at most 214748").hasMessageContaining("but is 300000");
        }
    }
}
