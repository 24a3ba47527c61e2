package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sparse matrices from files: those that SciPy wrote (make_sparse.py), those of 10x Genomics, and broken ones.
class SparseReaderTest {
    private static final String BANNER = "%%MatrixMarket matrix coordinate integer general\n";

    @TempDir Path folder;

    private final List<String> notes = new ArrayList<>();
    private final ReadOptions options = ReadOptions.defaults().withNotes(notes::add);

    private Path file(String name, byte[] content) throws IOException {
        return Fixtures.write(folder, name, content);
    }

    private Path text(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private Path fixture(String name) throws IOException {
        return file(name, Fixtures.numpy(name));
    }

    private Dataset dense(String name) throws IOException {
        return NpyReader.read(fixture(name)).toDataset();
    }

    private SparseDataset open(Path path) throws IOException {
        return (SparseDataset) Datasets.open(path, options);
    }

    private DataFormatException refused(String name, String content) throws IOException {
        Path path = text(name, content);
        return assertThatExceptionOfType(DataFormatException.class).as(content).isThrownBy(() -> open(path)).actual();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sparse_csr.npz", "sparse_csr_stored.npz", "sparse_csc.npz", "sparse_coo.npz", "sparse.mtx"})
    void whatSciPyWrote(String name) throws IOException {
        SparseDataset data = open(fixture(name));
        assertThat(data.contentHash()).isEqualTo(dense("sparse.npy").contentHash());
        assertThat(data.totalEntries()).isEqualTo(11);
        assertThat(data.place(2)).contains(name, "row 2");
        Dataset turned = Datasets.open(fixture(name), options.withSamples(SampleAxis.COLUMNS));
        assertThat(turned.size()).isEqualTo(5);
        assertThat(Fixtures.row(turned, 4)).containsExactly(1, 0, 5, 0, 0, 1);
        assertThat(turned).isInstanceOf(SparseDataset.class);
        assertThat(notes).allMatch(note -> name.contains("coo") && note.contains("1 entries have the place of others"));
    }

    @ParameterizedTest
    @CsvSource({"sparse_array.mtx, sparse.npy", "sparse_symmetric.mtx, sparse_symmetric.npy",
        "sparse_symmetric_array.mtx, sparse_symmetric.npy"})
    void otherMatrixMarketFiles(String name, String copy) throws IOException {
        Dataset expected = dense(copy);
        assertThat(Datasets.open(fixture(name)).contentHash()).isEqualTo(expected.contentHash());
        assertThat(Datasets.open(file("packed", Fixtures.gzip(Fixtures.numpy(name)))).contentHash())
                .isEqualTo(expected.contentHash());
    }

    @Test
    void otherKindsOfMatrixMarketFiles() throws IOException {
        String words = "%%matrixmarket MATRIX Coordinate Pattern General";
        SparseDataset pattern = open(text("p", words + "\r\n\r\n% x\r\n2 3 2\r\n2 3\r\n 1\t1 \r\n\r\n"));
        assertThat(Fixtures.row(pattern, 0)).containsExactly(1, 0, 0);
        assertThat(Fixtures.row(pattern, 1)).containsExactly(0, 0, 1);
        SparseDataset skew = open(
                text("s", "%%MatrixMarket matrix coordinate real skew-symmetric\n3 3 2\n2 1 -1.5\n3 2 4\n"));
        assertThat(Fixtures.row(skew, 0)).containsExactly(0, 1.5f, 0);
        assertThat(Fixtures.row(skew, 1)).containsExactly(-1.5f, 0, -4);
        Dataset array = Datasets.open(text("a", "%%MatrixMarket matrix array integer skew-symmetric\n2 2\n7\n"));
        assertThat(Fixtures.row(array, 0)).containsExactly(0, -7);
        // Sums to nothing, and is no entry.
        assertThat(open(text("z", BANNER + "2 2 3\n2 2 1\n1 1 -3\n1 1 3\n")).totalEntries()).isEqualTo(1);
    }

    @Test
    void brokenMatrixMarketFilesAreNamed() throws IOException {
        Object[][] cases = {{BANNER, "line 1", "size of the matrix"}, {BANNER + "2 2\n", "line 2", "number of entries"},
            {BANNER + "0 2 0\n", "line 2", "number of rows"}, {BANNER + "2 2 1 1\n", "line 2", "end of the line"},
            {BANNER + "2 2 1\n3 1 1\n", "line 3", "a row from 1 to 2, found \"3\""},
            {BANNER + "2 2 1\n1 0 1\n", "line 3", "a column from 1 to 2, found \"0\""},
            {BANNER + "2 2 1\n1 -1 1\n", "line 3", "a column from 1 to 2, found \"-1\""},
            {BANNER + "2 2 1\n1 1 x\n", "line 3", "a finite number, found \"x\""},
            {BANNER + "2 2 1\n1 1\n", "line 3", "a finite number, found the end of the line"},
            {BANNER + "2 2 1\n1 1 1 1\n", "line 3", "the end of the line, found \"1\""},
            {BANNER + "2 2 1\n1 1 nan\n", "line 3", "--missing drop"},
            {BANNER + "2 2 1\n1 1 inf\n", "line 3", "found \"inf\""},
            {BANNER + "2 2 3\n% a comment of some length\n1 1 1\n2 2 1\n", "line 5",
                "3 entries, as the header says, found 2 and the end"},
            {BANNER + "2 2 1\n1 1 1\n2 2 1\n", "line 4", "the end after 1 entries"},
            {BANNER + "2 2 999999999\n1 1 1\n", "line 2", "room for at most"},
            {BANNER + "500000000 2 1\n1 1 1\n", "line 2", "at most"},
            {BANNER + "2 1000000000 1\n1 1 1\n", "line 2", "2^29 features"},
            {BANNER.replace("integer", "complex") + "1 1 1\n1 1 1 1\n", "line 1", "complex"},
            {BANNER.replace("matrix", "vector"), "line 1", "expected matrix, found \"vector\""},
            {BANNER.replace("general", "symmetric") + "2 3 1\n1 1 1\n", "line 2", "square"},
            {BANNER.replace("general", "symmetric") + "2 2 1\n1 2 1\n", "line 3", "below the diagonal"},
            {BANNER.replace("coordinate", "array") + "2 2\n1\n2\n3\n", "line 5", "4 values"},
            {BANNER.replace("coordinate", "array") + "1 1\n1\n2\n", "line 4", "the end after 1 values"}};
        for (Object[] wrong : cases) {
            DataFormatException e = refused("bad.mtx", (String) wrong[0]);
            assertThat(e.getMessage()).as((String) wrong[0]).contains("bad.mtx", (String) wrong[2]).hasLineCount(1);
            assertThat(e.place()).as((String) wrong[0]).isEqualTo(wrong[1]);
        }
        byte[] packed = Fixtures.gzip((BANNER + "2 2 2\n1 1 1\n2 2 1\n").getBytes(StandardCharsets.US_ASCII));
        Path cut = file("cut.mtx.gz", Arrays.copyOf(packed, packed.length - 9));
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> open(cut))
                .withMessageContaining("undamaged gzip file");
        Path longer = file("longer.mtx.gz", Arrays.copyOf(packed, packed.length + 3));
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> open(longer))
                .withMessageContaining("3 more bytes");
    }

    @Test
    void missingValues() throws IOException {
        Path path = text("m.mtx", BANNER + "3 2 3\n1 1 2\n2 2 nan\n3 1 5\n");
        Dataset rest = Datasets.open(path, options.withMissing(Missing.DROP));
        assertThat(rest).isInstanceOf(SparseDataset.class);
        assertThat(rest.size()).isEqualTo(2);
        assertThat(rest.row(1)).isEqualTo(2);
        assertThat(notes).containsExactly(path + ": 1 of 3 rows have missing values and are left out");
        Dataset masked = Datasets.open(path, options.withMissing(Missing.MASK));
        assertThat(masked.hasMissing()).isTrue();
        assertThat(Fixtures.row(masked, 1)).containsExactly(0, Float.NaN);
        assertThat(masked.take(1).hasMissing()).isFalse();
    }

    // ---- 10x Genomics

    private void cells(String prefix, String matrix, String features) throws IOException {
        text(prefix + "matrix.mtx", matrix);
        text(prefix + features, "g1\tA\tGene Expression\ng2\tB\tGene Expression\ng3\tA\tAntibody Capture\n");
        text(prefix + "barcodes.tsv", "AAC-1\nAGT-1\n");
    }

    @Test
    void cellsAreColumnsOrRows() throws IOException {
        cells("", BANNER + "3 2 3\n1 1 5\n3 1 7\n2 2 1\n", "features.tsv");
        for (Path path : List.of(folder, folder.resolve("matrix.mtx"))) {
            notes.clear();
            SparseDataset data = open(path);
            assertThat(data.size()).isEqualTo(2);
            assertThat(Fixtures.row(data, 0)).containsExactly(5, 0, 7);
            assertThat(data.featureNames()).containsExactly("A (g1)", "B", "A (g3)");
            assertThat(data.id(1)).isEqualTo("AGT-1");
            assertThat(data.place(1)).contains("matrix.mtx", "AGT-1");
            assertThat(notes).hasSize(2).anyMatch(note -> note.contains("cells are the columns"))
                    .anyMatch(note -> note.contains("{Antibody Capture=1, Gene Expression=2}"));
        }
        Path labels = text("types.csv", "barcode,type\nAGT-1,b\nAAC-1,t\n");
        Dataset labelled = Datasets.open(folder, labels, options);
        assertThat(labelled.classNames().get(labelled.label(0))).isEqualTo("t");
        assertThat(labelled).isInstanceOf(SparseDataset.class);

        cells("", BANNER + "2 3 3\n1 1 5\n1 3 7\n2 2 1\n", "genes.tsv");
        Files.delete(folder.resolve("features.tsv"));
        notes.clear();
        SparseDataset rows = open(folder);
        assertThat(rows.size()).isEqualTo(2);
        assertThat(Fixtures.row(rows, 0)).containsExactly(5, 0, 7);
        assertThat(rows.id(1)).isEqualTo("AGT-1");
        assertThat(notes).anyMatch(note -> note.contains("cells are the rows"));

        cells("", BANNER + "4 3 1\n1 1 5\n", "genes.tsv");
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> open(folder)).withMessageContaining(
                "the matrix has 4 rows and 3 columns, but there are 3 features and 2 cells");
        cells("GSM1_", BANNER + "3 2 1\n1 1 5\n", "features.tsv");
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> open(folder))
                .withMessageContaining("found 2 (matrix.mtx, GSM1_matrix.mtx)");
        assertThat(open(folder.resolve("GSM1_matrix.mtx")).size()).isEqualTo(2);
    }

    @Test
    void theArchiveOf10xGenomics() throws IOException {
        Path archive = Shared.path("data/counts/pbmc_10k_10x_mtx.tar.gz");
        SparseDataset data = open(archive);
        assertThat(data.size()).isEqualTo(1024);
        assertThat(data.features()).isEqualTo(117);
        assertThat(data.totalEntries()).isEqualTo(23073);
        assertThat(data.featureNames()).startsWith("AL359815.1", "MACO1", "SZT2", "RGL1");
        assertThat(data.id(0)).isEqualTo("GGAGGTACATTAAAGG-1");
    }

    @Test
    void tarArchives() throws IOException {
        String matrix = BANNER + "3 2 3\n1 1 5\n3 1 7\n2 2 1\n";
        byte[] archive = Fixtures.tar("x/._matrix.mtx", "junk", "x/matrix.mtx", matrix, "x/barcodes.tsv", "a\nb\n",
                "x/features.tsv", "g1\tA\ng2\tB\ng3\tC\n");
        for (byte[] content : List.of(archive, Fixtures.gzip(archive))) {
            SparseDataset data = open(file("a.tar", content));
            assertThat(Fixtures.row(data, 0)).containsExactly(5, 0, 7);
            assertThat(data.featureNames()).containsExactly("A", "B", "C");
        }
        Path cut = file("a.tar", Arrays.copyOf(archive, 1400));
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> open(cut))
                .withMessageContaining("cut short");
        archive[3] ^= 1;
        Path damaged = file("a.tar", archive);
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> open(damaged))
                .withMessageContaining("damaged");
        Path none = file("a.tar", Fixtures.tar("x/y.txt", "z"));
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> open(none))
                .withMessageContaining("matrix.mtx, found [x/y.txt]");
        Path bad = file("a.tar", Fixtures.tar("x/matrix.mtx", matrix.replace("3 1 7", "4 1 7")));
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> open(bad))
                .withMessageContaining("entry x/matrix.mtx, line 4: expected a row from 1 to 3");
    }

    // ---- SciPy

    @Test
    void namesAndLabelsInAnArchive() throws IOException {
        SparseDataset data = open(fixture("sparse_names.npz"));
        assertThat(data.featureNames()).containsExactly("a\tb", "b", "c", "d", "\u00e9");
        assertThat(data.id(5)).isEqualTo("r5");
        assertThat(data.classNames()).containsExactly("2019", "2020", "2021");
        assertThat(Fixtures.labels(data)).containsExactly(0, 1, 0, 2, 2, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> SparseWriter.tenX(folder.resolve("cells"), data))
                .withMessageContaining("tabs");
        assertThat(folder.resolve("cells")).doesNotExist();
    }

    @Test
    void otherSparseFormatsAreNamed() throws IOException {
        Path path = fixture("sparse_bsr.npz");
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> open(path))
                .withMessageContaining("found bsr: save matrix.tocsr()");
    }

    // ---- LIBSVM

    @Test
    void libsvm() throws IOException {
        Path path = text("a.svm", "# made\n+1 2:0.5 4:3 # first\n-1 1:1\n+1\n-1 qid:3 3:2e1 4:-0.5\n\n");
        SparseDataset data = open(path);
        assertThat(data.size()).isEqualTo(4);
        assertThat(data.features()).isEqualTo(4);
        assertThat(Fixtures.row(data, 0)).containsExactly(0, 0.5f, 0, 3);
        assertThat(Fixtures.row(data, 3)).containsExactly(0, 0, 20, -0.5f);
        assertThat(data.classNames()).containsExactly("-1", "1");
        assertThat(Fixtures.labels(data)).containsExactly(1, 0, 1, 0);
        assertThat(data.place(3)).isEqualTo(path + ", line 5");
        assertThat(notes).containsExactly(path + ": 4 features, as far as the largest index, counted from 1");

        SparseDataset fromZero = open(text("b", "0 0:1 2:1\n1 1:1\n"));
        assertThat(Fixtures.row(fromZero, 0)).containsExactly(1, 0, 1);
        SparseDataset quantities = open(text("c", "0.5 1:1\n2 2:1\n"));
        assertThat(quantities.hasLabels()).isFalse();
        assertThat(notes).anyMatch(note -> note.contains("quantities"));
        // Tables that look a little like it.
        assertThat(Datasets.open(text("d.csv", "1 2\n3 4\n"))).isNotInstanceOf(SparseDataset.class);
    }

    @Test
    void brokenLibsvmFilesAreNamed() throws IOException {
        String[][] cases = {{"1 1:1\n2 x:1\n", "INDEX:VALUE, found \"x:1\""}, {"1 1:1\n2 2:1 1:1\n", "above 2"},
            {"1 1:1\n2 1:1 1:1\n", "above 1"}, {"1 1:1\n2 2:nan\n", "finite number"},
            {"1 1:1\n2 2:\n", "finite number"},
            {"1 1:1\n2 999999999:1\n", "below 2^29"}, {"1 1:1\n2 99999999999:1\n", "INDEX:VALUE"},
            {"1 1:1\n2:1 3:1\n", "a label, found \"2:1\""}, {"1 1:1\na 2:1\n", "number as label, found \"a\""},
            {"1 1:1\n2 3\n", "INDEX:VALUE, found \"3\""}};
        for (String[] wrong : cases) {
            DataFormatException e = refused("bad", wrong[0]);
            assertThat(e.getMessage()).as(wrong[0]).contains(wrong[1]).hasLineCount(1);
            assertThat(e.place()).isEqualTo("line 2");
        }
    }
}
