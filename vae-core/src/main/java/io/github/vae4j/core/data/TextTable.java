package io.github.vae4j.core.data;

import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/// Columns of names and numbers that describe samples, such as factors or covariates, as they stand in a text file.
/// Immutable. Read by [CsvReader#readColumns].
public final class TextTable {
    private final List<String> names;
    private final List<List<String>> columns;
    private final int rows;
    private final IntFunction<String> places;

    /// Creates a table.
    ///
    /// @param names one for each column; empty if they have none
    /// @param columns the cells of each column, in the order of the rows, stripped of blanks and quotes; a missing value
    ///     is an empty text
    /// @param places where a row stands, for messages
    /// @throws IllegalArgumentException if there is no column, or one differs in length, or names and columns in number
    public TextTable(List<String> names, List<List<String>> columns, IntFunction<String> places) {
        this.names = List.copyOf(names);
        this.columns = columns.stream().map(List::copyOf).toList();
        this.places = Objects.requireNonNull(places);
        if (columns.isEmpty() || !names.isEmpty() && names.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "expected a name for each column, found " + names.size() + " for " + columns.size());
        }
        this.rows = columns.getFirst().size();
        if (columns.stream().anyMatch(column -> column.size() != rows)) {
            throw new IllegalArgumentException("expected columns of one length");
        }
    }

    /// How the columns are called.
    ///
    /// @return a name for each column; empty if they have none
    public List<String> names() {
        return names;
    }

    /// The cells of a column.
    ///
    /// @param column from 0
    /// @return a text for each row; empty where a value is missing
    /// @throws IndexOutOfBoundsException if there is no such column
    public List<String> column(int column) {
        return columns.get(column);
    }

    /// The number of columns.
    ///
    /// @return 1 or more
    public int columns() {
        return columns.size();
    }

    /// The number of rows, without the header.
    ///
    /// @return 1 or more
    public int rows() {
        return rows;
    }

    /// Where a row stands in its file.
    ///
    /// @param row from 0
    /// @return file and line, for messages
    public String place(int row) {
        return places.apply(row);
    }

    /// The columns whose values are all numbers, or missing, hold numbers; the others names.
    ///
    /// @param column from 0
    /// @return whether it holds numbers
    /// @throws IndexOutOfBoundsException if there is no such column
    public boolean isNumeric(int column) {
        return columns.get(column).stream().allMatch(text -> text.isEmpty() || isNumber(text));
    }

    /// Whether a text is a number, as [Double#parseDouble] reads it, in digits and finite.
    private static boolean isNumber(String text) {
        char last = text.charAt(text.length() - 1);
        if (!(last >= '0' && last <= '9' || last == '.')) {
            return false;
        }
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
