package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.LabelReader;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.NpyReader;
import io.github.vae4j.core.data.NpyWriter;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.SparseWriter;
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

/// All rows of a user's file are encoded, in its order, and what is known of them goes along.
class EncodeCommandTest {
    private static final int ROWS = 60;

    private final Dataset digits = Datasets.digits().take(ROWS);
    private final Vae vae = Vae.create(VaeSpec.of(64, 3).withHidden(8), 5);
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @BeforeEach
    void model() throws IOException {
        vae.save(folder.resolve("model.safetensors"));
    }

    private int run(String... arguments) {
        err.getBuffer().setLength(0);
        return CommandLines.execute(
                CommandLines.create().setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err)),
                arguments);
    }

    private int encode(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("encode", "--model", folder.resolve("model.safetensors").toString(),
                        "--force", "--out", folder.resolve("codes").toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private Path codes(String name) {
        return folder.resolve("codes").resolve(name);
    }

    @Test
    void allRowsInTheOrderOfTheFile() throws IOException {
        Path x = DataFiles.npy(folder, digits);
        assertThat(encode("--data", x.toString())).as(err.toString()).isZero();
        Encoding expected = vae.encode(digits);
        assertThat(NpyReader.read(codes("mean.npy")).toFloats()).containsExactly(expected.mean());
        assertThat(NpyReader.read(codes("logvar.npy")).toFloats()).containsExactly(expected.logvar());
        assertThat(Files.readAllLines(codes("rows.csv"))).hasSize(ROWS + 1).startsWith("row", "0", "1")
                .endsWith(Integer.toString(ROWS - 1));
        assertThat(codes("labels.npy")).doesNotExist();

        // The parts of a training together are the same rows.
        List<String> rows = new ArrayList<>();
        for (String part : List.of("train", "validation")) {
            assertThat(encode("--data", x.toString(), "--part", part)).isZero();
            List<String> lines = Files.readAllLines(codes("rows.csv"));
            rows.addAll(lines.subList(1, lines.size()));
        }
        assertThat(rows).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(encode("--data", x.toString(), "--part", "test")).isEqualTo(1);
        assertThat(err.toString()).contains("has no part for test");
    }

    @Test
    void namesOfRowsAndClassesGoAlong() throws IOException {
        StringBuilder table = new StringBuilder("cell");
        for (int j = 0; j < 64; j++) {
            table.append(",g").append(j);
        }
        table.append(",kind\n");
        float[] row = new float[64];
        for (int i = 0; i < ROWS; i++) {
            digits.read(i, 0, row, 0);
            table.append("c-").append(i);
            for (float value : row) {
                table.append(',').append(i == 7 ? "NA" : Float.toString(value));
            }
            table.append(",\"no. ").append(digits.label(i)).append(", \u00fc\"\n");
        }
        Path csv = Files.writeString(folder.resolve("x.csv"), table);
        assertThat(encode("--data", csv.toString(), "--label-column", "kind")).isEqualTo(1);
        assertThat(err.toString()).contains("x.csv, line 9, column 2 (g0)", "\"NA\"", "--missing drop");
        assertThat(encode("--data", csv.toString(), "--label-column", "kind", "--missing", "drop")).as(err.toString())
                .isZero();
        assertThat(err.toString()).contains("1 of 60 rows have missing values");
        List<String> rows = Files.readAllLines(codes("rows.csv"));
        assertThat(rows).hasSize(ROWS).startsWith("row,id,class", "0,c-0,\"no. 0, \u00fc\"");
        assertThat(rows.get(8)).startsWith("8,c-8,");
        for (String file : List.of("labels.npy", "rows.csv")) {
            Labels labels = LabelReader.read(codes(file), ROWS - 1, ReadOptions.defaults());
            assertThat(labels.names()).as(file).hasSize(10).contains("no. 3, \u00fc");
            assertThat(labels.names().get(labels.get(8))).isEqualTo("no. " + digits.label(9) + ", \u00fc");
            assertThat(run("metrics", "--latents", codes("mean.npy").toString(), "--labels", codes(file).toString(),
                    "--force", "--out", folder.resolve("measured").toString())).as(err.toString()).isZero();
            assertThat(folder.resolve("measured/results.json")).content().contains("no. 3, \u00fc");
        }
    }

    @Test
    void numbersOfClassesStayWhatTheyAre() throws IOException {
        Path x = DataFiles.npy(folder, digits);
        int[] years = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            years[i] = 2019 + i % 3;
        }
        NpyWriter.write(folder.resolve("years.npy"), years);
        assertThat(encode("--data", x.toString(), "--labels", folder.resolve("years.npy").toString())).isZero();
        assertThat(NpyReader.read(codes("labels.npy")).toInts()).containsExactly(years);
    }

    @Test
    void imagesAndParts() throws IOException {
        DataFiles.images(folder, digits);
        assertThat(encode("--data", folder.resolve("images").toString())).as(err.toString()).isZero();
        assertThat(Files.readAllLines(codes("rows.csv"))).hasSize(ROWS + 1).startsWith("row,id,class",
                "0,0/10000.png,0");
        Path set = DataFiles.idx(folder, digits, 20);
        assertThat(encode("--data", set.toString())).as(err.toString()).isZero();
        List<String> rows = Files.readAllLines(codes("rows.csv"));
        assertThat(rows).hasSize(ROWS + 1).startsWith("row,part,class", "0,train,0");
        assertThat(rows.get(41)).startsWith("0,test,");
        assertThat(NpyReader.read(codes("mean.npy")).shape()).containsExactly(ROWS, 3);
    }

    @Test
    void sparseCellsKeepTheirNames() throws IOException {
        StringBuilder table = new StringBuilder("cell");
        for (int j = 0; j < 64; j++) {
            table.append(",g").append(j);
        }
        float[] row = new float[64];
        for (int i = 0; i < ROWS; i++) {
            digits.read(i, 0, row, 0);
            table.append("\nAAC-").append(i);
            for (float value : row) {
                table.append(',').append(value);
            }
        }
        Path csv = Files.writeString(folder.resolve("x.csv"), table);
        SparseWriter.tenX(folder.resolve("cells"), Datasets.toSparse(Datasets.open(csv)));
        assertThat(encode("--data", folder.resolve("cells").toString())).as(err.toString()).isZero();
        assertThat(err.toString()).contains("cells are the columns of the matrix");
        assertThat(NpyReader.read(codes("mean.npy")).toFloats()).containsExactly(vae.encode(digits).mean());
        assertThat(Files.readAllLines(codes("rows.csv"))).hasSize(ROWS + 1).startsWith("row,id", "0,AAC-0");

        Path counts = Files.writeString(folder.resolve("matrix.mtx"),
                "%%MatrixMarket matrix coordinate integer general\n60 64 1\n8 3 5\n");
        assertThat(encode("--data", counts.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("row 7 (counted from 0), feature 2 is 5.0").hasLineCount(1);
        assertThat(encode("--data", counts.toString(), "--samples", "columns")).isEqualTo(1);
        assertThat(err.toString()).contains("60 features");
    }

    @Test
    void wrongOptionsAreNamed() throws IOException {
        Path x = DataFiles.npy(folder, digits);
        for (String[] wrong : new String[][] {{"--part", "half"}, {"--header", "maybe"}, {"--decimal", "dot"},
            {"--missing", "keep"}, {"--delimiter", "::"}, {"--delimiter", "7"}}) {
            assertThat(encode("--data", x.toString(), wrong[0], wrong[1])).as(wrong[0]).isEqualTo(2);
            assertThat(err.toString()).startsWith("vae4j: ").hasLineCount(1).contains(
                    wrong[1].equals("7") ? "character 55" : wrong[0], "--help");
        }
    }
}
