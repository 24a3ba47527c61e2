package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.ReadOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Says in one sentence how a table was understood, where that was found out.
record TableNotes(Path file, Layout layout, Roles roles, ReadOptions options) {
    private static final int MANY_CLASSES = 10;

    /// @param dropped rows that were left out for missing values
    void tell(Table table, int dropped) {
        List<String> parts = new ArrayList<>();
        if (options.csv().delimiter().isEmpty()) {
            layout.separatedBy().ifPresent(what -> parts.add("cells are separated by " + what));
        }
        if (options.csv().decimalComma().isEmpty() && layout.dialect().decimalComma()) {
            parts.add("numbers have decimal commas");
        }
        if (layout.foundOut()) {
            parts.add(layout.isNamedByComment()
                    ? "a comment names the columns"
                    : layout.hasHeader() ? "the first line names the columns" : "there is no header");
        }
        int id = roles.column(Roles.ID);
        if (id >= 0 && options.columns().index().isEmpty()) {
            parts.add(layout.describe(id) + (roles.idMustCount ? " counts the rows" : " names the rows")
                    + " and is no feature");
        }
        for (int i = 1; i <= roles.furtherIndices; i++) {
            parts.add(layout.describe(i) + " is part of the index and is left out");
        }
        for (int i = 0; i < layout.columns(); i++) {
            if (roles.of[i] == Roles.FEATURE && HeaderGuess.isClassWord(layout.name(i))) {
                parts.add(layout.describe(i) + " is read as a feature (it may be the label: --label-column)");
            } else if (roles.of[i] == Roles.FEATURE && IndexColumn.isIndexWord(layout.name(i))
                    && !layout.rows().hasFraction(i)) {
                parts.add(layout.describe(i) + " is read as a feature (it may name the rows: --index-column)");
            }
        }
        if (dropped > 0) {
            parts.add(dropped + " of " + (dropped + table.rows()) + " rows have missing values and are left out");
        }
        if (!parts.isEmpty()) {
            options.notes().accept(file + ": " + String.join("; ", parts));
        }
        int distinct = table.labels().distinct();
        if (distinct == table.rows() && distinct >= MANY_CLASSES) {
            options.notes().accept(file + ": the label column has a different value in each of " + distinct
                    + " rows: is it a label?");
        }
    }
}
