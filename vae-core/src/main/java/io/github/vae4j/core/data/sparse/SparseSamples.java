package io.github.vae4j.core.data.sparse;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.SparseDataset;
import io.github.vae4j.core.data.store.Origin;
import io.github.vae4j.core.data.store.SampleShape;
import io.github.vae4j.core.data.store.SparseRows;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Entries as samples.
public final class SparseSamples {
    private SparseSamples() {}

    /// The samples that were collected.
    ///
    /// @param samples how many there are
    public static Dataset of(Path file, EntryCollector entries, int samples, SampleShape shape,
            @Nullable Labels labels, Origin origin, ReadOptions options) throws DataFormatException {
        EntryCollector.Rows rows = entries.rows(samples);
        if (entries.doubled() > 0) {
            options.notes()
                    .accept(file + ": " + entries.doubled() + " entries have the place of others and are added to"
                            + " them");
        }
        SparseDataset data = new SparseRows(rows.offsets(), rows.columns(), rows.values(), shape, labels, origin, true);
        return complete(file, data, samples, options);
    }

    /// The samples without missing values, if those are to be left out.
    static Dataset complete(Path file, Dataset data, int samples, ReadOptions options) throws DataFormatException {
        if (!data.hasMissing() || options.missing() != Missing.DROP) {
            return data;
        }
        Row row = new Row(data);
        int[] kept = IntStream.range(0, samples).filter(i -> !row.misses(i)).toArray();
        if (kept.length == 0) {
            throw new DataFormatException(file, "", "expected one row without a missing value at least, found none in "
                    + samples);
        }
        options.notes().accept(file + ": " + (samples - kept.length) + " of " + samples
                + " rows have missing values and are left out");
        return data.subset(kept);
    }

    /// One row in memory.
    private static final class Row {
        private final Dataset data;
        private final float[] values;
        private final int[] columns;

        Row(Dataset data) {
            this.data = data;
            int n = data instanceof SparseDataset sparse ? sparse.maxEntries() : data.features();
            values = new float[n];
            columns = new int[data instanceof SparseDataset ? n : 0];
        }

        boolean misses(int sample) {
            int n = values.length;
            if (data instanceof SparseDataset sparse) {
                n = sparse.entries(sample);
                sparse.readEntries(sample, columns, values, 0);
            } else {
                data.read(sample, 0, values, 0);
            }
            for (int i = 0; i < n; i++) {
                if (Float.isNaN(values[i])) {
                    return true;
                }
            }
            return false;
        }
    }
}
