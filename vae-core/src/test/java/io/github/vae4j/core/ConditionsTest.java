package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vae4j.core.data.Condition;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Optimiser;
import io.github.vae4j.core.spec.Prior;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Models whose encoder and decoder are given conditions of the samples.
class ConditionsTest {
    private static final int SAMPLES = 240;
    private static final int FEATURES = 70;
    private static final Condition BATCH = Condition.ofCategories("batch", List.of("a", "b", "c"));
    private static final Condition AGE = Condition.ofNumber("age");

    /// Counts, of which a tenth is not 0, in three batches.
    private static Dataset counts(boolean isSparse) {
        float[] x = new float[SAMPLES * FEATURES];
        Philox.uniform(x, 0, x.length, 1, 0, 0, 0);
        for (int i = 0; i < x.length; i++) {
            x[i] = x[i] > 0.9 ? (float) Math.ceil((x[i] - 0.9) * 40) : 0;
        }
        float[] age = new float[SAMPLES];
        Philox.normal(age, 0, SAMPLES, 2, 0, 0, 0);
        int[] batch = new int[SAMPLES];
        Arrays.setAll(batch, i -> i % 3);
        Dataset data = Datasets.of(x, FEATURES);
        return (isSparse ? Datasets.toSparse(data) : data)
                .withConditions(Conditions.of("batch", Labels.of(batch, BATCH.categories()))
                        .and(Conditions.of("age", age)));
    }

    private static VaeSpec spec() {
        return VaeSpec.of(FEATURES, 3).withHidden(40).withLikelihood(Likelihood.negativeBinomial())
                .withScaling(Scaling.log1p()).withConditions(List.of(BATCH, AGE));
    }

    private static TrainingConfig config(int threads) {
        return TrainingConfig.defaults().withEpochs(3).withBatchSize(50).withThreads(threads).withSeed(4);
    }

    private static Vae trained(VaeSpec spec, Dataset data, int threads) {
        try (Trainer trainer = Trainer.of(Vae.create(spec, 7), config(threads))) {
            trainer.fit(data);
            return trainer.vae();
        }
    }

    // ---- gradients and bits

    static Stream<VaeSpec> small() {
        VaeSpec base = VaeSpec.of(6, 3).withHidden(5, 4).withConditions(List.of(BATCH, AGE));
        return Stream.of(base, base.withLikelihood(Likelihood.negativeBinomial()).withScaling(Scaling.none()),
                base.withDecoder(), base.withPrior(Prior.vamp(3)),
                base.withEncoder(LayerSpec.batchNorm(), LayerSpec.dense(4)).withDecoder(LayerSpec.dropout(0.3)));
    }

    @ParameterizedTest
    @MethodSource("small")
    void gradientsAreThoseOfTheFormulas(VaeSpec spec) {
        GradientCheck.of(spec, Objective.elbo()).requirePassed();
    }

    @Test
    void gradientsOfManyDrawsAreThoseOfTheFormulas() {
        GradientCheck.of(VaeSpec.of(6, 3).withHidden(5, 4).withConditions(List.of(AGE, BATCH)),
                Objective.importanceWeighted(4)).requirePassed();
    }

    @Test
    void threadsAndSparseRowsDoNotChangeABit() {
        float[] expected = trained(spec(), counts(false), 1).parameters();
        for (int threads : new int[] {2, 3}) {
            assertThat(trained(spec(), counts(true), threads).parameters()).isEqualTo(expected);
        }
        assertThat(expected).isNotEqualTo(
                trained(spec(), counts(false).withConditions(Conditions.of(counts(false)).repeated(0, SAMPLES)), 1)
                        .parameters());
    }

    /// The weights of a condition are further rows of the first matrix of the encoder and of that of the decoder.
    @Test
    void conditionsAreFurtherInputs() {
        VaeSpec gaussian = spec().withLikelihood(Likelihood.gaussian(1)).withScaling(Scaling.none());
        Dataset data = counts(true);
        Vae vae = trained(gaussian, data, 2);
        Vae wide = Vae.create(VaeSpec.of(FEATURES + 4, 3).withHidden(40).withLikelihood(Likelihood.gaussian(1)), 1);
        Vae long7 = Vae.create(VaeSpec.of(FEATURES, 7).withHidden(40).withLikelihood(Likelihood.gaussian(1)), 1);
        vae.tensors().forEach((name, tensor) -> {
            if (name.matches("(encoder|mean|logvar).*")) {
                wide.set(Map.of(name, tensor));
            } else {
                long7.set(Map.of(name, tensor));
            }
        });
        float[] x = new float[SAMPLES * (FEATURES + 4)];
        float[] z = new float[SAMPLES * 7];
        Encoding codes = vae.encode(data);
        for (int i = 0; i < SAMPLES; i++) {
            data.read(i, 0, x, i * (FEATURES + 4));
            System.arraycopy(codes.mean(), i * 3, z, i * 7, 3);
            x[i * (FEATURES + 4) + FEATURES + i % 3] = 1;
            x[i * (FEATURES + 4) + FEATURES + 3] = data.condition(i, 1);
            System.arraycopy(x, i * (FEATURES + 4) + FEATURES, z, i * 7 + 3, 4);
        }
        assertThat(codes.mean()).isEqualTo(wide.encode(x, SAMPLES).mean());
        float[] samples = new float[SAMPLES * FEATURES];
        for (int i = 0; i < SAMPLES; i++) {
            data.read(i, 0, samples, i * FEATURES);
        }
        try (Workers team = Workers.of(2)) {
            Evaluator given = vae.on(team).given(Conditions.of(data));
            assertThat(given.decode(codes.mean(), SAMPLES)).isEqualTo(long7.decode(z, SAMPLES));
            assertThat(given.reconstruct(samples, SAMPLES)).isEqualTo(long7.decode(z, SAMPLES));
            assertThat(given.encode(samples, SAMPLES).mean()).isEqualTo(codes.mean());
            assertThat(given.elbo(Datasets.of(samples, FEATURES), 3).kl()).isEqualTo(vae.elbo(data, 3).kl());
            Conditions one = Conditions.of(data).range(5, 6);
            assertThat(vae.on(team).given(one).sample(9, 2)).isEqualTo(
                    vae.on(team).given(one.repeated(0, 9)).sample(9, 2)).isNotEqualTo(
                            vae.on(team).given(Conditions.of(data).range(6, 7)).sample(9, 2));
        }
    }

    // ---- files

    @Test
    void filesKeepTheConditions(@TempDir Path folder) throws IOException {
        List<Condition> odd = List.of(Condition.ofCategories("a,b=|\\", List.of("1|2", "", "=,\\")), AGE);
        assertThat(odd.getFirst()).hasToString("a\\,b\\=\\|\\\\=1\\|2||\\=\\,\\\\");
        Path file = folder.resolve("m.safetensors");
        Vae vae = Vae.create(VaeSpec.of(4, 2).withConditions(odd), 1);
        vae.save(file);
        assertThat(Vae.load(file).spec()).isEqualTo(vae.spec());
        assertThat(Vae.load(file).parameters()).isEqualTo(vae.parameters());
        assertThat(Condition.parseList("")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Condition.parseList("batch=a|a"))
                .withMessageContaining("must differ");
        assertThatIllegalArgumentException().isThrownBy(() -> Condition.parseList("=a"))
                .withMessage("a condition needs a name");
    }

    @Test
    void aRunContinuesWithTheSameBitsAndRefusesOtherConditions(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("c.vae4j");
        try (Trainer first = Trainer.of(Vae.create(spec(), 7), config(2).withEpochs(1))) {
            first.fit(counts(false));
            first.saveCheckpoint(file);
        }
        try (Trainer rest = Trainer.resume(file, 1, 3)) {
            assertThatIllegalArgumentException().isThrownBy(() -> rest.fit(counts(false)
                    .withConditions(Conditions.of(counts(false).shuffled(1, 0)))))
                    .withMessageContaining("not what the checkpoint was trained on");
            rest.fit(counts(true));
            assertThat(rest.vae().parameters()).isEqualTo(trained(spec(), counts(false), 3).parameters());
        }
    }

    // ---- what the conditions explain

    /// Two groups of samples in each of two batches; the batch moves all features far more than the group does.
    private static Dataset shifted() {
        int samples = 800;
        float[] x = new float[samples * 12];
        Philox.normal(x, 0, x.length, 3, 0, 0, 0);
        int[] batch = new int[samples];
        for (int i = 0; i < samples; i++) {
            batch[i] = i % 2;
            for (int j = 0; j < 12; j++) {
                float group = (i / 2 % 2 == 0 ? 1 : -1) * (j < 6 ? 1f : -1f);
                x[i * 12 + j] = 0.3f * x[i * 12 + j] + group + (batch[i] == 0 ? 2 : -2) * (j % 2 == 0 ? 1 : -1);
            }
        }
        return Datasets.of(x, 12).withConditions(Conditions.of("batch", Labels.of(batch)));
    }

    /// The share of the variance of a unit that the means of two groups explain, samples of which take turns.
    private static double explained(float[] codes, int stride) {
        double[] sums = new double[2];
        double squares = 0;
        for (int i = 0; i < codes.length; i++) {
            sums[i / stride % 2] += codes[i];
            squares += (double) codes[i] * codes[i];
        }
        double mean = (sums[0] + sums[1]) / codes.length;
        return Math.pow((sums[0] - sums[1]) / codes.length, 2) / (squares / codes.length - mean * mean);
    }

    @Test
    void aConditionThatExplainsAShiftIsNotInTheCode() {
        Dataset data = shifted();
        VaeSpec plain = VaeSpec.of(12, 1).withHidden(16).withLikelihood(Likelihood.gaussian(0.1));
        TrainingConfig config = TrainingConfig.defaults().withEpochs(250).withBatchSize(50).withSeed(1).withThreads(2)
                .withOptimiser(Optimiser.adam(5e-3));
        double[] batch = new double[2];
        double[] group = new double[2];
        for (int i = 0; i < 2; i++) {
            try (Trainer trainer = Trainer.of(
                    Vae.create(i == 0 ? plain : plain.withConditions(data.conditions()), 2), config)) {
                trainer.fit(data);
                float[] codes = trainer.vae().encode(data).mean();
                batch[i] = explained(codes, 1);
                // Within a batch: which way the unit points may differ from batch to batch.
                float[] first = new float[codes.length / 2];
                for (int k = 0; k < first.length; k++) {
                    first[k] = codes[2 * k];
                }
                group[i] = explained(first, 1);
            }
        }
        assertThat(batch[0]).as("batch in the code without a condition").isGreaterThan(0.3);
        assertThat(batch[1]).as("batch in the code with it").isLessThan(0.05);
        assertThat(group[1]).as("group in the code with it, within a batch").isGreaterThan(0.5);
    }

    // ---- data

    @Test
    void viewsKeepConditions() {
        Dataset data = counts(true);
        Dataset part = data.shuffled(3, 0).range(10, 30).subset(4, 2);
        for (int i = 0; i < 2; i++) {
            assertThat(part.condition(i, 0)).isEqualTo(part.row(i) % 3);
            assertThat(part.condition(i, 1)).isEqualTo(data.condition(part.row(i), 1));
        }
        assertThat(part.conditions()).containsExactly(BATCH, AGE);
        assertThat(data.contentHash()).isEqualTo(counts(false).contentHash())
                .isNotEqualTo(counts(false).withConditions(Conditions.of("age", new float[SAMPLES])).contentHash());
    }

    // ---- wrong use

    @Test
    void whatIsMissingOrUnknownIsSaid() {
        Vae vae = Vae.create(spec(), 1);
        Dataset data = counts(false);
        Dataset bare = Datasets.of(new float[2 * FEATURES], FEATURES);
        assertThatIllegalArgumentException().isThrownBy(() -> vae.encode(bare)).withMessage(
                "the model needs the condition 'batch' (a, b, c) of every sample, and none is given: give it with "
                        + "--condition (--given for sample), Dataset.withConditions or Evaluator.given");
        assertThatIllegalArgumentException().isThrownBy(() -> vae.decode(new float[3], 1))
                .withMessageContaining("needs the condition 'batch'");
        assertThatIllegalArgumentException().isThrownBy(() -> trained(spec(), bare, 1))
                .withMessageContaining("needs the condition 'batch'");
        Labels other = Labels.ofNames(List.of("b", "d"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vae.encode(
                        bare.withConditions(Conditions.of("batch", other).and(Conditions.of("age", 0, 1)))))
                .withMessage("sample 1: the condition 'batch' is 'd', which the model has not seen; it knows a, b, c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vae.encode(
                        bare.withConditions(Conditions.of("age", other).and(Conditions.of("batch", other)))))
                .withMessageContaining("'d'");
        assertThatIllegalArgumentException().isThrownBy(() -> data.withConditions(Conditions.of("age", 1, 2)))
                .withMessage("there are conditions of 2 rows, expected one for each of 240 samples");
        assertThatIllegalArgumentException().isThrownBy(() -> Conditions.of("age", 1, Float.NaN))
                .withMessageContaining("row 1 is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Conditions.of("age", 1).and(Conditions.of("age", 1)))
                .withMessageContaining("name of its own");
        assertThatIllegalArgumentException().isThrownBy(() -> VaeSpec.of(3, 1).withConditions(List.of(AGE, AGE)))
                .withMessageContaining("name of its own");
        try (Workers team = Workers.of(1)) {
            Evaluator two = vae.on(team).given(Conditions.of(data).range(0, 2));
            assertThatIllegalArgumentException().isThrownBy(() -> two.decode(new float[9], 3))
                    .withMessage("there are conditions of 2 rows, expected 1 or 3");
        }
    }

    /// The order of categories is the model's, not that of the data.
    @Test
    void categoriesAreKnownByName() {
        Dataset data = counts(false);
        Vae vae = trained(spec(), data, 1);
        int[] turned = new int[SAMPLES];
        Arrays.setAll(turned, i -> 2 - i % 3);
        Dataset same = data.withConditions(Conditions.of("depth", new float[SAMPLES])
                .and(Conditions.of("age", ages(data)))
                .and(Conditions.of("batch", Labels.of(turned, List.of("c", "b", "a")))));
        assertThat(vae.encode(same).mean()).isEqualTo(vae.encode(data).mean());
    }

    private static float[] ages(Dataset data) {
        float[] ages = new float[data.size()];
        for (int i = 0; i < ages.length; i++) {
            ages[i] = data.condition(i, 1);
        }
        return ages;
    }
}
