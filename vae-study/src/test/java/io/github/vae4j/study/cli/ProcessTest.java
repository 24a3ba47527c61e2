package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.core.Vae;
import io.github.vae4j.study.Main;
import io.github.vae4j.study.run.TestProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What happens to the whole process: it is asked to end, the disk is full, memory is used up, nobody reads what it says.
/// No test waits for a length of time: what it waits for is a line that the process says.
class ProcessTest {
    private static final int SIGTERM_EXIT = 143;
    private static final int SWEEP_MODELS = 4;

    @TempDir private Path folder;

    /// The command line of a process of its own; nothing of it is quoted.
    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(TestProcess.java(Main.class));
        command.addAll(List.of(arguments));
        return command;
    }

    /// The same, which stands still at a line until it is asked to end.
    private static List<String> held(String line, String... arguments) {
        List<String> command = new ArrayList<>(TestProcess.java(HeldCommand.class));
        command.add(line);
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(List<String> command) throws Exception {
        return new ProcessBuilder(command).redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile()).start();
    }

    /// Lets a process come to a line on standard error, asks it to end, and returns all that it said there.
    private String stoppedAt(String line, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectOutput(folder.resolve("stdout").toFile()).start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader err = new BufferedReader(
                new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String next = err.readLine(); next != null; next = err.readLine()) {
                said.append(next).append('\n');
                if (next.contains(line)) {
                    process.toHandle().destroy(); // Process.destroy would close the stream that is being read
                }
            }
        }
        assertThat(process.waitFor()).as(said.toString()).isEqualTo(SIGTERM_EXIT);
        return said.toString();
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

    /// SIGTERM takes the way of Ctrl-C, and reaches Java also where a shell has started the build in the background: there
    /// SIGINT is ignored.
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void askedToEndItSavesAndResumingGivesTheSameBits() throws Exception {
        String said = stoppedAt("epoch 1 of", command(train("run", 1_000_000)));
        int epochs = Files.readAllLines(folder.resolve("run/history.csv")).size() - 1;
        assertThat(epochs).isPositive();
        assertThat(Vae.load(folder.resolve("run/model.safetensors")).spec().latent()).isEqualTo(2);
        assertThat(said).contains("stopped: " + epochs + " epochs are saved", "--resume");

        assertThat(run(train("run", epochs + 3, "--resume"))).isZero();
        assertThat(run(train("whole", epochs + 3))).isZero();
        assertThat(folder.resolve("run/model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole/model.safetensors"));
    }

    /// Two models at a time: when the second is done, whoever trained it stands still, so the fourth never begins. All runs
    /// are processes, because models of another version, as this one has in its module, do not count.
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSweepThatWasAskedToEndGoesOnToTheSameResults() throws Exception {
        Path models = folder.resolve("run/models");
        String said = stoppedAt("model 2 of 4", held("model 2 of 4", sweep("run")));

        int done = count(models, ".safetensors");
        assertThat(done).isBetween(2, SWEEP_MODELS - 1);
        assertThat(folder.resolve("run/results.json")).doesNotExist();
        assertThat(said).containsPattern("stopped: [23] of " + SWEEP_MODELS + " models are done").contains("--resume");

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

    /// A limit on what may be written stands in for a full disk, as standard output: a command whose results went nowhere
    /// has failed.
    @Test
    @EnabledOnOs(OS.LINUX)
    void standardOutputThatCannotBeWrittenIsAFailure() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
        assertThat(shell("exec \"$@\" >/dev/full", command("info"))).isEqualTo(1);
        assertThat(said("stderr").lines().filter(line -> line.startsWith("vae4j: "))).containsExactly(
                "vae4j: standard output cannot be written: the disk is full (no space left on device)");
        assertThat(shell("exec \"$@\" >&-", command("--version"))).isEqualTo(1);
        assertThat(said("stderr").lines().filter(line -> line.startsWith("vae4j: "))).hasSize(1);

        // The results are in the folder all the same; standard error may be closed, too.
        assertThat(shell("exec \"$@\" >/dev/full 2>&-", command(train("full", 1)))).isEqualTo(1);
        assertThat(folder.resolve("full/model.safetensors")).exists();
    }

    private int shell(String script, List<String> command) throws Exception {
        List<String> words = new ArrayList<>(List.of("bash", "-c", script, "bash"));
        words.addAll(command);
        return start(words).waitFor();
    }

    /// Every end of the virtual machine is said in a sentence.
    @Test
    @EnabledOnOs(OS.LINUX)
    void memoryThatIsUsedUpIsSaid() throws Exception {
        Path images = folder.resolve("images-idx3-ubyte.gz");
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(images))) {
            file.write(new byte[] {0, 0, 8, 3, 0, 1, (byte) 0x86, (byte) 0xa0, 0, 0, 0, 28, 0, 0, 0, 28});
            byte[] image = new byte[28 * 28];
            for (int row = 0; row < 100_000; row++) {
                // Noise here and there: a file that packs too well is refused before it takes memory.
                Arrays.fill(image, 300, 316, (byte) (row * 0x9e3779b1 >>> 24));
                file.write(image);
            }
        }
        List<String> small = command("train", "--data", images.toString(), "--out", folder.resolve("zero").toString());
        small.add(1, "-Xmx64m");
        assertThat(start(small).waitFor()).isEqualTo(1);
        assertThat(said("stderr").lines().filter(line -> !line.startsWith("WARNING"))).singleElement().asString()
                .startsWith("vae4j: ").contains("64 MB", "-Xmx");
        assertThat(folder.resolve("zero")).doesNotExist();

        // Known before it begins.
        List<String> large = command("train", "--hidden", "8000,8000", "--out", folder.resolve("large").toString());
        large.add(1, "-Xmx256m");
        assertThat(start(large).waitFor()).isEqualTo(1);
        assertThat(said("stderr").lines().filter(line -> !line.startsWith("WARNING"))).singleElement().asString()
                .contains("training ", " parameters ", "takes at least ", " of the heap of 256 MB only ", "-Xmx");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aTerminalIsOneOnStandardErrorAlone() throws Exception {
        Path script = Path.of("/usr/bin/script");
        assumeTrue(Files.isExecutable(script), "there is no command 'script' to make a terminal with");
        String line = command(train("bar", 2)).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Path log = folder.resolve("log");
        assertThat(start(List.of(script.toString(), "-qec", line + " 2>" + log, "/dev/null")).waitFor()).isZero();
        assertThat(log).content().doesNotContain("\r").contains("epoch 2 of 2");
        assertThat(start(List.of(script.toString(), "-qec", line.replace("/bar'", "/bar2'"), "/dev/null")).waitFor())
                .isZero();
        assertThat(said("stdout")).contains("\r", "100%");
    }
}
