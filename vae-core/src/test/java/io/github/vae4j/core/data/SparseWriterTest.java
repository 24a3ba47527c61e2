package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.data.array.NpzArchive;
import io.github.vae4j.core.data.array.SparseArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written is read with the same bits and names.
class SparseWriterTest {
    @TempDir Path folder;

    private SparseDataset named() throws IOException {
        Path csv = Files.writeString(folder.resolve("x.csv"),
                "cell,a,\"b \u00fc\",c,kind\nc1,0,2,1e-3,x\nc2,0,0,0,y\nc3,-1.5,0,3e9,x\n");
        return Datasets.toSparse(Datasets.open(csv, ReadOptions.defaults().withLabelColumn("kind")));
    }

    @Test
    void matrixMarketGivesTheSameBits() throws IOException {
        SparseDataset digits = Datasets.toSparse(Datasets.digits());
        for (String name : List.of("d.mtx", "d.mtx.gz")) {
            SparseWriter.matrixMarket(folder.resolve(name), digits);
            Dataset read = Datasets.open(folder.resolve(name));
            assertThat(read.withLabels(Labels.of(Fixtures.labels(digits))).contentHash())
                    .isEqualTo(Datasets.digits().contentHash());
        }
        assertThat(Files.readAllLines(folder.resolve("d.mtx"))).startsWith(
                "%%MatrixMarket matrix coordinate real general", "1797 64 " + digits.totalEntries(), "1 3 0.3125");
        SparseDataset signs = Datasets.toSparse(Datasets.of(new float[] {0, -0f, 1, 2}, 2));
        SparseWriter.matrixMarket(folder.resolve("s.mtx"), signs);
        assertThat(Datasets.open(folder.resolve("s.mtx")).contentHash()).isEqualTo(signs.contentHash());
        SparseDataset counts = Datasets.ofSparse(new int[] {0, 2, 3}, new int[] {0, 2, 1},
                new float[] {7, -2, 16777217},
                3);
        SparseWriter.matrixMarket(folder.resolve("c.mtx"), counts);
        assertThat(Files.readAllLines(folder.resolve("c.mtx"))).containsExactly(
                "%%MatrixMarket matrix coordinate integer general", "2 3 3", "1 1 7", "1 3 -2", "2 2 16777216");
    }

    @Test
    void namesGoAlong() throws IOException {
        SparseDataset data = named();
        SparseWriter.tenX(folder.resolve("cells"), data);
        SparseWriter.npz(folder.resolve("x.npz"), data);
        Dataset cells = Datasets.open(folder.resolve("cells"));
        Dataset archive = Datasets.open(folder.resolve("x.npz"));
        assertThat(archive.contentHash()).isEqualTo(data.contentHash());
        for (Dataset read : List.of(cells, archive)) {
            assertThat(read).isInstanceOf(SparseDataset.class);
            assertThat(read.featureNames()).containsExactly("a", "b \u00fc", "c");
            assertThat(read.id(2)).isEqualTo("c3");
            assertThat(Fixtures.row(read, 2)).isEqualTo(Fixtures.row(data, 2));
        }
        assertThat(archive.classNames()).containsExactly("x", "y");
        Dataset turned = Datasets.open(folder.resolve("x.npz").toAbsolutePath(),
                ReadOptions.defaults().withSamples(SampleAxis.ROWS));
        assertThat(turned.size()).isEqualTo(3);
    }

    @Test
    void aStoredArchiveIsMapped() throws IOException {
        SparseDataset digits = Datasets.toSparse(Datasets.digits());
        Path file = folder.resolve("d.npz");
        SparseWriter.npz(file, digits);
        try (NpzArchive archive = NpzArchive.open(file)) {
            SparseDataset mapped = (SparseDataset) SparseArchive.read(archive, ReadOptions.defaults(), 0);
            assertThat(mapped.toString()).contains("Mapped");
            assertThat(mapped.contentHash()).isEqualTo(Datasets.digits().contentHash());
            assertThat(mapped.totalEntries()).isEqualTo(digits.totalEntries());
            assertThat(mapped.maxEntries()).isEqualTo(digits.maxEntries());
            assertThat(mapped.isUnitRange()).isTrue();
            int[] columns = new int[64];
            float[] values = new float[64];
            int[] expected = new int[64];
            float[] expectedValues = new float[64];
            for (int i = 0; i < 100; i++) {
                mapped.readEntries(i, columns, values, 0);
                digits.readEntries(i, expected, expectedValues, 0);
                assertThat(columns).startsWith(Arrays.copyOf(expected, digits.entries(i)));
                assertThat(values).startsWith(Arrays.copyOf(expectedValues, digits.entries(i)));
            }
            assertThat(mapped.shuffled(1, 0).take(9).contentHash())
                    .isEqualTo(Datasets.digits().shuffled(1, 0).take(9).contentHash());
        }
    }
}
