package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Codes and labels as users have them, from files that lie beside the clone (CASES.md there): the silhouette that NumPy and
/// scikit-learn give for them, or one sentence.
class MetricsOfUsersFilesTest {
    private static final double SILHOUETTE = 0.748468;
    private static final double WITHOUT_A_ROW = 0.748544;

    @TempDir private Path folder;
    private final StringWriter err = new StringWriter();

    private int metrics(String arguments) {
        Path cases = Path.of(System.getProperty("vae4j.shared", "../shared")).resolve("cases");
        assumeTrue(Files.isDirectory(cases), () -> "needs " + cases);
        String[] all = ("metrics --threads 1 --force --out @out " + arguments).split(" ", -1);
        return CommandLines.execute(
                CommandLines.create().setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err)),
                Arrays.stream(all).map(argument -> argument.equals("@out")
                        ? folder.resolve("out").toString()
                        : argument.replaceFirst("^@", cases + "/")).toArray(String[]::new));
    }

    private JsonNode results() throws IOException {
        return JsonMapper.builder().build().readTree(Files.readString(folder.resolve("out/results.json")));
    }

    @ParameterizedTest
    @CsvSource({"04-numeric-header/pandas-noindex.csv, 04-numeric-header/pandas-series.csv",
        "05-index-column/z.csv, 05-index-column/labels.txt",
        "01-bom-headerless/excel-headerless.csv, 07-label-text/nums-bom.txt",
        "06-gzip-latin1/z.csv.gz, 07-label-text/names-bom.txt", "Z.npy, 07-label-text/names-header.csv",
        "Z.npy, 07-label-text/id-label.csv", "Z.npy, 07-label-text/onehot.npy", "Z.npy, 18-id-labels/years.npy",
        "Z.npy, 18-id-labels/first10k.npy", "Z.npy, 18-id-labels/id20000.npy", "Z.npy, 18-id-labels/id47000.npy",
        "11-npy/zfortran.npy, 07-label-text/str.npy"})
    void theSameFiguresFromEveryFile(String latents, String labels) throws IOException {
        assertThat(metrics("--latents @" + latents + " --labels @" + labels)).as(err.toString()).isZero();
        assertThat(results().get("samples").asInt()).isEqualTo(60);
        assertThat(results().get("measures").get("silhouette").get("mean").asDouble()).isCloseTo(SILHOUETTE,
                within(2e-6));
        assertThat(results().get("classNames").size()).isEqualTo(3);
    }

    @Test
    void aMissingLabelIsRefusedOrLeftOut() throws IOException {
        assertThat(metrics("--latents @Z.npy --labels @07-label-text/names-blank.txt")).isEqualTo(1);
        assertThat(err.toString()).contains("names-blank.txt, line 6", "--missing drop").hasLineCount(1);
        assertThat(metrics("--latents @Z.npy --labels @07-label-text/names-blank.txt --missing drop")).isZero();
        assertThat(results().get("samples").asInt()).isEqualTo(59);
        assertThat(results().get("measures").get("silhouette").get("mean").asDouble()).isCloseTo(WITHOUT_A_ROW,
                within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"02-first-cell/question.csv, line 1", "06-gzip-latin1/latin1.csv, line 1",
        "06-gzip-latin1/utf16.csv, UTF-16",
        "13-images/kinds, found a folder", "13-images/split, found a folder", "11-npy/z1d.npy, one dimension",
        "07-label-text/obj.npy, Python objects"})
    void oneSentence(String latents, String part) {
        assertThat(metrics("--latents @" + latents)).isEqualTo(1);
        assertThat(err.toString()).startsWith("vae4j: ").contains(latents, part).hasLineCount(1);
    }
}
