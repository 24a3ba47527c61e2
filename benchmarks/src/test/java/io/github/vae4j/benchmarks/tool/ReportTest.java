package io.github.vae4j.benchmarks.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
    private static final Pattern PICTURE = Pattern.compile("!\\[[^]]+]\\(([^)]+)\\)");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)$");

    @TempDir private Path path;
    private ReportFolder folder;

    @BeforeEach
    void writeResults() throws IOException {
        folder = new ReportFolder(path);
        folder.write("results.json", ReportFolder.fixture("results.json"));
        folder.write("machine.json", ReportFolder.fixture("machine.json"));
    }

    private String document(String... more) throws IOException {
        String[] options = new String[5 + more.length];
        System.arraycopy(new String[] {"--report", "--out", "@", "--docs", "@/docs"}, 0, options, 0, 5);
        System.arraycopy(more, 0, options, 5, more.length);
        ReportFolder.Answer answer = folder.run(options);
        assertThat(answer.code()).as(answer.err()).isZero();
        return folder.text("docs/BENCHMARKS.md");
    }

    private static List<String> sections(String document) {
        return SECTION.matcher(document).results().map(match -> match.group(1)).toList();
    }

    @Test
    void tablesSayFiguresWithErrorsRatiosAndSharesOfTheLimits() throws IOException {
        assertThat(document().lines()).contains(
                "| copy 128 MB | 20.0 ± 0.5 | 0 |",
                "| fma | 100 ± 2 | 0 |",
                "| GFLOP/s | scalar | simd | openblas | simd / scalar | of the limit | bytes/op |",
                "| product NN 100x784x500 | 4.00 ± 0.10 | 80.0 ± 2.0 | 90.0 ± 3.0 | 20 | 80 % | 0 |",
                "| ns/element | scalar | simd | simd / scalar | bytes/op |",
                "| loss softplus | 14.4 ± 0.3 | 1.20 ± 0.05 | 12 | 0 |",
                "| GB/s | scalar | simd | simd / scalar | of the limit | bytes/op |",
                "| adam 128 MB | 9.00 ± 0.20 | 18.0 ± 0.4 | 2.0 | 90 % | 0 |",
                "| samples/s | scalar | simd | pytorch-mkl | tensorflow | simd / scalar | of the limit | bytes/op |",
                "| step batch 100 1 thread | 500 ± 10 | 10,000 ± 200 | 8,000 ± 150 | 12,500 ± 250 | 20 | 71 % | ~0 |",
                "| step batch 100 2 threads |  | 18,000 ± 300 | 15,000 ± 400 |  |  | 64 % | ~0 |");
    }

    @Test
    void headlineComparesWithTheFasterPeer() throws IOException {
        assertThat(document().lines()).contains(
                "| FMA peak of one core | 100 GFLOP/s |",
                "| matrix products against openblas, one thread | 0.89 times as fast (mean of 1 shapes), at least 0.89 |",
                "| Bernoulli loss with gradient | 2.40 ns per pixel, 2.0 passes of softplus |",
                "| Adam, 128 MB | 18.0 GB/s, 90 % of a copy of that size |",
                "| training, batch 100 1 thread | 10,000 samples/s, 71 % of the peak, 0.80 times tensorflow |",
                "| training, batch 100 2 threads | 18,000 samples/s, 64 % of the peak, 1.20 times pytorch-mkl |");
    }

    @Test
    void saysWhereAndHowItWasMeasured() throws IOException {
        assertThat(document()).contains("| CPU | Example CPU (amd64) |", "| date | 2026-01-02 |",
                "| peers | OpenBLAS 0.3.31, PyTorch 2.10.0 |", "| JVM flags | `--add-modules=jdk.incubator.vector` |",
                "several rounds: openblas, pytorch-mkl, tensorflow",
                "- batch 100: 1.80 times as fast on 2 threads as on 1, 90 % of the ideal");
    }

    @Test
    void familiesThatWereNotMeasuredHaveNoSection() throws IOException {
        String document = document();
        assertThat(sections(document)).containsExactly("In short", "Machine", "What the machine can do",
                "Matrix products", "Losses and latent terms", "Optimisers", "Training", "Roofline",
                "Scaling over threads", "Peers", "How to reproduce");
        assertThat(Pattern.compile("(?m)^##? .+\\s+(##|\\z)").matcher(document).find()).as("empty section").isFalse();
    }

    @Test
    void oneFamilyAloneIsEnough() throws IOException {
        folder.write("results.json", """
                [{"benchmark": "io.github.vae4j.benchmarks.RandomBenchmark.normal", "forks": 1, "threads": 1,
                  "jvmArgs": [], "params": {"implementation": "simd"}, "secondaryMetrics": {},
                  "primaryMetric": {"score": 1.5, "scoreError": "NaN", "scoreUnit": "ns/op"}}]""");
        String document = document();
        assertThat(sections(document)).containsExactly("Machine", "Random numbers", "How to reproduce");
        assertThat(document).contains("| normal | 1.50 | ? |", "| JVM flags | none |");
    }

    @Test
    void picturesAreThere() throws IOException {
        List<String> pictures = PICTURE.matcher(document()).results().map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(pictures).hasSize(8).contains("benchmarks/matmul-GFLOP-s.png", "benchmarks/roofline.png",
                "benchmarks/scaling.png");
        for (String each : pictures) {
            BufferedImage picture = ImageIO.read(path.resolve("docs").resolve(each).toFile());
            assertThat(picture.getWidth()).as(each).isGreaterThan(2 * picture.getHeight() - 1);
        }
    }

    @Test
    void thePageHasTheSameTablesAndItsOwnPictures() throws IOException {
        document();
        assertThat(folder.text("index.html")).contains("\">product NN 100x784x500</td>", "\"simd\">80.0 ± 2.0</td>",
                "<h2>Training</h2>", "<img src=\"pictures/roofline.png\"").doesNotContain("| ", "##");
        assertThat(path.resolve("pictures/roofline.png")).isNotEmptyFile();
    }

    @Test
    void thePageIsLightOrDarkAsTheSystemIsAndFitsNarrowScreens() throws IOException {
        document();
        assertThat(folder.text("index.html")).contains("color-scheme: light dark",
                "@media screen and (prefers-color-scheme: dark)", "@media print", "width=device-width",
                "overflow-x: auto", "max-width: 100%");
    }

    @Test
    void resultsBesideTheDocumentGiveTheSameDocument() throws IOException {
        String first = document();
        folder.write("results.json", folder.text("docs/benchmarks/results.json"));
        assertThat(document()).isEqualTo(first);
    }

    @Test
    void changesSinceABaselineAreListed() throws IOException {
        folder.write("before.json", ReportFolder.replaced(ReportFolder.fixture("results.json"),
                "\"score\": 80.0, \"scoreError\": 2.0", "\"score\": 100.0, \"scoreError\": 2.0"));
        assertThat(document("--baseline", "@/before.json")).contains("## Changes beyond the error bars",
                "17 compared, 1 slower.", "SLOWER     0.80x  MatMul.product, form NN, shape 100x784x500 / simd: "
                        + "100 ± 2 -> 80.0 ± 2.0 GFLOP/s");
    }

    @Test
    void missingResultsFailInOneSentence() {
        folder.run("--report", "--out", "@/elsewhere").failsWith("there are no results in ", "measure first");
        folder.run("--report", "--out", "@", "--baseline", "@/none.json").failsWith("there is no file ", "none.json");
    }

    @Test
    void missingOrDamagedMachineFailsInOneSentence() throws IOException {
        folder.write("machine.json", "{\"CPU\"");
        folder.run("--report", "--out", "@").failsWith("machine.json is not JSON: ");
        folder.write("machine.json", "[1]");
        folder.run("--report", "--out", "@").failsWith("machine.json", "expected an object of texts");
        Files.delete(path.resolve("machine.json"));
        folder.run("--report", "--out", "@").failsWith("there is no file ", "machine.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "nonsense", "[]", "{}", "[1]", "[{\"benchmark\": \"x\"}]",
                "[{\"benchmark\": \"x\", \"forks\": 1, \"threads\": 1, \"jvmArgs\": [], \"primaryMetric\": {},"
                        + " \"secondaryMetrics\": {}}]",
                "[{\"benchmark\": \"a.UnknownBenchmark.b\", \"forks\": 1, \"threads\": 1, \"jvmArgs\": [],"
                        + " \"primaryMetric\": {\"score\": 1, \"scoreError\": 1, \"scoreUnit\": \"ops/s\"},"
                        + " \"secondaryMetrics\": {}}]",
                "[{\"benchmark\": \"a.PeakBenchmark.fma\", \"forks\": 1, \"threads\": 1, \"jvmArgs\": [],"
                        + " \"primaryMetric\": 3, \"secondaryMetrics\": {}}]"})
    void damagedResultsFailInOneSentence(String text) throws IOException {
        folder.write("results.json", text);
        folder.run("--report", "--out", "@").failsWith("results.json");
    }
}
