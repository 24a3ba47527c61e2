package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.Tensor;
import io.github.vae4j.core.Vae;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class DiffCommandTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return CommandLines.execute(CommandLines.create().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)),
                arguments);
    }

    private int train(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--out", path(name), "--latent", "3", "--hidden",
                "16", "--quiet"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void modelsAndCheckpoints() throws IOException {
        assertThat(train("a", "--epochs", "1", "--threads", "1")).isZero();
        assertThat(train("b", "--epochs", "1", "--threads", "2")).isZero();
        assertThat(run("diff", path("a/model.safetensors"), path("b/model.safetensors"))).isZero();
        assertThat(out.toString()).contains("tensors are equal, bit for bit");
        assertThat(run("diff", path("a/checkpoint.vae4j"), path("b/checkpoint.vae4j"))).isZero();

        Vae vae = Vae.load(folder.resolve("a/model.safetensors"));
        Tensor bias = vae.tensors().get("mean.bias");
        float before = bias.values()[1];
        bias.values()[1] = Math.nextUp(before);
        vae.set(Map.of("mean.bias", bias));
        vae.save(folder.resolve("changed"));
        assertThat(run("diff", path("a/model.safetensors"), path("changed"))).isEqualTo(1);
        assertThat(out.toString().lines()).containsExactly(
                "tensor mean.bias: 1 of 3 values, up to 1 ULP: " + before + " | " + bias.values()[1] + " at index 1",
                "1 of 10 tensors differ, the first is mean.bias; the largest difference is 1 ULP, in mean.bias");

        assertThat(train("c", "--epochs", "2", "--lr", "0.002")).isZero();
        assertThat(run("diff", path("a/checkpoint.vae4j"), path("c/checkpoint.vae4j"))).isEqualTo(1);
        assertThat(out.toString()).contains("setting config.epochs: 1 | 2", "setting config.lr: 0.001 | 0.002",
                "progress state.epoch: 1 | 2", "the first epoch with other costs is 1");
        assertThat(run("diff", "--quiet", path("a/checkpoint.vae4j"), path("c/checkpoint.vae4j"))).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void recordedRuns() {
        assertThat(train("a", "--epochs", "2", "--threads", "1", "--record", path("a.record"))).isZero();
        assertThat(train("b", "--epochs", "2", "--threads", "2", "--record", path("b.record"))).isZero();
        assertThat(run("diff", path("a.record"), path("b.record"))).isZero();
        assertThat(out.toString()).isEqualTo("28 steps are equal, bit for bit" + System.lineSeparator());

        assertThat(train("c", "--epochs", "2", "--seed", "1", "--record", path("c.record"))).isZero();
        assertThat(run("diff", path("a.record"), path("c.record"))).isEqualTo(1);
        assertThat(out.toString()).contains("setting config.seed: 0 | 1",
                "28 of 28 steps differ, the first is step 1 of epoch 1", "  cost: ", " ULP", "tensors that differ");
    }

    @Test
    void aRecordIsNotOverwrittenUnlessAskedTo() throws IOException {
        Path record = Files.writeString(folder.resolve("r"), "mine");
        assertThat(train("a", "--epochs", "1", "--record", record.toString())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("vae4j: " + record
                + ": is there already: name another file for the record" + System.lineSeparator());
        assertThat(folder.resolve("a")).doesNotExist();
        assertThat(record).hasContent("mine");
        assertThat(train("a", "--epochs", "1", "--force", "--record", record.toString())).isZero();
        assertThat(record).content().startsWith("# vae4j record 1\n");
        assertThat(train("b", "--epochs", "1", "--record-parts", "0")).isEqualTo(2);
    }

    @Test
    void eventsForTensorBoard() {
        String logs = path("logs");
        assertThat(train("a", "--epochs", "1", "--tensorboard", logs)).isZero();
        assertThat(Path.of(logs)).isDirectoryContaining("glob:**events.out.tfevents.*")
                .isDirectoryContaining("glob:**projector_config.pbtxt");
        assertThat(train("b", "--epochs", "1", "--tensorboard", logs)).isEqualTo(1);
        assertThat(err.toString()).contains("has the events of another training");
        assertThat(folder.resolve("b")).doesNotExist();
        assertThat(train("a", "--epochs", "2", "--tensorboard", logs, "--resume")).isZero();
        assertThat(train("a", "--epochs", "1", "--tensorboard", logs, "--force")).isZero();
        assertThat(Path.of(logs).toFile().list((_, name) -> name.startsWith("events."))).hasSize(1);
    }

    @Test
    void theHistoryIsWrittenWhileItTrains() throws IOException {
        assertThat(train("a", "--epochs", "2", "--terms", "total-correlation@1")).isZero();
        assertThat(Files.readAllLines(folder.resolve("a/history.csv"))).hasSize(3).first().asString()
                .startsWith("epoch,cost,reconstruction,kl,total-correlation,");
        List<String> lines = Files.readAllLines(folder.resolve("a/history.jsonl"));
        assertThat(lines).hasSize(2);
        assertThat(new JsonMapper().readTree(lines.getLast()).get("validationTotalCorrelation").isNumber()).isTrue();
        assertThat(train("a", "--epochs", "3", "--terms", "total-correlation@1", "--resume")).isZero();
        assertThat(Files.readAllLines(folder.resolve("a/history.jsonl"))).hasSize(3).startsWith(lines.getFirst());
        assertThat(new JsonMapper().readTree(Files.readAllBytes(folder.resolve("a/manifest.json"))).get("files")
                .has("history.jsonl")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "diff | Missing required parameters: 'A', 'B'",
        "diff nowhere nowhere | no such file or folder: nowhere",
        "diff . . | is a folder, expected a model, a checkpoint or a record",
        "diff pom.xml pom.xml | not a safetensors file"})
    void badUseIsTwoAndOneSentence(String arguments, String expected) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("vae4j: ").contains(expected);
    }
}
