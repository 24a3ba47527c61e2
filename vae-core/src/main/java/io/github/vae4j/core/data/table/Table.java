package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.label.LabelColumn;
import io.github.vae4j.core.data.store.Origin;
import java.nio.file.Path;
import java.util.List;

/// The rows of a table.
///
/// @param values of the features, row-major; NaN where one is missing
/// @param features values in a row
/// @param names of the features; empty if they have none
/// @param labels of the rows; empty if no column holds them
/// @param origin what the rows are called
/// @param rows how many there are
/// @param hasIds whether a column names the rows
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Table(float[] values, int features, List<String> names, LabelColumn labels, Origin origin, int rows,
        boolean hasIds) {
    /// Where a row stands in its file, for messages that name the file themselves.
    public String place(Path file, int row) {
        return origin.place(row).replace(file + ", ", "");
    }
}
