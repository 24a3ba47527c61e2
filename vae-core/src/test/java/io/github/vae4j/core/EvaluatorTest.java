package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Activations;
import io.github.vae4j.kernels.Workers;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The inside view of a model.
class EvaluatorTest {
    private static final Dataset DATA = Datasets.digits().take(130);
    private final Vae vae = Vae.create(VaeSpec.of(64, 3).withHidden(20), 2);
    private final Workers team = Workers.of(2);
    private final Evaluator evaluator = vae.on(team);

    @AfterEach
    void close() {
        team.close();
    }

    @Test
    void outputsAreTheLogitsOfTheMeans() {
        float[] z = {0.1f, -2, 1, 0.4f, 0, 3};
        float[] outputs = evaluator.outputs(z, 2);
        float[] means = new float[outputs.length];
        Activations.forward(Activation.SIGMOID, means, 0, outputs, 0, outputs.length);
        assertThat(evaluator.decode(z, 2)).isEqualTo(means);
    }

    @Test
    void drawsFromALikelihoodHaveItsMeanAndVariance() {
        int n = 4_000;
        float[] z = new float[3 * n];
        float[] pixels = evaluator.draw(z, n, 1);
        float[] means = evaluator.decode(z, n);
        double sum = 0;
        double expected = 0;
        for (int i = 0; i < pixels.length; i++) {
            assertThat(pixels[i] == 0 || pixels[i] == 1).isTrue();
            sum += pixels[i];
            expected += means[i];
        }
        assertThat(sum / pixels.length).isEqualTo(expected / pixels.length,
                within(4.5 * 0.5 / Math.sqrt(pixels.length)));

        Vae normal = Vae.create(VaeSpec.of(64, 3).withHidden(20).withLikelihood(Likelihood.gaussian(0.04)), 2);
        float[] x = normal.on(team).draw(z, n, 1);
        float[] m = normal.decode(z, n);
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            squares += Math.pow((double) x[i] - m[i], 2) / x.length;
        }
        assertThat(squares).isEqualTo(0.04, within(4.5 * 0.04 * Math.sqrt(2.0 / x.length)));
    }

    @Test
    void posteriorDrawsComeWithTheirDensities() {
        PosteriorDraws draws = evaluator.draws(DATA, 50, 3);
        Encoding encoding = evaluator.encode(DATA);
        double squares = 0;
        for (int row = 0; row < 130 * 50; row++) {
            double logPosterior = 0;
            double logPrior = 0;
            for (int j = 0; j < 3; j++) {
                double logvar = encoding.logvar()[row / 50 * 3 + j];
                double z = draws.z()[row * 3 + j];
                double d = z - encoding.mean()[row / 50 * 3 + j];
                squares += d * d * Math.exp(-logvar) / (3 * 130 * 50);
                logPosterior -= (Math.log(2 * Math.PI) + logvar + d * d * Math.exp(-logvar)) / 2;
                logPrior -= (Math.log(2 * Math.PI) + z * z) / 2;
            }
            assertThat((double) draws.logPosterior()[row]).isEqualTo(logPosterior, within(1e-4));
            assertThat((double) draws.logPrior()[row]).isEqualTo(logPrior, within(1e-4));
        }
        // The noise has standard deviation exp(logvar / 2).
        assertThat(squares).isEqualTo(1, within(4.5 * Math.sqrt(2.0 / (3 * 130 * 50))));
    }

    @Test
    void theWayBetweenTwoCodes() {
        float[] z = evaluator.interpolate(new float[] {0, 1, 2}, new float[] {1, 1, 0}, 3);
        assertThat(z).containsExactly(0, 1, 2, 0.5f, 1, 1, 1, 1, 0);
        assertThatThrownBy(() -> evaluator.interpolate(new float[2], new float[3], 3))
                .hasMessage("from must have 1 x 3 values but has 2");
    }

    @Test
    void gradientsOfDataOfOtherFeaturesAreRefused() {
        Vae small = Vae.create(VaeSpec.of(64, 2).withHidden(4), 1);
        try (Workers team = Workers.of(1)) {
            for (int features : new int[] {63, 65}) {
                Dataset other = Datasets.of(new float[2 * features], features);
                assertThatThrownBy(() -> small.on(team).gradients(other, Objective.elbo(), 5))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("the data has " + features + " features but the model expects 64");
            }
        }
    }

    @Test
    void gradientsByName() {
        Map<String, Tensor> two = evaluator.gradients(DATA, Objective.elbo(), 5);
        assertThat(two.keySet()).isEqualTo(vae.tensors().keySet());
        try (Workers three = Workers.of(3)) {
            Map<String, Tensor> other = vae.on(three).gradients(DATA, Objective.elbo(), 5);
            two.forEach((name, tensor) -> assertThat(other.get(name).values()).isEqualTo(tensor.values()));
        }
        assertThat(Set.copyOf(two.keySet())).contains("encoder.0.weight", "mean.bias", "logvar.weight", "output.bias");
        assertThat(two.values()).allSatisfy(tensor -> {
            double norm = 0;
            for (float value : tensor.values()) {
                norm += Math.abs(value);
            }
            assertThat(norm).isPositive();
        });
    }
}
