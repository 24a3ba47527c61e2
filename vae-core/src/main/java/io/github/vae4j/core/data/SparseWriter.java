package io.github.vae4j.core.data;

import io.github.vae4j.core.data.array.NpyOutput;
import io.github.vae4j.core.data.array.SparseArchive;
import io.github.vae4j.core.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes sparse data: Matrix Market files, folders as of 10x Genomics' Cell Ranger, and `.npz` archives as of SciPy's `save_npz`.
/// Reading a file gives the same bits. A file appears complete, and flushed to the disk, or not at all.
///
/// **Errors.** All methods throw [IllegalArgumentException] if a name has more than one line, and [IOException] if a file cannot
/// be written.
public final class SparseWriter {
    private static final String BANNER = "%%MatrixMarket matrix coordinate ";

    /// Writes the content of an entry.
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Writes the line of an entry: sample and column from 0.
    private interface Line {
        void append(StringBuilder line, int sample, int column);
    }

    private SparseWriter() {}

    // ---- Matrix Market

    /// Writes a Matrix Market file (coordinate, general; `integer` if all values are whole numbers, else `real`). Each row is
    /// a sample. The format has no place for names and labels.
    ///
    /// @param file the file, replaced if it is there; packed if its name ends in `.gz`
    /// @param data what to write
    /// @throws IOException see the class
    public static void matrixMarket(Path file, SparseDataset data) throws IOException {
        matrix(file, data, data.size() + " " + data.features(), (line, sample, column) -> line.append(sample + 1)
                .append(' ').append(column + 1));
    }

    /// Writes a folder as Cell Ranger does: `matrix.mtx.gz` with a column for every sample, `features.tsv.gz` and
    /// `barcodes.tsv.gz` with the names of both. Features without names are called by their numbers.
    ///
    /// @param folder created if it is not there; files of these names are replaced
    /// @param data what to write; labels are left out
    /// @throws IOException see the class
    public static void tenX(Path folder, SparseDataset data) throws IOException {
        List<String> features = data.featureNames().isEmpty()
                ? IntStream.range(0, data.features()).mapToObj(Integer::toString).toList()
                : data.featureNames();
        features.forEach(SparseWriter::requireCell);
        List<String> samples = ids(data);
        samples.forEach(SparseWriter::requireCell);
        Files.createDirectories(folder);
        lines(folder.resolve("features.tsv.gz"), features.stream().map(name -> name + '\t' + name + "\tGene Expression")
                .toList());
        lines(folder.resolve("barcodes.tsv.gz"), samples);
        matrix(folder.resolve("matrix.mtx.gz"), data, data.features() + " " + data.size(),
                (line, sample, column) -> line.append(column + 1).append(' ').append(sample + 1));
    }

    private static List<String> ids(SparseDataset data) {
        return IntStream.range(0, data.size()).mapToObj(data::id).toList();
    }

    private static void requireCell(String name) {
        if (name.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) {
            throw new IllegalArgumentException("a name cannot have tabs or span lines: " + name);
        }
    }

    private static void lines(Path file, List<String> lines) throws IOException {
        AtomicFile.write(file, packed(file, out -> {
            for (String line : lines) {
                out.write((line + '\n').getBytes(StandardCharsets.UTF_8));
            }
        }));
    }

    private static AtomicFile.Content packed(Path file, Content content) {
        return out -> {
            if (String.valueOf(file.getFileName()).endsWith(".gz")) {
                GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
                content.writeTo(gzip);
                gzip.finish();
            } else {
                content.writeTo(out);
            }
        };
    }

    private static void matrix(Path file, SparseDataset data, String sizes, Line line) throws IOException {
        Row row = new Row(data);
        boolean whole = IntStream.range(0, data.size()).allMatch(row::isWhole);
        AtomicFile.write(file, packed(file, out -> {
            StringBuilder text = new StringBuilder(BANNER).append(whole ? "integer" : "real").append(" general\n")
                    .append(sizes).append(' ').append(data.totalEntries()).append('\n');
            for (int sample = 0; sample < data.size(); sample++) {
                int n = row.read(sample);
                for (int i = 0; i < n; i++) {
                    line.append(text, sample, row.columns[i]);
                    text.append(' ');
                    if (whole) {
                        text.append((long) row.values[i]).append('\n');
                    } else {
                        text.append(row.values[i]).append('\n');
                    }
                }
                out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
                text.setLength(0);
            }
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        }));
    }

    /// The entries of one sample in memory.
    private static final class Row {
        // Whole numbers up to here are written as such.
        private static final float MOST_WHOLE = 1L << 62;

        final SparseDataset data;
        final int[] columns;
        final float[] values;

        Row(SparseDataset data) {
            this.data = data;
            int most = data.maxEntries();
            columns = new int[most];
            values = new float[most];
        }

        int read(int sample) {
            data.readEntries(sample, columns, values, 0);
            return data.entries(sample);
        }

        boolean isWhole(int sample) {
            int n = read(sample);
            for (int i = 0; i < n; i++) {
                boolean signedZero = values[i] == 0 && Float.floatToRawIntBits(values[i]) != 0;
                if (signedZero || values[i] != Math.rint(values[i]) || Math.abs(values[i]) > MOST_WHOLE) {
                    return false;
                }
            }
            return true;
        }
    }

    // ---- .npz

    /// Writes a `.npz` archive with a CSR matrix, as SciPy's `save_npz(compressed=False)` does; `load_npz` reads it. Names of
    /// rows and features, and the names of the samples' classes, go into the further arrays `row_names`, `column_names` and
    /// `labels`. Archives of 256 MB or more are mapped when they are opened.
    ///
    /// @param file the file, replaced if it is there
    /// @param data what to write
    /// @throws IOException see the class
    public static void npz(Path file, SparseDataset data) throws IOException {
        Row row = new Row(data);
        List<String> names = ids(data);
        boolean named = IntStream.range(0, data.size())
                .anyMatch(i -> !names.get(i).equals(Integer.toString(data.row(i))));
        AtomicFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setMethod(ZipOutputStream.STORED);
            long total = data.totalEntries();
            entry(zip, "indices", bytes -> eachRow(row, new NpyOutput(bytes, "<i4", total), false));
            entry(zip, "indptr", bytes -> offsets(data, new NpyOutput(bytes, "<i8", data.size() + 1L)));
            entry(zip, "format", bytes -> NpyOutput.bytes(bytes, "csr"));
            entry(zip, "shape", bytes -> {
                NpyOutput shape = new NpyOutput(bytes, "<i8", 2);
                shape.whole(data.size());
                shape.whole(data.features());
                shape.finish();
            });
            entry(zip, "data", bytes -> eachRow(row, new NpyOutput(bytes, "<f4", total), true));
            if (named) {
                entry(zip, SparseArchive.ROW_NAMES, bytes -> NpyOutput.texts(bytes, names));
            }
            if (!data.featureNames().isEmpty()) {
                entry(zip, SparseArchive.COLUMN_NAMES, bytes -> NpyOutput.texts(bytes, data.featureNames()));
            }
            if (data.hasLabels()) {
                List<String> classes = IntStream.range(0, data.size())
                        .mapToObj(i -> data.classNames().get(data.label(i))).toList();
                entry(zip, SparseArchive.LABELS, bytes -> NpyOutput.texts(bytes, classes));
            }
            zip.finish();
        });
    }

    private static void eachRow(Row row, NpyOutput array, boolean values) throws IOException {
        for (int sample = 0; sample < row.data.size(); sample++) {
            int n = row.read(sample);
            for (int i = 0; i < n; i++) {
                if (values) {
                    array.real(row.values[i]);
                } else {
                    array.part(row.columns[i]);
                }
            }
        }
        array.finish();
    }

    private static void offsets(SparseDataset data, NpyOutput array) throws IOException {
        long offset = 0;
        array.whole(offset);
        for (int sample = 0; sample < data.size(); sample++) {
            offset += data.entries(sample);
            array.whole(offset);
        }
        array.finish();
    }

    /// A stored entry needs its size and checksum before its content, so that this is written twice.
    private static void entry(ZipOutputStream zip, String name, Content content) throws IOException {
        CRC32 crc = new CRC32();
        Counting counting = new Counting();
        content.writeTo(new CheckedOutputStream(counting, crc));
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        entry.setSize(counting.count);
        entry.setCompressedSize(counting.count);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        content.writeTo(zip);
        zip.closeEntry();
    }

    private static final class Counting extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count += length;
        }
    }
}
