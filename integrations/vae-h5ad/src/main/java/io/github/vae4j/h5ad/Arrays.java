package io.github.vae4j.h5ad;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.ReadOptions;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Arrays of a file as Java has them. What a file of its size cannot hold is refused before memory is taken.
final class Arrays {
    /// Deflate packs at most so tightly.
    private static final long MOST_INFLATION = 1032;
    private static final long FREE_BYTES = 1 << 16;
    private static final List<String> INDICES = List.of("_index", "index", "__categories");

    private final Path path;
    private final long mostBytes;

    Arrays(Path path, long fileSize) {
        this.path = path;
        this.mostBytes = fileSize * MOST_INFLATION + FREE_BYTES;
    }

    /// The text of an attribute.
    static String text(Node node, String attribute, String otherwise) {
        Attribute found = node.getAttributes().get(attribute);
        Object data = found == null ? null : found.getData();
        return data == null ? otherwise : data.toString();
    }

    /// The whole numbers of the first attribute that is there; none if there is none.
    static long[] wholes(Node node, String... attributes) {
        for (String attribute : attributes) {
            Attribute found = node.getAttributes().get(attribute);
            Object data = found == null ? null : found.getData();
            if (data != null && data.getClass().isArray()) {
                long[] out = new long[Array.getLength(data)];
                for (int i = 0; i < out.length; i++) {
                    out[i] = ((Number) Array.get(data, i)).longValue();
                }
                return out;
            }
        }
        return new long[0];
    }

    int[] dimensions(Node node, String name) throws DataFormatException {
        if (node instanceof Dataset data) {
            return data.getDimensions();
        }
        throw new DataFormatException(path, name, "expected an array, found a group");
    }

    private Object flat(Node node, String name) throws DataFormatException {
        if (!(node instanceof Dataset data)) {
            throw new DataFormatException(path, name, "expected an array, found a group");
        }
        long size = data.getSize();
        if (size > Integer.MAX_VALUE - 8 || data.getSizeInBytes() > mostBytes) {
            throw new DataFormatException(path, name,
                    "expected an array that a file of this size may hold, found " + size + " elements");
        }
        return data.getDataFlat();
    }

    float[] floats(Node node, String name) throws DataFormatException {
        Object data = flat(node, name);
        if (data instanceof float[] floats) {
            return floats;
        }
        float[] out = new float[length(data, name)];
        switch (data) {
            case double[] doubles -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = (float) doubles[i];
                }
            }
            case long[] longs -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = longs[i];
                }
            }
            case int[] ints -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = ints[i];
                }
            }
            default -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = number(Array.get(data, i), name).floatValue();
                }
            }
        }
        return out;
    }

    long[] wholes(Node node, String name) throws DataFormatException {
        Object data = flat(node, name);
        if (data instanceof float[] || data instanceof double[]) {
            throw new DataFormatException(path, name, "expected whole numbers, found " + data.getClass()
                    .getSimpleName());
        }
        long[] out = new long[length(data, name)];
        for (int i = 0; i < out.length; i++) {
            out[i] = data instanceof int[] ints ? ints[i] : number(Array.get(data, i), name).longValue();
        }
        return out;
    }

    private Number number(@Nullable Object value, String name) throws DataFormatException {
        if (value instanceof Number number) {
            return number;
        }
        throw new DataFormatException(path, name, "expected numbers, found "
                + (value == null ? "nothing" : value.getClass().getSimpleName()));
    }

    private int length(@Nullable Object data, String name) throws DataFormatException {
        if (data == null || !data.getClass().isArray()) {
            throw new DataFormatException(path, name, "expected an array, found a single value");
        }
        return Array.getLength(data);
    }

    /// Elements as texts; what is missing is null.
    @Nullable
    String[] nullable(Node node, String name) throws DataFormatException {
        Object data = flat(node, name);
        @Nullable String[] out = new @Nullable String[length(data, name)];
        for (int i = 0; i < out.length; i++) {
            Object value = Array.get(data, i);
            boolean missing = value == null || value instanceof Double d && d.isNaN()
                    || value instanceof Float f && f.isNaN() || value instanceof String s && s.isBlank();
            out[i] = missing ? null : String.valueOf(value);
        }
        return out;
    }

    String[] texts(Node node, String name) throws DataFormatException {
        @Nullable String[] texts = nullable(node, name);
        String[] out = new String[texts.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = texts[i] == null ? Integer.toString(i) : String.valueOf(texts[i]);
        }
        return out;
    }

    /// The names of a table's columns, in their order.
    List<String> columns(Group table) {
        Attribute order = table.getAttributes().get("column-order");
        if (order != null && order.getData() instanceof String[] names) {
            return List.of(names);
        }
        return table.getChildren().keySet().stream().filter(name -> !INDICES.contains(name)).toList();
    }

    /// A column as labels: categories by their names, numbers and texts as they are.
    @Nullable
    String[] labels(Group table, String column) throws DataFormatException {
        Node node = table.getChildren().get(column);
        String name = "obs/" + column;
        if (node == null) {
            throw new DataFormatException(path, name, "expected a column, found none");
        }
        if (node instanceof Group coded) {
            Map<String, Node> parts = coded.getChildren();
            Node codes = parts.get("codes");
            Node categories = parts.get("categories");
            if (codes == null || categories == null) {
                throw new DataFormatException(path, name,
                        "expected codes and categories, found " + parts.keySet());
            }
            return categories(codes, categories, name);
        }
        // Files of AnnData before 0.8.
        if (node.getAttributes().containsKey("categories")
                && table.getChildren().get("__categories") instanceof Group all) {
            Node categories = all.getChildren().get(column);
            if (categories != null) {
                return categories(node, categories, name);
            }
        }
        return nullable(node, name);
    }

    private @Nullable String[] categories(Node codes, Node categories, String name) throws DataFormatException {
        String[] names = texts(categories, name);
        long[] indices = wholes(codes, name);
        @Nullable String[] out = new @Nullable String[indices.length];
        for (int i = 0; i < out.length; i++) {
            if (indices[i] >= names.length) {
                throw new DataFormatException(path, name,
                        "expected a category from 0 to " + (names.length - 1) + ", found " + indices[i]);
            }
            // AnnData writes -1 for a missing one.
            out[i] = indices[i] < 0 ? null : names[(int) indices[i]];
        }
        return out;
    }

    /// Throws unless a value is missing and may be.
    void requireMissing(float value, String name, int row, int column, ReadOptions options) throws DataFormatException {
        if (!Float.isNaN(value) || options.missing() == Missing.REFUSE) {
            throw new DataFormatException(path, name, "expected a finite number, found " + value + " in row " + row
                    + ", column " + column + " (counted from 0)"
                    + (Float.isNaN(value) ? ": leave out rows with missing values (--missing drop)" : ""));
        }
    }
}
