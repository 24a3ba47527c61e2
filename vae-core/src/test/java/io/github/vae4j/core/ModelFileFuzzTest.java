package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.file.Sha256;
import io.github.vae4j.core.spec.LearningRate;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.kernels.Philox;
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
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damages model files and checkpoints in seeded ways, and makes the checksum of most of them right again, as somebody would
/// who means harm. Reading them gives a model or a [ModelFormatException], and takes no more memory than a factor of the
/// file's size; a checkpoint that was accepted can be continued, or says why not.
///
/// `-Dvae4j.fuzz.models=1000000` runs that many mutations instead of 4,000; `-Dvae4j.fuzz.seed=n` others.
class ModelFileFuzzTest {
    private static final int MUTATIONS = Integer.getInteger("vae4j.fuzz.models", 4_000);
    private static final long SEED = Long.getLong("vae4j.fuzz.seed", 1);
    private static final int STREAM = 0x6d66757a;
    /// Files are opened, classes loaded, messages and stack traces built.
    private static final long CONSTANT = 4L << 20;
    private static final long FACTOR = 64;
    /// Of a header: the numbers and the texts that can be replaced.
    private static final Pattern TOKEN = Pattern.compile("-?[0-9][0-9.E-]*|\"[^\"]*\"");
    private static final List<
            String> NUMBERS = List.of("-1", "0", "1", "2", "3", "64", "65535", "2147483647", "2147483648",
                    "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e999", "NaN",
                    "Infinity", "0.5", "", " ", "1,2", "1 2 3");
    private static final List<String> TEXTS = List.of("\"\"", "\"x\"", "\"SOFTPLUS\"", "\"gaussian-learned\"",
            "\"checkpoint\"", "\"model\"", "\"true\"", "{}", "[]", "[[[[[[[[[[", "null", "\"1,2,3\"", "\"1 2\"",
            "\"adam 1 2 3 4\"", "\"\\u0000\\ud800\"", "\"1;2;3\"");

    @TempDir Path folder;

    private final int[] words = new int[32];
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Dataset data = Datasets.digits().take(20);

    private Path model() throws IOException {
        Path file = folder.resolve("seed.safetensors");
        Vae.create(VaeSpec.of(64, 2).withHidden(3).withLikelihood(Likelihood.gaussianLearned()), 1).save(file);
        return file;
    }

    private Path checkpoint() {
        Path file = folder.resolve("seed.checkpoint");
        try (Trainer trainer = Trainer.of(Vae.create(VaeSpec.of(64, 2).withHidden(3), 1),
                TrainingConfig.defaults().withEpochs(3).withBatchSize(5).withThreads(1).withEarlyStopping(2)
                        .withLearningRate(LearningRate.step(2, 0.5)).withCheckpoint(file, 1))) {
            trainer.addListener(new TrainingListener() {
                @Override
                public void onStep(StepReport report) {
                    if (report.epoch() == 3 && report.step() == 2) {
                        trainer.requestStop();
                    }
                }
            });
            trainer.fit(data, data);
        }
        return file;
    }

    @Test
    void onlyTheDocumentedExceptionEscapes() throws IOException {
        List<byte[]> seeds = List.of(Files.readAllBytes(model()), Files.readAllBytes(checkpoint()));
        Path file = folder.resolve("mutated");
        int accepted = 0;
        int refused = 0;
        // What a first reading sets up, classes and constants, is no memory of a file.
        for (byte[] seed : seeds) {
            Files.write(file, seed);
            read(file, false);
            read(file, true);
        }
        for (int mutation = 0; mutation < MUTATIONS; mutation++) {
            byte[] content = mutated(seeds.get(mutation % 2), mutation);
            Files.write(file, content);
            String what = "mutation " + mutation + ", seed " + SEED;
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                boolean read = read(file, mutation % 4 == 3);
                accepted += read ? 1 : 0;
                refused += read ? 0 : 1;
            } catch (RuntimeException | IOException | Error e) {
                throw new AssertionError(what + ": " + HexFormat.of().formatHex(content), e);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).as("bytes allocated, %s", what)
                    .isLessThan(FACTOR * content.length + CONSTANT);
        }
        // If all were refused, or none, nothing would be tested.
        assertThat(accepted).as("accepted").isPositive();
        assertThat(refused).as("refused").isPositive();
    }

    private boolean read(Path file, boolean resume) throws IOException {
        try {
            if (!resume) {
                Vae vae = Vae.load(file);
                assertThat(vae.parameters()).hasSize(vae.spec().parameterCount());
                return true;
            }
            try (Trainer trainer = Trainer.resume(file, 1)) {
                go(trainer);
            }
            return true;
        } catch (ModelFormatException e) {
            assertThat(e.getMessage()).contains(file.toString()).hasSizeLessThan(2_000);
            return false;
        }
    }

    /// One step at most, and nothing is written over the mutated file that matters.
    private void go(Trainer trainer) {
        trainer.addListener(new TrainingListener() {
            @Override
            public void onStep(StepReport report) {
                trainer.requestStop();
            }
        });
        try {
            trainer.fit(data, data);
        } catch (IllegalArgumentException | TrainingException e) {
            // Other data, other sizes, or numbers that are too large: said in a sentence.
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private byte[] mutated(byte[] original, int mutation) {
        Philox.bits(words, 0, words.length, SEED, STREAM, 0, mutation);
        int kind = (words[0] >>> 8) % 4;
        int length = Math.toIntExact(ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN).getLong());
        if (kind == 0) {
            byte[] content = original.clone();
            for (int i = 0; i <= (words[1] & 3); i++) {
                content[Integer.remainderUnsigned(words[2 + i], content.length)] = (byte) words[8 + i];
            }
            return (words[1] & 64) == 0
                    ? content
                    : Arrays.copyOf(content, Integer.remainderUnsigned(words[7], content.length + 9));
        }
        byte[] values = Arrays.copyOfRange(original, 8 + length, original.length);
        String header = new String(original, 8, length, StandardCharsets.UTF_8);
        if (kind == 1 && values.length > 0) {
            int at = 4 * Integer.remainderUnsigned(words[1], values.length / 4);
            int bits = (words[2] & 1) == 0 ? words[3]
                    : Float.floatToIntBits(new float[] {Float.NaN,
                        Float.NEGATIVE_INFINITY, Float.MAX_VALUE, Float.MIN_VALUE}[words[2] >>> 1 & 3]);
            ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN).putInt(at, bits);
            return signed(header, values);
        }
        for (int i = 0; i <= (words[1] & 1); i++) {
            header = replaced(header, words[2 + 2 * i], words[3 + 2 * i]);
        }
        return signed(header, (words[1] & 2) == 0 || values.length < 8
                ? values
                : Arrays.copyOf(values, values.length - Integer.remainderUnsigned(words[9], 8)));
    }

    private static String replaced(String header, int which, int by) {
        List<MatchResult> tokens = TOKEN.matcher(header).results().toList();
        if (tokens.isEmpty()) {
            return header;
        }
        MatchResult token = tokens.get(Integer.remainderUnsigned(which, tokens.size()));
        String text = token.group();
        boolean quoted = text.startsWith("\"");
        boolean number = !quoted || (by & 1) != 0;
        List<String> choice = number ? NUMBERS : TEXTS;
        String value = choice.get(Integer.remainderUnsigned(by >>> 1, choice.size()));
        String put = quoted && number ? '"' + value + '"' : value;
        // Half of the texts keep their beginning: lists, histories, optimisers.
        if (quoted && number && (by & 2) == 0 && text.length() > 2) {
            put = text.substring(0, 1 + Integer.remainderUnsigned(by >>> 8, text.length() - 1)) + value + '"';
        }
        return header.substring(0, token.start()) + put + header.substring(token.end());
    }

    /// The file with a checksum that is right, as vae4j would have written it.
    private static byte[] signed(String header, byte[] values) {
        String zeros = "0".repeat(64);
        String draft = header.replaceAll("\"sha256\":\"[0-9a-f]{64}\"", "\"sha256\":\"" + zeros + "\"");
        MessageDigest digest = Sha256.digest();
        digest.update(draft.getBytes(StandardCharsets.UTF_8));
        digest.update(values);
        byte[] text = draft.replace(zeros, HexFormat.of().formatHex(digest.digest())).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + values.length).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length)
                .put(text).put(values).array();
    }
}
