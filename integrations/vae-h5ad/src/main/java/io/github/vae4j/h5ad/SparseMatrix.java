package io.github.vae4j.h5ad;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.sparse.EntryCollector;
import io.github.vae4j.core.data.sparse.SparseSamples;
import io.github.vae4j.core.data.store.Origin;
import io.github.vae4j.core.data.store.SampleShape;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.List;

/// A group with `data`, `indices` and `indptr`: CSR or CSC.
final class SparseMatrix {
    private final Path path;
    private final Arrays arrays;
    private final Group group;
    private final String name;
    private final ReadOptions options;

    SparseMatrix(Path path, Arrays arrays, Group group, String name, ReadOptions options) {
        this.path = path;
        this.arrays = arrays;
        this.group = group;
        this.name = name;
        this.options = options;
    }

    Dataset read(List<String> variables, Origin origin) throws DataFormatException {
        String format = Arrays.text(group, "encoding-type", Arrays.text(group, "h5sparse_format", ""));
        boolean byColumns = format.startsWith("csc");
        if (!byColumns && !format.startsWith("csr")) {
            throw error("", "expected a matrix in the format csr or csc, found '" + format + "'");
        }
        long[] shape = Arrays.wholes(group, "shape", "h5sparse_shape");
        if (shape.length != 2 || shape[0] < 1 || shape[1] < 1 || shape[0] > Integer.MAX_VALUE
                || shape[1] > Integer.MAX_VALUE) {
            throw error("", "expected a shape of observations and variables, found "
                    + java.util.Arrays.toString(shape));
        }
        int rows = (int) shape[0];
        int columns = (int) shape[1];
        long[] offsets = arrays.wholes(part("indptr"), name + "/indptr");
        long[] indices = arrays.wholes(part("indices"), name + "/indices");
        float[] values = arrays.floats(part("data"), name + "/data");
        check(offsets, byColumns ? columns : rows, indices.length, values.length);
        if (!variables.isEmpty() && variables.size() != columns) {
            throw new DataFormatException(path, "var",
                    "expected " + columns + " names of variables, found " + variables.size());
        }
        return SparseSamples.of(path, entries(offsets, indices, values, byColumns, rows, columns), rows,
                new SampleShape(1, columns, variables), null, origin, options);
    }

    private EntryCollector entries(long[] offsets, long[] indices, float[] values, boolean byColumns, int rows,
            int columns) throws DataFormatException {
        EntryCollector entries = new EntryCollector(byColumns ? 0 : rows, indices.length);
        int inner = byColumns ? rows : columns;
        for (int major = 0; major + 1 < offsets.length; major++) {
            for (int i = (int) offsets[major]; i < (int) offsets[major + 1]; i++) {
                if (indices[i] < 0 || indices[i] >= inner) {
                    throw error("/indices", "expected a " + (byColumns ? "row" : "column") + " from 0 to " + (inner - 1)
                            + " for " + (byColumns ? "column " : "row ") + major + ", found " + indices[i]);
                }
                int index = (int) indices[i];
                int row = byColumns ? index : major;
                int column = byColumns ? major : index;
                if (!Float.isFinite(values[i])) {
                    arrays.requireMissing(values[i], name, row, column, options);
                }
                entries.add(row, column, values[i]);
            }
        }
        return entries;
    }

    private void check(long[] offsets, int count, int indices, int values) throws DataFormatException {
        if (offsets.length != count + 1L || offsets[0] != 0 || offsets[count] != indices || indices != values) {
            throw error("/indptr", "expected " + (count + 1L) + " offsets from 0 to the number of entries, found "
                    + offsets.length + " for " + indices + " indices and " + values + " values");
        }
        for (int i = 0; i < count; i++) {
            if (offsets[i + 1] < offsets[i]) {
                throw error("/indptr", "expected offsets that rise, found " + offsets[i + 1] + " after " + offsets[i]);
            }
        }
    }

    private Node part(String part) throws DataFormatException {
        Node node = group.getChildren().get(part);
        if (node == null) {
            throw error("", "expected data, indices and indptr, found " + group.getChildren().keySet());
        }
        return node;
    }

    private DataFormatException error(String part, String problem) {
        return new DataFormatException(path, name + part, problem);
    }
}
