package io.github.vae4j.core.data;

import org.jspecify.annotations.Nullable;

/// How a CSV file is laid out. Immutable; start from [#plain()] and change what differs.
///
/// @param delimiter character between cells; not a quote, a line end, or part of a number
/// @param hasHeader whether the first line names the columns
/// @param labelColumn index of the column that holds the label, from 0; negative counts from the end (-1 is the last
///     column); null if there is none, or if `labelName` says it
/// @param labelName name of the column that holds the label, needs a header; null if there is none
@SuppressWarnings("exports")
public record CsvFormat(char delimiter, boolean hasHeader, @Nullable Integer labelColumn, @Nullable String labelName) {
    /// Checks the layout.
    ///
    /// @throws IllegalArgumentException if the delimiter cannot be one, or a name is given without a header
    public CsvFormat {
        if (delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter > 126
                || (delimiter < 32 && delimiter != '\t') || "+-.eE0123456789".indexOf(delimiter) >= 0) {
            throw new IllegalArgumentException("character " + (int) delimiter + " cannot separate cells");
        }
        if (labelName != null && !hasHeader) {
            throw new IllegalArgumentException("a label column by name needs a header");
        }
        if (labelName != null && labelColumn != null) {
            throw new IllegalArgumentException("the label column is given both by name and by index");
        }
    }

    /// Commas, no header, no labels.
    ///
    /// @return the layout
    public static CsvFormat plain() {
        return new CsvFormat(',', false, null, null);
    }

    /// The same with another delimiter.
    ///
    /// @param character between cells
    /// @return a new layout
    /// @throws IllegalArgumentException if it cannot be one
    public CsvFormat withDelimiter(char character) {
        return new CsvFormat(character, hasHeader, labelColumn, labelName);
    }

    /// The same with a header line.
    ///
    /// @return a new layout
    public CsvFormat withHeader() {
        return new CsvFormat(delimiter, true, labelColumn, labelName);
    }

    /// The same with labels in a column.
    ///
    /// @param column index from 0, or negative from the end
    /// @return a new layout
    public CsvFormat withLabelColumn(int column) {
        return new CsvFormat(delimiter, hasHeader, column, null);
    }

    /// The same with a header line and labels in the column of a name.
    ///
    /// @param name of the column
    /// @return a new layout
    public CsvFormat withLabelColumn(String name) {
        return new CsvFormat(delimiter, true, null, name);
    }
}
