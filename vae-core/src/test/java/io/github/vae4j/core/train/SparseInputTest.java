package io.github.vae4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.graph.Frame;
import io.github.vae4j.core.graph.Noise;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.Arrays;
import java.util.stream.IntStream;
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
