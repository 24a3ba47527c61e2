package io.github.vae4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.graph.Frame;
import io.github.vae4j.core.graph.Graph;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.Noise;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.core.spec.Term;
import io.github.vae4j.core.spec.Weight;
import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A batch of mostly zeros goes through the first layer as lists, with the bits that it has as dense rows.
class SparseInputTest {
    private static float[] rows(int samples, int features, double share) {
        float[] x = new float[samples * features];
        float[] keep = new float[x.length];
        Philox.uniform(x, 0, x.length, 1, 0, 0, 0);
        Philox.uniform(keep, 0, x.length, 2, 0, 0, 0);
        for (int i = 0; i < x.length; i++) {
            x[i] = keep[i] < share ? x[i] : 0;
        }
        return x;
    }

    private static void run(Step step) {
        step.forward();
        step.evaluate(Progress.END);
        step.backward();
        step.computeGradients();
    }

    @ParameterizedTest
    @CsvSource({"64, 0.1, 1, SOFTPLUS", "200, 0.17, 2, GELU", "301, 0.01, 3, RELU", "784, 0, 2, TANH",
        "97, 0.18, 5, SILU"})
    void listsHaveTheBitsOfDenseRows(int features, double share, int threads, Activation activation) {
        int samples = 53;
        float[] x = rows(samples, features, share);
        Dataset data = Datasets.of(x, features);
        VaeSpec spec = VaeSpec.of(features, 3).withHidden(70, 9).withActivation(activation);
        Vae vae = Vae.create(spec, 5);
        TrainingConfig config = TrainingConfig.defaults();
        try (Workers team = Workers.of(threads)) {
            int states = config.optimiser().states();
            Step lists = new Step(spec, config, vae.parameters(), new float[states][vae.parameters().length], samples,
                    team);
            lists.read(lists.feed(data), IntStream.range(0, samples).toArray(), 0, samples, 4, 0, 0);
            Frame frame = lists.program().frame();
            assertThat(frame.sparse().isUsed()).isTrue();
            run(lists);

            Step dense = new Step(spec, config, vae.parameters(), new float[states][vae.parameters().length], samples,
                    team);
            float[][] noise = lists.program().graph().noises().stream().map(Noise::value).map(frame::values)
                    .toArray(float[][]::new);
            dense.set(x, samples, noise);
            assertThat(dense.program().frame().sparse().isUsed()).isFalse();
            run(dense);
            assertThat(lists.gradients()).isEqualTo(dense.gradients());

            // One full row makes the whole block dense.
            float[] block = Arrays.copyOf(x, 2 * x.length);
            Arrays.fill(block, x.length, 2 * x.length, 0.5f);
            Encoding alone = vae.encode(x, samples);
            Encoding together = vae.encode(block, 2 * samples);
            assertThat(alone.mean()).isEqualTo(Arrays.copyOf(together.mean(), alone.mean().length));
        }
    }

    /// Sparse data is read as lists, and its rows are dense only where a part of the model wants them so.
    @ParameterizedTest
    @CsvSource({"poisson, log1p, '', false", "nb, none, '', false", "multinomial, l2, '', false",
        "multinomial, range:0:4, '', false", "poisson, log1p, term, true", "poisson, log1p, dropout, true",
        "gaussian:1, log1p, '', true", "gaussian:1, none, '', true"})
    void entriesHaveTheBitsOfDenseRows(String likelihood, String scaling, String part, boolean isDense) {
        int features = 90;
        int samples = 37;
        float[] x = rows(samples, features, 0.15);
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.ceil(5 * x[i]);
        }
        Dataset dense = Datasets.of(x, features);
        VaeSpec spec = VaeSpec.of(features, 3).withHidden(20).withLikelihood(Likelihood.parse(likelihood))
                .withScaling(Scaling.parse(scaling));
        if (part.equals("dropout")) {
            spec = spec.withEncoder(LayerSpec.dropout(0.3), LayerSpec.dense(20));
        }
        TrainingConfig config = TrainingConfig.defaults().withEpochs(3).withBatchSize(16);
        if (part.equals("term")) {
            config = config.withObjective(config.objective().plus(Term.meanDiscrepancy(1), Weight.constant(0.1)));
        }
        Vae expected = Vae.create(spec, 5);
        Vae actual = expected.copy();
        try (Trainer trainer = Trainer.of(expected, config)) {
            trainer.fit(dense);
        }
        try (Trainer trainer = Trainer.of(actual, config)) {
            trainer.fit(withStoredZeros(x, features));
        }
        assertThat(actual.parameters()).isEqualTo(expected.parameters()).doesNotContain(Float.NaN);
        assertThat(actual.encode(withStoredZeros(x, features)).mean()).isEqualTo(expected.encode(dense).mean());
        assertThat(actual.elbo(withStoredZeros(x, features), 2).reconstruction())
                .isEqualTo(expected.elbo(dense, 2).reconstruction());

        Graph graph = ModelGraph.forTraining(spec, config.objective());
        assertThat(graph.needsDense(graph.x()) || graph.needsDense(graph.target())).isEqualTo(isDense);
    }

    /// Entries of the data, and one that is 0 in each sample.
    private static Dataset withStoredZeros(float[] x, int features) {
        int samples = x.length / features;
        int[] offsets = new int[samples + 1];
        int[] columns = new int[x.length];
        float[] values = new float[x.length];
        int n = 0;
        for (int r = 0; r < samples; r++) {
            boolean isStored = false;
            for (int i = 0; i < features; i++) {
                float value = x[r * features + i];
                if (value != 0 || !isStored) {
                    isStored |= value == 0;
                    columns[n] = i;
                    values[n++] = value;
                }
            }
            offsets[r + 1] = n;
        }
        return Datasets.ofSparse(offsets, Arrays.copyOf(columns, n), Arrays.copyOf(values, n), features);
    }

    @Test
    void aBadEntryIsNamed() {
        Vae vae = Vae.create(VaeSpec.of(80, 2).withHidden(8).withLikelihood(Likelihood.poisson()), 1);
        Dataset data = Datasets.ofSparse(new int[] {0, 1, 3}, new int[] {7, 3, 60}, new float[] {1, 2, 1.5f}, 80);
        assertThatThrownBy(() -> vae.elbo(data, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("feature 60").hasMessageContaining("1.5")
                .hasMessageContaining("whole numbers from 0 on");
    }

    @ParameterizedTest
    @CsvSource({"200, 0.5", "40, 0.01"})
    void denseAndNarrowRowsStayDense(int features, double share) {
        Dataset data = Datasets.of(rows(20, features, share), features);
        VaeSpec spec = VaeSpec.of(features, 2).withHidden(8);
        Vae vae = Vae.create(spec, 1);
        TrainingConfig config = TrainingConfig.defaults();
        try (Workers team = Workers.of(1)) {
            Step step = new Step(spec, config, vae.parameters(), new float[2][vae.parameters().length], 20, team);
            step.read(step.feed(data), IntStream.range(0, 20).toArray(), 0, 20, 4, 0, 0);
            assertThat(step.program().frame().sparse().isUsed()).isFalse();
        }
    }
}
