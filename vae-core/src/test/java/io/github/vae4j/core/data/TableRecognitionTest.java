package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Delimiters, headers and index columns that nobody named: twelve rows of two numbers, as programs write them.
class TableRecognitionTest {
    private static final int ROWS = 12;
    private static final float[] VALUES = values();

    @TempDir Path folder;
    private final List<String> notes = new ArrayList<>();

    private static float[] values() {
        float[] values = new float[2 * ROWS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 37 % 101 - 50) / 8f + 0.0625f;
        }
        return values;
    }

    private static String rows(String delimiter) {
        return IntStream.range(0, ROWS).mapToObj(i -> VALUES[2 * i] + delimiter + VALUES[2 * i + 1] + "\n")
                .collect(Collectors.joining());
    }

    /// @param row numbers the rows
    private static String indexed(IntStream row) {
        int[] numbers = row.limit(ROWS).toArray();
        return IntStream.range(0, ROWS).mapToObj(i -> numbers[i] + "," + VALUES[2 * i] + "," + VALUES[2 * i + 1] + "\n")
                .collect(Collectors.joining());
    }

    private Dataset read(String text) throws IOException {
        return read(text, ReadOptions.defaults());
    }

    private Dataset read(String text, ReadOptions options) throws IOException {
        notes.clear();
        Path file = Fixtures.write(folder, "a.csv", text.getBytes(StandardCharsets.UTF_8));
        return CsvReader.read(file, options.withNotes(notes::add));
    }

    private void isThem(Dataset data, String... names) {
        assertThat(data.contentHash()).as("%s", notes).isEqualTo(Datasets.of(VALUES, 2).contentHash());
        assertThat(data.featureNames()).containsExactly(names);
        assertThat(notes).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|", " ", "  ", " , "})
    void delimiters(String delimiter) throws IOException {
        isThem(read(rows(delimiter)));
        isThem(read("left" + delimiter + "right\n" + rows(delimiter)), "left", "right");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", " "})
    void decimalCommas(String delimiter) throws IOException {
        isThem(read(rows(delimiter).replace('.', ',')));
        assertThat(notes.getFirst()).contains("decimal commas");
        isThem(read("left" + delimiter + "right\n" + rows(delimiter).replace('.', ',')), "left", "right");
        // As pandas writes them between commas.
        String quoted = rows(",").lines().map(line -> "\"" + line.replace(",", "\";\"").replace('.', ',') + "\"")
                .collect(Collectors.joining("\n")).replace("\";\"", "\",\"");
        isThem(read(quoted));
    }

    @Test
    void decimalCommasInOneColumn() throws IOException {
        Dataset data = read("z\n0,004\n-0,321\n1,05\n");
        assertThat(data.features()).isEqualTo(1);
        assertThat(Fixtures.row(data, 1)).containsExactly(-0.321f);
        assertThat(read("12,4\n3,14\n").features()).isEqualTo(2);
    }

    @Test
    void columnsWhoseNamesAreSeparatedByCommas() throws IOException {
        Dataset few = read("left,right\n1,2\n4,5\n");
        assertThat(few.contentHash()).isEqualTo(Datasets.of(new float[] {1, 2, 4, 5}, 2).contentHash());
        ReadOptions drop = ReadOptions.defaults().withMissing(Missing.DROP);
        assertThat(read("left,right\n1,2\n,3\n4,5\n", drop).contentHash()).isEqualTo(few.contentHash());
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read("left,right\n1,2\n4\n"))
                .withMessageContaining("line 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x,y", "\"x\",\"y\"", "n1,N2", "1x1,1x2", "+x,-y", "nan_share,inf_share", "e1,e2",
        "x,", "\"a, b\",\"c\"\"d\"", "\u00e4,\u03bc", "_,x", "x,y,"})
    void headersOfNames(String header) throws IOException {
        assertThat(read(header + "\n" + rows(",")).size()).isEqualTo(ROWS);
        assertThat(notes.getFirst()).contains("the first line names the columns");
        assertThat(read("\uFEFF" + header + "\n" + rows(",")).size()).isEqualTo(ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,1", "1,2", "2019,2020", "\"0\",\"1\"", "\"5\",\"3\""})
    void headersOfNumbers(String header) throws IOException {
        isThem(read(header + "\n" + rows(",")), header.replace("\"", "").split(","));
    }

    @Test
    void numbersThatAreNoHeader() throws IOException {
        // Whole numbers like all others: a first row of 0, 1 is data.
        assertThat(read("0,1\n1,0\n1,1\n").size()).isEqualTo(3);
        assertThat(read("3,4\n1,0\n1,1\n").size()).isEqualTo(3);
        assertThat(read("0\n1\n0\n").size()).isEqualTo(3);
        assertThat(notes.getFirst()).contains("there is no header");
        // Pixels: no row but a header counts up so far.
        String header = IntStream.range(0, 20).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String pixels = IntStream.range(0, 20).mapToObj(i -> Integer.toString(i * 7 % 10))
                .collect(Collectors.joining(","));
        assertThat(read(header + "\n" + pixels + "\n" + pixels + "\n").size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?", "inf", "-inf", "\u22120.5", "\u00a00.5", "NA", "nan", "1,5", "#N/A", "-", "$5", "12:30",
                "1e39", "-1E+999", "Nan", "Null", "NONE", "#DIV/0!", "#NAME?", "0x1F"})
    void anOddFirstCellIsNoHeader(String cell) throws IOException {
        String quoted = cell.indexOf(',') >= 0 ? "\"" + cell + "\"" : cell;
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> read(quoted + ",0.5\n" + rows(","))).withMessageContaining("line 1, column 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#DIV/0!,#DIV/0!", "0x10,0x11", "\"1,234.5\",\"2,345.5\""})
    void aRowOfWhatIsNeitherNumberNorNameIsNoHeader(String row) {
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read(row + "\n" + rows(",")))
                .withMessageContaining("line 1, column 1");
    }

    @Test
    void commasBetweenCellsAndInNumbersAreRefused() throws IOException {
        String both = "0,0043,3,8124\n-0,3207,1,0002\n1,25,-0,5\n";
        for (String header : new String[] {"", "x,y\n"}) {
            assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read(header + both))
                    .withMessageContaining("line 1").withMessageContaining("--decimal point");
        }
        ReadOptions comma = ReadOptions.defaults().withCsv(CsvFormat.recognised().withDecimalComma(true));
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read(both, comma))
                .withMessageContaining("--decimal point");
        // Dates, and whole numbers of any kind, are none.
        assertThat(read("2021,01,05,07\n2021,02,06,00\n2021,03,07,10\n").features()).isEqualTo(4);
        ReadOptions point = ReadOptions.defaults().withCsv(CsvFormat.recognised().withDecimalComma(false));
        assertThat(read(both, point).features()).isEqualTo(4);
    }

    @Test
    void aTextAboveNumbersAndNextToANumberIsAnError() {
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read("abc,0.5\n" + rows(",")))
                .withMessageContaining("line 1, column 1").withMessageContaining("abc")
                .withMessageContaining("--header yes");
    }

    @Test
    void aHeaderThatIsGiven() throws IOException {
        ReadOptions yes = ReadOptions.defaults().withCsv(CsvFormat.recognised().withHeader(true));
        ReadOptions no = ReadOptions.defaults().withCsv(CsvFormat.recognised().withHeader(false));
        assertThat(read("3,4\n1,0\n1,1\n", yes).size()).isEqualTo(2);
        assertThat(read("0,1\n" + rows(","), no).size()).isEqualTo(ROWS + 1);
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read("x,y\n" + rows(","), no))
                .withMessageContaining("line 1, column 1").withMessageContaining("\"x\"");
    }

    @Test
    void indexColumnsOfPandasAndR() throws IOException {
        String counted = indexed(IntStream.iterate(0, i -> i + 1));
        isThem(read(",x,y\n" + counted), "x", "y");
        assertThat(notes.getFirst()).contains("column 1").contains("names the rows");
        isThem(read(",0,1\n" + counted), "0", "1");
        isThem(read("Unnamed: 0,x,y\n" + counted), "x", "y");
        isThem(read("index,x,y\n" + counted), "x", "y");
        isThem(read("Id,x,y\n" + indexed(IntStream.iterate(1, i -> i + 1))), "x", "y");
        isThem(read(
                "\"\",\"x\",\"y\"\n" + indexed(IntStream.iterate(1, i -> i + 1)).replaceAll("(?m)^(\\d+)", "\"$1\"")),
                "x", "y");
        // write.table leaves the name of the first column out.
        isThem(read("x,y\n" + indexed(IntStream.iterate(1, i -> i + 1)).replaceAll("(?m)^(\\d+)", "\"$1\"")), "x", "y");
        isThem(read("x y\n" + indexed(IntStream.iterate(1, i -> i + 1)).replace(',', ' ')
                .replaceAll("(?m)^(\\d+)", "\"row $1\"")), "x", "y");
        // A shuffled frame.
        Dataset shuffled = read(",x,y\n" + indexed(IntStream.iterate(0, i -> (i + 5) % ROWS)));
        isThem(shuffled, "x", "y");
        assertThat(shuffled.id(1)).isEqualTo("5");
        assertThat(shuffled.row(1)).isEqualTo(1);
        // Nobody said that it is one, but it counts the rows.
        isThem(read(counted));
        assertThat(notes.getFirst()).contains("counts the rows");
    }

    @Test
    void anIndexOfSeveralColumns() throws IOException {
        String twice = indexed(IntStream.iterate(0, i -> i + 1)).replaceAll("(?m)^(\\d+)", "$1,$1");
        for (String header : new String[] {",Unnamed: 0,x,y\n", "Unnamed: 0.1,Unnamed: 0,x,y\n", ",,x,y\n"}) {
            Dataset data = read(header + twice);
            isThem(data, "x", "y");
            assertThat(data.id(3)).isEqualTo("3");
            assertThat(notes.getFirst()).contains("column 1", "column 2", "is part of the index");
        }
    }

    @Test
    void aColumnThatMayNameTheRowsIsSaid() throws IOException {
        String last = rows(",").lines().map(line -> line + "," + (line.hashCode() & 0xFFFF) + "\n")
                .collect(Collectors.joining());
        assertThat(read("x,y,id\n" + last).features()).isEqualTo(3);
        assertThat(notes.getFirst()).contains("column 3", "(id)", "--index-column");
        assertThat(read("x,sample\n" + rows(",")).features()).isEqualTo(2);
        assertThat(notes.getFirst()).doesNotContain("--index-column");
    }

    @Test
    void namesOfRowsAreTheirIds() throws IOException {
        String text = "cell,x,y\n" + indexed(IntStream.iterate(0, i -> i + 1)).replaceAll("(?m)^(\\d+)", "AAC-$1");
        Dataset data = read(text);
        isThem(data, "x", "y");
        assertThat(data.id(7)).isEqualTo("AAC-7");
        assertThat(data.shuffled(1, 0).subset(0).id(0)).startsWith("AAC-");
    }

    @Test
    void columnsThatAreNoIndex() throws IOException {
        assertThat(read(indexed(IntStream.iterate(5, i -> i + 1))).features()).isEqualTo(3);
        assertThat(read("t,x,y\n" + indexed(IntStream.iterate(0, i -> i + 1))).features()).isEqualTo(3);
        assertThat(read("0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n").features()).isEqualTo(1);
        assertThat(read("0,5\n1,6\n2,7\n").features()).isEqualTo(2);
        // It counts the first thousand rows, and then it does not.
        StringBuilder late = new StringBuilder();
        for (int i = 0; i < 1500; i++) {
            late.append(i < 1400 ? i : 0).append(",0.5\n");
        }
        assertThat(read(late.toString()).features()).isEqualTo(2);
        ReadOptions none = ReadOptions.defaults().withColumns(ColumnChoice.recognised().withoutIndex());
        assertThat(read("index,x,y\n" + indexed(IntStream.iterate(0, i -> i + 1)), none).features()).isEqualTo(3);
        ReadOptions last = ReadOptions.defaults().withColumns(ColumnChoice.recognised().withIndex(Column.of("-1")));
        assertThat(read("index,x,y\n" + indexed(IntStream.iterate(0, i -> i + 1)), last).featureNames())
                .containsExactly("index", "x");
    }

    @Test
    void whatSpreadsheetsAndNumpyAdd() throws IOException {
        isThem(read("sep=;\r\nx;y\r\n" + rows(";").replace("\n", "\r\n")), "x", "y");
        isThem(read("x,y\n" + rows(",").replace("\n", ",\n")), "x", "y");
        isThem(read("x,y,\n" + rows(",").replace("\n", ",\n")), "x", "y");
        isThem(read(rows(",") + ",\n,\n\n"));
        isThem(read("\n" + rows(",").replace("\n", "\n\n")));
        isThem(read("# x y\n" + rows(" ")), "x", "y");
        isThem(read("# made by a program\n# on a day\n" + rows(" ")));
        isThem(read("% x,y\n" + rows(",")), "x", "y");
        isThem(read(rows(",").replaceFirst("\n", "\n# half\n")));
        isThem(read(rows(",").replace("\n", "\r")));
    }

    @Test
    void otherFilesAreNamed() throws IOException {
        String[][] files = {{"\u0089HDF\r\n\u001a\n", "HDF5"}, {"PAR1xxxxxx", "Parquet"},
            {"\u0080\u0004\u0095\u0000", "pickle"}, {"MATLAB 5.0 MAT-file", "Matlab"}, {"%PDF-1.7\n", "PDF"},
            {"<!DOCTYPE html><html>", "HTML"}, {"@RELATION iris\n", "Weka"}, {"GIF89a......", "GIF"},
            {"\u00d0\u00cf\u0011\u00e0....", "Excel"}, {"BZh91AY", "bzip2"},
            {"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 9\n", "git lfs pull"}};
        for (String[] file : files) {
            Path path = Fixtures.write(folder, "a.csv", file[0].getBytes(StandardCharsets.ISO_8859_1));
            assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> Datasets.open(path))
                    .withMessageContaining("a.csv").withMessageContaining(file[1]);
        }
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> CsvReader.read(folder))
                .withMessageContaining("found a folder");
    }
}
