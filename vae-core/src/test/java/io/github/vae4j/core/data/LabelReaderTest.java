package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One rule for labels of every format: five rows of the classes 7, 3, 7, 3, 9, or of owl, cat, owl, cat, eel.
class LabelReaderTest {
    private static final String NUMBERS = "7\n3\n7\n3\n9\n";
    private static final String NAMES = "owl\ncat\nowl\ncat\neel\n";

    @TempDir Path folder;
    private final List<String> notes = new ArrayList<>();

    private Path text(String content) throws IOException {
        return Fixtures.write(folder, "l.txt", content.getBytes(StandardCharsets.UTF_8));
    }

    private Labels read(Path file) throws IOException {
        notes.clear();
        return LabelReader.read(file, 5, ReadOptions.defaults().withNotes(notes::add));
    }

    private static void areNumbers(Labels labels) {
        assertThat(labels.names()).containsExactly("3", "7", "9");
        assertThat(labels.toArray()).containsExactly(1, 0, 1, 0, 2);
    }

    private static void areNames(Labels labels) {
        assertThat(labels.names()).containsExactly("cat", "eel", "owl");
        assertThat(labels.toArray()).containsExactly(2, 0, 2, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "label\n", "\uFEFF", "\uFEFFlabel\n", "\"y\"\n", "what it is\n", "0\n", "# comment\n"})
    void numbersInText(String start) throws IOException {
        areNumbers(read(text(start + NUMBERS)));
        areNumbers(read(text((start + NUMBERS + "\n\n").replace("\n", "\r\n"))));
        areNumbers(read(text(start + NUMBERS.replace("\n", ".0\n"))));
        areNumbers(read(text(start + NUMBERS.replace("\n", ".000000000000000000e+00\n"))));
        areNumbers(read(
                Fixtures.write(folder, "l.gz", Fixtures.gzip((start + NUMBERS).getBytes(StandardCharsets.UTF_8)))));
        assertThat(notes).hasSize(start.matches("\uFEFF?(# .*\n)?") ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "species\n", "\uFEFF", "\uFEFFspecies\n", "\"species\"\n", "animal\n"})
    void namesInText(String start) throws IOException {
        areNames(read(text(start + NAMES)));
        areNames(read(text(start + NAMES.replaceAll("(?m)^(.+)$", "\"$1\""))));
    }

    @Test
    void withoutACountAHeaderMustBeAWordForLabels() throws IOException {
        areNames(LabelReader.read(text("species\n" + NAMES)));
        areNumbers(LabelReader.read(text("anything\n" + NUMBERS)));
        assertThat(LabelReader.read(text("animal\n" + NAMES)).size()).isEqualTo(6);
        assertThat(LabelReader.read(text("cell\n" + NAMES + "cell\n")).names()).contains("cell");
    }

    @Test
    void namesAreTexts() throws IOException {
        assertThat(LabelReader.read(text("007\n7\n010\n")).names()).containsExactly("007", "010", "7");
        assertThat(LabelReader.read(text("no. 7\nNew York, NY\nno. 7\n")).names())
                .containsExactly("New York, NY", "no. 7");
        assertThat(LabelReader.read(text("#1\n#2\n#1\n")).names()).containsExactly("#1", "#2");
        assertThat(LabelReader.read(text("True\nFalse\nTrue\n")).names()).containsExactly("False", "True");
        assertThat(LabelReader.read(text("10\n-1\n2\n")).names()).containsExactly("-1", "2", "10");
        assertThat(LabelReader.read(text("1e3\n10\n")).names()).containsExactly("10", "1000");
        assertThat(LabelReader.read(text("1e999999999\n10\n")).names()).containsExactly("10", "1e999999999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nan", "NaN", "NA", "N/A", "null", "None", "NONE", "Null", "Nan", "<NA>", "?",
        "\"\"", "  "})
    void missingLabelsAreNoClass(String missing) throws IOException {
        Path x = Fixtures.write(folder, "x.npy", Fixtures.numpy("five.npy"));
        for (String content : new String[] {NUMBERS, NAMES, "label\n" + NAMES}) {
            int line = content.startsWith("label") ? 4 : 3;
            String[] lines = content.split("\n");
            lines[line - 1] = missing;
            Path file = text(String.join("\n", lines) + "\n");
            assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read(file))
                    .withMessageContaining("l.txt, line " + line).withMessageContaining("--missing drop");
            Dataset data = Datasets.open(x, file, ReadOptions.defaults().withMissing(Missing.DROP)
                    .withNotes(notes::add));
            assertThat(data.size()).isEqualTo(4);
            assertThat(data.row(2)).isEqualTo(3);
            assertThat(data.classNames()).hasSize(3);
            assertThat(notes).last().asString().contains("1 of 5 rows have no label");
        }
    }

    /// Five rows need them: blank lines at the start and at the end are labels that are missing.
    @ParameterizedTest
    @CsvSource({"'\nowl\ncat\nowl\ncat\n', 1, 0", "'\nowl\ncat\nowl\ncat', 1, 0",
        "'owl\ncat\nowl\ncat\n\n', 5, 4", "'owl\ncat\nowl\ncat\n\n\n', 5, 4", "'owl\ncat\nowl\ncat\n  ', 5, 4",
        "'label\nowl\ncat\nowl\ncat\n\n', 6, 4", "'\uFEFF\nowl\ncat\nowl\ncat\n', 1, 0",
        "'# comment\n\n\nowl\ncat\nowl\ncat\n', 3, 0", "'7\n3\n3\n7\n\n', 5, 4", "' \n7\n3\n3\n7\n', 1, 0",
        "'\nowl\ncat\nowl\n\n', 1, 0 4", "'\n\nowl\n\ncat', 1, 0 1 3"})
    void blankLinesAtTheEdgesAreMissingLabels(String content, int line, String rows) throws IOException {
        Path x = Fixtures.write(folder, "x.npy", Fixtures.numpy("five.npy"));
        List<Integer> missing = Stream.of(rows.split(" ")).map(Integer::valueOf).toList();
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            Path file = text(content.replace("\n", end));
            assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read(file))
                    .withMessageContaining("l.txt, line " + line + ": ").withMessageContaining("--missing drop");
            Dataset data = Datasets.open(x, file, ReadOptions.defaults().withMissing(Missing.DROP));
            assertThat(IntStream.range(0, data.size()).map(data::row)).doesNotContainAnyElementsOf(missing)
                    .hasSize(5 - missing.size());
            assertThat(data.classNames()).hasSize(2);
            assertThat(IntStream.range(0, data.size()).mapToObj(i -> data.classNames().get(data.label(i))).toList())
                    .isEqualTo(
                            content.replaceFirst("label|# comment|\uFEFF", "").strip().lines().filter(l -> !l.isEmpty())
                                    .toList());
        }
    }

    /// Where blank lines at the start or those at the end could be labels, none is taken: the others would be shifted.
    @Test
    void blankLinesAreLabelsOnlyIfTheCountNeedsThem() throws IOException {
        assertThat(read(text("\n\n" + NAMES + "\n\n")).size()).isEqualTo(5);
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> read(text("\nowl\ncat\nowl\ncat\n\n"))).withMessageContaining("has 4 labels");
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read(text("owl\ncat\nowl\n\n")))
                .withMessageContaining("has 3 labels");
    }

    @Test
    void tables() throws IOException {
        areNames(read(text("id,label\n0,owl\n1,cat\n2,owl\n3,cat\n4,eel\n")));
        areNames(read(text("name;species;weight\na;owl;1,5\nb;cat;2\nc;owl;3\nd;cat;4\ne;eel;5\n")));
        areNames(read(text("a.png\towl\nb.png\tcat\nc.png\towl\nd.png\tcat\ne.png\teel\n")));
        areNames(read(text(",0\n0,owl\n1,cat\n2,owl\n3,cat\n4,eel\n")));
        areNumbers(LabelReader.read(text("a,b,c\n7,1,1\n3,1,1\n7,1,1\n3,1,2\n9,1,3\n"), 5,
                ReadOptions.defaults().withLabelColumn("a")));
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> read(text("a,b\n7,x\n3,y\n7,x\n3,y\n9,z\n")))
                .withMessageContaining("the columns a, b").withMessageContaining("--label-column");
        Labels oneHot = read(text("eel,cat,owl\n0,0,1\n0,1,0\n0,0,1\n0,1,0\n1,0,0\n"));
        areNames(oneHot);
        areNames(read(text(",eel,cat,owl\n0,0,0,1\n1,0,1,0\n2,0,0,1\n3,0,1,0\n4,1,0,0\n")));
        // Names that are there twice name no rows.
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> read(text("name,id\nowl,5\ncat,6\nowl,7\ncat,8\neel,9\n")))
                .withMessageContaining("the columns name, id").withMessageContaining("--label-column");
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> read(text("eel,cat,owl\n0,0,1\n0,1,0\n0,1,1\n0,1,0\n1,0,0\n")))
                .withMessageContaining("line 4").withMessageContaining("one 1 among zeros");
    }

    @Test
    void arrays() throws IOException {
        for (String name : new String[] {"text", "bytes"}) {
            Labels labels = LabelReader.read(Fixtures.write(folder, "l.npy", Fixtures.numpy(name + ".npy")));
            assertThat(labels.names()).containsExactly(name.equals("text") ? "c\u00e4t" : "cat", "owl");
            assertThat(labels.toArray()).containsExactly(1, 0, 1);
        }
        Labels oneHot = LabelReader.read(Fixtures.write(folder, "l.npy", Fixtures.numpy("onehot.npy")));
        assertThat(oneHot.names()).containsExactly("0", "3");
        assertThat(oneHot.toArray()).containsExactly(1, 0, 1);
        NpyWriter.write(folder.resolve("l.npy"), new double[] {7, 3, 7, 3, 9}, 5, 1);
        areNumbers(read(folder.resolve("l.npy")));
        NpyWriter.write(folder.resolve("l.npy"), new int[] {7, 3, 7, 3, 9}, 1, 5);
        areNumbers(read(folder.resolve("l.npy")));
        NpyWriter.write(folder.resolve("l.npy"), List.of("owl", "cat", "owl", "cat", "eel"));
        areNames(read(folder.resolve("l.npy")));
        Path structured = Fixtures.write(folder, "l.npy", Fixtures.numpy("structured.npy"));
        assertThat(LabelReader.read(structured, 3, ReadOptions.defaults().withLabelColumn("kind")).names())
                .containsExactly("cat", "owl");
        NpyWriter.write(folder.resolve("l.npy"), new float[] {0.5f, 1});
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> LabelReader.read(folder.resolve("l.npy"))).withMessageContaining("0.5")
                .withMessageContaining("no class");
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> LabelReader.read(text("1\n2.0\n0.5\n0.25\n")))
                .withMessageContaining("l.txt, line 3: ")
                .withMessageContaining("found 0.5: this is a quantity, no class");
        Path x = Fixtures.write(folder, "x.npy", Fixtures.numpy("five.npy"));
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> Datasets.open(x, text("label\n1\n\n0.5\n3\n0.5\n"),
                        ReadOptions.defaults().withMissing(Missing.DROP)))
                .withMessageContaining("l.txt, line 4: ").withMessageContaining("found 0.5");
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> Datasets.open(text("a,b\n3,1\n2,1.5\n"), ReadOptions.defaults().withLabelColumn("b")))
                .withMessageContaining("l.txt, line 3, label column: ").withMessageContaining("found 1.5");
    }

    @Test
    void archivesAndIdx() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("arr_0.npy"));
            zip.write(Fixtures.numpy("text.npy"));
            zip.closeEntry();
        }
        assertThat(LabelReader.read(Fixtures.write(folder, "l.npz", out.toByteArray())).names()).hasSize(2);
        // QMNIST: eight numbers for each digit, the first is its class.
        ByteBuffer idx = ByteBuffer.allocate(12 + 2 * 8 * 4).putInt(0x0C02).putInt(2).putInt(8);
        idx.putInt(5).position(12 + 32).putInt(3);
        for (byte[] content : new byte[][] {idx.array(), Fixtures.gzip(idx.array())}) {
            Labels labels = LabelReader.read(Fixtures.write(folder, "l", content));
            assertThat(labels.names()).containsExactly("3", "5");
            assertThat(labels.toArray()).containsExactly(1, 0);
        }
    }

    @Test
    void identifiersAreMappedToClasses() throws IOException {
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            ids.append(2_000_000_000 + i % 3 * 40_000_000).append('\n');
        }
        Labels labels = LabelReader.read(text(ids.toString()));
        assertThat(labels.names()).containsExactly("2000000000", "2040000000", "2080000000");
        assertThat(labels.toArray()).containsOnly(0, 1, 2);
    }

    @Test
    void whatDoesNotFitIsSaid() throws IOException {
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read(text(NUMBERS + "3\n")))
                .withMessageContaining("has 6 labels").withMessageContaining("5 samples");
        Path x = Fixtures.write(folder, "x.npy", Fixtures.numpy("five.npy"));
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> Datasets.open(x, text("1\n2\n"), ReadOptions.defaults()))
                .withMessageContaining("l.txt: has 2 labels but ").withMessageContaining("x.npy has 5 samples");
        byte[] latin = "M\u00e4nner\nM\u00f6nner\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> LabelReader.read(Fixtures.write(folder, "l.txt", latin)))
                .withMessageContaining("l.txt, line 1").withMessageContaining("UTF-8");
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> LabelReader.read(folder))
                .withMessageContaining("found a folder");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= 65_536; i++) {
            many.append(i).append('\n');
        }
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> LabelReader.read(text(many.toString())))
                .withMessageContaining("at most 65536 classes");
    }

    @Test
    void labelsArePutToRowsByName() throws IOException {
        Path x = Fixtures.write(folder, "x.csv", "cell,a\nc1,0.1\nc2,0.2\nc3,0.3\n".getBytes(StandardCharsets.UTF_8));
        Path labels = text("cell,type\nc3,T\nc1,B\nc2,T\n");
        Dataset data = Datasets.open(x, labels, ReadOptions.defaults());
        assertThat(data.classNames()).containsExactly("B", "T");
        assertThat(Fixtures.labels(data)).containsExactly(0, 1, 1);
        // A table of more rows, and one without any of them: then the order counts.
        assertThat(
                Fixtures.labels(Datasets.open(x, text("cell,type\nc3,T\nc0,T\nc1,B\nc2,T\n"), ReadOptions.defaults())))
                .containsExactly(0, 1, 1);
        assertThat(Fixtures.labels(Datasets.open(x, text("cell,type\nz1,T\nz2,B\nz3,T\n"), ReadOptions.defaults())))
                .containsExactly(1, 0, 1);
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> Datasets.open(x, text("cell,type\nc1,T\nc2,B\nc4,T\n"), ReadOptions.defaults()))
                .withMessageContaining("found none for c3");
    }

    @Test
    void numbersOfRowsAreNamesIfBothFilesHaveTheSame() throws IOException {
        Path x = Fixtures.write(folder, "x.csv", ",a\n7,0.1\n2,0.2\n5,0.3\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Fixtures.labels(Datasets.open(x, text(",type\n2,T\n5,T\n7,B\n"), ReadOptions.defaults())))
                .containsExactly(0, 1, 1);
        // Counted anew after a split: the order counts.
        assertThat(Fixtures.labels(Datasets.open(x, text(",type\n0,T\n1,T\n2,B\n"), ReadOptions.defaults())))
                .containsExactly(1, 1, 0);
    }
}
