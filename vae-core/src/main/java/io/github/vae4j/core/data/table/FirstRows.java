package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.DataFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What the first rows of a table show: the very first one cell by cell, of the others what kinds of cells their columns
/// hold.
final class FirstRows {
    private static final int ROWS = 1000;
    private static final int BYTES = 1 << 20;
    private static final int EXAMPLES = 5;

    private static final int FRACTION = 16;
    private static final int UNQUOTED_NUMBER = 32;
    private static final int WRITTEN = 64;
    private static final int RECURRING = 128;

    /// A cell of the first row.
    record Cell(String text, CellKind kind, boolean quoted) {}

    /// The first row.
    final List<Cell> first = new ArrayList<>();
    /// The number of the line in which it begins.
    int firstLine;
    /// Where the second row begins, and the number of its line.
    int second;
    int secondLine;
    /// How many rows follow, as far as was looked.
    int others;
    /// Cells of the second row, or of the first if it is the only one.
    int columns;
    /// The cells of the first column in the rows that follow.
    final List<String> firstColumn = new ArrayList<>();
    /// The largest whole number without a fraction in the rows that follow.
    float largest = Float.NEGATIVE_INFINITY;
    /// The same without the first column.
    float largestAfterFirst = Float.NEGATIVE_INFINITY;
    private byte[] kinds = new byte[0];
    private final Map<Integer, String> texts = new LinkedHashMap<>();

    static FirstRows of(Cells cells) throws DataFormatException {
        FirstRows rows = new FirstRows();
        int start = cells.position();
        if (!cells.nextRow()) {
            throw cells.error("expected one row at least, found none");
        }
        rows.firstLine = cells.line();
        do {
            rows.first.add(new Cell(cells.text(""), cells.kind(), cells.isQuoted()));
        } while (cells.nextCell());
        rows.second = cells.position();
        rows.secondLine = cells.nextLine();
        rows.columns = rows.first.size();
        while (rows.others < ROWS && (rows.others < 2 || cells.position() - start < BYTES) && rows.add(cells)) {
            rows.others++;
        }
        return rows;
    }

    /// What the first rows of a binary table show.
    static FirstRows of(Records records) throws DataFormatException {
        FirstRows rows = new FirstRows();
        rows.columns = records.names().size();
        rows.others = Math.min(ROWS, records.rows());
        rows.largest = Float.POSITIVE_INFINITY;
        rows.largestAfterFirst = Float.POSITIVE_INFINITY;
        rows.kinds = new byte[rows.columns];
        for (int column = 0; column < rows.columns; column++) {
            CellKind kind = records.isText(column) ? CellKind.NAME : CellKind.NUMBER;
            rows.kinds[column] = (byte) (kind.flag | WRITTEN);
            if (kind == CellKind.NAME && rows.texts.size() < EXAMPLES) {
                rows.texts.put(column, Quotation.of(records.text(0, column)));
            }
        }
        for (int row = 0; row < rows.others; row++) {
            rows.firstColumn.add(records.text(row, 0));
        }
        rows.first.add(new Cell("", CellKind.MISSING, false));
        return rows;
    }

    private boolean add(Cells cells) throws DataFormatException {
        if (!cells.nextRow()) {
            return false;
        }
        int column = 0;
        do {
            if (column == 0) {
                firstColumn.add(cells.text(""));
            }
            if (others == 0 && column == kinds.length) {
                kinds = Arrays.copyOf(kinds, Math.max(16, 2 * column));
            }
            if (column < kinds.length) {
                look(cells, column);
            }
            column++;
        } while (cells.nextCell());
        if (others == 0) {
            columns = column;
        }
        return true;
    }

    private void look(Cells cells, int column) {
        CellKind kind = cells.kind();
        kinds[column] |= (byte) (kind.flag | (cells.isBlank() ? 0 : WRITTEN));
        if (kind == CellKind.NAME) {
            lookAtName(column, cells.text(column < first.size() ? first.get(column).text : ""));
        }
        if (kind == CellKind.NUMBER) {
            float value = cells.number();
            boolean whole = cells.isPlainWhole();
            kinds[column] |= (byte) (whole ? 0 : FRACTION);
            kinds[column] |= (byte) (cells.isQuoted() ? 0 : UNQUOTED_NUMBER);
            largest = whole ? Math.max(largest, value) : largest;
            largestAfterFirst = whole && column > 0 ? Math.max(largestAfterFirst, value) : largestAfterFirst;
        }
    }

    private void lookAtName(int column, String text) {
        if (texts.size() < EXAMPLES) {
            texts.putIfAbsent(column, Quotation.of(text));
        }
        if (column < first.size() && text.equals(first.get(column).text)) {
            kinds[column] |= (byte) RECURRING;
        }
    }

    /// Whether the text in the first row is there again further down in its column.
    boolean firstRecurs(int column) {
        return has(column, RECURRING);
    }

    /// Whether the first row is one cell shorter than the others because it leaves out the name of a column of row names,
    /// as R writes it.
    boolean hasRowNames() {
        return first.size() + 1 == columns && !isBlank(columns - 1)
                && (isText(0) || IndexColumn.counts(firstColumn));
    }

    /// Whether no value of the first column is there twice.
    boolean firstColumnIsDistinct() {
        return new HashSet<>(firstColumn).size() == firstColumn.size()
                && !firstColumn.contains(first.getFirst().text());
    }

    /// Counts the first row among the others: it is no header.
    void takeFirstAsData() {
        if (kinds.length < columns) {
            kinds = Arrays.copyOf(kinds, columns);
        }
        for (int column = 0; column < Math.min(columns, first.size()); column++) {
            Cell cell = first.get(column);
            boolean blank = cell.text.isEmpty() && !cell.quoted;
            kinds[column] |= (byte) (cell.kind.flag | (blank ? 0 : WRITTEN));
            if (cell.kind == CellKind.NAME && texts.size() < EXAMPLES) {
                texts.putIfAbsent(column, Quotation.of(cell.text));
            }
        }
    }

    private boolean has(int column, int flag) {
        return column < kinds.length && (kinds[column] & flag) != 0;
    }

    private boolean has(int column, CellKind kind) {
        return has(column, kind.flag);
    }

    /// Whether a column holds numbers and no names.
    boolean isNumeric(int column) {
        return has(column, CellKind.NUMBER) && !has(column, CellKind.NAME);
    }

    /// Whether a column holds names and no numbers.
    boolean isText(int column) {
        return has(column, CellKind.NAME) && !has(column, CellKind.NUMBER);
    }

    /// Whether a column holds neither numbers nor names.
    boolean isEmpty(int column) {
        return !has(column, CellKind.NUMBER) && !has(column, CellKind.NAME) && !has(column, CellKind.OTHER);
    }

    /// Whether nothing at all is written in a column.
    boolean isBlank(int column) {
        return !has(column, WRITTEN);
    }

    /// Whether all columns hold neither numbers nor names.
    boolean areEmpty() {
        return IntStream.range(0, columns).allMatch(this::isEmpty);
    }

    /// Whether some number of a column has a fraction, or is written as if it had.
    boolean hasFraction(int column) {
        return has(column, FRACTION);
    }

    boolean hasUnquotedNumber(int column) {
        return has(column, UNQUOTED_NUMBER);
    }

    /// A text that was found in a column of text.
    String example(int column) {
        return texts.getOrDefault(column, "");
    }
}
