package io.github.vae4j.core.data.source;

import io.github.vae4j.core.data.label.LabelColumn;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/// Labels from a file of their own.
///
/// @param file where they are from
/// @param labels one for every row; some may be missing
/// @param ids what the rows are called there; empty if they have no names
/// @param place where a row stands in the file, for messages
record LabelRows(Path file, LabelColumn labels, List<String> ids, IntFunction<String> place) {
    /// Rows without names.
    LabelRows(Path file, LabelColumn labels, IntFunction<String> place) {
        this(file, labels, List.of(), place);
    }
}
