package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Optimiser;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.kernels.Philox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Missing values behind a mask: they cost nothing, and the encoder has 0 for them.
class MissingValuesTest {
    private static final int SAMPLES = 600;
    private static final int FEATURES = 8;

    @TempDir private Path folder;

    /// Two factors in eight features, of which a share is missing.
    private static float[] values(double missing) {
        float[] factors = new float[2 * SAMPLES];
        float[] x = new float[SAMPLES * FEATURES];
        float[] lost = new float[x.length];
        Philox.normal(factors, 0, factors.length, 1, 0, 0, 0);
        Philox.normal(x, 0, x.length, 2, 0, 0, 0);
        Philox.uniform(lost, 0, lost.length, 3, 0, 0, 0);
        for (int i = 0; i < x.length; i++) {
            int sample = i / FEATURES;
            int feature = i % FEATURES;
            x[i] = lost[i] < missing
                    ? Float.NaN
                    : 3 + 0.2f * x[i] + factors[2 * sample + feature % 2] * (feature < 4 ? 1 : -1);
        }
        return x;
    }

    private Dataset data(float[] x) throws IOException {
        List<String> lines = new ArrayList<>(List.of("a,b,c,d,e,f,g,h"));
        for (int i = 0; i < SAMPLES; i++) {
            List<String> cells = new ArrayList<>();
            for (int j = 0; j < FEATURES; j++) {
                float value = x[i * FEATURES + j];
                cells.add(Float.isNaN(value) ? "" : Float.toString(value));
            }
            lines.add(String.join(",", cells));
        }
        Path file = folder.resolve("x.csv");
        Files.write(file, lines);
        return Datasets.open(file, ReadOptions.defaults().withMissing(Missing.MASK));
    }

    private static Vae trained(Dataset data, Likelihood likelihood, int epochs, int threads) {
        VaeSpec spec = VaeSpec.of(FEATURES, 2).withHidden(16).withLikelihood(likelihood)
                .withScaling(Scaling.standard());
        try (Trainer trainer = Trainer.of(Vae.create(spec, 3), TrainingConfig.defaults().withEpochs(epochs)
                .withBatchSize(50).withThreads(threads).withSeed(5)
                .withOptimiser(Optimiser.adam(5e-3)))) {
            trainer.fit(data);
            return trainer.vae();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"masked", "masked:bernoulli", "masked:gaussian:0.5", "masked:gaussian-learned",
        "masked:laplace:2.0", "masked:continuous-bernoulli"})
    void gradientsAreThoseOfTheFormulas(String likelihood) {
        GradientCheck.of(Likelihood.parse(likelihood)).requirePassed();
        GradientCheck.of(VaeSpec.of(6, 2).withHidden(5).withLikelihood(Likelihood.parse(likelihood)),
                Objective.importanceWeighted(3)).requirePassed();
        assertThat(Likelihood.parse(Likelihood.parse(likelihood).toString())).isEqualTo(Likelihood.parse(likelihood));
    }

    @Test
    void dataWithoutGapsHasTheBitsOfNoMask() throws IOException {
        Dataset data = data(values(0));
        assertThat(trained(data, Likelihood.masked(Likelihood.gaussianLearned()), 2, 1).parameters())
                .isEqualTo(trained(data, Likelihood.gaussianLearned(), 2, 3).parameters());
    }

    @Test
    void gapsAreFilledFromWhatIsKnown() throws IOException {
        float[] whole = values(0);
        float[] x = values(0.3);
        Dataset data = data(x);
        assertThat(data.hasMissing()).isTrue();
        Likelihood masked = Likelihood.masked(Likelihood.gaussianLearned());
        Vae vae = trained(data, masked, 100, 2);
        assertThat(trained(data, masked, 100, 3).parameters()).isEqualTo(vae.parameters());
        float[] filled = vae.reconstruct(x, SAMPLES);
        double error = 0;
        double spread = 0;
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (Float.isNaN(x[i])) {
                error += Math.pow(filled[i] - whole[i], 2);
                spread += Math.pow(3 - whole[i], 2);
                n++;
            }
        }
        assertThat(n).isCloseTo((int) (0.3 * x.length), within(200));
        assertThat(error / spread).as("of the variance, left by filling gaps").isLessThan(0.4);
    }

    @Test
    void whatTakesNoMissingValuesSaysSo() throws IOException {
        Dataset data = data(values(0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> trained(data, Likelihood.gaussian(1), 1, 1))
                .withMessageContaining("x.csv").withMessageContaining("is missing, and the likelihood 'gaussian:1.0' "
                        + "takes no missing values")
                .withMessageContaining("--missing drop");
        assertThatIllegalArgumentException().isThrownBy(() -> Likelihood.masked(Likelihood.poisson()))
                .withMessageContaining("'masked' is for likelihoods whose features are independent");
        assertThatIllegalArgumentException().isThrownBy(() -> Likelihood.parse("masked:masked"))
                .withMessageContaining("'masked' is for");
    }
}
