package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.Draws;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Prior;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.core.spec.Term;
import io.github.vae4j.core.spec.Weight;
import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Workers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mixture of the posteriors of pseudo-inputs.
class VampPriorTest {
    private static final Dataset DATA = Datasets.digits().take(300);
    private static final int K = 12;
    private static final VaeSpec SPEC = VaeSpec.of(64, 3).withHidden(40, 7).withPrior(Prior.vamp(K));
    private static final TrainingConfig CONFIG = TrainingConfig.defaults().withBatchSize(50).withEpochs(3).withSeed(5);

    private static Vae trained(VaeSpec spec, TrainingConfig config) {
        Vae vae = Vae.create(spec, 1);
        try (Trainer trainer = Trainer.of(vae, config)) {
            trainer.fit(DATA);
        }
        return vae;
    }

    private static float[] pseudoInputs(Vae vae) {
        return vae.tensors().get("prior.pseudo-inputs").values();
    }

    @Test
    void gradients() {
        for (int pseudoInputs : new int[] {1, 4}) {
            VaeSpec spec = VaeSpec.of(6, 3).withHidden(5, 4).withPrior(Prior.vamp(pseudoInputs));
            GradientCheck.of(spec, Objective.elbo()).requirePassed();
            GradientCheck.of(spec.withActivation(Activation.SILU), Objective.beta(2).withDraws(2)).requirePassed();
            GradientCheck.of(spec, Objective.importanceWeighted(3)).requirePassed();
            GradientCheck.of(spec, Objective.elbo().plus(Term.totalCorrelation(), Weight.constant(2))).requirePassed();
        }
        GradientCheck.of(VaeSpec.of(6, 2).withHidden().withPrior(Prior.vamp(3)), Objective.elbo()).requirePassed();
        GradientCheck.of(VaeSpec.of(6, 9).withHidden(7).withPrior(Prior.vamp(2)), Objective.elbo()).requirePassed();
    }

    /// Pseudo-inputs go through the encoder's layers, whatever they are.
    @Test
    void otherLayers() {
        VaeSpec spec = VaeSpec.of(6, 2).withHidden(4).withPrior(Prior.vamp(3));
        for (String layer : List.of("layer-norm", "dropout:0.3")) {
            GradientCheck.of(spec.withEncoder(LayerSpec.dense(5), LayerSpec.parse(layer)), Objective.elbo())
                    .requirePassed();
        }
        assertThatThrownBy(() -> spec.withEncoder(LayerSpec.dense(5), LayerSpec.parse("batch-norm")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("use 'layer-norm'");
    }

    /// `log p(z) = log (1/K) sum_k N(z; mean(u_k), exp(logvar(u_k)))`, from what the encoder says of the pseudo-inputs.
    @Test
    void theDensityIsThatOfEncodedPseudoInputs() {
        Vae vae = trained(SPEC.withLikelihood(Likelihood.gaussian(0.1)), CONFIG);
        Encoding components = vae.encode(pseudoInputs(vae), K);
        PosteriorDraws draws;
        try (Workers team = Workers.of(2)) {
            draws = vae.on(team).draws(DATA, 2, 9);
        }
        for (int r = 0; r < 2 * DATA.size(); r++) {
            double density = 0;
            for (int k = 0; k < K; k++) {
                double log = 0;
                for (int j = 0; j < 3; j++) {
                    double logvar = components.logvar()[k * 3 + j];
                    double d = draws.z()[r * 3 + j] - components.mean()[k * 3 + j];
                    log -= (StrictMath.log(2 * Math.PI) + logvar + d * d * StrictMath.exp(-logvar)) / 2;
                }
                density += StrictMath.exp(log) / K;
            }
            double expected = StrictMath.log(density);
            // Some 20 roundings of terms that are at most as large as log p of the nearest component, and the rounding of a
            // difference of units of magnitude 4: 100 units in the last place.
            assertThat((double) draws.logPrior()[r]).isEqualTo(expected,
                    within(100 * 0x1p-24 * Math.max(4, Math.abs(expected))));
        }
    }

    @Test
    void samplesAreDecodedDrawsFromEncodedPseudoInputs() {
        Vae vae = trained(SPEC.withLikelihood(Likelihood.gaussian(0.1)), CONFIG);
        Encoding components = vae.encode(pseudoInputs(vae), K);
        float[] heads = new float[K * 6];
        for (int k = 0; k < K; k++) {
            System.arraycopy(components.mean(), k * 3, heads, k * 6, 3);
            System.arraycopy(components.logvar(), k * 3, heads, k * 6 + 3, 3);
        }
        float[] z = new float[200 * 3];
        for (int i = 0; i < 200; i++) {
            vae.spec().prior().sample(z, i * 3, heads, 0, 3, new Draws(4, 5, 0, i));
        }
        assertThat(vae.sample(200, 4)).isEqualTo(vae.decode(z, 200));
    }

    /// Each component as often, means and variances as they are, and no dependence between the two.
    @Test
    void drawsHaveTheMixturesMoments() {
        float[] heads = {-50, 0, 0, 0, 50, 0, 2 * (float) StrictMath.log(3), 0};
        int n = 20_000;
        double[] count = new double[2];
        double[] sum = new double[2];
        double[] squares = new double[2];
        float[] z = new float[2];
        for (int i = 0; i < n; i++) {
            Prior.vamp(2).sample(z, 0, heads, 0, 2, new Draws(1, 5, 0, i));
            int k = z[0] > 0 ? 1 : 0;
            double noise = (z[0] - heads[4 * k]) / (k == 0 ? 1 : 3);
            count[k]++;
            sum[k] += noise;
            squares[k] += noise * noise;
        }
        for (int k = 0; k < 2; k++) {
            // 4.5 standard errors.
            assertThat(count[k] / n).isEqualTo(0.5, within(4.5 * 0.5 / Math.sqrt(n)));
            assertThat(sum[k] / count[k]).as("mean " + k).isEqualTo(0, within(4.5 / Math.sqrt(count[k])));
            assertThat(squares[k] / count[k]).as("variance " + k).isEqualTo(1, within(4.5 * Math.sqrt(2 / count[k])));
        }
    }

    @Test
    void pseudoInputsStartAsDifferentSamplesOfTheSeedAndAreLearned() {
        Vae start = trained(SPEC, CONFIG.withFrozen("prior.*"));
        Set<Integer> chosen = samples(pseudoInputs(start), DATA);
        assertThat(chosen).hasSize(K);
        assertThat(pseudoInputs(trained(SPEC, CONFIG.withFrozen("prior.*").withThreads(3))))
                .isEqualTo(pseudoInputs(start));
        assertThat(samples(pseudoInputs(trained(SPEC, CONFIG.withFrozen("prior.*").withSeed(6))), DATA))
                .isNotEqualTo(chosen);
        assertThat(pseudoInputs(trained(SPEC, CONFIG))).isNotEqualTo(pseudoInputs(start));
    }

    private static Set<Integer> samples(float[] u, Dataset data) {
        Set<Integer> found = new HashSet<>();
        float[] x = new float[64];
        for (int k = 0; k < u.length / 64; k++) {
            for (int i = 0; i < data.size(); i++) {
                data.read(i, 0, x, 0);
                if (Arrays.equals(x, 0, 64, u, k * 64, k * 64 + 64)) {
                    found.add(i);
                }
            }
        }
        return found;
    }

    @Test
    void pseudoInputsAreInTheScaleOfTheEncoder() {
        VaeSpec spec = SPEC.withScaling(Scaling.range(-1, 1));
        Vae vae = trained(spec, CONFIG.withFrozen("prior.*"));
        float[] u = pseudoInputs(vae);
        float[] back = u.clone();
        for (int i = 0; i < back.length; i++) {
            back[i] = 2 * u[i] - 1;
        }
        assertThat(samples(back, DATA)).hasSize(K);
    }

    /// A model that has been trained keeps its pseudo-inputs in another training.
    @Test
    void pseudoInputsAreDrawnOnce() {
        Vae vae = trained(SPEC, CONFIG);
        float[] learned = pseudoInputs(vae);
        try (Trainer trainer = Trainer.of(vae, CONFIG.withSeed(99).withFrozen("prior.*"))) {
            trainer.fit(DATA);
        }
        assertThat(pseudoInputs(vae)).isEqualTo(learned);
    }

    @Test
    void morePseudoInputsThanSamplesAreRefused() {
        Vae vae = Vae.create(SPEC.withPrior(Prior.vamp(301)), 1);
        float[] before = vae.parameters().clone();
        try (Trainer trainer = Trainer.of(vae, CONFIG)) {
            assertThatThrownBy(() -> trainer.fit(DATA)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the prior 'vamp:301' starts from 301 different training samples, but there are 300: "
                            + "use at most 'vamp:300'");
        }
        assertThat(vae.parameters()).isEqualTo(before);
        assertThatThrownBy(() -> Prior.vamp(0)).hasMessageContaining("pseudo-inputs of the prior");
    }

    @Test
    void threadsAndAResumeDoNotChangeTheBits(@TempDir Path folder) throws IOException {
        VaeSpec spec = SPEC.withPrior(Prior.vamp(150)).withHidden(70, 20);
        TrainingConfig config = CONFIG.withThreads(1);
        Vae one = trained(spec, config);
        for (int threads : new int[] {2, 5}) {
            assertThat(trained(spec, config.withThreads(threads)).parameters()).isEqualTo(one.parameters());
        }
        assertThat(trained(spec, config.withClipNorm(1e12)).parameters()).isEqualTo(one.parameters());

        Path checkpoint = folder.resolve("half.safetensors");
        try (Trainer trainer = Trainer.of(Vae.create(spec, 1), config)) {
            int[] left = {8};
            trainer.addListener(new TrainingListener() {
                @Override
                public void onStep(StepReport report) {
                    if (--left[0] == 0) {
                        trainer.requestStop();
                    }
                }
            });
            trainer.fit(DATA);
            trainer.saveCheckpoint(checkpoint);
        }
        try (Trainer trainer = Trainer.resume(checkpoint, 2)) {
            trainer.fit(DATA);
            assertThat(trainer.vae().parameters()).isEqualTo(one.parameters());
        }
        float[] bounds = one.importanceBound(DATA, 3, 1);
        for (int threads : new int[] {1, 2, 3}) {
            try (Workers team = Workers.of(threads)) {
                assertThat(one.on(team).importanceBound(DATA, 3, 1)).isEqualTo(bounds);
            }
        }
    }

    @Test
    void filesKeepIt() throws IOException {
        Vae vae = trained(SPEC, CONFIG);
        assertThat(vae.tensors().get("prior.pseudo-inputs").shape()).isEqualTo(List.of(K, 64));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        vae.write(file);
        Vae loaded = Vae.load(new ByteArrayInputStream(file.toByteArray()));
        assertThat(loaded.spec()).isEqualTo(vae.spec());
        assertThat(loaded.parameters()).isEqualTo(vae.parameters());
        assertThat(loaded.sample(20, 3)).isEqualTo(vae.sample(20, 3));
        assertThat(Vae.of(vae.spec(), vae.tensors()).parameters()).isEqualTo(vae.parameters());
    }

    /// The aggregate posterior is closer to such a prior than to a normal distribution (Tomczak and Welling 2018, section 5).
    @Test
    void theDivergenceIsSmallerThanFromANormalDistribution() {
        TrainingConfig config = CONFIG.withEpochs(40).withThreads(2);
        Vae vamp = trained(SPEC, config);
        Vae normal = trained(SPEC.withPrior(Prior.standardNormal()), config);
        assertThat(mean(vamp.importanceBound(DATA, 100, 1))).isGreaterThan(mean(normal.importanceBound(DATA, 100, 1)));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value / values.length;
        }
        return sum;
    }
}
