package io.github.vae4j.benchmarks.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private static final String PRODUCT = "\"score\": 80.0, \"scoreError\": 2.0";
    private static final String SOFTPLUS = "\"score\": 1.2, \"scoreError\": 0.05";

    @TempDir private Path path;
    private ReportFolder folder;

    @BeforeEach
    void writeResults() throws IOException {
        folder = new ReportFolder(path);
        folder.write("before.json", ReportFolder.fixture("results.json"));
    }

    private ReportFolder.Answer after(String piece, String other) throws IOException {
        folder.write("after.json", ReportFolder.replaced(ReportFolder.fixture("results.json"), piece, other));
        return folder.run("compare", "@/before.json", "@/after.json");
    }

    @Test
    void slowerBeyondBothErrorBarsIsARegression() throws IOException {
        ReportFolder.Answer answer = after(PRODUCT, "\"score\": 70.0, \"scoreError\": 3.0");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out().lines()).containsExactly(
                "SLOWER     0.88x  MatMul.product, form NN, shape 100x784x500 / simd: 80.0 ± 2.0 -> 70.0 ± 3.0 GFLOP/s",
                "17 compared, 1 slower, 0 faster, 0 in one file only or without error bars");
    }

    @Test
    void moreTimePerElementIsARegression() throws IOException {
        ReportFolder.Answer answer = after(SOFTPLUS, "\"score\": 1.5, \"scoreError\": 0.05");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out())
                .contains("SLOWER     0.80x  Loss.softplus / simd: 1.20 ± 0.05 -> 1.50 ± 0.05 ns/element");
    }

    @Test
    void whatTheErrorBarsCoverIsNoChange() throws IOException {
        ReportFolder.Answer answer = after(PRODUCT, "\"score\": 75.0, \"scoreError\": 3.0");
        assertThat(answer.code()).isZero();
        assertThat(answer.out().lines())
                .containsExactly("17 compared, 0 slower, 0 faster, 0 in one file only or without error bars");
    }

    @Test
    void fasterBeyondTheErrorBarsIsListedAndNoFailure() throws IOException {
        ReportFolder.Answer answer = after(SOFTPLUS, "\"score\": 0.9, \"scoreError\": 0.04");
        assertThat(answer.code()).isZero();
        assertThat(answer.out().lines()).containsExactly(
                "faster     1.33x  Loss.softplus / simd: 1.20 ± 0.05 -> 0.900 ± 0.040 ns/element",
                "17 compared, 0 slower, 1 faster, 0 in one file only or without error bars");
    }

    @Test
    void whatOnlyOneFileHasIsNamedAndNotCompared() throws IOException {
        ReportFolder.Answer answer = after("OptimiserBenchmark.adam", "OptimiserBenchmark.sgd");
        assertThat(answer.code()).isZero();
        assertThat(answer.out().lines()).containsExactly(
                "not compared: Optimiser.sgd, kilobytes 131072 / scalar",
                "not compared: Optimiser.sgd, kilobytes 131072 / simd",
                "not compared: Optimiser.adam, kilobytes 131072 / scalar",
                "not compared: Optimiser.adam, kilobytes 131072 / simd",
                "15 compared, 0 slower, 0 faster, 4 in one file only or without error bars");
    }

    @Test
    void withoutErrorBarsThereIsNoVerdict() throws IOException {
        ReportFolder.Answer answer = after(PRODUCT, "\"score\": 8.0, \"scoreError\": \"NaN\"");
        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("not compared: MatMul.product", "16 compared, 0 slower",
                "1 in one file only or without error bars");
    }

    @Test
    void slowestComesFirst() throws IOException {
        String worse = ReportFolder.replaced(ReportFolder.fixture("results.json"), PRODUCT,
                "\"score\": 20.0, \"scoreError\": 2.0");
        folder.write("after.json", ReportFolder.replaced(worse, SOFTPLUS, "\"score\": 2.4, \"scoreError\": 0.05"));
        ReportFolder.Answer answer = folder.run("compare", "@/before.json", "@/after.json");
        assertThat(answer.out().lines().map(line -> line.substring(0, 16))).startsWith("SLOWER     0.25x",
                "SLOWER     0.50x");
    }

    @Test
    void aMissingOrDamagedFileFailsInOneSentence() throws IOException {
        folder.run("compare", "@/before.json", "@/none.json").failsWith("there is no file ", "none.json");
        folder.run("compare", "@", "@/before.json").failsWith("cannot be read");
        folder.write("after.json", "[{]");
        folder.run("compare", "@/before.json", "@/after.json").failsWith("after.json is not JSON: ");
        folder.write("after.json", "[]");
        folder.run("compare", "@/before.json", "@/after.json").failsWith("after.json has no benchmark");
    }
}
