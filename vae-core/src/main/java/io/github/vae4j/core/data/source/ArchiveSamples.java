package io.github.vae4j.core.data.source;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Parts;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.array.ArrayLabels;
import io.github.vae4j.core.data.array.NpyContent;
import io.github.vae4j.core.data.array.NpzArchive;
import io.github.vae4j.core.data.array.NpzChoice;
import io.github.vae4j.core.data.array.NpzNames.Part;
import io.github.vae4j.core.data.array.SparseArchive;
import io.github.vae4j.core.data.label.LabelColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Samples and labels of `.npz` archives.
final class ArchiveSamples {
    private ArchiveSamples() {}

    static Parts read(Path path, ReadOptions options) throws IOException {
        try (NpzArchive archive = NpzArchive.open(path)) {
            if (SparseArchive.matches(archive)) {
                return Parts.of(SparseArchive.read(archive, options));
            }
            Map<Part, Dataset> parts = new EnumMap<>(Part.class);
            for (Map.Entry<Part, NpzChoice> chosen : NpzChoice.of(archive, options).entrySet()) {
                parts.put(chosen.getKey(), part(path, archive, chosen.getValue(), options));
            }
            Dataset train = parts.containsKey(Part.ALL) ? parts.get(Part.ALL) : parts.get(Part.TRAIN);
            if (train == null) {
                throw new DataFormatException(path, "directory", "expected a part to learn from");
            }
            return new Parts(train, Optional.ofNullable(parts.get(Part.VALIDATION)),
                    Optional.ofNullable(parts.get(Part.TEST)));
        }
    }

    private static Dataset part(Path path, NpzArchive archive, NpzChoice choice, ReadOptions options)
            throws IOException {
        NpyContent content = archive.array(choice.samples());
        String labels = choice.labels();
        if (labels == null) {
            if (archive.names().size() > 1) {
                options.notes().accept(path + ": the samples are the array " + choice.samples() + ", without labels");
            }
            return Sources.array(content, options);
        }
        // Rows without a label or a value are left out together, so that the two stay side by side.
        ReadOptions arrays = LabelledSamples.keepingRows(options).withColumns(options.columns().withoutLabel());
        Dataset samples = Sources.array(content, arrays);
        boolean asked = options.columns().label().isPresent();
        LabelColumn column;
        try {
            column = ArrayLabels.of(archive.array(labels), samples.size());
            if (column.missing() == 0) {
                column.labels(path, row -> "array " + labels + ", row " + row);
            }
        } catch (DataFormatException e) {
            if (asked) {
                throw e;
            }
            options.notes().accept(path + ": the array " + labels + " holds no list of classes and is left out");
            return LabelledSamples.complete(samples, options, path);
        }
        options.notes().accept(path + ": the samples are the array " + choice.samples() + ", the labels " + labels);
        return LabelledSamples.join(samples, new LabelRows(path, column, row -> "array " + labels + ", row " + row),
                options, path);
    }
}
