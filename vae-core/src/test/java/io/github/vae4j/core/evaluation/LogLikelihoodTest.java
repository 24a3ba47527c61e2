package io.github.vae4j.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.PosteriorDraws;
import io.github.vae4j.core.Tensor;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Binarisation;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Prior;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLikelihoodTest {
    private static final int FEATURES = 6;
    // More than a block of rows, and no multiple of it.
    private static final int SAMPLES = 130;
    private static final Dataset NUMBERS = numbers();
    private static final Dataset DIGITS = Binarisation.threshold(Datasets.digits().take(SAMPLES), 0.5f);

    private final Workers team = Workers.of(2);

    @AfterEach
    void close() {
        team.close();
    }

    private static Dataset numbers() {
        float[] x = new float[SAMPLES * FEATURES];
        Philox.normal(x, 0, x.length, 11, 1, 0, 0);
        return Datasets.of(x, FEATURES);
    }

    private static Vae linear(int units) {
        VaeSpec spec = VaeSpec.of(FEATURES, units).withEncoder().withDecoder(LayerSpec.dense(4, Activation.IDENTITY))
                .withLikelihood(Likelihood.gaussian(0.5));
        return shaken(spec, 3);
    }

    private static Vae shaken(VaeSpec spec, long seed) {
        Vae vae = Vae.create(spec, seed);
        float[] shift = new float[vae.parameters().length];
        Philox.normal(shift, 0, shift.length, seed, 2, 0, 0);
        for (int i = 0; i < shift.length; i++) {
            vae.parameters()[i] += 0.1f * shift[i];
        }
        return vae;
    }

    /// A linear decoder with orthogonal columns c_j e_j: the posterior of unit j is normal with variance v / (v + c_j^2) and the
    /// mean c_j x_j / (v + c_j^2). The encoder has it, but for variances that are half as large again and means that are off.
    private static Vae nearlyRight(int units) {
        double v = 0.5;
        VaeSpec spec = VaeSpec.of(FEATURES, units).withEncoder().withDecoder().withLikelihood(Likelihood.gaussian(v));
        Vae vae = Vae.create(spec, 1);
        float[] decoder = new float[FEATURES * units];
        float[] means = new float[units * FEATURES];
        float[] offsets = new float[units];
        float[] variances = new float[units];
        for (int j = 0; j < units; j++) {
            double c = 0.6 + 0.3 * j;
            decoder[j * units + j] = (float) c;
            means[j * FEATURES + j] = (float) (c / (v + c * c));
            offsets[j] = 0.2f;
            variances[j] = (float) Math.log(1.5 * v / (v + c * c));
        }
        vae.set(Map.of("output.weight", new Tensor(List.of(FEATURES, units), decoder), "mean.weight",
                new Tensor(List.of(units, FEATURES), means), "mean.bias", new Tensor(List.of(units), offsets),
                "logvar.weight", new Tensor(List.of(units, FEATURES), new float[units * FEATURES]), "logvar.bias",
                new Tensor(List.of(units), variances)));
        return vae;
    }

    private LogLikelihood of(Vae vae) {
        return LogLikelihood.of(vae, team);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    // ---- against what is exact

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theClosedFormIsTheDensityOfTheWholeCovariance(int units) {
        Vae vae = linear(units);
        float[] probes = new float[(units + 1) * units];
        for (int j = 0; j < units; j++) {
            probes[(j + 1) * units + j] = 1;
        }
        float[] outputs = vae.on(team).outputs(probes, units + 1);
        double[] found = of(vae).closedForm(NUMBERS);
        float[] x = new float[FEATURES];
        for (int s = 0; s < SAMPLES; s++) {
            NUMBERS.read(s, 0, x, 0);
            assertThat(found[s]).isEqualTo(normal(x, outputs, units, 0.5), within(1e-9));
        }
    }

    /// log N(x; b, W W^T + v I) by elimination.
    private static double normal(float[] x, float[] outputs, int units, double variance) {
        double[][] a = new double[FEATURES][FEATURES + 1];
        for (int i = 0; i < FEATURES; i++) {
            for (int j = 0; j < FEATURES; j++) {
                a[i][j] = i == j ? variance : 0;
                for (int u = 1; u <= units; u++) {
                    a[i][j] += ((double) outputs[u * FEATURES + i] - outputs[i])
                            * ((double) outputs[u * FEATURES + j] - outputs[j]);
                }
            }
            a[i][FEATURES] = (double) x[i] - outputs[i];
        }
        double logDeterminant = 0;
        double square = 0;
        for (int i = 0; i < FEATURES; i++) {
            logDeterminant += Math.log(a[i][i]);
            square += a[i][FEATURES] * a[i][FEATURES] / a[i][i];
            for (int r = i + 1; r < FEATURES; r++) {
                double factor = a[r][i] / a[i][i];
                for (int c = i; c <= FEATURES; c++) {
                    a[r][c] -= factor * a[i][c];
                }
            }
        }
        return -(FEATURES * Math.log(2 * Math.PI) + logDeterminant + square) / 2;
    }

    @Test
    void importanceSamplingAgreesWithTheClosedForm() {
        Vae vae = nearlyRight(3);
        double exact = -mean(of(vae).closedForm(NUMBERS));
        LikelihoodSummary found = LikelihoodSummary
                .of(of(vae).importance(NUMBERS, ImportanceSampling.of(2_000).withRepeats(8)));
        assertThat(found.repeatError()).isPositive().isLessThan(0.01);
        assertThat(found.nll() - found.bias()).isEqualTo(exact, within(3 * found.repeatError()));
        // The bound is one: with few draws it is too high, and the curve falls.
        assertThat(found.curve().getFirst().nll()).isGreaterThan(exact + 0.05);
        assertThat(found.curve().get(1).nll()).isLessThan(found.curve().getFirst().nll());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void quadratureAgreesWithTheClosedForm(int units) {
        Vae vae = linear(units);
        double[] exact = of(vae).closedForm(NUMBERS);
        double[] found = of(vae).quadrature(NUMBERS, 150, _ -> {});
        for (int s = 0; s < SAMPLES; s++) {
            assertThat(found[s]).isEqualTo(exact[s], within(1e-4));
        }
    }

    static Stream<VaeSpec> models() {
        return Stream.of(VaeSpec.of(64, 2).withHidden(32), VaeSpec.of(64, 1).withHidden(16).withPrior(Prior.mixture(3)),
                VaeSpec.of(64, 1).withHidden(16).withLikelihood(Likelihood.poisson()).withScaling(Scaling.log1p()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void quadratureAgreesWithImportanceSampling(VaeSpec spec) {
        Vae vae = Vae.create(spec, 1);
        TrainingConfig config = TrainingConfig.defaults().withEpochs(30).withBatchSize(50).withThreads(2);
        try (Trainer trainer = Trainer.of(vae, config)) {
            trainer.fit(DIGITS);
        }
        double exact = -mean(of(vae).quadrature(DIGITS, 150, _ -> {}));
        assertThat(-mean(of(vae).quadrature(DIGITS, 200, _ -> {}))).isEqualTo(exact, within(1e-3));
        LikelihoodSummary found = LikelihoodSummary
                .of(of(vae).importance(DIGITS, ImportanceSampling.of(1_000).withRepeats(5)));
        assertThat(found.nll()).isEqualTo(exact, within(3 * found.repeatError() + 0.02));
    }

    // ---- faults that others had

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 137})
    void asManyDrawsAsWereAskedForAndEachWeightOnce(int draws) {
        Vae vae = shaken(VaeSpec.of(64, 3).withHidden(16), 4);
        ImportanceEstimates found = of(vae).importance(DIGITS, new ImportanceSampling(draws, 1, 9));
        PosteriorDraws expected = vae.on(team).draws(DIGITS, draws, 9);
        for (int s = 0; s < SAMPLES; s++) {
            double sum = 0;
            for (int k = 0; k < draws; k++) {
                sum += Math.exp(expected.logWeight(s, k) + 40);
            }
            assertThat(found.logLikelihood(s)).isEqualTo(Math.log(sum / draws) - 40, within(1e-9));
        }
        assertThat(found.how().curve()).last().isEqualTo(draws);
    }

    @Test
    void repeatsAreIndependentAndBeginWhereTheLastOneEnded() {
        Vae vae = shaken(VaeSpec.of(64, 3).withHidden(16), 4);
        ImportanceEstimates found = of(vae).importance(DIGITS, new ImportanceSampling(7, 3, 9));
        PosteriorDraws all = vae.on(team).draws(DIGITS, 21, 9);
        for (int repeat = 0; repeat < 3; repeat++) {
            double sum = 0;
            for (int k = 7 * repeat; k < 7 * (repeat + 1); k++) {
                sum += Math.exp(all.logWeight(SAMPLES - 1, k) + 40);
            }
            assertThat(found.logLikelihood(SAMPLES - 1, repeat)).isEqualTo(Math.log(sum / 7) - 40, within(1e-9));
        }
    }

    @Test
    void theMeanIsOverSamplesNotOverBlocks() {
        Vae vae = shaken(VaeSpec.of(64, 3).withHidden(16), 4);
        ImportanceEstimates found = of(vae).importance(DIGITS, ImportanceSampling.of(3));
        double sum = 0;
        for (int s = 0; s < SAMPLES; s++) {
            sum -= found.logLikelihood(s);
        }
        assertThat(LikelihoodSummary.of(found).nll()).isEqualTo(sum / SAMPLES, within(1e-12));
    }

    @Test
    void greyLevelsHaveACrossEntropyWithAFloor() {
        Vae vae = shaken(VaeSpec.of(64, 3).withHidden(16), 4);
        Dataset grey = Datasets.digits().take(SAMPLES);
        assertThat(of(vae).crossEntropyFloor(DIGITS)).containsOnly(0);
        double[] floors = of(vae).crossEntropyFloor(grey);
        float[] x = new float[64];
        grey.read(3, 0, x, 0);
        double expected = 0;
        for (float p : x) {
            expected -= p == 0 || p == 1 ? 0 : p * Math.log(p) + (1 - p) * Math.log(1 - p);
        }
        assertThat(floors[3]).isEqualTo(expected, within(1e-9)).isPositive();
    }

    // ---- the same bits

    @Test
    void threadsAndBlocksDoNotChangeABit() {
        Vae vae = shaken(VaeSpec.of(64, 2).withHidden(16), 4);
        ImportanceSampling how = new ImportanceSampling(23, 2, 5);
        double[] estimates;
        double[] integrals;
        double[] closed;
        try (Workers one = Workers.of(1)) {
            estimates = LogLikelihood.of(vae, one).importance(DIGITS, how).values();
            integrals = LogLikelihood.of(vae, one).quadrature(DIGITS, 40, _ -> {});
            closed = LogLikelihood.of(linear(2), one).quadrature(NUMBERS, 40, _ -> {});
        }
        try (Workers three = Workers.of(3)) {
            LogLikelihood measure = LogLikelihood.of(vae, three);
            assertThat(measure.importance(DIGITS, how).values()).containsExactly(estimates);
            assertThat(measure.quadrature(DIGITS, 40, _ -> {})).containsExactly(integrals);
            assertThat(LogLikelihood.of(linear(2), three).quadrature(NUMBERS, 40, _ -> {})).containsExactly(closed);
            List<ImportanceEstimates> blocks = List.of(measure.importance(DIGITS, 0, 1, how, _ -> {}),
                    measure.importance(DIGITS, 1, 126, how, _ -> {}),
                    measure.importance(DIGITS, 127, 3, how, _ -> {}));
            assertThat(ImportanceEstimates.joined(blocks).values()).containsExactly(estimates);
        }
    }

    @Test
    void progressCountsAllDraws() {
        AtomicLong done = new AtomicLong();
        of(linear(2)).importance(NUMBERS, 0, SAMPLES, new ImportanceSampling(7, 3, 0), done::addAndGet);
        assertThat(done).hasValue(21L * SAMPLES);
        done.set(0);
        of(linear(2)).quadrature(NUMBERS, 40, done::addAndGet);
        assertThat(done).hasValue(1600);
    }

    // ---- bad input

    @Test
    void saysWhatIsPossibleInstead() {
        LogLikelihood three = of(Vae.create(VaeSpec.of(64, 3).withHidden(4), 1));
        assertThatThrownBy(() -> ImportanceSampling.of(0)).hasMessage(
                "draws must be 1 to 100000 but is 0: one gives the bound that training uses, some thousands the log-likelihood");
        assertThatThrownBy(() -> ImportanceSampling.of(100_001)).hasMessageStartingWith("draws must be 1 to 100000");
        assertThatThrownBy(() -> ImportanceSampling.of(5).withRepeats(0))
                .hasMessageStartingWith("repeats must be 1 to 1000 but is 0");
        assertThatThrownBy(() -> three.quadrature(DIGITS, 100, _ -> {}))
                .hasMessage("quadrature is for 1 or 2 latent units but the model has 3: use importance sampling");
        assertThatThrownBy(() -> of(linear(2)).quadrature(NUMBERS, 7, _ -> {}))
                .hasMessage("points must be 8 or more but is 7");
        assertThatThrownBy(() -> three.closedForm(DIGITS)).hasMessageContaining("likelihood 'bernoulli'")
                .hasMessageEndingWith("use importance sampling");
        assertThatThrownBy(() -> three.importance(NUMBERS, ImportanceSampling.of(1)))
                .hasMessage("the data has 6 features but the model expects 64");
        assertThatThrownBy(() -> LikelihoodSummary.of(new double[0])).hasMessageStartingWith("there are no samples");
    }
}
