package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.core.data.Datasets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    private static final VaeSpec SPEC = VaeSpec.of(5, 2).withHidden(List.of(4), List.of(3, 6))
            .withLikelihood(Likelihood.gaussianLearned());

    @TempDir Path folder;

    @Test
    void aModelComesBackBitForBit() throws Exception {
        Vae vae = Vae.create(SPEC, 3);
        Path file = folder.resolve("model.safetensors");
        vae.save(file);
        Vae back = Vae.load(file);
        assertThat(back.spec()).isEqualTo(SPEC);
        assertThat(back.parameters()).isEqualTo(vae.parameters());
    }

    @Test
    void otherToolsFindPyTorchNamesAndShapes() throws Exception {
        Vae vae = Vae.create(SPEC, 3);
        Path file = folder.resolve("model.safetensors");
        vae.save(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(bytes.getLong());
        String header = new String(bytes.array(), 8, length, StandardCharsets.UTF_8);
        assertThat(length % 8).isZero();
        assertThat(header).startsWith("{\"__metadata__\":{")
                .contains("\"encoder.0.weight\":{\"dtype\":\"F32\",\"shape\":[4,5],\"data_offsets\":[0,80]}")
                .contains("\"logvar.weight\":{\"dtype\":\"F32\",\"shape\":[2,4]")
                .contains("\"output.bias\":{\"dtype\":\"F32\",\"shape\":[5]");
        // encoder.0.weight is (out, in): element [o, i] is parameter i * out + o of the library's only panel.
        assertThat(bytes.getFloat(8 + length + 4 * (2 * 5 + 3))).isEqualTo(vae.parameters()[3 * 4 + 2]);
    }

    @Test
    void everyFlippedBitAndEveryCutIsNoticed() throws Exception {
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        try (Trainer trainer = Trainer.of(Vae.create(VaeSpec.of(64, 2).withHidden(3), 1),
                TrainingConfig.defaults().withEpochs(1).withThreads(1).withCheckpoint(checkpoint, 1))) {
            trainer.fit(Datasets.digits().take(100));
        }
        byte[] good = Files.readAllBytes(checkpoint);
        Path damaged = folder.resolve("damaged.safetensors");
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 3_000; i++) {
            byte[] bad = good.clone();
            int at = i < 1_000 ? i % good.length : random.nextInt(good.length);
            bad[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(damaged, bad);
            assertThatThrownBy(() -> Trainer.resume(damaged, 1)).as("bit flipped in byte " + at)
                    .isInstanceOf(ModelFormatException.class).hasMessageContaining("damaged.safetensors");
        }
        for (int i = 0; i < 300; i++) {
            Files.write(damaged, Arrays.copyOf(good, random.nextInt(good.length)));
            assertThatThrownBy(() -> Trainer.resume(damaged, 1)).isInstanceOf(ModelFormatException.class);
        }
        Files.write(damaged, Arrays.copyOf(good, good.length + 1));
        assertThatThrownBy(() -> Vae.load(damaged)).isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("too many");
    }

    @Test
    void aModelIsNoCheckpointAndAnotherFileIsNoModel() throws Exception {
        Path model = folder.resolve("model.safetensors");
        Vae.create(SPEC, 3).save(model);
        assertThatThrownBy(() -> Trainer.resume(model, 1)).isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("expected a checkpoint");
        Path text = folder.resolve("notes.txt");
        Files.writeString(text, "Nothing of the kind, but more than eight bytes long.");
        assertThatThrownBy(() -> Vae.load(text)).isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("not a safetensors file");
    }
}
