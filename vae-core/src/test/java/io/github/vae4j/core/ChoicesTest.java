package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.Draws;
import io.github.vae4j.core.spec.Kind;
import io.github.vae4j.core.spec.Kinds;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Prior;
import io.github.vae4j.core.spec.Term;
import io.github.vae4j.core.spec.Weight;
import io.github.vae4j.kernels.Philox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Likelihoods, priors and terms that come with the library.
class ChoicesTest {
    @Test
    void everyKindReadsWhatItWrites() {
        for (Class<?> type : List.of(Likelihood.class, Prior.class, Term.class)) {
            for (Kind<?> kind : Kinds.of(type)) {
                Object choice = Kinds.read(type, kind.name());
                assertThat(Kinds.read(type, choice.toString())).isEqualTo(choice);
            }
        }
        assertThat(Kinds.read(Term.class, "total-correlation:mss")).isEqualTo(Term.totalCorrelationStratified());
        assertThatThrownBy(() -> Kinds.read(Term.class, "total-correlation:other"))
                .hasMessageContaining("must be mws or mss but is 'other'");
        assertThatThrownBy(() -> Prior.mixture(0)).hasMessageContaining("components");
        assertThatThrownBy(() -> Likelihood.laplace(0)).hasMessageContaining("scale");
    }

    @Test
    void gradientsOfMoreForms() {
        GradientCheck.of(Likelihood.laplace(0.3)).requirePassed();
        GradientCheck.of(Likelihood.parse("nb:shared")).requirePassed();
        GradientCheck.of(Likelihood.parse("zinb:shared:100")).requirePassed();
        GradientCheck.of(Likelihood.parse("multinomial:no-coefficient")).requirePassed();
        GradientCheck.of(Prior.mixture(1)).requirePassed();
        GradientCheck.of(Prior.mixture(7)).requirePassed();
        GradientCheck.of(Term.totalCorrelationStratified()).requirePassed();
        VaeSpec spec = VaeSpec.of(6, 3).withHidden(5).withPrior(Prior.mixture(4));
        GradientCheck.of(spec, Objective.importanceWeighted(3)).requirePassed();
    }

    /// Mean absolute distance of a Laplace distribution is its scale.
    @Test
    void laplaceDraws() {
        float[] x = new float[20_000];
        float[] mean = new float[x.length];
        Arrays.fill(mean, 2);
        Likelihood.laplace(0.5).sample(x, 0, mean, 0, new float[0], 0, x.length, new Draws(1, 9, 0, 0));
        double distance = 0;
        double sum = 0;
        for (float value : x) {
            distance += Math.abs(value - 2) / x.length;
            sum += value / x.length;
        }
        assertThat(distance).isEqualTo(0.5, within(4.5 * 0.5 / Math.sqrt(x.length)));
        assertThat(sum).isEqualTo(2, within(4.5 * 0.5 * Math.sqrt(2) / Math.sqrt(x.length)));
    }

    @Test
    void theMixtureLearnsAndIsSaved() throws IOException {
        Vae vae = Vae.create(VaeSpec.of(64, 3).withHidden(64).withPrior(Prior.mixture(10)), 1);
        Map<String, Tensor> before = vae.tensors();
        try (Trainer trainer = Trainer.of(vae, TrainingConfig.defaults().withEpochs(8))) {
            History history = trainer.fit(Datasets.digits());
            assertThat(history.last().cost()).isLessThan(history.epochs().getFirst().cost() - 2);
        }
        for (String name : List.of("prior.means", "prior.logvars", "prior.logits")) {
            assertThat(vae.tensors().get(name).values()).as(name).isNotEqualTo(before.get(name).values());
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        vae.write(file);
        Vae loaded = Vae.load(new ByteArrayInputStream(file.toByteArray()));
        assertThat(loaded.sample(20, 3)).isEqualTo(vae.sample(20, 3));
    }

    @Test
    void theTotalCorrelationOfIndependentCodesIsSmallAndItsWeightLowersIt() {
        float[] x = new float[400 * 6];
        float[] source = new float[400];
        Philox.normal(source, 0, 400, 3, 0, 0, 0);
        Philox.normal(x, 0, x.length, 4, 0, 0, 0);
        for (int i = 0; i < x.length; i++) {
            x[i] = 0.2f * x[i] + source[i / 6];
        }
        Dataset data = Datasets.of(x, 6);
        VaeSpec spec = VaeSpec.of(6, 3).withHidden(16).withLikelihood(Likelihood.gaussian(0.05));
        double[] value = new double[2];
        for (int i = 0; i < 2; i++) {
            Objective objective = Objective.elbo().plus(Term.totalCorrelation(), Weight.constant(i == 0 ? 0 : 5));
            try (Trainer trainer = Trainer.of(Vae.create(spec, 1), TrainingConfig.defaults().withEpochs(40)
                    .withObjective(objective))) {
                value[i] = trainer.fit(data).last().terms().get("total-correlation");
            }
        }
        assertThat(value[1]).isLessThan(value[0]);
    }
}
