package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.Draws;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Optimiser;
import io.github.vae4j.core.spec.Scaling;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Likelihoods of counts: the formulas against reference values, draws, and what reaches encoder and likelihood.
class CountLikelihoodTest {
    private static final int FEATURES = 40;

    /// Two features, of which the second makes the total: log p of both from the reference values of the first.
    @ParameterizedTest
    @CsvSource({
        "0, 2.5, 1.7, -1.537575666186", "3, 2.5, 1.7, -2.053503671937", "120, 80, 0.35, -6.473929046082",
        "0, 1e-4, 50, -9.99999e-5", "7, 5, 1e4, -2.259245970681805"})
    void negativeBinomialReference(double x, double mean, double dispersion, double expected) {
        double rest = Math.ceil(mean + x + 10);
        double total = x + rest;
        // The mean is the total times the share.
        double[] logits = {Math.log(mean), Math.log(total - mean)};
        double[] own = {Math.log(dispersion), Math.log(1.3)};
        double log = -Likelihood.negativeBinomial().reference(logits, new double[] {x, rest}, own);
        double[] alone = {Math.log(total - mean), Math.log(mean)};
        double other = -Likelihood.negativeBinomial().reference(alone, new double[] {rest, x},
                new double[] {own[1], own[0]});
        assertThat(other).as("the order of features does not matter").isCloseTo(log, within(1e-11));
        assertThat(log - logOf(rest, total - mean, 1.3)).isCloseTo(expected, within(1e-9));
    }

    /// log p of a count as the sum of ln(j + t) and so on, in another order.
    private static double logOf(double x, double mean, double t) {
        double log = -(t + x) * Math.log(t + mean) + t * Math.log(t) + x * Math.log(mean);
        for (int i = 1; i <= x; i++) {
            log += Math.log((t + i - 1) / i);
        }
        return log;
    }

    @Test
    void multinomialReference() {
        double[] logits = {.1, -.3, .7};
        double[] x = {2, 0, 1};
        assertThat(-Likelihood.multinomial().reference(logits, x, new double[0])).isCloseTo(-2.053188617406,
                within(1e-12));
        assertThat(-Likelihood.parse("multinomial:no-coefficient").reference(logits, x, new double[0]))
                .isCloseTo(-3.151800906074, within(1e-12));
    }

    /// Probabilities of all counts up to a total add up to 1.
    @Test
    void probabilitiesAddUp() {
        double sum = 0;
        for (int a = 0; a <= 4; a++) {
            for (int b = 0; a + b <= 4; b++) {
                double[] x = {a, b, 4 - a - b};
                sum += Math.exp(-Likelihood.multinomial().reference(new double[] {.3, -1, .2}, x, new double[0]));
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"poisson:300", "nb:feature:300", "zinb:shared:300", "multinomial:full:300"})
    void drawsHaveTheirMean(String text) {
        Likelihood likelihood = Likelihood.parse(text);
        int features = 3;
        float[] output = new float[likelihood.outputs(features)];
        output[0] = 1;
        output[1] = -2;
        for (int i = features; i < output.length; i++) {
            output[i] = -30;
        }
        float[] own = likelihood.parameters(features).isEmpty() ? new float[0] : new float[features];
        Arrays.fill(own, 1.5f);
        float[] mean = new float[features];
        likelihood.mean(mean, 0, output, 0, own, 0, 1, features);
        assertThat(mean[0] + mean[1] + mean[2]).isCloseTo(300, within(1e-3f));
        double[] sums = new double[features];
        double[] squares = new double[features];
        float[] x = new float[features];
        int n = 4_000;
        for (int i = 0; i < n; i++) {
            likelihood.sample(x, 0, output, 0, own, 0, features, new Draws(3, 9, 0, i));
            for (int j = 0; j < features; j++) {
                assertThat(likelihood.support().contains(x[j])).isTrue();
                sums[j] += x[j];
                squares[j] += (double) x[j] * x[j];
            }
        }
        for (int j = 0; j < features; j++) {
            double m = mean[j];
            double variance = text.startsWith("poisson") ? m
                    : text.startsWith("multi") ? m * (1 - m / 300) : m + m * m / Math.exp(1.5);
            double average = sums[j] / n;
            assertThat(average).isCloseTo(m, within(4.5 * Math.sqrt(variance / n)));
            assertThat(squares[j] / n - average * average).isCloseTo(variance, within(0.2 * variance));
        }
    }

    private static float[] counts(int rows, int seed) {
        float[] x = new float[rows * FEATURES];
        new Draws(seed, 5, 0, 0).uniform(x, 0, x.length);
        for (int i = 0; i < x.length; i++) {
            x[i] = x[i] < 0.85 ? 0 : (float) Math.floor(1 + 400 * (x[i] - 0.85) * (x[i] - 0.85));
        }
        Arrays.fill(x, FEATURES, 2 * FEATURES, 0);
        return x;
    }

    private static VaeSpec model(String likelihood) {
        return VaeSpec.of(FEATURES, 3).withHidden(8).withLikelihood(Likelihood.parse(likelihood))
                .withScaling(Scaling.log1p());
    }

    private static Vae trained(VaeSpec spec, Dataset data, int threads) {
        return trained(spec, data, TrainingConfig.defaults().withEpochs(2).withBatchSize(16).withThreads(threads));
    }

    private static Vae trained(VaeSpec spec, Dataset data, TrainingConfig config) {
        Vae vae = Vae.create(spec, 1);
        try (Trainer trainer = Trainer.of(vae, config.withOptimiser(Optimiser.adam(0.01)))) {
            trainer.fit(data);
        }
        return vae;
    }

    /// From a sparse data set, its dense copy, and on other threads; a sample of zeros among them.
    @ParameterizedTest
    @ValueSource(strings = {"poisson", "nb", "zinb", "nb:shared", "multinomial"})
    void sameBits(String likelihood) {
        float[] x = counts(50, 2);
        Dataset dense = Datasets.of(x, FEATURES);
        float[] expected = trained(model(likelihood), dense, 1).parameters();
        assertThat(trained(model(likelihood), Datasets.toSparse(dense), 1).parameters()).isEqualTo(expected);
        assertThat(trained(model(likelihood), dense, 3).parameters()).isEqualTo(expected);
        assertThat(expected).doesNotContain(Float.NaN);
    }

    /// The encoder sees logarithms, the likelihood counts: the bound is the formula at both.
    @Test
    void scalingIsForTheEncoder() {
        float[] x = counts(6, 3);
        Vae vae = Vae.create(model("nb"), 1);
        Vae unscaled = Vae.of(vae.spec().withScaling(Scaling.none()), vae.tensors());
        float[] logs = x.clone();
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) Math.log1p(x[i]);
        }
        float[] mean = vae.encode(Datasets.of(x, FEATURES)).mean();
        Vae onLogs = Vae.create(vae.spec().withScaling(Scaling.none()).withLikelihood(Likelihood.gaussian(1)), 1);
        assertThat(mean).as("the encoder has the logarithms")
                .isEqualTo(onLogs.encode(Datasets.of(logs, FEATURES)).mean());
        float[] decoded = vae.decode(mean, 6);
        double sum = 0;
        for (int i = 0; i < FEATURES; i++) {
            sum += decoded[i];
        }
        assertThat(sum).as("shares, which no scaling is undone on").isCloseTo(1, within(1e-5));
        assertThat(unscaled.decode(mean, 6)).isEqualTo(decoded);
        assertThatThrownBy(() -> vae.encode(Datasets.of(logs, FEATURES))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whole numbers from 0 on").hasMessageContaining("raw counts");
    }

    /// Counts of a planted model: the dispersion comes out.
    @Test
    void plantedDispersion() {
        int rows = 4_000;
        int features = 20;
        Likelihood truth = Likelihood.parse("nb:shared:400");
        float[] logits = new float[features];
        for (int i = 0; i < features; i++) {
            logits[i] = 0.1f * i;
        }
        float[] x = new float[rows * features];
        for (int r = 0; r < rows; r++) {
            truth.sample(x, r * features, logits, 0, new float[] {(float) Math.log(4)}, 0, features,
                    new Draws(1, 9, 0, r));
        }
        VaeSpec spec = VaeSpec.of(features, 1).withEncoder(LayerSpec.dense(4)).withDecoder()
                .withLikelihood(Likelihood.parse("nb:shared")).withScaling(Scaling.log1p());
        Vae vae = trained(spec, Datasets.of(x, features), TrainingConfig.defaults().withEpochs(30));
        double dispersion = Math.exp(vae.tensors().get("likelihood.log_dispersion").values()[0]);
        // That the total is observed takes one degree of freedom in 20.
        assertThat(dispersion).isCloseTo(4, within(0.4));
    }
}
