package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.SampleAxis;
import io.github.vae4j.core.data.sparse.EntryCollector;
import io.github.vae4j.core.data.sparse.SparseSamples;
import io.github.vae4j.core.data.sparse.SparseSizes;
import io.github.vae4j.core.data.store.MappedSparseRows;
import io.github.vae4j.core.data.store.Origin;
import io.github.vae4j.core.data.store.SampleShape;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sparse matrices as SciPy's `save_npz` writes them: CSR, CSC and COO. [io.github.vae4j.core.data.SparseWriter] adds the names
/// of rows and columns, and labels, as further arrays, which SciPy does not look at.
public final class SparseArchive {
    /// Names of the arrays that may be added.
    public static final String ROW_NAMES = "row_names";
    /// See [#ROW_NAMES].
    public static final String COLUMN_NAMES = "column_names";
    /// See [#ROW_NAMES].
    public static final String LABELS = "labels";

    private static final String FORMAT = "format";
    private static final long MAP_FROM = 256L << 20;

    private final NpzArchive archive;
    private final ReadOptions options;
    private final long mapFrom;
    private final boolean transposed;
    private final int rows;
    private final int columns;

    private SparseArchive(NpzArchive archive, ReadOptions options, long mapFrom) throws IOException {
        this.archive = archive;
        this.options = options;
        this.mapFrom = mapFrom;
        transposed = options.samples().orElse(SampleAxis.ROWS) == SampleAxis.COLUMNS;
        int[] shape = numbers("shape").toInts();
        if (shape.length != 2 || shape[0] < 1 || shape[1] < 1) {
            throw error("shape", "expected rows and columns of a matrix, found " + Arrays.toString(shape));
        }
        rows = shape[0];
        columns = shape[1];
    }

    /// Whether an archive holds a sparse matrix.
    public static boolean matches(NpzArchive archive) {
        Set<String> names = archive.names();
        return names.contains(FORMAT) && names.contains("data")
                && (names.contains("indptr") || names.contains("shape"));
    }

    /// Reads the matrix.
    public static Dataset read(NpzArchive archive, ReadOptions options) throws IOException {
        return read(archive, options, MAP_FROM);
    }

    /// Reads the matrix, or maps it.
    ///
    /// @param mapFrom bytes of the smallest archive that is mapped, if its entries are stored as they are
    public static Dataset read(NpzArchive archive, ReadOptions options, long mapFrom) throws IOException {
        SparseArchive sparse = new SparseArchive(archive, options, mapFrom);
        String format = sparse.format();
        String problem = SparseSizes.problem(sparse.samples(), sparse.features(), Files.size(archive.path()) * 256);
        if (!problem.isEmpty()) {
            throw sparse.error("shape", problem);
        }
        return switch (format) {
            case "csr" -> sparse.compressed(false);
            case "csc" -> sparse.compressed(true);
            case "coo" -> sparse.coordinates();
            default -> throw sparse.error(FORMAT,
                    "expected a matrix in the format csr, csc or coo, found " + format + ": save matrix.tocsr()");
        };
    }

    private int samples() {
        return transposed ? columns : rows;
    }

    private int features() {
        return transposed ? rows : columns;
    }

    private String format() throws IOException {
        if (archive.array(FORMAT) instanceof TextArray text && ArrayShape.elements(text.shape()) == 1) {
            return text.text(0);
        }
        throw error(FORMAT, "expected the name of a sparse format, such as csr");
    }

    private DataFormatException error(String array, String problem) {
        return new DataFormatException(archive.path(), "array " + array, problem);
    }

    private StoredArray numbers(String name) throws IOException {
        if (archive.array(name) instanceof StoredArray numbers) {
            return numbers;
        }
        throw error(name, "expected numbers");
    }

    private StoredArray wholes(String name) throws IOException {
        StoredArray numbers = numbers(name);
        if (numbers.type().isFloat()) {
            throw error(name, "expected whole numbers, found " + numbers.typeName());
        }
        return numbers;
    }

    // ---- CSR and CSC

    private Dataset compressed(boolean byColumns) throws IOException {
        long[] offsets = offsets(byColumns ? columns : rows);
        if (byColumns == transposed && Files.size(archive.path()) >= mapFrom) {
            StoredArray indices = archive.mapped("indices");
            StoredArray data = archive.mapped("data");
            if (indices != null && data != null && options.missing() == Missing.REFUSE) {
                return mapped(offsets, indices, data);
            }
        }
        int[] indices = wholes("indices").toInts();
        float[] values = values(indices.length);
        if (offsets[offsets.length - 1] != indices.length) {
            throw error("indptr", "expected offsets up to the number of entries, " + indices.length + ", found "
                    + offsets[offsets.length - 1]);
        }
        EntryCollector entries = new EntryCollector(samples(), indices.length);
        int inner = byColumns ? rows : columns;
        for (int major = 0; major + 1 < offsets.length; major++) {
            for (int i = (int) offsets[major]; i < (int) offsets[major + 1]; i++) {
                if (indices[i] < 0 || indices[i] >= inner) {
                    throw error("indices", "expected a " + (byColumns ? "row" : "column") + " from 0 to " + (inner - 1)
                            + " for " + (byColumns ? "column " : "row ") + major + ", found " + indices[i]);
                }
                boolean majorIsSample = byColumns == transposed;
                entries.add(majorIsSample ? major : indices[i], majorIsSample ? indices[i] : major, values[i]);
            }
        }
        return samples(entries);
    }

    private long[] offsets(int count) throws IOException {
        StoredArray array = wholes("indptr");
        if (array.length() != count + 1L) {
            throw error("indptr", "expected " + (count + 1L) + " offsets for a matrix of " + rows + " x " + columns
                    + ", found " + array.length());
        }
        long[] offsets = new long[count + 1];
        for (int i = 0; i <= count; i++) {
            offsets[i] = array.type().whole(array.data(), array.offset(), i, array.order());
            if (i == 0 ? offsets[0] != 0 : offsets[i] < offsets[i - 1]) {
                throw error("indptr", "expected offsets that rise from 0, found " + offsets[i] + " at " + i);
            }
        }
        return offsets;
    }

    private Dataset mapped(long[] offsets, StoredArray indices, StoredArray data) throws IOException {
        long entries = offsets[offsets.length - 1];
        if (indices.type().isFloat() || indices.length() != entries || data.length() != entries) {
            throw error("indptr", "expected as many whole numbers in indices and numbers in data as the last offset, "
                    + entries + ", found " + indices.length() + " and " + data.length());
        }
        try {
            return labelled(new MappedSparseRows(offsets, numbers(indices), numbers(data), shape(), null, origin()));
        } catch (IllegalArgumentException e) {
            throw new DataFormatException(archive.path(), "", String.valueOf(e.getMessage()));
        }
    }

    private static MappedSparseRows.Numbers numbers(StoredArray array) {
        return new MappedSparseRows.Numbers(array.data(), array.offset(), array.type(), array.order());
    }

    // ---- COO

    private Dataset coordinates() throws IOException {
        int[] row = wholes("row").toInts();
        int[] column = wholes("col").toInts();
        float[] values = values(row.length);
        if (column.length != row.length) {
            throw error("col", "expected as many columns as rows, " + row.length + ", found " + column.length);
        }
        EntryCollector entries = new EntryCollector(samples(), row.length);
        for (int i = 0; i < row.length; i++) {
            if (row[i] < 0 || row[i] >= rows || column[i] < 0 || column[i] >= columns) {
                throw error("row", "entry " + i + ": expected a place in a matrix of " + rows + " x " + columns
                        + ", found row " + row[i] + ", column " + column[i]);
            }
            entries.add(transposed ? column[i] : row[i], transposed ? row[i] : column[i], values[i]);
        }
        return samples(entries);
    }

    // ---- both

    private float[] values(int entries) throws IOException {
        StoredArray data = numbers("data");
        if (data.length() != entries) {
            throw error("data", "expected as many values as indices, " + entries + ", found " + data.length());
        }
        float[] values = data.toFloats();
        for (int i = 0; i < entries; i++) {
            boolean missing = Float.isNaN(values[i]);
            if (!Float.isFinite(values[i]) && (!missing || options.missing() == Missing.REFUSE)) {
                throw error("data", "expected finite numbers, found " + values[i] + " at " + i
                        + (missing ? ": leave out rows with missing values (--missing drop)" : ""));
            }
        }
        return values;
    }

    private Dataset samples(EntryCollector entries) throws IOException {
        Labels labels = labels();
        return SparseSamples.of(archive.path(), entries, samples(), shape(), labels, origin(), options);
    }

    private Dataset labelled(Dataset data) throws IOException {
        Labels labels = labels();
        return labels == null ? data : data.withLabels(labels);
    }

    private @Nullable Labels labels() throws IOException {
        if (!archive.names().contains(LABELS)) {
            return null;
        }
        return switch (archive.array(LABELS)) {
            case TextArray texts -> ArrayLabels.required(texts, samples());
            case StoredArray numbers -> ArrayLabels.required(numbers, samples());
            case RecordArray records -> throw error(LABELS, "expected labels, found the fields " + records.names());
        };
    }

    private SampleShape shape() throws IOException {
        return new SampleShape(1, features(), names(transposed ? ROW_NAMES : COLUMN_NAMES, features()));
    }

    private Origin origin() throws IOException {
        List<String> names = names(transposed ? COLUMN_NAMES : ROW_NAMES, samples());
        Origin rowsOfFile = Origin.rows(archive.path(), "");
        return names.isEmpty() ? rowsOfFile : new NamedRows(rowsOfFile, names);
    }

    /// Rows with names.
    private record NamedRows(Origin rows, List<String> names) implements Origin {
        @Override
        public String id(int sample) {
            return names.get(sample);
        }

        @Override
        public String place(int sample) {
            return rows.place(sample);
        }
    }

    private List<String> names(String array, int count) throws IOException {
        if (!archive.names().contains(array)) {
            return List.of();
        }
        if (!(archive.array(array) instanceof TextArray texts) || texts.shape().length != 1
                || texts.shape()[0] != count) {
            throw error(array, "expected " + count + " texts");
        }
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = texts.text(i);
        }
        return List.of(names);
    }
}
