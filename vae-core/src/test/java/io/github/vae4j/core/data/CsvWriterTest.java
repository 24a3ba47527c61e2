package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvWriterTest {
    @TempDir Path folder;

    @Test
    void namesAreNoFormulas() throws IOException {
        Path file = folder.resolve("a.csv");
        CsvWriter.write(file, List.of("=x", "class"), new float[] {-1.5f, 2}, 1,
                Labels.ofNames(List.of("@SUM(1+1)*cmd|' /C calc'!A0", "-1")));
        assertThat(file).content().isEqualTo("'=x,class\n-1.5,'@SUM(1+1)*cmd|' /C calc'!A0\n2.0,-1\n");
        CsvWriter.write(file, List.of(), List.of(List.of("+a", "\t=1", "-"), List.of("-1e-3", "+5 %", "=")));
        assertThat(file).content().isEqualTo("'+a,'\t=1,'-\n-1e-3,+5 %,'=\n");
    }

    @Test
    void rowsOfText() throws IOException {
        Path file = folder.resolve("a.csv");
        CsvWriter.write(file, List.of("a", "b"), List.of(List.of("x, y", "\"q\"")));
        assertThat(file).content().isEqualTo("a,b\n\"x, y\",\"\"\"q\"\"\"\n");
        byte[] before = Files.readAllBytes(file);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvWriter.write(file, List.of("a"), List.of(List.of("1"), List.of("1", "2"))))
                .withMessageContaining("row 1 has 2 cells, expected 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvWriter.write(file, List.of("a"), List.of(List.of("1\n2"))))
                .withMessageContaining("cannot span lines");
        assertThat(file).hasBinaryContent(before);
    }
}
