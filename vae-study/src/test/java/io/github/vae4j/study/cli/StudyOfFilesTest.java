package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.NpyWriter;
import io.github.vae4j.study.run.DataFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command `study` on files of the user.
class StudyOfFilesTest {
    private final Dataset digits = Datasets.digits().take(240);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    private int run(String... options) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> arguments = new ArrayList<>(List.of("study", "--quiet", "--force"));
        arguments.addAll(List.of(options));
        if (!arguments.contains("--config")) {
            arguments.addAll(List.of("--epochs", "1", "--hidden", "16", "--latent", "4", "--out",
                    folder.resolve("results").toString()));
        }
        return CommandLines.execute(CommandLines.create().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)),
                arguments.toArray(String[]::new));
    }

    private String report() throws IOException {
        return Files.readString(folder.resolve("results/report.html"));
    }

    private void studies(String... options) {
        assertThat(run(options)).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines().toList()).last().asString().startsWith("report: ");
    }

    @Test
    void imagesWithLabelsInAnotherFile() throws IOException {
        Path x = DataFiles.npy(folder, digits);
        Path y = DataFiles.textLabels(folder, digits, "no. ");
        studies("--data", x.toString(), "--labels", y.toString());
        assertThat(report()).contains("147 training, 13 validation, 80 test", "10 classes", "class no. 7",
                "Inputs beside reconstructions", "bernoulli");
        assertThat(folder.resolve("results/config.properties")).content().contains("data = " + x, "labels = " + y);

        Path again = folder.resolve("again");
        assertThat(run("--config", folder.resolve("results/config.properties").toString(), "--out", again.toString()))
                .as(err.toString()).isZero();
        assertThat(again.resolve("models/4d.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("results/models/4d.safetensors"));
    }

    @Test
    void withoutLabels() throws IOException {
        studies("--data", DataFiles.npy(folder, digits).toString());
        assertThat(report()).contains("no labels", "The data has no labels").doesNotContain("Is there a grandmother");
        assertThat(folder.resolve("results/tables/centroid-distances.csv")).doesNotExist();
    }

    @Test
    void aTableIsNoPicture() throws IOException {
        studies("--data", DataFiles.csv(folder, digits).toString(), "--label-column", "kind");
        assertThat(report()).contains("k-means on features", "class class 3").doesNotContain("on pixels",
                "Inputs beside reconstructions");
    }

    @Test
    void foldersOfImagesAndOfIdxFiles() throws IOException {
        studies("--data", DataFiles.images(folder, digits).toString());
        assertThat(report()).contains("147 training, 13 validation, 80 test", "10 classes");
        studies("--data", DataFiles.idx(folder, digits, 60).toString());
        assertThat(report()).contains("165 training, 15 validation, 60 test", "10 classes");
    }

    @Test
    void valuesBeyondZeroToOneAreGaussian() throws IOException {
        float[] values = new float[60 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 7 - 3;
        }
        Path x = folder.resolve("x.npy");
        NpyWriter.write(x, values, 60, 3);
        studies("--data", x.toString());
        assertThat(Vae.load(folder.resolve("results/models/4d.safetensors")).spec().likelihood().toString())
                .isEqualTo("gaussian-learned");
        assertThat(run("--data", x.toString(), "--likelihood", "bernoulli")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("vae4j: ").contains("[0, 1]");
    }

    @Test
    void aClassOfOneSampleAndAnUnusedLabelDoNoHarm() throws IOException {
        Dataset few = digits.take(60);
        int[] labels = new int[60];
        for (int i = 0; i < 60; i++) {
            labels[i] = i == 0 ? 5 : i % 2;
        }
        Path y = folder.resolve("y.npy");
        NpyWriter.write(y, labels, 60);
        studies("--data", DataFiles.npy(folder, few).toString(), "--labels", y.toString());
        assertThat(report()).doesNotContain("NaN");
        assertThat(folder.resolve("results/results.json")).content().doesNotContain("NaN");
    }

    @Test
    void tooLittleIsRefused() throws IOException {
        assertThat(run("--data", DataFiles.npy(folder, digits.take(23)).toString())).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("a study needs 24 samples or more",
                "has 23");
        studies("--data", DataFiles.npy(folder, digits.take(24)).toString());
    }
}
