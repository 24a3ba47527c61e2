package io.github.vae4j.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the columns of a table are for: CSV files and structured `.npy` arrays. Columns that are not named here are
/// features. Immutable.
///
/// @param label the column with the labels; in a `.npz` archive the array with them
/// @param index the column that names the rows
/// @param findsIndex whether a column that names or counts the rows is recognised where `index` is empty
/// @param dropped columns to leave out
public record ColumnChoice(Optional<Column> label, Optional<Column> index, boolean findsIndex, List<Column> dropped) {
    /// Copies the list.
    public ColumnChoice {
        dropped = List.copyOf(dropped);
    }

    /// No labels, and an index column if one is recognised.
    ///
    /// @return the choice
    public static ColumnChoice recognised() {
        return new ColumnChoice(Optional.empty(), Optional.empty(), true, List.of());
    }

    /// All columns are features.
    ///
    /// @return the choice
    public static ColumnChoice features() {
        return new ColumnChoice(Optional.empty(), Optional.empty(), false, List.of());
    }

    /// The same with labels.
    ///
    /// @param column of the labels
    /// @return a new choice
    public ColumnChoice withLabel(Column column) {
        return new ColumnChoice(Optional.of(column), index, findsIndex, dropped);
    }

    /// The same without labels.
    ///
    /// @return a new choice
    public ColumnChoice withoutLabel() {
        return new ColumnChoice(Optional.empty(), index, findsIndex, dropped);
    }

    /// The same with an index column.
    ///
    /// @param column of the names of the rows
    /// @return a new choice
    public ColumnChoice withIndex(Column column) {
        return new ColumnChoice(label, Optional.of(column), false, dropped);
    }

    /// The same without an index column, whatever the table looks like.
    ///
    /// @return a new choice
    public ColumnChoice withoutIndex() {
        return new ColumnChoice(label, Optional.empty(), false, dropped);
    }

    /// The same with columns left out, besides those that are left out already.
    ///
    /// @param columns to leave out
    /// @return a new choice
    public ColumnChoice withDropped(List<Column> columns) {
        List<Column> all = new ArrayList<>(dropped);
        all.addAll(columns);
        return new ColumnChoice(label, index, findsIndex, all);
    }
}
