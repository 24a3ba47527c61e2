package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.DataFormatException;
import java.nio.file.Path;
import java.util.List;

/// A table whose columns have names and types, from a binary file.
public interface Records {
    /// The file.
    Path path();

    /// What of the file holds the table, or empty.
    String part();

    /// The number of rows.
    int rows();

    /// The names of the columns.
    List<String> names();

    /// Whether a column holds texts.
    boolean isText(int column);

    /// A number, rounded to float; NaN if it is missing or the column holds texts.
    float number(int row, int column);

    /// What is in a cell, as text: empty or a word for "missing" if there is nothing.
    String text(int row, int column) throws DataFormatException;
}
