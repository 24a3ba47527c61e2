package io.github.vae4j.core.data;

import java.util.List;

/// A column of a table, by name or by number.
public sealed interface Column permits Column.Named, Column.Numbered {
    /// A column by its name in the header.
    ///
    /// @param name as in the header
    record Named(String name) implements Column {
        @Override
        public int in(List<String> names, int columns) {
            int found = names.indexOf(name);
            return found >= 0 && found == names.lastIndexOf(name) ? found : -1;
        }

        @Override
        public String toString() {
            return "'" + name + "'";
        }
    }

    /// A column by its number.
    ///
    /// @param number from 0; negative from the end, -1 is the last one
    record Numbered(int number) implements Column {
        @Override
        public int in(List<String> names, int columns) {
            int found = number < 0 ? columns + number : number;
            // A number that no column has may be a name, as in tables of years.
            return found >= 0 && found < columns ? found : new Named(Integer.toString(number)).in(names, columns);
        }

        @Override
        public String toString() {
            return "number " + number;
        }
    }

    /// A column as users write it: a whole number of at most 7 digits is a number, anything else a name.
    ///
    /// @param text a name, or a number from 0, or from the end (-1 is the last)
    /// @return the column
    static Column of(String text) {
        return text.matches("-?[0-9]{1,7}") ? new Numbered(Integer.parseInt(text)) : new Named(text);
    }

    /// The column's place in a table.
    ///
    /// @param names of the columns; empty if the table has no header
    /// @param columns how many there are
    /// @return from 0, or -1 if the table has no such column, or several of that name
    int in(List<String> names, int columns);
}
