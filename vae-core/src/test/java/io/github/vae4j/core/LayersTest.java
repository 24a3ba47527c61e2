package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Dropout, layer and batch normalisation in whole models.
class LayersTest {
    private static final Dataset DIGITS = Datasets.digits();

    @TempDir private Path folder;

    private static VaeSpec model(String layer) {
        List<LayerSpec> hidden = List.of(LayerSpec.parse("32:identity"), LayerSpec.parse(layer),
                LayerSpec.parse("16:tanh"));
        return VaeSpec.of(64, 4).withEncoder(hidden.toArray(LayerSpec[]::new))
                .withDecoder(hidden.toArray(LayerSpec[]::new));
    }

    private static TrainingConfig config(int epochs, int threads) {
        return TrainingConfig.defaults().withEpochs(epochs).withThreads(threads).withBatchSize(100);
    }

    private static Vae trained(VaeSpec spec, TrainingConfig config) {
        Vae vae = Vae.create(spec, 1);
        try (Trainer trainer = Trainer.of(vae, config)) {
            trainer.fit(DIGITS);
        }
        return vae;
    }

    @ParameterizedTest
    @ValueSource(strings = {"layer-norm", "batch-norm", "dropout:0.2"})
    void sameBitsForThreadsAndResume(String layer) throws IOException {
        VaeSpec spec = model(layer);
        float[] expected = trained(spec, config(3, 1)).parameters();
        assertThat(trained(spec, config(3, 3)).parameters()).isEqualTo(expected);
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        try (Trainer trainer = Trainer.of(Vae.create(spec, 1), config(3, 2))) {
            trainer.addListener(new TrainingListener() {
                @Override
                public void onEpoch(EpochReport report) {
                    trainer.requestStop();
                }
            });
            trainer.fit(DIGITS);
            trainer.saveCheckpoint(checkpoint);
        }
        try (Trainer resumed = Trainer.resume(checkpoint, 1)) {
            resumed.fit(DIGITS);
            assertThat(resumed.vae().parameters()).isEqualTo(expected);
        }
    }

    /// Layers after one another, on the samples, and with several draws.
    @Test
    void gradients() {
        VaeSpec spec = VaeSpec.of(6, 2)
                .withEncoder(LayerSpec.dropout(0.25), LayerSpec.parse("7:identity"), LayerSpec.batchNorm(),
                        LayerSpec.dropout(0.25))
                .withDecoder(LayerSpec.parse("7:identity"), LayerSpec.layerNorm(), LayerSpec.batchNorm())
                .withActivation(Activation.GELU);
        GradientCheck.of(spec, Objective.elbo()).requirePassed();
        GradientCheck.of(spec, Objective.elbo().withDraws(3)).requirePassed();
        GradientCheck.of(spec, Objective.importanceWeighted(3)).requirePassed();
        GradientCheck.of(VaeSpec.of(6, 2).withEncoder(LayerSpec.batchNorm()).withDecoder(LayerSpec.layerNorm()),
                Objective.elbo()).requirePassed();
    }

    /// The running numbers come close to those of the data, and inference uses them: a sample's code does not depend on
    /// others.
    @Test
    void batchNormAfterTraining() {
        Vae vae = trained(VaeSpec.of(64, 4).withEncoder(LayerSpec.batchNorm(), LayerSpec.dense(16)),
                config(60, 2));
        float[] means = vae.tensors().get("encoder.0.running_mean").values();
        float[] variances = vae.tensors().get("encoder.0.running_var").values();
        float[] x = new float[64];
        double[] sum = new double[64];
        double[] squares = new double[64];
        for (int i = 0; i < DIGITS.size(); i++) {
            DIGITS.read(i, 0, x, 0);
            for (int j = 0; j < 64; j++) {
                sum[j] += x[j];
                squares[j] += (double) x[j] * x[j];
            }
        }
        for (int j = 0; j < 64; j++) {
            double mean = sum[j] / DIGITS.size();
            assertThat(means[j]).isCloseTo((float) mean, within(0.06f));
            assertThat(variances[j]).isCloseTo((float) (squares[j] / DIGITS.size() - mean * mean), within(0.04f));
        }
        float[] all = vae.encode(DIGITS).mean();
        DIGITS.read(7, 0, x, 0);
        assertThat(vae.encode(Datasets.of(x, 64)).mean()).isEqualTo(Arrays.copyOfRange(all, 28, 32));
    }

    /// A gradient leaves the running numbers alone.
    @Test
    void gradientsChangeNothing() {
        Vae vae = Vae.create(model("batch-norm"), 1);
        float[] before = vae.parameters().clone();
        try (Workers team = Workers.of(1)) {
            vae.on(team).gradients(DIGITS, Objective.elbo(), 1);
        }
        assertThat(vae.parameters()).isEqualTo(before);
    }

    /// A frozen encoder does not change, and encodes in training as after it.
    @ParameterizedTest
    @ValueSource(strings = {"layer-norm", "batch-norm", "dropout:0.2"})
    void frozenEncoder(String layer) {
        VaeSpec spec = model(layer);
        Vae before = trained(spec, config(2, 2));
        Vae after = before.copy();
        try (Trainer trainer = Trainer.of(after, config(2, 2).withFrozen("encoder*"))) {
            trainer.fit(DIGITS);
        }
        Map<String, Tensor> tensors = after.tensors();
        before.tensors().forEach((name, tensor) -> assertThat(
                Arrays.equals(tensor.values(), tensors.get(name).values())).as(name)
                .isEqualTo(name.startsWith("encoder")));
    }

    /// Codes of a trained model are those without dropout.
    @Test
    void noDropoutAfterTraining() {
        Vae vae = trained(VaeSpec.of(64, 4).withEncoder(LayerSpec.dropout(0.5), LayerSpec.dense(16)), config(2, 2));
        Vae plain = Vae.of(vae.spec().withEncoder(LayerSpec.dense(16)), renamed(vae));
        assertThat(plain.encode(DIGITS).mean()).isEqualTo(vae.encode(DIGITS).mean());
    }

    private static Map<String, Tensor> renamed(Vae vae) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        vae.tensors().forEach((name, tensor) -> tensors.put(name.replace("encoder.1", "encoder.0"), tensor));
        return tensors;
    }

    @Test
    void wrongRates() {
        assertThatThrownBy(() -> LayerSpec.parse("dropout:1")).hasMessageContaining("from 0 to below 1 but is 1.0");
        assertThatThrownBy(() -> LayerSpec.parse("dropout")).hasMessageContaining("needs 'rate'");
        assertThatThrownBy(() -> LayerSpec.parse("layer-norm:step")).hasMessageContaining("unknown activation 'step'");
    }
}
