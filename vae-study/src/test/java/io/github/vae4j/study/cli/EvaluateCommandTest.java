package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Binarisation;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.evaluation.ImportanceSampling;
import io.github.vae4j.core.evaluation.LikelihoodSummary;
import io.github.vae4j.core.evaluation.LogLikelihood;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.study.run.DataFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateCommandTest {
    private static final int ROWS = 60;

    private final Dataset digits = Datasets.digits().take(ROWS);
    private final Vae vae = Vae.create(VaeSpec.of(64, 2).withHidden(8), 5);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;
    private Path data;

    @BeforeEach
    void files() throws IOException {
        vae.save(folder.resolve("model.safetensors"));
        data = DataFiles.npy(folder, digits);
    }

    private int evaluate(String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> arguments = new ArrayList<>(
                List.of("evaluate", "--model", folder.resolve("model.safetensors").toString(), "--data",
                        data.toString(), "--out", folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--part")) {
            arguments.addAll(List.of("--part", "all"));
        }
        return CommandLines.execute(
                CommandLines.create().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)),
                arguments.toArray(String[]::new));
    }

    private JsonNode results() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("out/results.json")));
    }

    @Test
    void writesWhatTheLibraryMeasures() throws IOException {
        assertThat(evaluate("--binarise", "threshold", "--draws", "30", "--repeats", "2", "--seed", "4")).as("%s", err)
                .isZero();
        LikelihoodSummary expected;
        try (Workers team = Workers.of(1)) {
            expected = LikelihoodSummary.of(LogLikelihood.of(vae, team)
                    .importance(Binarisation.threshold(digits, 0.5f), new ImportanceSampling(30, 2, 4)));
        }
        JsonNode json = results();
        assertThat(json.get("measure").asString()).isEqualTo("nll");
        assertThat(json.get("nats").asDouble()).isEqualTo(expected.nll());
        assertThat(json.get("standardErrorOfRepeats").asDouble()).isEqualTo(expected.repeatError());
        assertThat(json.get("bitsPerDimension").asDouble()).isEqualTo(expected.nll() / (64 * Math.log(2)),
                within(1e-12));
        assertThat(json.get("floor").isNull()).isTrue();
        assertThat(json.get("curve")).hasSize(6);
        assertThat(out.toString()).startsWith("NLL ").contains("over 60 samples", "bits ", "effective");
        assertThat(Files.readAllLines(folder.resolve("out/samples.csv"))).hasSize(ROWS + 1)
                .startsWith("row,log_likelihood,effective_draws,shortfall");
        assertThat(err.toString()).contains("importance: 100 %, 0 s left");
    }

    @Test
    void greyLevelsAreNoLikelihood() throws IOException {
        assertThat(evaluate("--draws", "10")).as("%s", err).isZero();
        JsonNode json = results();
        assertThat(json.get("measure").asString()).isEqualTo("cross-entropy");
        assertThat(json.get("floor").asDouble()).isPositive().isLessThan(json.get("nats").asDouble());
        assertThat(json.get("bitsPerDimension").isNull()).isTrue();
        assertThat(out.toString()).startsWith("cross-entropy").contains("floor ").doesNotContain("NLL");
    }

    @Test
    void quadratureSaysHowFarTwoGridsAgree() throws IOException {
        assertThat(evaluate("--binarise", "once", "--method", "quadrature", "--points", "80", "--quiet"))
                .as("%s", err).isZero();
        assertThat(results().get("gridDifference").asDouble()).isLessThan(1e-3);
        assertThat(out.toString()).contains("80 and 60 points a unit differ by at most");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void badInputIsASentence() throws IOException {
        assertThat(evaluate("--draws", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("draws must be 1 to 100000 but is 0");
        assertThat(evaluate("--method", "ais")).isEqualTo(2);
        assertThat(err.toString()).contains("unknown method 'ais', expected importance (importance sampling");
        assertThat(evaluate("--binarise", "twice")).isEqualTo(2);
        assertThat(evaluate("--part", "test")).isEqualTo(1);
        assertThat(err.toString()).contains("no part for test: choose --part all");
        Vae.create(VaeSpec.of(64, 3).withHidden(4), 1).save(folder.resolve("model.safetensors"));
        assertThat(evaluate("--method", "quadrature")).isEqualTo(1);
        assertThat(err.toString()).contains("the model has 3: use importance sampling");
        assertThat(evaluate("--method", "closed-form")).isEqualTo(1);
        assertThat(folder.resolve("out/results.json")).doesNotExist();
    }
}
