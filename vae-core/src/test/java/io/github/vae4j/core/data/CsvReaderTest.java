package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vae4j.kernels.Philox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a cell, a row and a chosen column are. How a layout is found out is tested in TableRecognitionTest.
class CsvReaderTest {
    private static final ReadOptions EXACT = ReadOptions.exact();

    @TempDir Path folder;

    @Test
    void plainNumbers() throws IOException {
        Dataset data = read("1,2.5\n-3, +4e-1 \r\n", EXACT);
        assertThat(data.size()).isEqualTo(2);
        assertThat(Fixtures.row(data, 0)).containsExactly(1, 2.5f);
        assertThat(Fixtures.row(data, 1)).containsExactly(-3, 0.4f);
        assertThat(data.hasLabels()).isFalse();
        assertThat(data.featureNames()).isEmpty();
    }

    @Test
    void labelsByNameAndDelimiter() throws IOException {
        Dataset data = read("a;kind;b\n1;\"big; \"\"cat\"\"\";2\n3;ant;4",
                EXACT.withCsv(CsvFormat.recognised().withDelimiter(';')).withLabelColumn("kind"));
        assertThat(data.features()).isEqualTo(2);
        assertThat(data.featureNames()).containsExactly("a", "b");
        assertThat(Fixtures.row(data, 1)).containsExactly(3, 4);
        assertThat(data.classNames()).containsExactly("ant", "big; \"cat\"");
        assertThat(Fixtures.labels(data)).containsExactly(1, 0);
    }

    @Test
    void labelsByIndex() throws IOException {
        Dataset first = read("7,1\n0,2", EXACT.withLabelColumn(0));
        assertThat(Fixtures.labels(first)).containsExactly(1, 0);
        assertThat(first.classNames()).containsExactly("0", "7");
        assertThat(read("1,7\n2,0", EXACT.withLabelColumn(-1)).contentHash()).isEqualTo(first.contentHash());
    }

    @Test
    void columnsAreLeftOutByNameAndNumber() throws IOException {
        ColumnChoice choice = ColumnChoice.features().withDropped(List.of(Column.of("note"), Column.of("-1")));
        Dataset data = read("a,note,b,c\n1,x y,2,9\n3,z,4,9", ReadOptions.defaults().withColumns(choice));
        assertThat(data.featureNames()).containsExactly("a", "b");
        assertThat(Fixtures.row(data, 1)).containsExactly(3, 4);
        rejects("a,b\n1,2\n", ReadOptions.defaults().withColumns(choice), "values to leave out in a column 'note'",
                "a, b");
        ColumnChoice twice = ColumnChoice.features().withLabel(Column.of("a")).withDropped(List.of(Column.of("a")));
        rejects("a,b\n1,2\n", ReadOptions.defaults().withColumns(twice), "(a)", "left out and to be the label");
    }

    @Test
    void numbersAreRoundedAsJavaRounds() throws IOException {
        List<String> numbers = new ArrayList<>(List.of("0", "-0", "16777217", "9999999", "0.1", "1e38", "3.4028235e38",
                "1.4e-45", "123456.789", "0.0000001", "00012", ".5", "5.", "1.17549435E-38", "0.00000000001", "-.25"));
        float[] random = new float[3000];
        Philox.normal(random, 0, random.length, 1, 2, 3, 4);
        for (int i = 0; i < random.length; i++) {
            numbers.add(Float.toString(random[i]));
            numbers.add(Integer.toString(Math.round(random[i] * 1e6f)));
            numbers.add(Math.round(random[i] * 1e3f) + "." + i);
        }
        Dataset data = read(String.join("\n", numbers), EXACT);
        Dataset comma = read(String.join("\n", numbers).replace('.', ','),
                EXACT.withCsv(CsvFormat.plain().withDelimiter(';').withDecimalComma(true)));
        for (int i = 0; i < numbers.size(); i++) {
            float expected = Float.parseFloat(numbers.get(i));
            assertThat(Fixtures.row(data, i)).as(numbers.get(i)).containsExactly(expected);
            assertThat(Fixtures.row(comma, i)).as(numbers.get(i)).containsExactly(expected);
        }
    }

    @Test
    void truthValuesAreNumbers() throws IOException {
        Dataset data = read("True,0.5\nFALSE,1\ntrue,0\n", EXACT);
        assertThat(Fixtures.row(data, 0)).containsExactly(1, 0.5f);
        assertThat(Fixtures.row(data, 1)).containsExactly(0, 1);
        assertThat(data.isUnitRange()).isTrue();
    }

    @Test
    void wrongCells() {
        rejects("1,2\n3,x\n", "line 2, column 2", "\"x\"");
        rejects("1,2\n3,\n", "line 2, column 2", "finite number", "an empty cell", "--missing drop");
        rejects("1,NaN\n", "line 1, column 2", "NaN", "--missing drop");
        rejects("1,Infinity\n", "Infinity");
        rejects("1,1e39\n", "1e39");
        rejects("1,0x10p1\n", "0x10p1");
        rejects("1,1f\n", "1f");
        rejects("1,.\n", "line 1, column 2");
        rejects("1,-\n", "line 1, column 2");
        rejects("1,\u22120.5\n", "line 1, column 2", "U+2212");
        rejects("\"1,2\n3\",4\n", "line 1, column 1", "1,2 3");
        rejects("1,\"2\n3,4\n", "line 1, column 2", "closing quote");
        rejects("\"1\"2,3\n", "after its closing quote");
        rejects("1,2\n3,x" + "y".repeat(1000) + "\u0007\n", "line 2, column 2", "yyy...");
    }

    @Test
    void raggedRows() {
        rejects("1,2\n3\n", "line 2", "expected 2 cells", "found 1");
        rejects("1,2\n3,4,5\n", "line 2", "expected 2 cells", "more");
        rejects("", "found none");
        rejects("\n\n", "found none");
        rejects("a,b\n", EXACT.withCsv(CsvFormat.plain().withHeader(true)), "line 1", "names of columns alone");
    }

    @Test
    void cellsMaySpanLines() throws IOException {
        Dataset data = read("\"first\nname\",b\r\n1,\"2\"\r3,4\n\n\n", ReadOptions.defaults());
        assertThat(data.featureNames()).containsExactly("first name", "b");
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.place(1)).endsWith("a.csv, line 4");
        rejects("a,k\n1,\"two\nlines\"\n", ReadOptions.defaults().withLabelColumn("k"), "line 2, column 2 (k)",
                "label on one line");
    }

    @Test
    void missingLabelColumn() {
        rejects("1,2\n", EXACT.withLabelColumn(2), "column number 2", "2 columns");
        ReadOptions header = EXACT.withCsv(CsvFormat.plain().withHeader(true));
        rejects("a,b\n1,2\n", header.withLabelColumn("c"), "column 'c'", "a, b");
        rejects("a,a\n1,2\n", header.withLabelColumn("a"), "column 'a'", "several of that name");
        rejects("a\n1\n", header.withLabelColumn("a"), "one column of numbers");
        rejects("a,b\n1,2\n", EXACT.withColumns(ColumnChoice.features().withLabel(Column.of("b"))),
                "expected a header for a column by name");
        assertThatIllegalArgumentException().isThrownBy(() -> CsvFormat.plain().withDelimiter('e'));
    }

    @Test
    void columnsOfTextAreNamed() {
        rejects("a,b,c,d,e\n1,x,y,z,w\n2,x,y,z,w\n", ReadOptions.defaults(), "line 1",
                "column 2 (b) holds text such as \"x\"",
                "column 4 (d)", "1 more do", "--label-column", "--drop-columns");
        rejects("some words\nand more\n", ReadOptions.defaults(), "expected numbers", "holds text such as");
    }

    @Test
    void anotherDelimiterThanWasSaidIsNamed() {
        rejects("1;2\n3;4\n", "line 1, column 1", "1;2", "separated by semicolons", "--delimiter");
        rejects("1\t2\n3\t4\n", "separated by tabs");
        rejects("1 2\n3 4\n", "separated by blanks");
        rejects("1,5\n", EXACT.withCsv(CsvFormat.plain().withDelimiter(';')), "--decimal comma");
    }

    @Test
    void missingValues() throws IOException {
        String text = "a,b,k\n1,2,x\n,3,y\n4,NA,x\n5,6,\n7,8,None\n9,10,y\n";
        ReadOptions options = ReadOptions.defaults().withLabelColumn("k");
        rejects(text, options, "line 3, column 1 (a)", "an empty cell");
        rejects(text, options.withMissing(Missing.MASK), "line 5, column 3 (k)",
                "expected a label, found an empty cell");
        List<String> notes = new ArrayList<>();
        Dataset kept = read(text, options.withMissing(Missing.DROP).withNotes(notes::add));
        assertThat(kept.size()).isEqualTo(2);
        assertThat(kept.hasMissing()).isFalse();
        assertThat(Fixtures.row(kept, 1)).containsExactly(9, 10);
        assertThat(Fixtures.labels(kept)).containsExactly(0, 1);
        assertThat(kept.row(1)).isEqualTo(5);
        assertThat(kept.place(1)).endsWith("a.csv, line 7");
        assertThat(notes).hasSize(1).first().asString().contains("4 of 6 rows");
        rejects("a\n\"\"\nNA\n", ReadOptions.defaults().withMissing(Missing.DROP), "found none in 2");

        Dataset masked = read("1,NA\n?,4\n", EXACT.withMissing(Missing.MASK));
        assertThat(masked.hasMissing()).isTrue();
        assertThat(masked.isUnitRange()).isFalse();
        assertThat(Fixtures.row(masked, 0)).containsExactly(1, Float.NaN);
        assertThat(masked.range(0, 1).hasMissing()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Binarisation.threshold(masked, 0.5f))
                .withMessageContaining("missing");
        rejects("1,inf\n", EXACT.withMissing(Missing.MASK), "inf");
    }

    @Test
    void bytesThatAreNoUtf8() throws IOException {
        byte[] latin = "a,k\n1,M\u00e4nner\n2,M\u00f6nner\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Fixtures.write(folder, "a.csv", latin);
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> CsvReader.read(file, ReadOptions.defaults().withLabelColumn("k")))
                .withMessageContaining("a.csv, line 2").withMessageContaining("byte e4").withMessageContaining("UTF-8");
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
            Fixtures.write(folder, "a.csv", "1,2\n".getBytes(charset));
            assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> CsvReader.read(file))
                    .withMessageContaining("UTF-16");
        }
        Fixtures.write(folder, "a.csv", new byte[] {'1', '\n', '2', 0, '\n'});
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> CsvReader.read(file))
                .withMessageContaining("line 2").withMessageContaining("binary file");
    }

    @Test
    void rowsKeepTheirNumbersInViews() throws IOException {
        Dataset data = read("# made by hand\nx,y\n1,2\n\n3,4\n5,6\n", ReadOptions.defaults());
        assertThat(data.place(1)).endsWith("a.csv, line 5");
        Dataset view = data.shuffled(3, 0).range(1, 3).withLabels(Labels.of(new int[] {0, 1}));
        for (int i = 0; i < 2; i++) {
            float first = Fixtures.row(view, i)[0];
            assertThat(view.row(i)).isEqualTo((int) (first - 1) / 2);
            assertThat(view.id(i)).isEqualTo(Integer.toString(view.row(i)));
            assertThat(view.place(i)).endsWith("line " + (first == 1 ? 3 : first == 3 ? 5 : 6));
        }
    }

    @Test
    void roundTrip() throws IOException {
        float[] values = {1.5f, -0f, Float.MIN_VALUE, 0.1f, 3e38f, 1 / 3f};
        Labels labels = Labels.ofNames(List.of("a, b", " c", "q\"q"));
        Path file = folder.resolve("out.csv");
        CsvWriter.write(file, List.of("x", "y", "class"), values, 2, labels);
        Dataset data = CsvReader.read(file, ReadOptions.defaults().withLabelColumn("class"));
        assertThat(data.contentHash()).isEqualTo(Datasets.of(values, 2, labels).contentHash());
        CsvWriter.write(file, List.of(), new double[] {0.1, 2}, 1);
        assertThat(file).hasContent("0.1\n2.0");
    }

    private Dataset read(String text, ReadOptions options) throws IOException {
        return CsvReader.read(Fixtures.write(folder, "a.csv", text.getBytes(StandardCharsets.UTF_8)), options);
    }

    private void rejects(String text, String... parts) {
        rejects(text, EXACT, parts);
    }

    private void rejects(String text, ReadOptions options, String... parts) {
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read(text, options))
                .satisfies(e -> assertThat(e.getMessage()).contains("a.csv").contains(parts).hasSizeLessThan(600));
    }
}
