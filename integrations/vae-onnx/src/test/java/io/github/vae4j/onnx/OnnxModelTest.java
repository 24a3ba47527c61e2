package io.github.vae4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.LibraryVersion;
import io.github.vae4j.core.PosteriorDraws;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Posterior;
import io.github.vae4j.core.spec.Prior;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What ONNX Runtime computes from the files is what the model computes.
class OnnxModelTest {
    private static final int FEATURES = 64;
    private static final int LATENT = 5;
    // Images of the digits, each several times with other noise on it.
    private static final int ROWS = 10_000;
    private static final float CLOSE = 2e-5f;
    // The stream of random numbers that an evaluator draws from.
    private static final int EVALUATION = 4;

    private static float[] images() {
        Dataset digits = Datasets.digits();
        float[] x = new float[ROWS * FEATURES];
        float[] noise = new float[FEATURES];
        for (int r = 0; r < ROWS; r++) {
            digits.read(r % digits.size(), 0, x, r * FEATURES);
            Philox.uniform(noise, 0, FEATURES, 1, 2, 3, r);
            for (int i = 0; i < FEATURES; i++) {
                x[r * FEATURES + i] = 0.9f * x[r * FEATURES + i] + 0.1f * noise[i];
            }
        }
        return x;
    }

    private static float[] counts() {
        float[] x = images();
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.floor(8 * x[i]);
        }
        return x;
    }

    private static Vae trained(VaeSpec spec, float[] x) {
        Vae vae = Vae.create(spec, 3);
        Dataset data = Datasets.of(x, FEATURES).take(1_000);
        try (Trainer trainer = Trainer.of(vae, TrainingConfig.defaults().withEpochs(3).withBatchSize(50))) {
            trainer.fit(data);
        }
        return vae;
    }

    private static Map<String, float[]> run(Vae vae, OnnxPart part, Map<String, float[]> inputs, int rows)
            throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(OnnxModel.of(vae, part).toByteArray())) {
            Map<String, OnnxTensor> given = new HashMap<>();
            for (Map.Entry<String, float[]> input : inputs.entrySet()) {
                given.put(input.getKey(), OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.getValue()),
                        new long[] {rows, input.getValue().length / rows}));
            }
            Map<String, float[]> results = new HashMap<>();
            try (OrtSession.Result result = session.run(given)) {
                for (Map.Entry<String, ai.onnxruntime.OnnxValue> output : result) {
                    FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
                    float[] array = new float[values.remaining()];
                    values.get(array);
                    results.put(output.getKey(), array);
                }
            }
            given.values().forEach(OnnxTensor::close);
            return results;
        }
    }

    private static void assertClose(float[] actual, float[] expected, String what) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        float furthest = 0;
        for (int i = 0; i < expected.length; i++) {
            float distance = Math.abs(actual[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
            furthest = distance <= furthest ? furthest : distance;
        }
        assertThat(furthest).as("largest difference of %s", what).isLessThanOrEqualTo(CLOSE);
    }

    private static void check(VaeSpec spec, float[] x) throws OrtException {
        Vae vae = trained(spec, x);
        Encoding expected = vae.encode(x, ROWS);
        Map<String, float[]> encoded = run(vae, OnnxPart.ENCODER, Map.of("x", x), ROWS);
        assertThat(encoded).containsOnlyKeys("mean", "logvar");
        assertClose(encoded.get("mean"), expected.mean(), "means");
        assertClose(encoded.get("logvar"), expected.logvar(), "log variances");

        float[] noise = new float[ROWS * LATENT];
        Philox.normal(noise, 0, noise.length, 4, 5, 6, 7);
        float[] z = new float[noise.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = (float) (expected.mean()[i] + Math.exp(expected.logvar()[i] / 2.0) * noise[i]);
        }
        assertClose(run(vae, OnnxPart.DRAW, Map.of("x", x, "noise", noise), ROWS).get("z"), z, "draws");
        assertClose(run(vae, OnnxPart.DECODER, Map.of("z", z), ROWS).get("x"), vae.decode(z, ROWS), "decoded samples");
    }

    private static VaeSpec spec() {
        return VaeSpec.of(FEATURES, LATENT).withHidden(40, 20);
    }

    @ParameterizedTest
    @EnumSource
    void activations(Activation f) throws OrtException {
        check(spec().withActivation(f), images());
    }

    @Test
    void layers() throws OrtException {
        LayerSpec[] layers = {LayerSpec.dropout(0.2), LayerSpec.dense(40, Activation.IDENTITY), LayerSpec.batchNorm(),
            LayerSpec.dense(20, Activation.IDENTITY), LayerSpec.layerNorm()};
        check(spec().withEncoder(layers).withDecoder(layers), images());
    }

    @ParameterizedTest
    @CsvSource({"standard, gaussian:1", "unit, gaussian:1", "range:-1:2, gaussian-learned", "log1p, laplace:1",
        "l2, gaussian:1", "none, continuous-bernoulli"})
    void scalingsAndLikelihoods(String scaling, String likelihood) throws OrtException {
        check(spec().withScaling(Scaling.parse(scaling)).withLikelihood(Likelihood.parse(likelihood)), images());
    }

    @ParameterizedTest
    @CsvSource({"poisson:30", "nb:feature:20", "zinb:shared:7", "multinomial:full:11"})
    void likelihoodsOfCounts(String likelihood) throws OrtException {
        check(spec().withScaling(Scaling.log1p()).withLikelihood(Likelihood.parse(likelihood)), counts());
    }

    /// Of a flow the draws are compared with the model's own, from the same noise.
    @Test
    void planarFlow() throws OrtException {
        float[] x = images();
        Vae vae = trained(spec().withPosterior(Posterior.planar(3)), x);
        Dataset data = Datasets.of(x, FEATURES).take(500);
        PosteriorDraws expected;
        try (Workers team = Workers.of(1)) {
            expected = vae.on(team).draws(data, 1, 9);
        }
        float[] noise = new float[500 * LATENT];
        for (int r = 0; r < 500; r++) {
            Philox.normal(noise, r * LATENT, LATENT, 9, EVALUATION, 0, r);
        }
        float[] z = run(vae, OnnxPart.DRAW, Map.of("x", Arrays.copyOf(x, 500 * FEATURES), "noise", noise), 500)
                .get("z");
        assertClose(z, expected.z(), "draws");
    }

    @Test
    void conditions() throws OrtException {
        float[] x = images();
        int[] parity = new int[ROWS];
        float[] dose = new float[ROWS];
        float[] condition = new float[3 * ROWS];
        for (int r = 0; r < ROWS; r++) {
            parity[r] = r % 2;
            dose[r] = r % 7 / 7f;
            condition[3 * r + r % 2] = 1;
            condition[3 * r + 2] = dose[r];
        }
        Conditions given = Conditions.of("parity", Labels.of(parity, List.of("even", "odd")))
                .and(Conditions.of("dose", dose));
        Dataset data = Datasets.of(x, FEATURES).withConditions(given);
        Vae vae = Vae.create(spec().withConditions(given.columns()), 3);
        try (Trainer trainer = Trainer.of(vae, TrainingConfig.defaults().withEpochs(1))) {
            trainer.fit(data.take(1_000));
        }
        Encoding expected = vae.encode(data);
        assertClose(run(vae, OnnxPart.ENCODER, Map.of("x", x, "condition", condition), ROWS).get("mean"),
                expected.mean(), "means");
        try (Workers team = Workers.of(1)) {
            assertClose(run(vae, OnnxPart.DECODER, Map.of("z", expected.mean(), "condition", condition), ROWS).get("x"),
                    vae.on(team).given(given).decode(expected.mean(), ROWS), "decoded samples");
        }
    }

    @Test
    void thePriorIsNotPartOfAFile() throws OrtException {
        check(spec().withPrior(Prior.vamp(10)), images());
    }

    @Test
    void oneRowAndNone() throws OrtException {
        Vae vae = Vae.create(spec(), 1);
        float[] x = new float[FEATURES];
        assertClose(run(vae, OnnxPart.ENCODER, Map.of("x", x), 1).get("mean"), vae.encode(x, 1).mean(), "means");
    }

    @Test
    void saysWhatItIs() throws OrtException {
        Vae vae = Vae.create(spec().withScaling(Scaling.standard()), 1);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        String hash = "";
        for (OnnxPart part : OnnxPart.values()) {
            try (OrtSession session = environment.createSession(OnnxModel.of(vae, part).toByteArray())) {
                Map<String, String> data = session.getMetadata().getCustomMetadata();
                assertThat(data).containsEntry("vae4j.version", LibraryVersion.current())
                        .containsEntry("vae4j.scale", "standard").containsEntry("vae4j.latent", "5");
                assertThat(hash).isIn("", data.get("vae4j.parameters.sha256"));
                hash = data.get("vae4j.parameters.sha256");
            }
        }
        vae.parameters()[0] += 1;
        assertThat(OnnxModel.of(vae, OnnxPart.ENCODER).toByteArray())
                .isNotEqualTo(OnnxModel.of(Vae.create(spec(), 1), OnnxPart.ENCODER).toByteArray());
    }

    @Test
    void writesAFile(@TempDir Path folder) throws IOException {
        Vae vae = Vae.create(spec(), 1);
        for (OnnxPart part : OnnxPart.values()) {
            Path file = folder.resolve(part.fileName());
            OnnxModel.of(vae, part).write(file);
            assertThat(Files.readAllBytes(file)).isEqualTo(OnnxModel.of(vae, part).toByteArray());
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()).toList())
                    .containsExactlyInAnyOrder("encoder.onnx", "decoder.onnx", "draw.onnx");
        }
        assertThatThrownBy(() -> OnnxModel.of(vae, OnnxPart.DRAW).write(folder.resolve("no/such/draw.onnx")))
                .isInstanceOf(IOException.class).hasMessageContaining("draw.onnx");
    }

    private record Halved() implements Scaling {
        @Override
        public void apply(float[] x, int at, int features, float[] learned, int learnedAt) {
            for (int i = at; i < at + features; i++) {
                x[i] /= 2;
            }
        }

        @Override
        public void undo(float[] x, int at, int features, float[] learned, int learnedAt) {
            for (int i = at; i < at + features; i++) {
                x[i] *= 2;
            }
        }

        @Override
        public String toString() {
            return "halved";
        }
    }

    @Test
    void whatCannotBeWrittenIsNamed() {
        Vae vae = Vae.create(spec().withScaling(new Halved()), 1);
        for (OnnxPart part : List.of(OnnxPart.ENCODER, OnnxPart.DECODER)) {
            assertThatThrownBy(() -> OnnxModel.of(vae, part)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'halved'").hasMessageContaining("ONNX");
        }
    }
}
