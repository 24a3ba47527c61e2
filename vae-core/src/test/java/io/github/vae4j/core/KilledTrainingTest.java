package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.kernels.Workers;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training process that is killed at random moments, 20 times, and resumed gives the bits of one that was not.
class KilledTrainingTest {
    // More than any life can do; the last one is told where to end.
    private static final int MANY_EPOCHS = 1_000_000;
    private static final int KILLS = 20;

    @TempDir Path folder;

    /// Trains or resumes; arguments: the checkpoint, and the number of epochs.
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        int epochs = Integer.parseInt(arguments[1]);
        try (Trainer trainer = Files.exists(file)
                ? Trainer.resume(file, 2, epochs)
                : Trainer.of(model(), config(epochs).withThreads(2).withCheckpoint(file, 1))) {
            trainer.fit(data());
        }
    }

    private static Vae model() {
        return Vae.create(VaeSpec.of(64, 2).withHidden(8), 1);
    }

    private static TrainingConfig config(int epochs) {
        return TrainingConfig.defaults().withEpochs(epochs).withBatchSize(25);
    }

    private static Dataset data() {
        return Datasets.digits().take(50);
    }

    @Test
    void killedTwentyTimes() throws Exception {
        Path file = folder.resolve("checkpoint.safetensors");
        SplittableRandom random = new SplittableRandom(1);
        int lastEpoch = 0;
        for (int i = 0; i < KILLS; i++) {
            Process process = start(file, MANY_EPOCHS);
            // Some die before the first checkpoint, most while writing one: there are hundreds per second.
            assertThat(process.waitFor(300 + random.nextInt(400), TimeUnit.MILLISECONDS)).isFalse();
            process.destroyForcibly().waitFor();
            if (Files.exists(file)) {
                int epoch = epoch(file);
                assertThat(epoch).as("a checkpoint never goes back").isGreaterThanOrEqualTo(lastEpoch);
                lastEpoch = epoch;
            }
        }
        assertThat(lastEpoch).as("epochs done before the last kill").isPositive();
        int epochs = lastEpoch + 10;
        assertThat(start(file, epochs).waitFor()).isZero();

        Vae whole = model();
        try (Trainer trainer = Trainer.of(whole, config(epochs).withThreads(1))) {
            assertThat(trainer.fit(data()).epochs()).hasSize(epochs);
        }
        assertThat(Vae.load(file).parameters()).isEqualTo(whole.parameters());
    }

    private static int epoch(Path file) throws Exception {
        try (Trainer trainer = Trainer.resume(file, 1, 0)) {
            return trainer.fit(data()).epochs().size();
        }
    }

    private static Process start(Path file, int epochs) throws Exception {
        String kernels = Path.of(Workers.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dvae4j.kernels=scalar", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp",
                String.join(File.pathSeparator, "target/classes", "target/test-classes", kernels),
                KilledTrainingTest.class.getName(), file.toString(), Integer.toString(epochs)).inheritIO().start();
    }
}
