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

class CsvReaderTest {
    @TempDir Path folder;

    @Test
    void plainNumbers() throws IOException {
        Dataset data = read("1,2.5\n-3, +4e-1 \r\n", CsvFormat.plain());
        assertThat(data.size()).isEqualTo(2);
        assertThat(Fixtures.row(data, 0)).containsExactly(1, 2.5f);
        assertThat(Fixtures.row(data, 1)).containsExactly(-3, 0.4f);
        assertThat(data.hasLabels()).isFalse();
    }

    @Test
    void labelsByNameAndDelimiter() throws IOException {
        Dataset data = read("a;kind;b\n1;\"big; \"\"cat\"\"\";2\n3;ant;4", CsvFormat.plain().withDelimiter(';')
                .withLabelColumn("kind"));
        assertThat(data.features()).isEqualTo(2);
        assertThat(Fixtures.row(data, 1)).containsExactly(3, 4);
        assertThat(data.classNames()).containsExactly("ant", "big; \"cat\"");
        assertThat(Fixtures.labels(data)).containsExactly(1, 0);
    }

    @Test
    void labelsByIndex() throws IOException {
        assertThat(Fixtures.labels(read("7,1\n0,2", CsvFormat.plain().withLabelColumn(0)))).containsExactly(7, 0);
        assertThat(Fixtures.labels(read("1,7\n2,0", CsvFormat.plain().withLabelColumn(-1)))).containsExactly(7, 0);
    }

    @Test
    void numbersAreRoundedAsJavaRounds() throws IOException {
        List<String> numbers = new ArrayList<>(List.of("0", "-0", "16777217", "9999999", "0.1", "1e38", "3.4028235e38",
                "1.4e-45", "123456.789", "0.0000001", "00012", ".5", "5.", "1.17549435E-38", "0.00000000001"));
        float[] random = new float[3000];
        Philox.normal(random, 0, random.length, 1, 2, 3, 4);
        for (int i = 0; i < random.length; i++) {
            numbers.add(Float.toString(random[i]));
            numbers.add(Integer.toString(Math.round(random[i] * 1e6f)));
            numbers.add(Math.round(random[i] * 1e3f) + "." + i);
        }
        Dataset data = read(String.join("\n", numbers), CsvFormat.plain());
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(Fixtures.row(data, i)).as(numbers.get(i)).containsExactly(Float.parseFloat(numbers.get(i)));
        }
    }

    @Test
    void wrongCells() {
        rejects("1,2\n3,x\n", "line 2, column 2", "\"x\"");
        rejects("1,2\n3,\n", "line 2, column 2", "finite number");
        rejects("1,NaN\n", "line 1, column 2", "NaN");
        rejects("1,Infinity\n", "Infinity");
        rejects("1,1e39\n", "1e39");
        rejects("1,0x10p1\n", "0x10p1");
        rejects("1,1f\n", "1f");
        rejects("1,.\n", "line 1, column 2");
        rejects("1,-\n", "line 1, column 2");
        rejects("\"1,2\n3\",4\n", "line 1, column 1", "closing quote");
        rejects("\"1\"2,3\n", "after its closing quote");
    }

    @Test
    void raggedRows() {
        rejects("1,2\n3\n", "line 2", "expected 2 cells", "found 1");
        rejects("1,2\n3,4,5\n", "line 2", "expected 2 cells", "more");
        rejects("1,2\n\n3,4\n", "empty line");
        rejects("", "found none");
        rejects("\n\n", "found none");
    }

    @Test
    void missingLabelColumn() {
        rejects("1,2\n", CsvFormat.plain().withLabelColumn(2), "column 2", "found 2 columns");
        rejects("a,b\n1,2\n", CsvFormat.plain().withLabelColumn("c"), "named c", "[a, b]");
        rejects("a\n1\n", CsvFormat.plain().withLabelColumn("a"), "one column of numbers");
        assertThatIllegalArgumentException().isThrownBy(() -> CsvFormat.plain().withDelimiter('e'));
    }

    @Test
    void roundTrip() throws IOException {
        float[] values = {1.5f, -0f, Float.MIN_VALUE, 0.1f, 3e38f, 1 / 3f};
        Labels labels = Labels.ofNames(List.of("a, b", " c", "q\"q"));
        Path file = folder.resolve("out.csv");
        CsvWriter.write(file, List.of("x", "y", "class"), values, 2, labels);
        Dataset data = CsvReader.read(file, CsvFormat.plain().withLabelColumn("class"));
        assertThat(data.contentHash()).isEqualTo(FloatDataset.of(values, 2, labels).contentHash());
        CsvWriter.write(file, List.of(), new double[] {0.1, 2}, 1, null);
        assertThat(file).hasContent("0.1\n2.0");
    }

    private Dataset read(String text, CsvFormat format) throws IOException {
        return CsvReader.read(Fixtures.write(folder, "a.csv", text.getBytes(StandardCharsets.UTF_8)), format);
    }

    private void rejects(String text, String... parts) {
        rejects(text, CsvFormat.plain(), parts);
    }

    private void rejects(String text, CsvFormat format, String... parts) {
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read(text, format))
                .satisfies(e -> assertThat(e.getMessage()).contains("a.csv").contains(parts));
    }
}
