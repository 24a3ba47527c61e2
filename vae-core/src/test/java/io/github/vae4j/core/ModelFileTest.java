package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    private static final VaeSpec SPEC = VaeSpec.of(5, 2).withEncoder(LayerSpec.dense(4))
            .withDecoder(LayerSpec.dense(3), LayerSpec.dense(6))
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
            assertThatThrownBy(() -> Trainer.resume(damaged, 1)).isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("damaged.safetensors").hasMessageContaining("cut short");
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

    /// What the header says, with its checksum made right again, as another library or version would write it.
    private static void rewriteHeader(Path from, Path to, String text, String replacement) throws Exception {
        byte[] bytes = Files.readAllBytes(from);
        int length = Math.toIntExact(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong());
        String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
        assertThat(header).contains(text);
        String zeros = "0".repeat(64);
        String draft = header.replace(text, replacement).replaceAll("\"sha256\":\"[0-9a-f]{64}\"",
                "\"sha256\":\"" + zeros + "\"");
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(draft.getBytes(StandardCharsets.UTF_8));
        digest.update(bytes, 8 + length, bytes.length - 8 - length);
        byte[] other = draft.replace(zeros, HexFormat.of().formatHex(digest.digest()))
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(8 + other.length + bytes.length - 8 - length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(other.length).put(other).put(bytes, 8 + length, bytes.length - 8 - length);
        Files.write(to, out.array());
    }

    private Path checkpoint(String name, VaeSpec spec) throws Exception {
        Path file = folder.resolve(name);
        try (Trainer trainer = Trainer.of(Vae.create(spec, 1),
                TrainingConfig.defaults().withEpochs(1).withThreads(1).withCheckpoint(file, 1))) {
            trainer.fit(Datasets.digits().take(100));
        }
        return file;
    }

    @Test
    void otherVersionsAndContentsAreRefusedAndStayAsTheyAre() throws Exception {
        Path good = checkpoint("good.safetensors", VaeSpec.of(64, 2).withHidden(3));
        Path bad = folder.resolve("bad.safetensors");
        rewriteHeader(good, bad, "\"library\":", "\"library\" :");
        assertThat(Vae.load(bad).parameters()).as("the checksum of this test is right")
                .isEqualTo(Vae.load(good).parameters());
        String[][] changes = {
            {"\"version\":\"2\"", "\"version\":\"3\"", "has format version 3, this library reads versions 1 and 2"},
            {"\"format\":\"vae4j\"", "\"format\":\"other\"", "was not written by vae4j"},
            {"\"spec.latent\":\"2\"", "\"spec.latent\":\"3\"", "the specification in the file needs"},
            {"\"spec.activation\":\"softplus\"", "\"spec.activation\":\"soft\"",
                "activation: unknown activation 'soft'"},
            {"\"spec.likelihood\":\"bernoulli\"", "\"spec.likelihood\":\"mine:3\"",
                "likelihood: unknown likelihood 'mine'"},
            {"\"spec.prior\":", "\"spec.wish\":", "the setting 'spec.wish' is unknown"},
            {"\"spec.features\":", "\"spec.fixtures\":", "'spec.features' is missing"},
            {"encoder.0.weight", "encoder.9.weight", "tensor 'encoder.0.weight' is missing"},
            {"\"dtype\":\"F32\"", "\"dtype\":\"F64\"", "of type F64 and shape"},
            {"\"dtype\":\"F32\"", "\"dtype\":\"I32\"", "needs F32 and"},
            {"\"shape\":[3,64]", "\"shape\":[64,3]", "has type F32 and shape [64, 3]"},
            {"\"sha256\":", "\"sha255\":", "has no checksum"},
            {"\"state.stepInEpoch\":\"0\"", "\"state.stepInEpoch\":\"-1\"",
                "'state.stepInEpoch' has the impossible value -1"},
            {"\"state.epoch\":\"1\"", "\"state.epoch\":\"2\"", "'state.history' has the impossible value of 1 epochs"},
            {"\"state.terms\":\"0.0 0.0\"", "\"state.terms\":\"0.0 NaN\"", "'state.terms' has the impossible value"},
            {"training.second_moment", "training.third_moment", "'training.third_moment' is one too many"},
            {"\"config.epochs\":\"1\"", "\"config.epochs\":\"-1\"", "epochs must be 0 or more but is -1"},
            {"\"state.step\":\"1\"", "\"state.step\":\"one\"", "'state.step' is not a whole number: one"}};
        for (String[] change : changes) {
            rewriteHeader(good, bad, change[0], change[1]);
            byte[] before = Files.readAllBytes(bad);
            assertThatThrownBy(() -> Trainer.resume(bad, 1)).as(change[1]).isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("bad.safetensors").hasMessageContaining(change[2]);
            assertThat(Files.readAllBytes(bad)).isEqualTo(before);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(good, bad);
        }
    }

    /// 345 bytes that took 7.3 GB: the specification in the metadata asked for them, and nothing was compared.
    @Test
    void aSpecificationCostsNothingBeforeItIsCompared() throws Exception {
        Path good = checkpoint("good.safetensors", VaeSpec.of(64, 2).withHidden(3));
        Path bad = folder.resolve("bad.safetensors");
        rewriteHeader(good, bad, "\"spec.features\":\"64\"", "\"spec.features\":\"100000000\"");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> Vae.load(bad)).isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("the specification in the file needs");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }

    @Test
    void weightsThatAreNotFiniteAreRefused() throws Exception {
        Path good = checkpoint("good.safetensors", VaeSpec.of(64, 2).withHidden(3));
        byte[] bytes = Files.readAllBytes(good);
        int length = Math.toIntExact(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong());
        Path bad = folder.resolve("bad.safetensors");
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(8 + length + 4, value);
            Files.write(bad, bytes);
            rewriteHeader(bad, bad, "\"library\":", "\"library\" :");
            assertThatThrownBy(() -> Vae.load(bad)).isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("'encoder.0.weight' has the value " + value + " at element 1");
        }
    }

    @Test
    void aFolderIsNoModel() {
        assertThatThrownBy(() -> Vae.load(folder)).isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString()).hasMessageContaining("is a folder");
    }

    /// The file stays, too, when training on other data than it was trained on is refused.
    @Test
    void theCheckpointOfAnotherTrainingIsRefusedAndStaysAsItIs() throws Exception {
        Path file = checkpoint("other.safetensors", VaeSpec.of(64, 2).withHidden(3));
        byte[] before = Files.readAllBytes(file);
        try (Trainer trainer = Trainer.resume(file, 1, 5)) {
            assertThatThrownBy(() -> trainer.fit(Datasets.digits().take(101)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not what the checkpoint");
            assertThatThrownBy(() -> trainer.fit(Datasets.of(new float[300], 3)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3 features");
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aFailedWriteLeavesTheOldFile() throws Exception {
        Path file = folder.resolve("model.safetensors");
        Path inTheWay = Files.createDirectories(file.resolve("not-empty"));
        assertThatThrownBy(() -> Vae.create(SPEC, 3).save(file)).isInstanceOf(IOException.class)
                .hasMessageContaining("model.safetensors").hasMessageContaining("what was there before is unchanged");
        assertThat(inTheWay).exists();
        try (var files = Files.list(folder)) {
            assertThat(files).as("no temporary file stays behind").containsExactly(file);
        }
    }

    @Test
    void anInterruptedThreadSavesAllTheSame() throws Exception {
        Path file = folder.resolve("model.safetensors");
        Thread.currentThread().interrupt();
        Vae.create(SPEC, 3).save(file);
        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(Vae.load(file).parameters()).isEqualTo(Vae.create(SPEC, 3).parameters());
    }

    /// As any file that a program writes, not readable by its owner alone.
    @Test
    void filesHaveTheUsualPermissions() throws Exception {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions here");
        Path plain = Files.writeString(folder.resolve("plain.txt"), "plain");
        Path file = folder.resolve("model.safetensors");
        Vae.create(SPEC, 3).save(file);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
    }
}
