package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.Vae;
import io.github.vae4j.study.Main;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What happens to the whole process: it is asked to end, or the disk is full.
@Timeout(120)
class ProcessTest {
    private static final int SIGTERM_EXIT = 143;
    private static final int SWEEP_MODELS = 4;

    @TempDir private Path folder;

    /// The command line of a process of its own; nothing of it is quoted. Such a process is over before the Vector API would
    /// be compiled; scalar kernels give the same bits.
    private static List<String> command(String... arguments) {
        String modules = System.getProperty("jdk.module.path", "");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dvae4j.kernels=scalar", "-XX:TieredStopAtLevel=1", "-cp",
                modules + File.pathSeparator + System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(List<String> command) throws Exception {
        return new ProcessBuilder(command).redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile()).start();
    }

    private String said(String stream) throws Exception {
        return Files.readString(folder.resolve(stream));
    }

    private static int run(String... arguments) {
        return CommandLines.execute(CommandLines.create().setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(Writer.nullWriter())), arguments);
    }

    private String[] train(String out, int epochs, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--data", "digits", "--hidden", "8", "--latent", "2",
                "--epochs", Integer.toString(epochs), "--out", folder.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static void await(Callable<Boolean> condition, Process process) throws Exception {
        while (!condition.call()) {
            assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).as("ended too early").isFalse();
        }
    }

    /// SIGTERM takes the way of Ctrl-C, and reaches Java also where a shell has started the build in the background: there
    /// SIGINT is ignored.
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void askedToEndItSavesAndResumingGivesTheSameBits() throws Exception {
        Process process = start(command(train("run", 1_000_000)));
        Path checkpoint = folder.resolve("run/checkpoint.vae4j");
        await(() -> Files.exists(checkpoint), process);
        Thread.sleep(300);
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(SIGTERM_EXIT);

        int epochs = Files.readAllLines(folder.resolve("run/history.csv")).size() - 1;
        assertThat(epochs).isPositive();
        assertThat(Vae.load(folder.resolve("run/model.safetensors")).spec().latent()).isEqualTo(2);
        assertThat(said("stderr")).contains("--resume");

        assertThat(run(train("run", epochs + 3, "--resume"))).isZero();
        assertThat(run(train("whole", epochs + 3))).isZero();
        assertThat(folder.resolve("run/model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole/model.safetensors"));
    }

    /// Two models at a time: when two are done, the others have just begun and will not be done before they stop. All runs are processes, because
    /// models of another version, as this one has in its module, do not count.
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSweepThatWasAskedToEndGoesOnToTheSameResults() throws Exception {
        Process process = start(command(sweep("run")));
        Path models = folder.resolve("run/models");
        await(() -> count(models, ".safetensors") > 1 && count(models, ".checkpoint") > 0, process);
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(SIGTERM_EXIT);

        int done = count(models, ".safetensors");
        assertThat(done).isBetween(2, SWEEP_MODELS - 1);
        assertThat(count(models, ".checkpoint")).isPositive();
        assertThat(folder.resolve("run/results.json")).doesNotExist();
        assertThat(said("stderr")).contains("stopped: " + done + " of " + SWEEP_MODELS + " models are done",
                "--resume");

        assertThat(start(command(sweep("run", "--resume"))).waitFor()).as(said("stderr")).isZero();
        assertThat(said("stderr").lines().filter(line -> line.contains("trained before"))).hasSize(done);
        assertThat(count(models, ".checkpoint")).isZero();

        assertThat(start(command(sweep("whole"))).waitFor()).isZero();
        assertThat(folder.resolve("run/tables/sweep-models.csv"))
                .hasSameBinaryContentAs(folder.resolve("whole/tables/sweep-models.csv"));
        try (Stream<Path> files = Files.list(folder.resolve("whole/models"))) {
            assertThat(files).hasSize(2 * SWEEP_MODELS)
                    .allSatisfy(file -> assertThat(models.resolve(file.getFileName())).hasSameBinaryContentAs(file));
        }
    }

    private String[] sweep(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("study", "--sweep", "latent=3,4", "--seeds", "2", "--hidden",
                "16", "--epochs", "100", "--threads", "2", "--out", folder.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static int count(Path models, String ending) throws IOException {
        if (!Files.isDirectory(models)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(models)) {
            return (int) files.filter(file -> file.toString().endsWith(ending)).count();
        }
    }

    /// A limit on the size of files stands in for a disk that is full: writing fails half-way through.
    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatIsFullLeavesNothingHalfWritten() throws Exception {
        assertThat(run(train("run", 1))).isZero();
        byte[] model = Files.readAllBytes(folder.resolve("run/model.safetensors"));
        byte[] checkpoint = Files.readAllBytes(folder.resolve("run/checkpoint.vae4j"));

        List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 8; exec \"$@\"", "bash"));
        limited.addAll(command(train("run", 5, "--resume")));
        limited.add(limited.indexOf("-cp"), "-XX:-UsePerfData");
        assertThat(start(limited).waitFor()).isEqualTo(1);

        assertThat(said("stderr").lines().filter(line -> line.startsWith("vae4j: "))).hasSize(1).first().asString()
                .contains("checkpoint.vae4j: cannot be written").contains("File too large");
        assertThat(folder.resolve("run/model.safetensors")).hasBinaryContent(model);
        assertThat(folder.resolve("run/checkpoint.vae4j")).hasBinaryContent(checkpoint);
        try (Stream<Path> files = Files.list(folder.resolve("run"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .as("no temporary file stays behind").noneMatch(name -> name.endsWith(".tmp"));
        }
    }
}
