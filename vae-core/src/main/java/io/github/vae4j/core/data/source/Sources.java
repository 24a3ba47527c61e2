package io.github.vae4j.core.data.source;

import io.github.vae4j.core.data.ColumnChoice;
import io.github.vae4j.core.data.CsvFormat;
import io.github.vae4j.core.data.DataFormat;
import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Parts;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.array.ArrayFile;
import io.github.vae4j.core.data.array.ArrayRecords;
import io.github.vae4j.core.data.array.Idx;
import io.github.vae4j.core.data.array.NpyContent;
import io.github.vae4j.core.data.array.NpyHeader;
import io.github.vae4j.core.data.array.RecordArray;
import io.github.vae4j.core.data.array.StoredArray;
import io.github.vae4j.core.data.array.TextArray;
import io.github.vae4j.core.data.file.ContentStream;
import io.github.vae4j.core.data.file.FileContent;
import io.github.vae4j.core.data.file.FileKind;
import io.github.vae4j.core.data.file.FileMap;
import io.github.vae4j.core.data.image.ImageSet;
import io.github.vae4j.core.data.sparse.Libsvm;
import io.github.vae4j.core.data.sparse.TenX;
import io.github.vae4j.core.data.sparse.TextCorpus;
import io.github.vae4j.core.data.table.RecordTable;
import io.github.vae4j.core.data.table.TableReader;
import io.github.vae4j.core.data.table.TableSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// Opens files and folders of samples, whatever their format.
public final class Sources {
    private static final long MAP_FROM = 256L << 20;

    private Sources() {}

    /// Opens what a path shows by its kind and content.
    public static Parts open(Path path, ReadOptions options) throws IOException {
        Optional<IdxFolder> idx = IdxFolder.find(path);
        if (idx.isPresent()) {
            refuseColumns(path, options, "a folder of IDX files has labels of its own");
            return idx.get().read(options);
        }
        if (Files.isDirectory(path)) {
            Optional<Path> matrix = TenX.find(path);
            if (matrix.isPresent()) {
                refuseColumns(path, options, "give labels in a file (--labels)");
                return Parts.of(TenX.read(matrix.get(), options));
            }
            if (TextCorpus.find(path).isPresent()) {
                refuseColumns(path, options, "the third column of corpus.tsv has the labels");
                return TextCorpus.read(path, options);
            }
            refuseColumns(path, options, "images have the names of their folders as labels");
            return images(path, options);
        }
        byte[] start = FileContent.start(path, FileKind.START);
        for (DataFormat format : ServiceLoader.load(DataFormat.class)) {
            if (format.matches(start)) {
                return Parts.of(format.open(path, options));
            }
        }
        FileKind kind = FileKind.of(start);
        Optional<SparseReader> sparse = sparse(path, kind, options);
        if (sparse.isPresent()) {
            refuseColumns(path, options, "this file has no columns with names: give labels in a file (--labels)");
            return Parts.of(sparse.get().read(path, options));
        }
        if (kind == FileKind.GZIP) {
            byte[] content = FileContent.read(path);
            FileKind packed = FileKind.of(Arrays.copyOf(content, Math.min(content.length, FileKind.START)));
            return Parts.of(samples(path, packed, content, options));
        }
        if (kind == FileKind.ZIP) {
            return ArchiveSamples.read(path, options);
        }
        if ((kind == FileKind.IDX || kind == FileKind.NPY) && Files.size(path) >= MAP_FROM) {
            ArrayFile mapped = new ArrayFile(path, "", FileMap.of(path), true);
            return Parts.of(kind == FileKind.IDX ? images(mapped, options) : array(NpyHeader.parse(mapped), options));
        }
        return Parts.of(samples(path, kind, FileContent.readPlain(path), options));
    }

    /// Reads a file line by line, which is never in memory as a whole.
    @FunctionalInterface
    private interface SparseReader {
        Dataset read(Path path, ReadOptions options) throws IOException;
    }

    private static Optional<SparseReader> sparse(Path path, FileKind kind, ReadOptions options) throws IOException {
        byte[] start = kind == FileKind.GZIP
                ? ContentStream.start(path, FileKind.START)
                : FileContent.start(path, FileKind.START);
        return switch (FileKind.of(start)) {
            case MATRIX_MARKET -> Optional.of(TenX::read);
            case TAR -> Optional.of(TenX::readTar);
            // Who says how a table is laid out has a table.
            case TEXT -> options.csv().equals(CsvFormat.recognised())
                    && Libsvm.matches(new String(start, StandardCharsets.UTF_8))
                            ? Optional.of(Libsvm::read)
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static void refuseColumns(Path path, ReadOptions options, String why) throws DataFormatException {
        if (options.columns().label().isPresent()) {
            throw new DataFormatException(path, "",
                    "expected a table for the label column " + options.columns().label().get() + ": " + why);
        }
    }

    /// Reads the images of a folder.
    public static Parts images(Path folder, ReadOptions options) throws IOException {
        Map<String, Dataset> parts = ImageSet.read(folder, options);
        Dataset train = parts.containsKey("") ? parts.get("") : parts.get("train");
        if (train == null) {
            throw new IllegalStateException("parts without one to learn from: " + parts.keySet());
        }
        return new Parts(train, Optional.ofNullable(parts.get("validation")), Optional.ofNullable(parts.get("test")));
    }

    /// @param content of the file, unpacked
    static Dataset samples(Path path, FileKind kind, byte[] content, ReadOptions options) throws IOException {
        return switch (kind) {
            case IDX -> images(ArrayFile.of(path, content), options);
            case NPY -> array(NpyHeader.parse(ArrayFile.of(path, content)), options);
            case TEXT -> TableSamples.of(path, TableReader.samples(path, content, options), options);
            case ZIP -> throw new DataFormatException(path, "", "expected an archive that is not packed once more");
            default -> throw kind.refusal(path, "expected a table or an array");
        };
    }

    private static Dataset images(ArrayFile file, ReadOptions options) throws DataFormatException {
        refuseColumns(file.path(), options, "an IDX file has no columns");
        return Idx.images(file).toDataset(options);
    }

    /// What an array holds as samples.
    static Dataset array(NpyContent content, ReadOptions options) throws DataFormatException {
        return switch (content) {
            case StoredArray numbers -> numbers(numbers, options);
            case RecordArray records ->
                    TableSamples.of(records.path(), RecordTable.samples(records, options), options);
            case TextArray texts -> throw texts.refusal();
        };
    }

    /// The columns of an array of two dimensions may be chosen by number.
    private static Dataset numbers(StoredArray array, ReadOptions options) throws DataFormatException {
        ColumnChoice columns = options.columns();
        if (columns.label().isEmpty() && columns.index().isEmpty() && columns.dropped().isEmpty()) {
            return array.toDataset(options);
        }
        ArrayRecords records = new ArrayRecords(array);
        boolean index = columns.index().isPresent();
        ReadOptions chosen = index ? options : options.withColumns(columns.withoutIndex());
        return TableSamples.of(records.path(), RecordTable.samples(records, chosen), chosen);
    }
}
