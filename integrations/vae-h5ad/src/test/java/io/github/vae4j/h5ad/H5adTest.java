package io.github.vae4j.h5ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.SparseDataset;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files as AnnData lays them out, found by content: those of scvi-tools beside the clone, and small ones.
class H5adTest {
    private static final int MUTATIONS = Integer.getInteger("vae4j.fuzz", 40_000) / 20;

    @TempDir Path folder;

    private final List<String> notes = new ArrayList<>();
    private final ReadOptions options = ReadOptions.defaults().withNotes(notes::add);

    private static Path shared(String name) {
        Path path = Path.of(System.getProperty("vae4j.shared", "../../../shared")).resolve("data/counts").resolve(name);
        assumeTrue(Files.exists(path), () -> "needs " + path);
        return path;
    }

    private static float[] row(Dataset data, int sample) {
        float[] row = new float[data.features()];
        data.read(sample, 0, row, 0);
        return row;
    }

    /// Three cells and four genes; CSR in X, CSC in a layer, dense in another.
    private Path small() throws IOException {
        Path path = folder.resolve("small.h5ad");
        try (WritableHdfFile file = HdfFile.write(path)) {
            sparse(file.putGroup("X"), "csr_matrix", new int[] {0, 2, 2, 4}, new int[] {3, 0, 1, 2},
                    new float[] {7, 1, 2, 3});
            WritableGroup layers = file.putGroup("layers");
            sparse(layers.putGroup("counts"), "csc_matrix", new int[] {0, 1, 2, 3, 4}, new int[] {0, 2, 2, 0},
                    new float[] {1, 2, 3, 7});
            layers.putDataset("dense", new double[][] {{1, 0, 0, 7}, {0, 0, 0, Double.NaN}, {0, 2, 3, 0}});
            WritableGroup obs = file.putGroup("obs");
            obs.putAttribute("_index", "barcode");
            obs.putAttribute("column-order", new String[] {"cell_type", "batch"});
            obs.putDataset("barcode", new String[] {"AAC", "AGT", "CCC"});
            WritableGroup types = obs.putGroup("cell_type");
            types.putDataset("codes", new byte[] {1, -1, 0});
            types.putDataset("categories", new String[] {"B", "T"});
            obs.putDataset("batch", new int[] {2019, 2021, 2019});
            WritableGroup variables = file.putGroup("var");
            variables.putAttribute("_index", "_index");
            variables.putDataset("_index", new String[] {"g1", "g2", "g3", "g4"});
        }
        return path;
    }

    private static void sparse(WritableGroup group, String format, int[] offsets, int[] indices, float[] values) {
        group.putAttribute("encoding-type", format);
        group.putAttribute("shape", new long[] {3, 4});
        group.putDataset("indptr", offsets);
        group.putDataset("indices", indices);
        group.putDataset("data", values);
    }

    @Test
    void sparseRowsAndColumnsWithNames() throws IOException {
        Path path = small();
        Dataset data = Datasets.open(path, options);
        assertThat(data).isInstanceOf(SparseDataset.class);
        assertThat(row(data, 0)).containsExactly(1, 0, 0, 7);
        assertThat(row(data, 1)).containsOnly(0);
        assertThat(row(data, 2)).containsExactly(0, 2, 3, 0);
        assertThat(data.featureNames()).containsExactly("g1", "g2", "g3", "g4");
        assertThat(data.id(2)).isEqualTo("CCC");
        assertThat(data.place(1)).contains("small.h5ad", "AGT");
        Dataset layer = Datasets.open(path, options.withArray("counts"));
        assertThat(layer).isInstanceOf(SparseDataset.class);
        assertThat(layer.contentHash()).isEqualTo(data.contentHash());
    }

    @Test
    void layersAreNamed() throws IOException {
        Path path = small();
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> Datasets.open(path, options.withArray("x")))
                .withMessage(path + ", layers: expected a layer x, found [counts, dense]");
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> Datasets.open(path, options.withArray("dense")))
                .withMessageContaining("NaN in row 1, column 3").withMessageContaining("--missing drop");
        Dataset rest = Datasets.open(path, options.withArray("dense").withMissing(Missing.DROP));
        assertThat(rest.size()).isEqualTo(2);
        assertThat(rest.id(1)).isEqualTo("CCC");
        assertThat(notes).containsExactly(path + ": 1 of 3 rows have missing values and are left out");
        Path none = folder.resolve("none.h5ad");
        try (WritableHdfFile file = HdfFile.write(none)) {
            file.putGroup("obs");
            file.putGroup("layers").putDataset("raw_counts", new int[][] {{1}});
        }
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> Datasets.open(none, options))
                .withMessageContaining("expected a matrix X, found none; there are the layers [raw_counts]");
    }

    @Test
    void labelsFromAColumn() throws IOException {
        Path path = small();
        Dataset batches = Datasets.open(path, options.withLabelColumn("batch"));
        assertThat(batches.classNames()).containsExactly("2019", "2021");
        assertThat(batches.label(1)).isEqualTo(1);
        ReadOptions types = options.withLabelColumn("cell_type");
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> Datasets.open(path, types))
                .withMessageContaining("obs/cell_type").withMessageContaining("a label for row 1");
        Dataset typed = Datasets.open(path, types.withMissing(Missing.DROP));
        assertThat(typed.classNames()).containsExactly("B", "T");
        assertThat(typed.label(0)).isEqualTo(1);
        assertThat(typed.id(1)).isEqualTo("CCC");
        assertThat(typed).isInstanceOf(SparseDataset.class);
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> Datasets.open(path, options.withLabelColumn("x")))
                .withMessageContaining("found [cell_type, batch]");
    }

    @Test
    void wrongIndicesAreNamed() throws IOException {
        Path path = folder.resolve("wrong.h5ad");
        try (WritableHdfFile file = HdfFile.write(path)) {
            sparse(file.putGroup("X"), "csr_matrix", new int[] {0, 1, 1, 2}, new int[] {3, 4}, new float[] {7, 1});
        }
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> Datasets.open(path, options))
                .withMessage(path + ", X/indices: expected a column from 0 to 3 for row 2, found 4");
    }

    @Test
    void filesOfScviTools() throws IOException {
        Dataset brain = Datasets.open(shared("brain_large_csr.h5ad"), options.withLabelColumn("labels"));
        assertThat(brain.size()).isEqualTo(70);
        assertThat(brain.features()).isEqualTo(720);
        assertThat(((SparseDataset) brain).totalEntries()).isEqualTo(15274);
        assertThat(brain.featureNames()).hasSize(720);
        assertThat(brain.hasLabels()).isTrue();
        Dataset pbmc = Datasets.open(shared("pbmc_5k.h5ad"), options);
        assertThat(pbmc.size()).isEqualTo(200);
        assertThat(pbmc.features()).isEqualTo(16581);
        SparseDataset sparse = Datasets.toSparse(pbmc);
        assertThat(sparse.contentHash()).isEqualTo(pbmc.contentHash());
        assertThat((double) sparse.totalEntries() / 200 / 16581).isBetween(0.116, 0.118);
        for (float value : row(pbmc, 7)) {
            assertThat(value).isEqualTo((float) Math.rint(value)).isNotNegative();
        }
    }

    @Test
    void damagedFilesEndInTheDocumentedException() throws IOException {
        byte[] content = Files.readAllBytes(small());
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = content.clone();
            for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            if (random.nextInt(8) == 0) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            Path path = Files.write(folder.resolve("damaged.h5ad"), damaged);
            try {
                new H5adFormat().open(path, options.withLabelColumn("batch"));
            } catch (DataFormatException e) {
                refused++;
            } catch (IOException | RuntimeException | Error e) {
                throw new AssertionError("mutation " + i, e);
            }
        }
        assertThat(refused).isBetween(1, MUTATIONS);
    }
}
