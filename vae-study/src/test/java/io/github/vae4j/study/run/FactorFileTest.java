package io.github.vae4j.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.NpyWriter;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.metrics.factors.Factors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorFileTest {
    @TempDir private Path folder;

    private Factors read(int samples, String text) throws IOException {
        return FactorFile.read(Files.writeString(folder.resolve("factors.csv"), text), codes(samples),
                ReadOptions.defaults());
    }

    private LatentFiles codes(int samples) throws IOException {
        NpyWriter.write(folder.resolve("codes.npy"), new float[samples], samples, 1);
        return LatentFiles.read(folder.resolve("codes.npy"), null, null, ReadOptions.defaults());
    }

    @Test
    void numbersAndNamesWithAHeader() throws IOException {
        Factors factors = read(3, "\uFEFFshape,\"size, cm\",angle\nsquare,2,0.5\nheart,3,-1e-3\nsquare,2,7\n\n");
        assertThat(factors.names()).containsExactly("shape", "size, cm", "angle");
        assertThat(factors.n()).isEqualTo(3);
        assertThat(factors.size(0)).isEqualTo(2);
        assertThat(factors.number(1, factors.valueOf(1, 1))).isEqualTo(3);
        assertThat(factors.number(2, factors.valueOf(1, 2))).isEqualTo(-1e-3);
        assertThat(factors.valueOf(0, 0)).as("in the order of the alphabet").isEqualTo(1);
    }

    @Test
    void withoutAHeaderNoRowIsLost() throws IOException {
        assertThat(read(2, "1;2\n3;4\n").n()).isEqualTo(2);
        assertThat(read(3, "a\tb\nc\tb\na\td\n").n()).as("names that occur again").isEqualTo(3);
        assertThat(read(1, "5\n").n()).isEqualTo(1);
    }

    @Test
    void arrays() throws IOException {
        NpyWriter.write(folder.resolve("f.npy"), new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        Factors factors = FactorFile.read(folder.resolve("f.npy"), codes(3), ReadOptions.defaults());
        assertThat(factors.n()).isEqualTo(3);
        assertThat(factors.count()).isEqualTo(2);
        NpyWriter.write(folder.resolve("one.npy"), new int[] {7, 9, 7}, 3);
        assertThat(FactorFile.read(folder.resolve("one.npy"), codes(3), ReadOptions.defaults()).count()).isEqualTo(1);
        NpyWriter.write(folder.resolve("nan.npy"), new float[] {1, Float.NaN}, 2, 1);
        LatentFiles two = codes(2);
        assertThatThrownBy(() -> FactorFile.read(folder.resolve("nan.npy"), two, ReadOptions.defaults()))
                .hasMessageContaining("row 1, column 0");
        assertThatThrownBy(() -> FactorFile.read(folder.resolve("f.npy"), two, ReadOptions.defaults()))
                .hasMessageContaining("f.npy has factors of 3 samples but there are codes of 2");
    }

    @Test
    void namesAloneHaveAHeaderIfTheyAreOneTooMany() throws IOException {
        assertThat(read(2, "shape,colour\nsquare,red\nheart,blue\n").names()).containsExactly("shape", "colour");
        assertThat(read(3, "shape,colour\nsquare,red\nheart,blue\n").n()).isEqualTo(3);
    }

    @Test
    void rowsOfCodesThatWereLeftOutAreLeftOutHere() throws IOException {
        Path csv = Files.writeString(folder.resolve("codes.csv"), "a,b\n1,2\n,3\n4,5\n");
        ReadOptions drop = ReadOptions.defaults().withMissing(Missing.DROP);
        LatentFiles codes = LatentFiles.read(csv, null, null, drop);
        Path file = Files.writeString(folder.resolve("factors.csv"), "size\n0,5\n\n1,5\n");
        Factors factors = FactorFile.read(file, codes,
                drop.withCsv(drop.csv().withDecimalComma(true).withDelimiter(';')));
        assertThat(factors.n()).isEqualTo(2);
        assertThat(factors.number(0, factors.valueOf(1, 0))).isEqualTo(1.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'a,b\n1,2\n3\n'|line 3",
        "'a,b\n1,2\n3,\n'|line 3, column 2: expected a value of the factor", "''|found none"})
    void whatIsWrongIsNamed(String text, String message) {
        assertThatThrownBy(() -> read(2, text)).hasMessageContaining("factors.csv")
                .hasMessageContaining(message);
    }
}
