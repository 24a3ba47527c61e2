package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.Column;
import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.array.NpzNames.Kind;
import io.github.vae4j.core.data.array.NpzNames.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which arrays of an archive are the samples and which the labels: by the names that NumPy, Keras, MedMNIST, scikit-learn
/// and others give them, or else by their shapes.
///
/// @param samples name of an array
/// @param labels name of the array with their labels, or null if there is none
public record NpzChoice(String samples, @Nullable String labels) {
    /// The arrays of an archive with what their headers say.
    private record Arrays(NpzArchive archive, Map<String, NpyHeader.Summary> all, ReadOptions options) {
        List<String> of(Part part, Kind kind) {
            List<String> found = new ArrayList<>();
            for (String name : all.keySet()) {
                NpzNames names = NpzNames.of(name);
                if (names.part() == part && names.kind() == kind && fits(name, kind)) {
                    found.add(name);
                }
            }
            return found;
        }

        private boolean fits(String name, Kind kind) {
            NpyHeader.Summary summary = summary(name);
            return switch (kind) {
                case SAMPLES -> summary.shape().length >= 1 && (summary.isNumbers() || summary.isTable());
                case LABELS -> summary.isNumbers() || summary.isTexts();
                case OTHER -> true;
            };
        }

        NpyHeader.Summary summary(String name) {
            NpyHeader.Summary summary = all.get(name);
            if (summary == null) {
                throw new IllegalStateException("no array is called " + name);
            }
            return summary;
        }

        int rows(String name) {
            int[] shape = summary(name).shape();
            return shape.length == 0 ? 0 : shape[0];
        }

        DataFormatException unclear(String problem) throws IOException {
            return new DataFormatException(archive.path(), "directory", problem + ", found "
                    + archive.describe() + ": say which one holds the samples (--array)");
        }
    }

    /// The choice, part by part; a single part is `ALL`.
    ///
    /// @throws DataFormatException if it is not clear
    public static Map<Part, NpzChoice> of(NpzArchive archive, ReadOptions options) throws IOException {
        Map<String, NpyHeader.Summary> all = new LinkedHashMap<>();
        for (String name : archive.names()) {
            all.put(name, archive.summary(name));
        }
        Arrays arrays = new Arrays(archive, all, options);
        Map<Part, NpzChoice> chosen = new LinkedHashMap<>();
        if (options.array().isPresent()) {
            String name = options.array().get();
            if (!all.containsKey(name)) {
                throw arrays.unclear("expected an array " + name);
            }
            chosen.put(Part.ALL, new NpzChoice(name, labels(arrays, NpzNames.of(name).part(), name)));
            return chosen;
        }
        for (Part part : new Part[] {Part.TRAIN, Part.VALIDATION, Part.TEST}) {
            String samples = one(arrays, part);
            if (samples != null) {
                chosen.put(part, new NpzChoice(samples, labels(arrays, part, samples)));
            }
        }
        if (chosen.containsKey(Part.TRAIN) && chosen.size() > 1) {
            return chosen;
        }
        chosen.clear();
        String samples = whole(arrays);
        chosen.put(Part.ALL, new NpzChoice(samples, labels(arrays, NpzNames.of(samples).part(), samples)));
        return chosen;
    }

    /// The array that is called as the samples of a part are, or null if there is none.
    private static @Nullable String one(Arrays arrays, Part part) throws IOException {
        List<String> named = arrays.of(part, Kind.SAMPLES);
        if (named.size() < 2) {
            return named.isEmpty() ? null : named.getFirst();
        }
        List<String> tables = named.stream().filter(name -> arrays.summary(name).shape().length > 1).toList();
        if (tables.size() != 1) {
            throw arrays.unclear("expected one array that is called as samples are");
        }
        return tables.getFirst();
    }

    private static String whole(Arrays arrays) throws IOException {
        String named = one(arrays, Part.ALL);
        if (named != null) {
            return named;
        }
        named = one(arrays, Part.TRAIN);
        if (named != null) {
            return named;
        }
        List<String> tables = arrays.all.keySet().stream()
                .filter(name -> arrays.summary(name).isNumbers() && arrays.summary(name).shape().length > 1
                        && !isList(arrays, name) && NpzNames.of(name).kind() != Kind.LABELS)
                .toList();
        if (tables.size() == 1) {
            return tables.getFirst();
        }
        List<String> numbers = arrays.all.keySet().stream().filter(name -> arrays.summary(name).isNumbers()).toList();
        if (numbers.size() == 1 && NpzNames.of(numbers.getFirst()).kind() != Kind.LABELS) {
            return numbers.getFirst();
        }
        throw arrays.unclear("expected an array called x, data or images, or one array only");
    }

    /// The labels of some samples: by name, or the only list of as many whole numbers or texts.
    private static @Nullable String labels(Arrays arrays, Part part, String samples) throws IOException {
        if (arrays.options.columns().label().isPresent()) {
            Column column = arrays.options.columns().label().get();
            if (arrays.summary(samples).isTable()) {
                return null;
            }
            List<String> names = List.copyOf(arrays.all.keySet());
            int index = column.in(names, names.size());
            if (index < 0) {
                throw new DataFormatException(arrays.archive.path(), "directory",
                        "expected labels in an array " + column + ", found " + names);
            }
            return names.get(index);
        }
        List<String> named = arrays.of(part, Kind.LABELS);
        if (named.size() == 1 && (isList(arrays, named.getFirst()) || !NpzNames.mayMeanMore(named.getFirst()))) {
            return named.getFirst();
        }
        if (part != Part.ALL) {
            return null;
        }
        List<String> lists = arrays.all.keySet().stream()
                .filter(name -> !name.equals(samples) && isList(arrays, name)
                        && arrays.rows(name) == arrays.rows(samples))
                .toList();
        return lists.size() == 1 ? lists.getFirst() : null;
    }

    private static boolean isList(Arrays arrays, String name) {
        NpyHeader.Summary summary = arrays.summary(name);
        int[] shape = summary.shape();
        return (summary.isWholes() || summary.isTexts())
                && (shape.length == 1 || shape.length == 2 && shape[1] == 1);
    }

    /// The only array of an archive that can be labels.
    ///
    /// @throws DataFormatException if that is not clear
    public static String labelsAlone(NpzArchive archive, ReadOptions options) throws IOException {
        Map<String, NpyHeader.Summary> all = new LinkedHashMap<>();
        for (String name : archive.names()) {
            all.put(name, archive.summary(name));
        }
        Arrays arrays = new Arrays(archive, all, options);
        if (options.columns().label().isPresent()) {
            Column column = options.columns().label().get();
            List<String> names = List.copyOf(all.keySet());
            int index = column.in(names, names.size());
            if (index >= 0) {
                return names.get(index);
            }
        }
        List<String> named = arrays.of(Part.ALL, Kind.LABELS);
        if (named.size() == 1) {
            return named.getFirst();
        }
        List<String> lists = all.keySet().stream().filter(name -> isList(arrays, name)).toList();
        if (lists.size() == 1) {
            return lists.getFirst();
        }
        if (all.size() == 1) {
            return all.keySet().iterator().next();
        }
        throw new DataFormatException(archive.path(), "directory", "expected one array of labels, found "
                + archive.describe() + ": say which one it is (--label-column)");
    }
}
