package io.github.vae4j.core.data.sparse;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.file.ContentStream;
import io.github.vae4j.core.data.file.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The tables of names that 10x Genomics' Cell Ranger writes: features.tsv or genes.tsv with identifier, name and type, and
/// barcodes.tsv.
final class FeatureNames {
    /// A feature.
    ///
    /// @param id which is there once
    /// @param name which may be there several times
    /// @param type for example `Gene Expression`; empty in old files
    record Feature(String id, String name, String type) {}

    private FeatureNames() {}

    static List<Feature> read(ContentStream in) throws IOException {
        List<Feature> features = new ArrayList<>();
        for (String line : lines(in)) {
            String[] cells = line.split("\t", -1);
            features.add(new Feature(cells[0], cells.length > 1 && !cells[1].isEmpty() ? cells[1] : cells[0],
                    cells.length > 2 ? cells[2] : ""));
        }
        return features;
    }

    /// Further columns, which other programs add, are left out.
    static List<String> readCells(ContentStream in) throws IOException {
        return lines(in).stream().map(line -> line.split("\t", 2)[0]).toList();
    }

    private static List<String> lines(ContentStream in) throws IOException {
        byte[] content = in.readAllBytes();
        try {
            Utf8.check(in.file(), content);
        } catch (DataFormatException e) {
            throw new DataFormatException(in.file(), in.place(e.place()), problem(e));
        }
        int start = Utf8.start(content);
        return new String(content, start, content.length - start, StandardCharsets.UTF_8).lines()
                .filter(line -> !line.isBlank()).toList();
    }

    private static String problem(DataFormatException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring((e.file() + ", " + e.place() + ": ").length());
    }

    /// A name for each feature, no two alike: the identifier is added where a name is there several times.
    static List<String> names(List<Feature> features) {
        Map<String, Integer> count = new HashMap<>();
        features.forEach(feature -> count.merge(feature.name, 1, Integer::sum));
        return features.stream()
                .map(feature -> count.getOrDefault(feature.name, 0) > 1
                        ? feature.name + " (" + feature.id + ")"
                        : feature.name)
                .toList();
    }

    /// Says so if not all features are of one type: genes and antibodies want different likelihoods.
    static void noteTypes(Path file, List<Feature> features, ReadOptions options) {
        Map<String, Integer> types = new TreeMap<>();
        features.forEach(feature -> types.merge(feature.type, 1, Integer::sum));
        if (types.size() > 1) {
            options.notes().accept(file + ": features are of several types, all are kept: " + types);
        }
    }
}
