package io.github.vae4j.core.data.source;

import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.array.ArrayFile;
import io.github.vae4j.core.data.array.ArrayLabels;
import io.github.vae4j.core.data.array.Idx;
import io.github.vae4j.core.data.array.NpyContent;
import io.github.vae4j.core.data.array.NpyHeader;
import io.github.vae4j.core.data.array.NpzArchive;
import io.github.vae4j.core.data.array.NpzChoice;
import io.github.vae4j.core.data.array.RecordArray;
import io.github.vae4j.core.data.file.FileContent;
import io.github.vae4j.core.data.file.FileKind;
import io.github.vae4j.core.data.table.RecordTable;
import io.github.vae4j.core.data.table.Table;
import io.github.vae4j.core.data.table.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Reads files of labels: text with one label a line, tables with a column of them, `.npy`, `.npz`, IDX.
final class LabelFiles {
    private LabelFiles() {}

    /// @param samples how many labels there should be, or -1 if that is not known
    static LabelRows read(Path path, int samples, ReadOptions options) throws IOException {
        FileKind start = FileKind.of(FileContent.start(path, FileKind.START));
        if (start == FileKind.ZIP) {
            try (NpzArchive archive = NpzArchive.open(path)) {
                String name = NpzChoice.labelsAlone(archive, options);
                return array(path, archive.array(name), samples, options.withColumns(options.columns().withoutLabel()));
            }
        }
        byte[] content = FileContent.read(path);
        FileKind kind = FileKind.of(Arrays.copyOf(content, Math.min(content.length, FileKind.START)));
        return switch (kind) {
            case IDX -> array(path, Idx.parse(ArrayFile.of(path, content)), samples, options);
            case NPY -> array(path, NpyHeader.parse(ArrayFile.of(path, content)), samples, options);
            case TEXT -> table(path, TableReader.labels(path, content, samples, options));
            default -> throw kind.refusal(path, "expected labels: text with one on each line, .npy, .npz or IDX");
        };
    }

    private static LabelRows array(Path path, NpyContent content, int samples, ReadOptions options)
            throws IOException {
        if (content instanceof RecordArray records) {
            return table(path, RecordTable.labels(records, options));
        }
        return new LabelRows(path, ArrayLabels.of(content, samples), row -> "row " + row + " (counted from 0)");
    }

    private static LabelRows table(Path path, Table table) {
        List<String> ids = table.hasIds()
                ? IntStream.range(0, table.rows()).mapToObj(table.origin()::id).toList()
                : List.of();
        return new LabelRows(path, table.labels(), ids, row -> table.place(path, row));
    }
}
