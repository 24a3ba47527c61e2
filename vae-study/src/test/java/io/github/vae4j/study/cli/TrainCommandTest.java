package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.LabelReader;
import io.github.vae4j.core.file.Sha256;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainCommandTest {
    private static final String LAST_LINE = "trained \\d+ epochs, cost \\d+\\.\\d\\d, [\\d,]+ samples/s\\R";

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void leavesModelHistoryConfigurationAndResults() throws IOException {
        assertThat(train("a", 2)).isZero();

        assertThat(out.toString()).matches(LAST_LINE);
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("epoch "));
        assertThat(Files.readAllLines(file("a", "history.csv"))).hasSize(3);
        JsonNode results = json("a", "results.json");
        assertThat(results.get("epochs").asInt()).isEqualTo(2);
        assertThat(results.get("samplesPerSecond").asDouble()).isPositive();
        assertThat(out.toString()).contains(String.format(Locale.ROOT, "cost %.2f",
                results.get("cost").asDouble()));
        assertThat(file("a", "config.properties")).content().contains("encoder = 16\n", "batch = 100\n",
                "lr = 0.001\n");
    }

    @Test
    void quietLeavesTheLastLineOnly() {
        assertThat(train("a", 1, "--quiet")).isZero();
        assertThat(out.toString()).matches(LAST_LINE);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void resumingGivesTheBitsOfARunInOnePiece() throws IOException {
        assertThat(train("pieces", 1)).isZero();
        assertThat(train("pieces", 3, "--resume", "--threads", "2")).isZero();
        assertThat(train("whole", 3, "--threads", "1")).isZero();
        assertThat(file("pieces", "model.safetensors")).hasSameBinaryContentAs(file("whole", "model.safetensors"));
    }

    @Test
    void resumingWithoutACheckpointSaysThatItBegins() {
        assertThat(train("a", 1, "--resume")).isZero();
        assertThat(err.toString().lines()).hasSize(2).first().asString()
                .isEqualTo("no checkpoint in " + file("a", "") + ": training begins anew");
        assertThat(train("a", 2, "--resume")).isZero();
        assertThat(err.toString()).doesNotContain("anew");
    }

    @Test
    void resultsAreReplacedOnlyWhenAskedTo() throws IOException {
        assertThat(train("a", 1)).isZero();
        byte[] before = Files.readAllBytes(file("a", "results.json"));

        assertThat(train("a", 2)).isEqualTo(1);
        assertThat(err.toString()).contains("is not empty", "--force", "--resume");
        assertThat(file("a", "results.json")).hasBinaryContent(before);

        assertThat(train("a", 2, "--force")).isZero();
        assertThat(json("a", "results.json").get("epochs").asInt()).isEqualTo(2);
    }

    @Test
    void resumingAnotherModelIsRefusedAndChangesNothing() throws IOException {
        assertThat(train("a", 1)).isZero();
        Map<String, String> before = tree("a");
        assertThat(train("a", 2, "--resume", "--latent", "4")).isEqualTo(1);
        assertThat(err.toString()).contains("checkpoint.vae4j was trained with --latent 3, not 4", "--force");
        assertThat(train("a", 2, "--resume", "--data", twoRows().toString())).isEqualTo(1);
        assertThat(train("a", 2, "--resume", "--terms", "total-correlation")).isEqualTo(1);
        assertThat(err.toString()).contains("was trained with --terms none, not total-correlation");
        assertThat(train("a", 2, "--resume", "--rates", "nothing=0")).isEqualTo(1);
        assertThat(err.toString()).contains("no parameter is called 'nothing'");
        assertThat(tree("a")).isEqualTo(before);
    }

    /// The same shape, other values: only the hash tells.
    @Test
    void resumingOnOtherDataNamesItAndChangesNothing() throws IOException {
        Path first = Files.writeString(folder.resolve("first.csv"), "0.5,1\n0,1\n0.25,0.5\n");
        Path second = Files.writeString(folder.resolve("second.csv"), "0.5,1\n0,1\n0.25,0.75\n");
        assertThat(train("a", 1, "--data", first.toString())).isZero();
        Map<String, String> before = tree("a");
        assertThat(train("a", 2, "--resume", "--data", second.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).last().asString().contains(
                "checkpoint.vae4j was trained with --data " + first,
                "SHA-256", "--force");
        assertThat(tree("a")).isEqualTo(before);
        assertThat(file("a", ".vae4j")).doesNotExist();
    }

    @Test
    void aRunMayGoOnWithASmallerRateAndTheCheckpointSaysSo() throws IOException {
        assertThat(train("a", 2, "--lr", "0.01")).isZero();
        assertThat(train("a", 4, "--resume", "--lr", "1e-4")).as(err.toString()).isZero();
        assertThat(train("scheduled", 4, "--lr", "0.01", "--schedule", "step:2:0.01")).isZero();
        assertThat(file("a", "model.safetensors")).hasSameBinaryContentAs(file("scheduled", "model.safetensors"));
        assertThat(Files.readString(file("a", "checkpoint.vae4j"), StandardCharsets.ISO_8859_1))
                .contains("\"state.changes\":\"2\\u0009lr\\u00090.01\\u00091.0E-4\"");
        assertThat(file("a", "config.properties")).content().contains("lr = 1.0E-4\n");
    }

    @Test
    void resumingToFewerEpochsIsRefused() throws IOException {
        assertThat(train("a", 2)).isZero();
        Map<String, String> before = tree("a");
        assertThat(train("a", 1, "--resume")).isEqualTo(1);
        assertThat(err.toString().lines()).last().asString().contains("has 2 epochs, more than --epochs 1");
        assertThat(tree("a")).isEqualTo(before);
    }

    @Test
    void resumingReplacesNoResultsThatHaveNoCheckpoint() throws IOException {
        assertThat(train("a", 0)).isZero();
        Map<String, String> before = tree("a");
        assertThat(train("a", 1, "--resume", "--latent", "5")).isEqualTo(1);
        assertThat(err.toString().lines()).last().asString().contains("holds results but no checkpoint", "--force");
        assertThat(tree("a")).isEqualTo(before);
    }

    /// Training is refused, or fails in its first step: the results from before are all there, and a new folder is gone.
    @Test
    void whatForceWouldReplaceStaysUntilThereIsSomethingNew() throws IOException {
        assertThat(train("a", 1)).isZero();
        Map<String, String> before = tree("a");
        assertThat(train("a", 2, "--force", "--data", twoRows().toString(), "--likelihood", "bernoulli")).isEqualTo(1);
        assertThat(err.toString()).contains("2.5");
        assertThat(train("a", 2, "--force", "--lr", "1e30")).isEqualTo(1);
        assertThat(tree("a")).isEqualTo(before);

        assertThat(train("new", 2, "--data", twoRows().toString())).isEqualTo(1);
        assertThat(file("new", "")).doesNotExist();
        assertThat(train("new", 2)).as("the corrected command").isZero();
    }

    private Path twoRows() throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), "1,2.5\n0,1\n");
    }

    private Map<String, String> tree(String run) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(file(run, ""))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.put(file.toString(), Sha256.hex(file));
            }
        }
        return tree;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--latent 0 | 2 | latent must be",
        "--lr -1 | 2 | learning",
        "--likelihood cauchy | 2 | unknown likelihood 'cauchy'",
        "--data nowhere.npy | 2 | 'nowhere.npy' is neither",
        "--batch 0 | 2 | batchSize must be",
        "--epochs -1 | 2 | --epochs: epochs must be 0 or more",
        "--activation cubic | 2 | '--activation'",
        "--epochs many | 2 | '--epochs'",
        "--force --resume | 2 | choose one"})
    void impossibleValuesAreOneSentenceAndLeaveNothing(String options, int exitCode, String expected) {
        assertThat(train("a", 1, options.split(" ", -1))).isEqualTo(exitCode);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("vae4j: ").contains(expected);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aConfigurationGivesTheSameRunAgain() throws IOException {
        assertThat(train("a", 2, "--beta", "2")).isZero();
        assertThat(run("train", "--config", file("a", "config.properties").toString(), "--out",
                file("again", "").toString())).isZero();
        assertThat(file("again", "model.safetensors")).hasSameBinaryContentAs(file("a", "model.safetensors"));
        assertThat(file("again", "config.properties")).hasSameTextualContentAs(file("a", "config.properties"));
    }

    @Test
    void aConfigurationMayBeYamlAndTheCommandLineGoesBefore() throws IOException {
        Path yaml = Files.writeString(folder.resolve("small.yaml"), "latent: 2\nhidden: [8, 6]\nepochs: 9\n");
        assertThat(run("train", "--config=" + yaml, "--epochs", "1", "--out", file("y", "").toString())).isZero();
        assertThat(file("y", "config.properties")).content().contains("latent = 2\n", "encoder = 8,6\n",
                "decoder = 6,8\n", "epochs = 1\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "latnet: 2 | 'latnet' is no option of 'train', did you mean 'latent'?",
        "just words | expected lines such as 'latent: 20'",
        "latent: [1 | is not readable"})
    void aConfigurationThatIsWrongIsOneSentence(String content, String expected) throws IOException {
        Path yaml = Files.writeString(folder.resolve("wrong.yml"), content);
        assertThat(run("train", "--config", yaml.toString(), "--out", file("w", "").toString())).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains(expected);
        assertThat(file("w", "")).doesNotExist();
    }

    @Test
    void aModelEncodesAndSamples() throws IOException {
        assertThat(train("a", 1)).isZero();
        String model = file("a", "model.safetensors").toString();

        assertThat(run("encode", "--model", model, "--out", file("codes", "").toString())).isZero();
        assertThat(Datasets.open(file("codes", "mean.npy")).size()).isEqualTo(1797);
        assertThat(Datasets.open(file("codes", "logvar.npy")).features()).isEqualTo(3);
        Dataset digits = Datasets.digits();
        assertThat(LabelReader.read(file("codes", "labels.npy")).toArray())
                .containsExactly(IntStream.range(0, 1797).map(digits::label).toArray());
        assertThat(file("codes", "rows.csv")).content().startsWith("row,class\n0,0\n1,1\n2,2\n");
        assertThat(file("codes", "config.properties")).content()
                .isEqualTo("data = digits\nmodel = " + model + "\npart = all\n");
        assertThat(run("encode", "--config", file("codes", "config.properties").toString(), "--out",
                file("again", "").toString())).isZero();
        assertThat(file("again", "mean.npy")).hasSameBinaryContentAs(file("codes", "mean.npy"));
        assertThat(run("encode", "--model", model, "--part", "test", "--out", file("test", "").toString())).isZero();
        assertThat(Datasets.open(file("test", "mean.npy")).size()).isEqualTo(300);
        assertThat(Files.readAllLines(file("test", "rows.csv"))).hasSize(301).doesNotHaveDuplicates();
        assertThat(run("encode", "--model", model, "--part", "half", "--out", file("none", "").toString()))
                .isEqualTo(2);

        assertThat(run("sample", "--model", model, "--count", "7", "--out", file("drawn", "").toString())).isZero();
        assertThat(Datasets.open(file("drawn", "samples.npy")).size()).isEqualTo(7);
        assertThat(Datasets.open(file("drawn", "samples.npy")).features()).isEqualTo(64);
        assertThat(file("drawn", "config.properties")).content()
                .isEqualTo("model = " + model + "\ncount = 7\nseed = 0\n");
        assertThat(run("sample", "--model", model, "--count", "0", "--out", file("none", "").toString())).isEqualTo(2);
        assertThat(file("none", "")).doesNotExist();

        assertThat(run("export", "--onnx", "--model", model, "--out", file("onnx", "").toString())).isZero();
        assertThat(file("onnx", "encoder.onnx")).isNotEmptyFile();
        assertThat(file("onnx", "decoder.onnx")).isNotEmptyFile();
        assertThat(file("onnx", "draw.onnx")).isNotEmptyFile();
        assertThat(file("onnx", "config.properties")).content()
                .isEqualTo("model = " + model + "\nonnx = true\nparts = encoder,decoder,draw\n");
        assertThat(run("export", "--onnx", "--parts", "decoder", "--config",
                file("onnx", "config.properties").toString(), "--out", file("part", "").toString())).isZero();
        assertThat(file("part", "decoder.onnx")).hasSameBinaryContentAs(file("onnx", "decoder.onnx"));
        assertThat(file("part", "encoder.onnx")).doesNotExist();
        assertThat(run("export", "--onnx", "--parts", "half", "--model", model, "--out", file("none", "").toString()))
                .isEqualTo(2);
        assertThat(run("export", "--model", model, "--out", file("none", "").toString())).isEqualTo(2);
        assertThat(file("none", "")).doesNotExist();
    }

    private int train(String name, int epochs, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--out", file(name, "").toString()));
        List<String> given = List.of(more);
        if (!given.contains("--latent")) {
            arguments.addAll(List.of("--latent", "3"));
        }
        if (!given.contains("--epochs")) {
            arguments.addAll(List.of("--epochs", Integer.toString(epochs)));
        }
        arguments.addAll(List.of("--hidden", "16"));
        arguments.addAll(given);
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return CommandLines.execute(CommandLines.create().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)),
                arguments);
    }

    private Path file(String run, String name) {
        return folder.resolve(run).resolve(name);
    }

    private JsonNode json(String run, String name) throws IOException {
        return new JsonMapper().readTree(Files.readAllBytes(file(run, name)));
    }
}
