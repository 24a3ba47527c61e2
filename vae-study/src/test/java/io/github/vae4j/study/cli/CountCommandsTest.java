package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.spec.Likelihood;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `topics` on texts of two planted topics, `recommend` on users of planted tastes, and what both refuse.
class CountCommandsTest {
    private static final int WORDS = 8;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return CommandLines.execute(CommandLines.create().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)),
                arguments);
    }

    private JsonNode results(String of) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve(of).resolve("results.json")));
    }

    /// Texts of the first four words or of the last four.
    private Path corpus() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        List<String> words = List.of("goal", "team", "match", "coach", "bank", "share", "profit", "market");
        Files.write(corpus.resolve("vocabulary.txt"), words);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            StringBuilder text = new StringBuilder();
            int from = i % 2 * WORDS / 2;
            for (int j = 0; j < 12; j++) {
                text.append(words.get(from + (i / 2 + j) % (WORDS / 2))).append(' ');
            }
            int part = i / 2 % 6;
            lines.add(text.toString().strip() + "\t" + (part < 4 ? "train" : part == 4 ? "val" : "test") + "\t"
                    + (from == 0 ? "sport" : "money"));
        }
        Files.write(corpus.resolve("corpus.tsv"), lines);
        return corpus;
    }

    @Test
    void topicsOfPlantedTexts() throws IOException {
        Path corpus = corpus();
        String[] arguments = {"topics", "--data", corpus.toString(), "--out", folder.resolve("topics").toString(),
            "--epochs", "60", "--latent", "2", "--hidden", "16", "--words", "4", "--lr", "1e-2", "--batch", "20",
            "--threads", "2"};
        assertThat(run(arguments)).as(err.toString()).isZero();
        JsonNode found = results("topics");
        // Four words of a text are as likely as each other; without its topic eight are.
        assertThat(found.get("unigramPerplexity").asDouble()).isBetween(7.0, 9.0);
        assertThat(found.get("perplexity").asDouble()).isBetween(3.5, 5.5);
        assertThat(found.get("probeAccuracy").get("share").asDouble()).isGreaterThan(0.95);
        boolean sport = false;
        for (JsonNode topic : found.get("topics")) {
            List<String> words = new ArrayList<>();
            topic.get("words").forEach(word -> words.add(word.asString()));
            sport |= words.containsAll(List.of("goal", "team", "match", "coach"));
        }
        assertThat(sport).as(found.get("topics").toString()).isTrue();
        assertThat(out.toString()).contains("unit", "NPMI", "perplexity of held-out halves", "report.html");
        assertThat(folder.resolve("topics/report.html")).content().contains("Topics by unit and direction");

        // The model that was trained, given, gives the same numbers.
        assertThat(run("topics", "--data", corpus.toString(), "--out", folder.resolve("again").toString(), "--words",
                "4", "--threads", "1", "--model", folder.resolve("topics/model.safetensors").toString()))
                .as(err.toString()).isZero();
        assertThat(results("again")).isEqualTo(found);
    }

    @Test
    void topicsRefusals() throws IOException {
        Path corpus = corpus();
        Path model = folder.resolve("m.safetensors");
        Vae.create(VaeSpec.of(WORDS, 2).withHidden(4), 1).save(model);
        assertThat(run("topics", "--data", corpus.toString(), "--model", model.toString(), "--epochs", "3"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("leave out --epochs");
        assertThat(run("topics", "--data", corpus.toString(), "--model", model.toString(), "--out",
                folder.resolve("x").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("must be one of counts", "bernoulli");
        assertThat(run("topics", "--data", corpus.toString(), "--words", "9", "--out", folder.resolve("x").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("--words is 9");
        Vae.create(VaeSpec.of(WORDS + 1, 2).withHidden(4).withLikelihood(Likelihood.multinomial()), 1).save(model);
        assertThat(run("topics", "--data", corpus.toString(), "--model", model.toString(), "--out",
                folder.resolve("x").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("the data has 8 features but the model expects 9");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void recommendationsOfPlantedUsers() throws IOException {
        assertThat(run("recommend", "--out", folder.resolve("r").toString(), "--epochs", "6", "--hidden", "32",
                "--latent", "8", "--lr", "5e-3", "--batch", "100", "--threads", "2", "--test-users", "300"))
                .as(err.toString()).isZero();
        JsonNode found = results("r");
        assertThat(found.get("testUsers").asInt()).isEqualTo(300);
        assertThat(found.get("trainingUsers").asInt()).isEqualTo(4_400);
        double vae = mean(found, "VAE");
        double popularity = mean(found, "popularity");
        // Tastes are planted: whoever learns them is far ahead of whoever does not.
        assertThat(vae).isGreaterThan(popularity + 0.15);
        assertThat(mean(found, "EASE")).isGreaterThan(popularity + 0.15);
        assertThat(out.toString()).contains("NDCG@100", "Recall@20", "Recall@50", "popularity", "EASE");

        assertThat(run("recommend", "--out", folder.resolve("s").toString(), "--test-users", "300", "--ease", "0",
                "--model", folder.resolve("r/model.safetensors").toString())).as(err.toString()).isZero();
        assertThat(mean(results("s"), "VAE")).isCloseTo(vae, within(0.0));
        assertThat(out.toString()).doesNotContain("EASE");
    }

    private static double mean(JsonNode results, String model) {
        for (JsonNode score : results.get("scores")) {
            if (score.get("model").asString().equals(model) && score.get("measure").asString().equals("NDCG@100")) {
                return score.get("mean").asDouble();
            }
        }
        throw new AssertionError("no " + model + " in " + results);
    }

    @Test
    void recommendRefusals() {
        assertThat(run("recommend", "--held-out", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--held-out");
        assertThat(run("recommend", "--ease", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("--ease");
        assertThat(run("recommend", "--test-users", "2500", "--out", folder.resolve("r").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("--test-users", "5000");
        assertThat(folder.resolve("r")).doesNotExist();
    }
}
