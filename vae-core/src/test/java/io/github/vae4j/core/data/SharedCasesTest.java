package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files from public reports that lie beside the clone, see CASES.md there: 60 codes of 3 units and their labels in every
/// dress that a user gave them.
class SharedCasesTest {
    private static Path file(String name) {
        return Shared.path("cases/" + name);
    }

    private static void isClose(Dataset data, double tolerance) throws IOException {
        Dataset expected = NpyReader.read(file("Z.npy")).toDataset();
        assertThat(data.size()).isEqualTo(60);
        assertThat(data.features()).isEqualTo(3);
        for (int i = 0; i < 60; i++) {
            float[] row = Fixtures.row(expected, i);
            for (int j = 0; j < 3; j++) {
                assertThat(Fixtures.row(data, i)[j]).as("row %s", i).isCloseTo(row[j], within((float) tolerance));
            }
        }
    }

    /// Files with six digits, and with all of them.
    @ParameterizedTest
    @ValueSource(strings = {"01-bom-headerless/z.csv", "01-bom-headerless/z-nobom.csv", "01-bom-headerless/excel.csv",
        "01-bom-headerless/excel-headerless.csv", "03-headers/plain.csv", "03-headers/r-quoted.csv",
        "03-headers/n-name.csv", "03-headers/digit-name.csv", "03-headers/plus.csv", "03-headers/pandas-quoted.csv",
        "04-numeric-header/z.csv", "04-numeric-header/pandas-noindex.csv", "05-index-column/z.csv",
        "05-index-column/pandas-default.csv", "06-gzip-latin1/z.csv.gz", "06-gzip-latin1/zh.csv.gz",
        "06-gzip-latin1/packed.csv", "09-csv-dialects/UPPER.CSV", "09-csv-dialects/blank-lines.csv",
        "09-csv-dialects/comment.csv", "09-csv-dialects/cr.csv", "09-csv-dialects/crlf.csv",
        "09-csv-dialects/quoted.csv", "09-csv-dialects/sci.csv", "09-csv-dialects/semicolon.csv",
        "09-csv-dialects/space.txt", "09-csv-dialects/spaces.csv", "09-csv-dialects/tab.tsv",
        "09-csv-dialects/trailing.csv", "11-npy/from-pandas.npy", "11-npy/py2long.npy", "11-npy/v2.npy",
        "11-npy/v3.npy", "11-npy/zT.npy", "11-npy/zfortran.npy"})
    void codes(String name) throws IOException {
        isClose(Datasets.open(file(name)), 1e-5);
    }

    @Test
    void codesInHalfPrecisionAndInOneColumn() throws IOException {
        isClose(Datasets.open(file("11-npy/zf2.npy")), 4e-3);
        Dataset first = Datasets.open(file("09-csv-dialects/onecol.csv"));
        assertThat(first.size()).isEqualTo(60);
        Dataset comma = Datasets.open(file("09-csv-dialects/decimal-comma-onecol.csv"));
        assertThat(comma.size()).isEqualTo(60);
        assertThat(comma.features()).isEqualTo(1);
        assertThat(Fixtures.row(comma, 0)[0]).isCloseTo(Fixtures.row(first, 0)[0], within(1e-3f));
    }

    @ParameterizedTest
    @CsvSource({"question, 1", "empty, 1", "inf, 1", "unicode-minus, 1", "NA, 1", "nan, 1", "comma-quote, 1",
        "question-second-row, 2"})
    void oddFirstCells(String name, int line) {
        Path file = file("02-first-cell/" + name + ".csv");
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> Datasets.open(file))
                .withMessageContaining(name + ".csv, line " + line + ", column 1");
    }

    @Test
    void otherEncodingsAreNamed() {
        for (String[] nameAndWord : new String[][] {{"latin1", "line 1"}, {"utf16", "UTF-16"}}) {
            Path file = file("06-gzip-latin1/" + nameAndWord[0] + ".csv");
            assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> Datasets.open(file))
                    .withMessageContaining(nameAndWord[1]).withMessageContaining("UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"names.txt", "names-bom.txt", "nums-bom.txt", "names-header.csv", "names-quoted.csv",
        "nums-header.csv", "id-label.csv", "float.csv", "float1.csv", "float11.csv", "neg.txt", "zip.txt", "col.npy",
        "float.npy", "neg.npy", "onehot.npy", "str.npy", "u2.npy", "u8.npy", "zip.npy"})
    void labels(String name) throws IOException {
        Labels expected = LabelReader.read(file("lab.npy"));
        Labels labels = LabelReader.read(file("07-label-text/" + name), 60, ReadOptions.defaults());
        assertThat(labels.names()).hasSize(3);
        int[] renamed = {-1, -1, -1};
        for (int i = 0; i < 60; i++) {
            if (renamed[expected.get(i)] < 0) {
                renamed[expected.get(i)] = labels.get(i);
            }
            assertThat(labels.get(i)).as("row %s", i).isEqualTo(renamed[expected.get(i)]);
        }
    }

    @Test
    void labelsOfEveryNumber() throws IOException {
        for (String name : List.of("years.npy", "years.txt", "first10k.npy", "id20000.npy", "id47000.npy")) {
            assertThat(LabelReader.read(file("18-id-labels/" + name)).names()).as(name).hasSize(3);
        }
        assertThat(LabelReader.read(file("15-noncontiguous/l65535.npy")).names()).hasSize(2).contains("65535");
        assertThat(LabelReader.read(file("04-numeric-header/pandas-series.csv"), 60, ReadOptions.defaults()).size())
                .isEqualTo(60);
    }

    @Test
    void missingLabels() throws IOException {
        Path codes = file("Z.npy");
        Path blank = file("07-label-text/names-blank.txt");
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> Datasets.open(codes, blank, ReadOptions.defaults()))
                .withMessageContaining("line 6");
        Dataset rest = Datasets.open(codes, blank, ReadOptions.defaults().withMissing(Missing.DROP));
        assertThat(rest.size()).isEqualTo(59);
        assertThat(rest.row(5)).isEqualTo(6);
        assertThat(rest.classNames()).containsExactly("cat", "dog", "owl");
        Path table = file("08-kaggle-csv/missing-label.csv");
        ReadOptions species = ReadOptions.defaults().withLabelColumn("species");
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> Datasets.open(table, species))
                .withMessageContaining("line 7, column 4 (species)");
        assertThat(Datasets.open(table, species.withMissing(Missing.DROP)).size()).isEqualTo(59);
    }

    @Test
    void kaggle() throws IOException {
        Dataset byNumber = Datasets.open(file("08-kaggle-csv/train.csv"), ReadOptions.defaults().withLabelColumn(0));
        assertThat(byNumber.size()).isEqualTo(60);
        assertThat(byNumber.features()).isEqualTo(4);
        assertThat(Fixtures.row(byNumber, 0)).containsExactly(196, 14, 186, 208);
        assertThat(byNumber.classNames()).containsExactly("0", "1", "2");
        assertThat(Datasets.open(file("08-kaggle-csv/train.csv"), ReadOptions.defaults().withLabelColumn("label"))
                .contentHash()).isEqualTo(byNumber.contentHash());
    }

    @Test
    void archives() throws IOException {
        Parts keras = Datasets.openParts(file("10-npz/keras.npz"), ReadOptions.defaults());
        assertThat(keras.train().size()).isEqualTo(40);
        assertThat(keras.test()).hasValueSatisfying(test -> assertThat(test.size()).isEqualTo(20));
        for (String name : List.of("ok", "okcol", "upper")) {
            Dataset data = Datasets.open(file("10-npz/" + name + ".npz"));
            assertThat(data.size()).as(name).isEqualTo(60);
            assertThat(data.hasLabels()).as(name).isTrue();
        }
        assertThat(Datasets.open(file("10-npz/dsprites-like.npz")).features()).isEqualTo(64);
        assertThat(Datasets.open(file("10-npz/kmnist-imgs.npz"), file("10-npz/kmnist-labels.npz"),
                ReadOptions.defaults()).classNames()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"be", "bool", "c", "f2", "f8", "fortran", "nhwc1", "nchw1", "rgb", "nchw3", "u2", "u4"})
    void arrays(String name) throws IOException {
        assertThat(Datasets.open(file("11-npy/" + name + ".npy")).size()).isEqualTo(60);
    }

    @Test
    void arraysInAnotherOrderAreTheSame() throws IOException {
        String c = Datasets.open(file("11-npy/c.npy")).contentHash();
        assertThat(Datasets.open(file("11-npy/fortran.npy")).contentHash()).isEqualTo(c);
        assertThat(Datasets.open(file("11-npy/be.npy")).contentHash()).isEqualTo(c);
        assertThat(Datasets.open(file("11-npy/struct.npy")).featureNames()).containsExactly("a", "b");
        for (String name : List.of("obj", "empty", "scalar", "zlong")) {
            Path file = file("11-npy/" + name + ".npy");
            assertThatExceptionOfType(DataFormatException.class).as(name).isThrownBy(() -> Datasets.open(file));
        }
    }

    @Test
    void idxFolders() throws IOException {
        for (String name : List.of("qmnist", "emnist", "kmnist-style")) {
            Parts parts = Datasets.openParts(file("12-idx/" + name), ReadOptions.defaults());
            assertThat(parts.train().hasLabels()).as(name).isTrue();
            assertThat(parts.test()).as(name).isPresent();
        }
    }

    @Test
    void images() throws IOException {
        Dataset inks = Datasets.open(file("13-images/cmyk"));
        int[] expected = NpyReader.read(file("13-images/cmyk-ref.npy")).toInts();
        float[] row = Fixtures.row(inks, 0);
        for (int i = 0; i < expected.length; i++) {
            assertThat(row[i] * 255).as("pixel %s", i).isCloseTo(expected[i], within(1.01f));
        }
        assertThat(Datasets.open(file("13-images/junk")).size()).isEqualTo(12);
        assertThat(Datasets.open(file("13-images/readme")).classNames()).containsExactly("a", "b");
        assertThat(Datasets.open(file("13-images/hidden")).size()).isEqualTo(12);
        Parts parts = Datasets.openParts(file("13-images/split"), ReadOptions.defaults());
        assertThat(parts.train().size()).isEqualTo(8);
        assertThat(parts.validation()).hasValueSatisfying(part -> assertThat(part.size()).isEqualTo(8));
        float[] levels = Fixtures.row(Datasets.open(file("13-images/twelvebit")), 0);
        assertThat(levels[levels.length - 1]).isLessThanOrEqualTo(4095 / 65535f);
    }

    @Test
    void rowsAreThoseOfTheFile() throws IOException {
        Dataset data = Datasets.open(file("20-train/onebad.npy"));
        Split split = Split.random(data, 50, 0);
        for (Dataset part : List.of(split.train(), split.test())) {
            for (int i = 0; i < part.size(); i++) {
                for (float value : Fixtures.row(part, i)) {
                    if (value > 1) {
                        assertThat(part.row(i)).isEqualTo(300);
                        assertThat(part.place(i)).endsWith("onebad.npy, row 300 (counted from 0)");
                    }
                }
            }
        }
    }
}
