package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.Column;
import io.github.vae4j.core.data.ColumnChoice;
import io.github.vae4j.core.data.DataFormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What each column of a table is for.
final class Roles {
    static final byte FEATURE = 0;
    static final byte LABEL = 1;
    static final byte ID = 2;
    static final byte SKIPPED = 3;

    private static final int TEXTS_IN_MESSAGE = 3;

    final byte[] of;
    /// Whether the column of ids is one because it counts the rows, which all rows must bear out.
    boolean idMustCount;
    /// Columns after that of the ids that are part of the index, too.
    int furtherIndices;
    private final Path file;
    private final Layout layout;

    private Roles(Path file, Layout layout) {
        this.file = file;
        this.layout = layout;
        this.of = new byte[layout.columns()];
    }

    /// Columns of features, and of a label if one is chosen.
    static Roles ofSamples(Path file, Layout layout, ColumnChoice choice) throws DataFormatException {
        Roles roles = new Roles(file, layout);
        roles.common(choice);
        roles.requireNumbers();
        return roles;
    }

    /// The column of the labels in a file of labels; all columns of a one-hot table.
    static Roles ofLabels(Path file, Layout layout, ColumnChoice choice) throws DataFormatException {
        Roles roles = new Roles(file, layout);
        roles.common(choice);
        if (choice.index().isEmpty() && roles.of[0] == ID && layout.rows().isText(0)
                && !IndexColumn.isUnnamed(layout.name(0)) && !layout.rows().firstColumnIsDistinct()) {
            // Names that are there several times do not name rows: they may be the labels.
            roles.of[0] = FEATURE;
        }
        if (choice.label().isEmpty() && !roles.isOneHot()) {
            roles.of[roles.labelColumn()] = LABEL;
        }
        if (roles.column(LABEL) >= 0) {
            for (int i = 0; i < roles.of.length; i++) {
                roles.of[i] = roles.of[i] == FEATURE ? SKIPPED : roles.of[i];
            }
        }
        return roles;
    }

    /// All columns, of names or numbers, but an index.
    static Roles ofColumns(Path file, Layout layout, ColumnChoice choice) throws DataFormatException {
        Roles roles = new Roles(file, layout);
        roles.common(choice);
        if (roles.features() == 0) {
            throw new DataFormatException(file, layout.place(),
                    "expected a column of values, found " + layout.describeColumns());
        }
        return roles;
    }

    private void common(ColumnChoice choice) throws DataFormatException {
        int last = of.length - 1;
        if (last > 0 && layout.name(last).isEmpty() && layout.rows().isBlank(last)) {
            // Every row ends with a delimiter.
            of[last] = SKIPPED;
        }
        if (choice.label().isPresent()) {
            of[layout.find(file, choice.label().get(), "a label")] = LABEL;
        }
        for (Column column : choice.dropped()) {
            int found = layout.find(file, column, "values to leave out");
            if (of[found] == LABEL) {
                throw new DataFormatException(file, "",
                        layout.describe(found) + " is to be left out and to be the label");
            }
            of[found] = SKIPPED;
        }
        if (choice.index().isPresent()) {
            int found = layout.find(file, choice.index().get(), "an index");
            if (of[found] != FEATURE) {
                throw new DataFormatException(file, "", layout.describe(found) + " cannot be the index and more");
            }
            of[found] = ID;
        } else if (choice.findsIndex() && of[0] == FEATURE && isNotAlone(0)) {
            findIndex();
        }
    }

    private boolean isNotAlone(int column) {
        for (int i = 0; i < of.length; i++) {
            if (i != column && of[i] != SKIPPED) {
                return true;
            }
        }
        return false;
    }

    private void findIndex() {
        FirstRows rows = layout.rows();
        List<String> values = rows.firstColumn;
        if (!layout.hasHeader()) {
            values = new ArrayList<>(values);
            values.addFirst(rows.first.getFirst().text());
        }
        String name = layout.name(0);
        if (IndexColumn.is(name, layout.hasHeader(), values, rows.isText(0))) {
            of[0] = ID;
            idMustCount = !layout.hasHeader() || name.equals("X");
            leaveOutFurtherIndices();
        }
    }

    /// An index of several levels, or one that was written once more as a column after it was read back.
    private void leaveOutFurtherIndices() {
        for (int i = 1; i < of.length && layout.hasHeader() && IndexColumn.isUnnamed(layout.name(i - 1))
                && IndexColumn.isUnnamed(layout.name(i)) && of[i] == FEATURE && isNotAlone(i); i++) {
            of[i] = SKIPPED;
            furtherIndices++;
        }
    }

    private void requireNumbers() throws DataFormatException {
        List<String> texts = new ArrayList<>();
        int features = 0;
        for (int i = 0; i < of.length; i++) {
            features += of[i] == FEATURE ? 1 : 0;
            if (of[i] == FEATURE && layout.rows().isText(i)) {
                texts.add(layout.describe(i) + " holds text such as \"" + layout.rows().example(i) + "\"");
            }
        }
        if (features == 0) {
            throw new DataFormatException(file, layout.place(),
                    "expected one column of numbers at least, found " + layout.describeColumns());
        }
        if (!texts.isEmpty() && texts.size() == features && layout.columns() == 1) {
            throw new DataFormatException(file, layout.place(),
                    "expected numbers, found lines of text such as \"" + layout.rows().example(0) + "\"");
        }
        if (!texts.isEmpty()) {
            String shown = String.join(", ", texts.subList(0, Math.min(TEXTS_IN_MESSAGE, texts.size())));
            throw new DataFormatException(file, layout.place(), "expected numbers, but " + shown
                    + (texts.size() > TEXTS_IN_MESSAGE ? " and " + (texts.size() - TEXTS_IN_MESSAGE) + " more do" : "")
                    + ": say which column is the label (--label-column), and leave the others out (--drop-columns)");
        }
    }

    /// Whether a table without a column for the label has a column for every class.
    private boolean isOneHot() {
        int columns = 0;
        for (int i = 0; i < of.length; i++) {
            if (of[i] == FEATURE) {
                columns++;
                if (!layout.rows().isNumeric(i)) {
                    return false;
                }
            }
        }
        FirstRows rows = layout.rows();
        return columns > 1 && classWords().isEmpty()
                && (of[0] == FEATURE ? rows.largest : rows.largestAfterFirst) <= 1;
    }

    private List<Integer> classWords() {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < of.length; i++) {
            if (of[i] == FEATURE && HeaderGuess.isClassWord(layout.name(i))) {
                found.add(i);
            }
        }
        return found;
    }

    private int labelColumn() throws DataFormatException {
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < of.length; i++) {
            if (of[i] == FEATURE) {
                candidates.add(i);
            }
        }
        List<Integer> words = classWords();
        if (words.size() == 1) {
            return words.getFirst();
        }
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        if (candidates.size() == 2 && candidates.getFirst() == 0 && layout.rows().firstColumnIsDistinct()
                && layout.rows().isText(0)) {
            of[0] = ID;
            return candidates.get(1);
        }
        throw new DataFormatException(file, layout.place(),
                "expected one column of labels, found " + layout.describeColumns()
                        + ": say which one it is (--label-column); names with a comma must be in quotes");
    }

    /// The column of a role, or -1.
    int column(byte role) {
        for (int i = 0; i < of.length; i++) {
            if (of[i] == role) {
                return i;
            }
        }
        return -1;
    }

    int features() {
        int features = 0;
        for (byte role : of) {
            features += role == FEATURE ? 1 : 0;
        }
        return features;
    }

    /// The names of the features; empty if the table has no header.
    List<String> featureNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < of.length && layout.hasHeader(); i++) {
            if (of[i] == FEATURE) {
                names.add(layout.name(i).replaceAll("\\p{Cntrl}+", " "));
            }
        }
        return names;
    }
}
