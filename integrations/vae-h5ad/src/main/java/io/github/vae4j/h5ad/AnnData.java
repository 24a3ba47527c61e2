package io.github.vae4j.h5ad;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.SampleAxis;
import io.github.vae4j.core.data.store.FloatRows;
import io.github.vae4j.core.data.store.Origin;
import io.github.vae4j.core.data.store.SampleShape;
import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One file: finds the matrix, its names and labels.
final class AnnData {
    private final Path path;
    private final HdfFile file;
    private final ReadOptions options;
    private final Arrays arrays;

    AnnData(Path path, HdfFile file, ReadOptions options) {
        this.path = path;
        this.file = file;
        this.options = options;
        this.arrays = new Arrays(path, file.size());
    }

    /// A matrix and the group of its variables.
    private record Place(Node matrix, String name, @Nullable Node variables) {}

    Dataset read() throws DataFormatException {
        if (options.samples().orElse(SampleAxis.ROWS) == SampleAxis.COLUMNS) {
            throw new DataFormatException(path, "", "observations are rows in .h5ad files: leave --samples out");
        }
        Place place = place();
        List<String> cells = names(child(file, "obs"), "obs");
        List<String> variables = names(place.variables, "var");
        Origin origin = cells.isEmpty() ? Origin.rows(path, place.name) : new Cells(path, cells);
        Dataset data = place.matrix instanceof Group sparse
                ? new SparseMatrix(path, arrays, sparse, place.name, options).read(variables, origin)
                : dense(place, variables, origin);
        if (!cells.isEmpty() && options.missing() != Missing.DROP && cells.size() != data.size()) {
            throw new DataFormatException(path, "obs",
                    "expected " + data.size() + " names of observations, found " + cells.size());
        }
        return options.columns().label().isEmpty() ? data : labelled(data);
    }

    private static @Nullable Node child(Group group, String name) {
        return group.getChildren().get(name);
    }

    // ---- the matrix

    private Place place() throws DataFormatException {
        Node variables = child(file, "var");
        if (options.array().isPresent()) {
            String layer = options.array().get();
            Node found = child(file, "layers") instanceof Group layers ? child(layers, layer) : null;
            if (found != null) {
                return new Place(found, "layers/" + layer, variables);
            }
            if (layer.equals("raw") && child(file, "raw") instanceof Group raw && child(raw, "X") != null) {
                return new Place(raw.getChild("X"), "raw/X", child(raw, "var"));
            }
            if (!layer.equals("X")) {
                throw new DataFormatException(path, "layers", "expected a layer " + layer + ", found " + layers());
            }
        }
        Node x = child(file, "X");
        if (x == null) {
            throw new DataFormatException(path, "",
                    "expected a matrix X, found none; there are the layers " + layers() + ": choose one (--layer)");
        }
        return new Place(x, "X", variables);
    }

    private List<String> layers() {
        List<String> names = new ArrayList<>();
        if (child(file, "layers") instanceof Group layers) {
            names.addAll(layers.getChildren().keySet());
        }
        if (child(file, "raw") != null) {
            names.add("raw");
        }
        return names;
    }

    private Dataset dense(Place place, List<String> variables, Origin origin) throws DataFormatException {
        int[] shape = arrays.dimensions(place.matrix, place.name);
        if (shape.length != 2 || shape[0] < 1 || shape[1] < 1) {
            throw new DataFormatException(path, place.name,
                    "expected a matrix of observations and variables, found shape "
                            + java.util.Arrays.toString(shape));
        }
        float[] values = arrays.floats(place.matrix, place.name);
        boolean[] incomplete = new boolean[shape[0]];
        boolean any = false;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                arrays.requireMissing(values[i], place.name, i / shape[1], i % shape[1], options);
                incomplete[i / shape[1]] = true;
                any = true;
            }
        }
        Dataset all = new FloatRows(values, shape(shape[1], variables), null, origin, true);
        if (!any || options.missing() != Missing.DROP) {
            return all;
        }
        int[] kept = IntStream.range(0, shape[0]).filter(i -> !incomplete[i]).toArray();
        options.notes().accept(path + ": " + (shape[0] - kept.length) + " of " + shape[0]
                + " rows have missing values and are left out");
        return all.subset(kept);
    }

    private SampleShape shape(int features, List<String> names) throws DataFormatException {
        if (!names.isEmpty() && names.size() != features) {
            throw new DataFormatException(path, "var",
                    "expected " + features + " names of variables, found " + names.size());
        }
        return new SampleShape(1, features, names);
    }

    // ---- names and labels

    /// The index of a table; empty if it has none that is read.
    private List<String> names(@Nullable Node table, String what) throws DataFormatException {
        if (!(table instanceof Group group)) {
            if (table != null) {
                options.notes().accept(path + ": " + what + " is a table of an old version of AnnData, without it");
            }
            return List.of();
        }
        Node index = child(group, Arrays.text(group, "_index", "_index"));
        return index == null ? List.of() : List.of(arrays.texts(index, what));
    }

    private Dataset labelled(Dataset data) throws DataFormatException {
        if (!(child(file, "obs") instanceof Group obs)) {
            throw new DataFormatException(path, "obs", "expected a table with labels, found none");
        }
        List<String> columns = arrays.columns(obs);
        int number = options.columns().label().orElseThrow().in(columns, columns.size());
        if (number < 0) {
            throw new DataFormatException(path, "obs",
                    "expected a column " + options.columns().label().get() + " for labels, found " + columns);
        }
        @Nullable String[] labels = arrays.labels(obs, columns.get(number));
        int[] kept = IntStream.range(0, data.size()).filter(i -> labels[data.row(i)] != null).toArray();
        if (kept.length < data.size()) {
            if (options.missing() != Missing.DROP) {
                int row = IntStream.range(0, data.size()).filter(i -> labels[data.row(i)] == null).findFirst()
                        .orElseThrow();
                throw new DataFormatException(path, "obs/" + columns.get(number), "expected a label for row " + row
                        + " (counted from 0), found none: leave out samples without a label (--missing drop)");
            }
            options.notes().accept(path + ": " + (data.size() - kept.length) + " of " + data.size()
                    + " rows have no label and are left out");
        }
        Dataset rest = kept.length < data.size() ? data.subset(kept) : data;
        List<String> classes = IntStream.range(0, rest.size()).mapToObj(i -> String.valueOf(labels[rest.row(i)]))
                .toList();
        try {
            return rest.withLabels(Labels.ofNames(classes));
        } catch (IllegalArgumentException e) {
            throw new DataFormatException(path, "obs/" + columns.get(number), String.valueOf(e.getMessage()));
        }
    }

    /// Observations with their names.
    private record Cells(Path path, List<String> names) implements Origin {
        @Override
        public String id(int sample) {
            return names.get(sample);
        }

        @Override
        public String place(int sample) {
            return path + ", observation " + names.get(sample) + " (" + sample + ", counted from 0)";
        }
    }
}
