package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.kernels.Workers;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training process that is killed 20 times, and resumed, gives the bits of one that was not.
///
/// The moments are random, and none depends on a clock or on how fast a process is: each process says how far it is, and is
/// killed once it has said so a random number of times. Where in the work that hits it, the system decides.
class KilledTrainingTest {
    // More than any life can do; the last one gets an end.
    private static final int MANY_EPOCHS = 1_000_000;
    private static final int KILLS = 20;
    private static final int MOST_LINES = 30;

    @TempDir Path folder;

    /// Trains or resumes, with a line at the start and after every epoch; arguments: the checkpoint, the number of epochs.
    public static void main(String[] arguments) throws Exception {
        System.out.println("started");
        Path file = Path.of(arguments[0]);
        int epochs = Integer.parseInt(arguments[1]);
        try (Trainer trainer = Files.exists(file)
                ? Trainer.resume(file, 2, epochs)
                : Trainer.of(model(), config(epochs).withThreads(2).withCheckpoint(file, 1))) {
            trainer.addListener(new TrainingListener() {
                @Override
                public void onEpoch(EpochReport report) {
                    System.out.println("epoch " + report.epoch());
                }
            });
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
        int saved = 0;
        for (int i = 0; i < KILLS; i++) {
            // Some die before the first checkpoint, most while writing one: that is what they spend most of their time on.
            int said = killed(file, i == 0 ? 1 : 1 + random.nextInt(MOST_LINES));
            if (Files.exists(file)) {
                int epoch = epoch(file);
                assertThat(epoch).as("a checkpoint never goes back, and what was said is saved")
                        .isGreaterThanOrEqualTo(Math.max(saved, said));
                saved = epoch;
            }
        }
        assertThat(saved).as("epochs done before the last kill").isPositive();
        int epochs = saved + 10;
        assertThat(start(file, epochs, ProcessBuilder.Redirect.DISCARD).waitFor()).isZero();

        Vae whole = model();
        try (Trainer trainer = Trainer.of(whole, config(epochs).withThreads(1))) {
            assertThat(trainer.fit(data()).epochs()).hasSize(epochs);
        }
        assertThat(Vae.load(file).parameters()).isEqualTo(whole.parameters());
    }

    /// Lets a process say some lines and kills it; returns the last epoch that it spoke of, 0 if it spoke of none.
    private static int killed(Path file, int lines) throws Exception {
        Process process = start(file, MANY_EPOCHS, ProcessBuilder.Redirect.PIPE);
        int epoch = 0;
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < lines; i++) {
                String line = out.readLine();
                assertThat(line).as("what a process says that nobody has killed yet").isNotNull();
                epoch = line.startsWith("epoch ") ? Integer.parseInt(line.substring(6)) : epoch;
            }
            process.destroyForcibly().waitFor();
        }
        return epoch;
    }

    private static int epoch(Path file) throws Exception {
        try (Trainer trainer = Trainer.resume(file, 1, 0)) {
            return trainer.fit(data()).epochs().size();
        }
    }

    private static Process start(Path file, int epochs, ProcessBuilder.Redirect out) throws Exception {
        String kernels = Path.of(Workers.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dvae4j.kernels=scalar", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp",
                String.join(File.pathSeparator, "target/classes", "target/test-classes", kernels),
                KilledTrainingTest.class.getName(), file.toString(), Integer.toString(epochs)).redirectOutput(out)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
