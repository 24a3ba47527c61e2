package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.data.NpyWriter;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.classes.ClassSeparation;
import io.github.vae4j.metrics.classes.NearestCentroid;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MetricsCommandTest {
    private static final int N = 300;
    private static final int UNITS = 4;

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final float[] mean = new float[N * UNITS];
    private final float[] logvar = new float[N * UNITS];
    private final int[] classes = new int[N];

    /// Three classes that units 0 and 1 tell apart; unit 2 is noise, unit 3 silent.
    @BeforeEach
    void writeCodes() throws IOException {
        Philox.normal(mean, 0, mean.length, 1, 0, 0, 0);
        for (int i = 0; i < N; i++) {
            classes[i] = i % 3;
            mean[i * UNITS] += 4 * (classes[i] % 2);
            mean[i * UNITS + 1] += 4 * (classes[i] / 2);
            mean[i * UNITS + 3] = 0;
            for (int j = 0; j < 3; j++) {
                logvar[i * UNITS + j] = -2;
            }
        }
        NpyWriter.write(folder.resolve("mean.npy"), mean, N, UNITS);
        NpyWriter.write(folder.resolve("logvar.npy"), logvar, N, UNITS);
        NpyWriter.write(folder.resolve("labels.npy"), classes, N);
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("metrics"));
        for (String option : options) {
            arguments.add(option.replace("@", folder + "/"));
        }
        CommandLine line = CommandLines.create().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return CommandLines.execute(line, arguments.toArray(String[]::new));
    }

    private JsonNode results(String run) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve(run).resolve("results.json")));
    }

    private static JsonNode measure(JsonNode results, String id) {
        return results.get("measures").get(id);
    }

    @Test
    void measuresAndReports() throws IOException {
        assertThat(run("--latents", "@mean.npy", "--logvar", "@logvar.npy", "--labels", "@labels.npy", "--out", "@a"))
                .as(err.toString()).isZero();

        JsonNode results = results("a");
        Labels labels = Labels.of(classes);
        try (Workers workers = Workers.of(2)) {
            assertThat(measure(results, "nearest-centroid").get("sameSet").get("share").asDouble()).isEqualTo(
                    NearestCentroid
                            .of(Codes.of(mean, UNITS), labels, NearestCentroid.Mode.SAME_SET, workers).overall()
                            .share());
            assertThat(measure(results, "class-separation").get("daviesBouldin").asDouble()).isEqualTo(
                    ClassSeparation.of(Codes.of(mean, UNITS), labels, workers).daviesBouldin(), within(1e-9));
        }
        JsonNode separation = measure(results, "class-separation");
        assertThat(separation.get("fisher").isNull()).as("unit 3 is constant").isTrue();
        assertThat(separation.get("fisherReason").asString()).isNotEmpty();
        assertThat(measure(results, "active-units").get("count").asInt()).isEqualTo(3);
        assertThat(measure(results, "clusters").get("matched").get("share").asDouble()).isGreaterThan(0.9);
        JsonNode parts = measure(results, "kl-decomposition");
        assertThat(parts.get("mutualInformation").asDouble() + parts.get("totalCorrelation").asDouble()
                + parts.get("dimensionWiseKl").asDouble()).as("the parts of the rate")
                .isEqualTo(parts.get("rate").asDouble(), within(1e-9));
        assertThat(results.get("schema").asInt()).isEqualTo(1);

        assertThat(out.toString()).contains("active units of 4", "3 (3 to 3)", "nearest to their own centroid",
                "total KL (nats)", "report: ");
        assertThat(folder.resolve("a/report.html")).content().contains("The nearest centroid", "<img ");
        assertThat(folder.resolve("a/tables/centroid-distances.csv")).content().startsWith("class,0,1,2");
        assertThat(folder.resolve("a/tables/units.csv")).content().hasLineCount(5);
    }

    @Test
    void csvWithNamesIsTheSame() throws IOException {
        StringBuilder codes = new StringBuilder("a,b,c,d\n");
        StringBuilder names = new StringBuilder("animal\n");
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < UNITS; j++) {
                codes.append(mean[i * UNITS + j]).append(j + 1 < UNITS ? "," : "\n");
            }
            names.append(List.of("ant", "bee", "cat").get(classes[i])).append('\n');
        }
        Files.writeString(folder.resolve("codes.csv"), codes);
        Files.writeString(folder.resolve("names.csv"), names.substring(7));
        assertThat(run("--latents", "@codes.csv", "--labels", "@names.csv", "--out", "@csv")).as(err.toString())
                .isZero();
        assertThat(run("--latents", "@mean.npy", "--labels", "@labels.npy", "--out", "@npy")).isZero();
        JsonNode csv = results("csv");
        JsonNode npy = results("npy");
        assertThat(csv.get("classNames").get(2).asString()).isEqualTo("cat");
        assertThat(csv.get("measures")).isEqualTo(npy.get("measures"));
        assertThat(csv.get("measures").has("kl-decomposition")).as("no log variances, no KL").isFalse();
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws IOException {
        for (String threads : List.of("1", "3")) {
            assertThat(run("--latents", "@mean.npy", "--logvar", "@logvar.npy", "--labels", "@labels.npy", "--threads",
                    threads, "--out", "@threads" + threads)).isZero();
        }
        assertThat(folder.resolve("threads3/results.json"))
                .hasSameTextualContentAs(folder.resolve("threads1/results.json"));
    }

    @Test
    void codesAloneAreEnough() throws IOException {
        assertThat(run("--latents", "@mean.npy", "--out", "@alone")).isZero();
        assertThat(results("alone").get("measures").has("nearest-centroid")).isFalse();
        assertThat(folder.resolve("alone/report.html")).content().contains("No labels were given.");
    }

    @Test
    void oneClassIsNothingToCompare() throws IOException {
        NpyWriter.write(folder.resolve("one.npy"), new int[N], N);
        assertThat(run("--latents", "@mean.npy", "--labels", "@one.npy", "--out", "@one")).isZero();
        assertThat(folder.resolve("one/report.html")).content().contains("No clusters: there is one class only.");
        assertThat(measure(results("one"), "clusters").get("result").isNull()).isTrue();
        assertThat(measure(results("one"), "clusters").get("reason").asString()).isEqualTo("there is one class only");
    }

    @Test
    void factorsAndOtherSetsAreMeasured() throws IOException {
        StringBuilder factors = new StringBuilder("kind,level\n");
        for (int i = 0; i < N; i++) {
            factors.append(List.of("ant", "bee", "cat").get(classes[i])).append(',').append(mean[i * UNITS + 2])
                    .append('\n');
        }
        Files.writeString(folder.resolve("factors.csv"), factors);
        assertThat(run("--latents", "@mean.npy", "--factors", "@factors.csv", "--other", "@mean.npy", "--only",
                "mig,mean-correlation,cka,frechet", "--out", "@f")).as(err.toString()).isZero();
        JsonNode results = results("f");
        assertThat(results.get("factorNames").get(1).asString()).isEqualTo("level");
        assertThat(results.get("measures").propertyNames()).containsExactly("frechet", "cka", "mig",
                "mean-correlation");
        assertThat(measure(results, "cka").get("score").asDouble()).isEqualTo(1, within(1e-9));
        assertThat(measure(results, "mean-correlation").get("ofFactors").get(1).asDouble()).isEqualTo(1, within(1e-6));
        assertThat(folder.resolve("f/report.html")).content().contains("mean correlation coefficient",
                "Khemakhem et al. 2020");
        assertThat(folder.resolve("f/config.properties")).content()
                .contains("only = mig,mean-correlation,cka,frechet");
    }

    @Test
    void measuresAreListedAndChosen() {
        assertThat(run("--list")).isZero();
        assertThat(out.toString()).contains("kl-decomposition", "--logvar", "n^2 d", "Chen et al. 2018");
        assertThat(run("--latents", "@mean.npy", "--only", "migg", "--out", "@x")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no measure migg; expected active-units");
        assertThat(run("--latents", "@mean.npy", "--only", "mig", "--out", "@x")).isEqualTo(1);
        assertThat(err.toString()).contains("the measure mig needs --factors");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void anArchiveHoldsMeansAndLogVariances() throws IOException {
        archive("posterior.npz", "mean", "logvar", "labels");
        archive("codes.npz", "mean", "labels");
        assertThat(run("--latents", "@posterior.npz", "--logvar", "@posterior.npz", "--out", "@a")).as(err.toString())
                .isZero();
        assertThat(run("--latents", "@mean.npy", "--logvar", "@logvar.npy", "--labels", "@labels.npy", "--out", "@b"))
                .isZero();
        assertThat(measure(results("a"), "kl-decomposition")).isEqualTo(measure(results("b"), "kl-decomposition"));
        assertThat(run("--latents", "@codes.npz", "--logvar", "@codes.npz", "--out", "@c")).isEqualTo(1);
        assertThat(err.toString()).contains("codes.npz", "called logvar");
    }

    private void archive(String name, String... arrays) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            for (String array : arrays) {
                zip.putNextEntry(new ZipEntry(array + ".npy"));
                zip.write(Files.readAllBytes(folder.resolve(array + ".npy")));
                zip.closeEntry();
            }
        }
    }

    @Test
    void whatDoesNotFitIsNamedAndNothingIsWritten() throws IOException {
        NpyWriter.write(folder.resolve("short.npy"), new int[5], 5);
        NpyWriter.write(folder.resolve("flat.npy"), new float[5], 5);
        float[] bad = mean.clone();
        bad[6] = Float.NaN;
        NpyWriter.write(folder.resolve("bad.npy"), bad, N, UNITS);
        assertThat(run("--latents", "@mean.npy", "--labels", "@short.npy", "--out", "@x")).isEqualTo(1);
        assertThat(err.toString()).contains("5 labels").contains("300 samples");
        assertThat(run("--latents", "@mean.npy", "--logvar", "@flat.npy", "--out", "@x")).isEqualTo(1);
        assertThat(err.toString()).contains("two dimensions");
        assertThat(run("--latents", "@missing.npy", "--out", "@x")).isEqualTo(1);
        assertThat(err.toString()).contains("missing.npy");
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(run("--latents", "@bad.npy", "--out", "@x")).isEqualTo(1);
        assertThat(err.toString()).contains("NaN in row 1, column 2");
        assertThat(run("--out", "@x")).isEqualTo(2);
        assertThat(err.toString()).contains("--latents");
        assertThat(run("--latents", "@mean.npy", "--threads", "0", "--out", "@x")).isEqualTo(2);
    }

    @Test
    void resultsAreReplacedOnlyWhenAskedTo() {
        assertThat(run("--latents", "@mean.npy", "--out", "@again")).isZero();
        assertThat(run("--latents", "@mean.npy", "--out", "@again")).isEqualTo(1);
        assertThat(err.toString()).contains("is not empty");
        assertThat(run("--latents", "@mean.npy", "--out", "@again", "--force")).isZero();
    }
}
