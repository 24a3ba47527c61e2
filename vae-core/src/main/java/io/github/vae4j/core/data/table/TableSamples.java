package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.store.FloatRows;
import io.github.vae4j.core.data.store.SampleShape;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A table as a data set.
public final class TableSamples {
    private TableSamples() {}

    /// @throws DataFormatException if the labels are none
    public static Dataset of(Path file, Table table, ReadOptions options) throws DataFormatException {
        SampleShape shape = new SampleShape(1, table.features(), table.names());
        return new FloatRows(table.values(), shape, labels(file, table), table.origin(),
                options.missing() == Missing.MASK);
    }

    private static @Nullable Labels labels(Path file, Table table) throws DataFormatException {
        if (table.labels().size() == 0) {
            return null;
        }
        return table.labels().labels(file, row -> table.place(file, row) + ", label column");
    }
}
