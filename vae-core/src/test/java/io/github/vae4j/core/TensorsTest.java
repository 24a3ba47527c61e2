package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Named tensors into a model and out of it.
class TensorsTest {
    private static final VaeSpec SPEC = VaeSpec.of(6, 2).withHidden(5);

    @TempDir private Path folder;

    private static Tensor tensor(int seed, int... shape) {
        int n = 1;
        for (int size : shape) {
            n *= size;
        }
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = seed + i / 64f;
        }
        return Tensor.of(values, shape);
    }

    private static Map<String, Tensor> module(String... layers) {
        int[][] shapes = {{5, 6}, {2, 5}, {2, 5}, {5, 2}, {6, 5}};
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < layers.length; i++) {
            tensors.put(layers[i] + ".weight", tensor(i, shapes[i]));
            tensors.put(layers[i] + ".bias", tensor(10 + i, shapes[i][0]));
        }
        return tensors;
    }

    @Test
    void whatAModelGivesMakesTheSameModel() {
        Vae vae = Vae.create(SPEC, 4);
        assertThat(Vae.of(SPEC, vae.tensors()).parameters()).isEqualTo(vae.parameters());
        assertThat(vae.tensors().get("encoder.0.weight").shape()).containsExactly(5, 6);
        assertThat(vae.copy().parameters()).isEqualTo(vae.parameters()).isNotSameAs(vae.parameters());
    }

    @Test
    void namesOfModulesAsTheyAreUsuallyWritten() {
        List<Map<String, Tensor>> modules = List.of(
                module("fc1", "fc21", "fc22", "fc3", "fc4"),
                module("encoder.0", "fc_mu", "fc_var", "decoder.0", "decoder.2"),
                module("encoder.0", "mean_layer", "logvar_layer", "decoder.0", "decoder.2"),
                module("enc_fc", "z_mean", "z_log_var", "dec_fc1", "dec_fc2"));
        List<String> ours = List.of("encoder.0", "mean", "logvar", "decoder.0", "output");
        for (Map<String, Tensor> theirs : modules) {
            Map<String, Tensor> tensors = Vae.of(SPEC, Tensors.fromPyTorch(theirs, SPEC)).tensors();
            int i = 0;
            for (String name : theirs.keySet()) {
                String mine = ours.get(i / 2) + (i % 2 == 0 ? ".weight" : ".bias");
                assertThat(tensors.get(mine).values()).as(name).isEqualTo(theirs.get(name).values());
                i++;
            }
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(Vae.create(SPEC, 4).tensors());
        tensors.remove("mean.bias");
        tensors.put("output.weight", tensor(0, 5, 6));
        tensors.put("fc9.weight", tensor(0, 1, 1));
        assertThatThrownBy(() -> Vae.of(SPEC, tensors)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'mean.bias' is missing", "'output.weight' has shape [5, 6], expected [6, 5]",
                        "'fc9.weight' is no parameter of the model");
        Vae vae = Vae.create(SPEC, 4);
        float[] before = vae.parameters().clone();
        assertThatThrownBy(() -> vae.set(tensors)).hasMessageContaining("fc9.weight");
        assertThat(vae.parameters()).isEqualTo(before);
        assertThatThrownBy(() -> Tensors.fromPyTorch(module("fc1", "fc21", "fc22", "fc3"), SPEC))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Tensors.renamed");
        assertThatThrownBy(() -> Tensors.renamed(module("fc1"), Map.of("fc2.weight", "output.weight")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no tensor 'fc2.weight', only [fc1.weight, fc1.bias]");
    }

    /// Single precision, half precision and bfloat16, as other programs write them: no checksum, padding, any order.
    @Test
    void filesOfOtherPrograms() throws IOException {
        ByteBuffer values = ByteBuffer.allocate(2 * 4 + 2 * 2 + 2 * 2).order(ByteOrder.LITTLE_ENDIAN);
        values.putFloat(1.5f).putFloat(-2);
        values.putShort(Float.floatToFloat16(0.25f)).putShort(Float.floatToFloat16(-3));
        values.putShort((short) (Float.floatToIntBits(8) >>> 16))
                .putShort((short) (Float.floatToIntBits(-0.5f) >>> 16));
        byte[] json = ("{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F16\",\"shape\":[1,2],\"data_offsets\":[8,12]},"
                + "\"c\":{\"dtype\":\"BF16\",\"shape\":[2,1],\"data_offsets\":[12,16]}}   ")
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
        out.write(json);
        out.write(values.array());
        Path file = Files.write(folder.resolve("theirs.safetensors"), out.toByteArray());
        Map<String, Tensor> tensors = Tensors.read(file);
        assertThat(tensors.get("a").values()).containsExactly(1.5f, -2);
        assertThat(tensors.get("b").values()).containsExactly(0.25f, -3);
        assertThat(tensors.get("b").shape()).containsExactly(1, 2);
        assertThat(tensors.get("c").values()).containsExactly(8, -0.5f);
    }
}
