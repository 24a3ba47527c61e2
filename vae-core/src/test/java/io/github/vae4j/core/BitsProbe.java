package io.github.vae4j.core;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.IdxReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Trains for some steps and prints the SHA-256 of the parameters; run in a JVM of its own by [SameBitsTest].
final class BitsProbe {
    private BitsProbe() {}

    /// Arguments: `digits` or the folder of MNIST, steps, threads, and `whole` or `resumed`.
    public static void main(String[] arguments) throws Exception {
        int steps = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        System.out.println(hash(arguments[0], steps, threads, arguments[3].equals("resumed")));
    }

    static String hash(String source, int steps, int threads, boolean resumed) throws Exception {
        boolean digits = source.equals("digits");
        Dataset data = digits ? Datasets.digits().take(1_750)
                : IdxReader.read(Path.of(source, "train-images-idx3-ubyte.gz")).take(5_000);
        VaeSpec spec = digits ? VaeSpec.of(64, 5).withHidden(40, 30) : VaeSpec.of(784, 10).withHidden(100, 50);
        TrainingConfig config = TrainingConfig.defaults().withBatchSize(50).withThreads(threads).withEpochs(1_000);
        Vae vae = Vae.create(spec, 11);
        Path checkpoint = java.nio.file.Files.createTempFile("bits", ".safetensors");
        try {
            try (Trainer trainer = Trainer.of(vae, config)) {
                train(trainer, data, resumed ? steps / 3 : steps);
                if (!resumed) {
                    return hash(vae.parameters());
                }
                trainer.saveCheckpoint(checkpoint);
            }
            try (Trainer trainer = Trainer.resume(checkpoint, threads)) {
                train(trainer, data, steps - steps / 3);
                return hash(trainer.vae().parameters());
            }
        } finally {
            java.nio.file.Files.delete(checkpoint);
        }
    }

    private static void train(Trainer trainer, Dataset data, int steps) {
        int[] left = {steps};
        trainer.addListener(new TrainingListener() {
            @Override
            public void onStep(StepReport report) {
                if (--left[0] == 0) {
                    trainer.requestStop();
                }
            }
        });
        trainer.fit(data);
    }

    private static String hash(float[] values) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }
}
