package io.github.vae4j.core.data;

import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.kernels.Philox;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Measurements on demand, no test: see docs/DATA.md for the command lines and what they printed.
///
/// `mnist DIR` loads MNIST ten times. `mapped FILE GIGABYTES` writes a `.npy` file of bytes if it is not there, maps it, and
/// compares drawing shuffled batches from it with drawing them from memory. `train FILE` trains the study's model on
/// samples from all over that file, others in each round, and on a copy of them in memory.
final class LoadTiming {
    private static final int FEATURES = 784;
    private static final int BATCH = 128;
    private static final int BATCHES = 20_000;
    private static final int IN_MEMORY = 60_000;
    private static final int TRAINED = 50_000;

    private LoadTiming() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments[0].equals("mnist")) {
            for (int i = 0; i < 10; i++) {
                long start = System.nanoTime();
                Split mnist = Datasets.mnist(Path.of(arguments[1]));
                out.printf(Locale.ROOT, "%d + %d images in %.3f s%n", mnist.train().size(), mnist.test().size(),
                        (System.nanoTime() - start) * 1e-9);
            }
            return;
        }
        Path file = Path.of(arguments[1]);
        if (arguments[0].equals("train")) {
            train(file, out);
            return;
        }
        if (!Files.exists(file)) {
            write(file, Long.parseLong(arguments[2]) * 1_000_000_000L / FEATURES);
        }
        Dataset mapped = NpyReader.map(file).toDataset();
        byte[] bytes = new byte[IN_MEMORY * FEATURES];
        Dataset inMemory = Datasets.ofBytes(bytes, 28, 28, ReadOptions.UNIT_SCALE);
        out.printf(Locale.ROOT, "%d samples mapped, heap limit %d MB%n", mapped.size(),
                Runtime.getRuntime().maxMemory() >> 20);
        // The first pass over the mapped file reads it from disk, the next ones find it in the page cache.
        for (int round = 0; round < 4; round++) {
            double fromFile = batchesPerSecond(mapped, round);
            double fromMemory = batchesPerSecond(inMemory, round);
            out.printf(Locale.ROOT, "batches of %d per second: mapped %.0f, in memory %.0f, ratio %.2f%n", BATCH,
                    fromFile,
                    fromMemory, fromFile / fromMemory);
        }
    }

    private static void train(Path file, PrintStream out) throws IOException {
        Dataset all = NpyReader.map(file).toDataset().shuffled(1, 0);
        out.printf(Locale.ROOT, "heap limit %d MB%n", Runtime.getRuntime().maxMemory() >> 20);
        // Code is compiled before anything is measured.
        samplesPerSecond(inMemory(all.range(0, TRAINED)));
        for (int round = 1; round <= 4; round++) {
            // Rows that this process has not read before.
            Dataset mapped = all.range(round * TRAINED, (round + 1) * TRAINED);
            double fromFile = samplesPerSecond(mapped);
            double fromMemory = samplesPerSecond(inMemory(mapped));
            out.printf(Locale.ROOT, "samples per second of training: mapped %.0f, in memory %.0f, ratio %.2f%n",
                    fromFile, fromMemory, fromFile / fromMemory);
        }
    }

    private static Dataset inMemory(Dataset data) {
        byte[] copy = new byte[data.size() * FEATURES];
        float[] row = new float[FEATURES];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, 0, row, 0);
            for (int f = 0; f < FEATURES; f++) {
                copy[i * FEATURES + f] = (byte) Math.round(row[f] * 255);
            }
        }
        Dataset memory = Datasets.ofBytes(copy, 28, 28, ReadOptions.UNIT_SCALE);
        if (!memory.contentHash().equals(data.contentHash())) {
            throw new IllegalStateException("the copy in memory differs from the file");
        }
        return memory;
    }

    private static double samplesPerSecond(Dataset data) {
        Vae vae = Vae.create(VaeSpec.of(FEATURES, 20).withHidden(500, 500), 1);
        try (Trainer trainer = Trainer.of(vae, TrainingConfig.defaults().withEpochs(1))) {
            long start = System.nanoTime();
            trainer.fit(data);
            return data.size() / ((System.nanoTime() - start) * 1e-9);
        }
    }

    private static double batchesPerSecond(Dataset data, int round) {
        int[] order = new int[data.size()];
        Philox.permutation(order, order.length, 1, 0, round);
        float[] batch = new float[BATCH * data.features()];
        long start = System.nanoTime();
        int next = 0;
        for (int b = 0; b < BATCHES; b++) {
            for (int i = 0; i < BATCH; i++) {
                data.read(order[next], 0, batch, i * data.features());
                next = next + 1 == order.length ? 0 : next + 1;
            }
        }
        return BATCHES / ((System.nanoTime() - start) * 1e-9);
    }

    private static void write(Path file, long samples) throws IOException {
        byte[] row = new byte[FEATURES];
        String dictionary = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + samples + ", 28, 28), }\n";
        byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
        byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(start);
            out.write(ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) text.length).array());
            out.write(text);
            byte[] chunk = new byte[FEATURES * 1024];
            for (long sample = 0; sample < samples; sample++) {
                int at = (int) (sample % 1024) * FEATURES;
                for (int i = 0; i < FEATURES; i++) {
                    row[i] = (byte) (sample * 31 + i);
                }
                System.arraycopy(row, 0, chunk, at, FEATURES);
                if (at + FEATURES == chunk.length || sample + 1 == samples) {
                    out.write(chunk, 0, at + FEATURES);
                }
            }
        }
    }
}
