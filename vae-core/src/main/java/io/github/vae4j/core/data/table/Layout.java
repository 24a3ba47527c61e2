package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.Column;
import io.github.vae4j.core.data.ColumnChoice;
import io.github.vae4j.core.data.CsvFormat;
import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.ReadOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a table is laid out: given, or found out from its first rows.
///
/// @param dialect how cells and numbers are written
/// @param names of the columns; empty if the table has no header
/// @param columns how many there are
/// @param position the byte where the first row of data begins
/// @param line the number of its line
/// @param rows what the first rows show
/// @param foundOut whether the header was found out, and not given
record Layout(Dialect dialect, List<String> names, int columns, int position, int line, FirstRows rows,
        boolean foundOut) {
    private static final int MOST_COLUMNS = 1 << 20;

    /// Looks at the beginning of a table.
    ///
    /// @param content checked UTF-8
    /// @param numbers whether the table holds numbers: blanks may separate cells then, and lines that begin with `#` are
    ///     comments, which names of classes are not
    static Layout of(Path file, byte[] content, ReadOptions options, boolean numbers) throws DataFormatException {
        Preamble preamble = Preamble.of(content);
        CsvFormat csv = options.csv();
        Dialect dialect = csv.delimiter().isPresent() && csv.decimalComma().isPresent()
                ? new Dialect((byte) (char) csv.delimiter().get(), csv.decimalComma().get())
                : DialectGuess.of(file, content, preamble, csv, numbers);
        if (numbers && csv.decimalComma().orElse(true) && dialect.delimiter() == ','
                && new DialectGuess(file, content, preamble).hasBrokenNumbers()) {
            throw new DataFormatException(file, "line " + preamble.line(),
                    "expected commas between the cells or in the numbers, but they seem to be both: separate the cells"
                            + " by semicolons, or say --decimal point if these are whole numbers");
        }
        Cells cells = new Cells(file, content, dialect, preamble.position(), preamble.line());
        if (numbers) {
            cells.skipComments();
        }
        FirstRows rows = FirstRows.of(cells);
        if (rows.columns > MOST_COLUMNS) {
            throw cells.error("expected at most " + MOST_COLUMNS + " columns, found " + rows.columns);
        }
        boolean named = isNamed(options.columns());
        if (named && !csv.header().orElse(true)) {
            throw new DataFormatException(file, "", "expected a header for a column by name, but there shall be none");
        }
        List<String> comment = csv.header().orElse(true)
                ? preamble.comment().map(text -> cellsOf(file, text, dialect)).orElse(List.of())
                : List.of();
        boolean looksLikeHeader = HeaderGuess.isHeader(rows);
        if (comment.size() == rows.columns && comment.size() == rows.first.size() && !looksLikeHeader) {
            rows.takeFirstAsData();
            return new Layout(dialect, comment, rows.first.size(), preamble.position(), preamble.line(), rows, true);
        }
        boolean header = named || csv.header().orElse(looksLikeHeader);
        if (!header) {
            rows.takeFirstAsData();
            return new Layout(dialect, List.of(), rows.first.size(), preamble.position(), preamble.line(), rows,
                    csv.header().isEmpty());
        }
        return new Layout(dialect, header(file, rows), rows.columns, rows.second, rows.secondLine, rows,
                !named && csv.header().isEmpty());
    }

    private static boolean isNamed(ColumnChoice choice) {
        List<Column> all = new ArrayList<>(choice.dropped());
        choice.label().ifPresent(all::add);
        choice.index().ifPresent(all::add);
        return all.stream().anyMatch(column -> column instanceof Column.Named);
    }

    private static List<String> cellsOf(Path file, String comment, Dialect dialect) {
        Cells cells = new Cells(file, comment.getBytes(StandardCharsets.UTF_8), dialect, 0, 1);
        List<String> names = new ArrayList<>();
        try {
            if (cells.nextRow()) {
                do {
                    names.add(cells.text(""));
                } while (cells.nextCell());
            }
        } catch (DataFormatException e) {
            return List.of();
        }
        return names;
    }

    /// The names in the first row, one for every column of the others.
    private static List<String> header(Path file, FirstRows rows) throws DataFormatException {
        List<String> names = new ArrayList<>();
        if (rows.others == 0) {
            throw new DataFormatException(file, "line " + rows.firstLine,
                    "expected rows of data, found names of columns alone");
        }
        if (rows.hasRowNames()) {
            names.add("");
        }
        rows.first.forEach(cell -> names.add(cell.text()));
        if (names.size() == rows.columns + 1 && names.getLast().isEmpty()) {
            names.removeLast();
        }
        if (names.size() == rows.columns - 1 && rows.isBlank(rows.columns - 1)) {
            names.add("");
        }
        if (names.size() != rows.columns) {
            throw new DataFormatException(file, "line " + rows.secondLine,
                    "expected " + names.size() + " cells as in the first line, found " + rows.columns);
        }
        return names;
    }

    /// A table whose columns have names and types, from a binary file.
    static Layout of(Records records) throws DataFormatException {
        return new Layout(Dialect.PLAIN, records.names(), records.names().size(), 0, 0, FirstRows.of(records), false);
    }

    /// Where the table begins, for messages.
    String place() {
        return rows.firstLine > 0 ? "line " + rows.firstLine : "header";
    }

    boolean hasHeader() {
        return !names.isEmpty();
    }

    /// Whether a comment before the table names the columns, and the first line is data.
    boolean isNamedByComment() {
        return hasHeader() && line == rows.firstLine;
    }

    /// The name of a column, or empty if it has none.
    String name(int column) {
        return hasHeader() ? names.get(column) : "";
    }

    /// A column for messages: counted from 1 as in places, and its name, or its number from 0 as options take it.
    String describe(int column) {
        String name = name(column);
        return "column " + (column + 1)
                + (name.isEmpty() ? " (number " + column + ")" : " (" + Quotation.of(name) + ")");
    }

    /// The column that an option names.
    int find(Path file, Column column, String what) throws DataFormatException {
        int found = column.in(names, columns);
        if (found < 0) {
            boolean twice = column instanceof Column.Named named && names.contains(named.name());
            throw new DataFormatException(file, place(), "expected " + what + " in a column " + column + ", found "
                    + (twice ? "several of that name" : describeColumns()));
        }
        return found;
    }

    /// The columns, for messages.
    String describeColumns() {
        if (!hasHeader()) {
            return columns + " columns without names";
        }
        StringBuilder text = new StringBuilder("the columns ");
        int shown = Math.min(columns, 12);
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "" : ", ").append(Quotation.of(names.get(i)));
        }
        return text + (shown < columns ? " and " + (columns - shown) + " more" : "");
    }

    Optional<String> separatedBy() {
        return dialect.delimiter() == ',' || columns == 1 ? Optional.empty() : Optional.of(dialect.delimiterName());
    }
}
