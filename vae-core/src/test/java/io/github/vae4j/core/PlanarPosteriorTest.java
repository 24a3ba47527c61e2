package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.data.Binarisation;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.evaluation.ImportanceSampling;
import io.github.vae4j.core.evaluation.LikelihoodSummary;
import io.github.vae4j.core.evaluation.LogLikelihood;
import io.github.vae4j.core.spec.Kinds;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Posterior;
import io.github.vae4j.core.spec.Prior;
import io.github.vae4j.kernels.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanarPosteriorTest {
    private static final Dataset DIGITS = Binarisation.threshold(Datasets.digits().take(130), 0.5f);

    private static VaeSpec spec(int units, int maps) {
        return VaeSpec.of(64, units).withHidden(16).withPosterior(Posterior.planar(maps));
    }

    private static Vae trained(VaeSpec spec, int threads) {
        Vae vae = Vae.create(spec, 1);
        TrainingConfig config = TrainingConfig.defaults().withEpochs(20).withBatchSize(50).withThreads(threads);
        try (Trainer trainer = Trainer.of(vae, config)) {
            trainer.fit(DIGITS);
        }
        return vae;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void gradientsOfSeveralDrawsAreRight(int maps) {
        VaeSpec spec = VaeSpec.of(6, 2).withHidden(5).withPosterior(Posterior.planar(maps));
        GradientCheck.of(spec, Objective.elbo().withDraws(3)).requirePassed();
        GradientCheck.of(spec, Objective.importanceWeighted(4)).requirePassed();
        GradientCheck.of(spec.withPrior(Prior.mixture(2)), Objective.elbo()).requirePassed();
    }

    /// Weights p(x|z) p(z) / q(z|x) have the mean p(x) only if q is the density of the draws.
    @Test
    void itsDensityIsThatOfItsDraws() {
        Vae vae = trained(spec(2, 4), 2);
        try (Workers team = Workers.of(2)) {
            LogLikelihood measure = LogLikelihood.of(vae, team);
            double exact = -Arrays.stream(measure.quadrature(DIGITS, 150, _ -> {})).average().orElseThrow();
            LikelihoodSummary found = LikelihoodSummary
                    .of(measure.importance(DIGITS, ImportanceSampling.of(1_000).withRepeats(5)));
            assertThat(found.nll()).isEqualTo(exact, within(3 * found.repeatError() + 0.02));
        }
    }

    @Test
    void threadsDoNotChangeABit() {
        float[] one = trained(spec(3, 2), 1).parameters();
        assertThat(trained(spec(3, 2), 2).parameters()).containsExactly(one);
        assertThat(trained(spec(3, 2), 3).parameters()).containsExactly(one);
    }

    @Test
    void filesKnowIt(@TempDir Path folder) throws IOException {
        Vae vae = Vae.create(spec(3, 2), 5);
        vae.save(folder.resolve("model.safetensors"));
        Vae loaded = Vae.load(folder.resolve("model.safetensors"));
        assertThat(loaded.spec()).isEqualTo(vae.spec());
        assertThat(loaded.spec().posterior()).hasToString("planar:2");
        assertThat(loaded.tensors()).containsKeys("flow.0.weight", "flow.1.bias", "mean.weight");
        assertThat(loaded.elbo(DIGITS, 3).kl()).containsExactly(vae.elbo(DIGITS, 3).kl());
    }

    @Test
    void encodingIsOfWhatTheMapsStartFrom() {
        Vae vae = Vae.create(spec(3, 2), 5);
        Vae plain = Vae.create(spec(3, 2).withPosterior(Posterior.diagonal()), 5);
        Map<String, Tensor> tensors = vae.tensors();
        tensors.keySet().retainAll(plain.tensors().keySet());
        plain.set(tensors);
        assertThat(vae.encode(DIGITS).mean()).containsExactly(plain.encode(DIGITS).mean());
    }

    @Test
    void saysWhatItCannot() {
        assertThatThrownBy(() -> Kinds.read(Posterior.class, "planar:0"))
                .hasMessageContaining("maps of the planar flow must be 1 or more but is 0");
        assertThatThrownBy(() -> spec(3, 2).withPrior(Prior.vamp(5))).hasMessageContaining("the posterior 'diagonal'");
    }
}
