package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.file.Utf8;
import java.nio.file.Path;

/// Walks over the cells of a table in memory, row by row: cells in quotes may hold delimiters, `""` for a quote, and line
/// ends (RFC 4180); blanks around a cell are ignored; lines end in LF, CR LF or CR. The bytes are checked UTF-8.
final class Cells {
    private final Path file;
    private final byte[] content;
    private final Dialect dialect;
    private final int end;
    private boolean skipsComments;
    private boolean blankLinesAreRows;
    private int next;
    private int cellFrom;
    private int cellTo;
    private int line;
    private int rowLine;
    private int column;
    private boolean quoted;

    /// @param from the byte to begin at, the first of a line
    /// @param line its number, from 1
    Cells(Path file, byte[] content, Dialect dialect, int from, int line) {
        this.file = file;
        this.content = content;
        this.dialect = dialect;
        this.next = from;
        this.line = line;
        this.rowLine = line;
        this.end = end(from);
    }

    /// Lines that begin with `#` are skipped from now on.
    void skipComments() {
        skipsComments = true;
    }

    /// An empty line is an empty cell from now on, except at the end of the file.
    void takeBlankLinesAsRows() {
        blankLinesAreRows = true;
    }

    /// Empty lines at the end are none, and neither are lines of delimiters alone, as spreadsheets leave them.
    private int end(int from) {
        int last = content.length;
        while (last > from && (isBlank(content[last - 1]) || isLineEnd(content[last - 1])
                || content[last - 1] == dialect.delimiter())) {
            last--;
        }
        while (last < content.length && !isLineEnd(content[last])) {
            last++;
        }
        return last;
    }

    /// Steps to the first cell of the next row; `false` at the end.
    boolean nextRow() throws DataFormatException {
        while (next < end) {
            int start = next;
            while (next < end && isBlank(content[next])) {
                next++;
            }
            boolean blank = next >= end || isLineEnd(content[next]);
            if (blank && !blankLinesAreRows || !blank && skipsComments && Comments.startAt(content, next)) {
                skipLine();
                continue;
            }
            next = start;
            rowLine = line;
            column = 0;
            cell();
            return true;
        }
        return false;
    }

    /// Steps to the next cell of this row; `false` at its end, where it moves on to the next line.
    boolean nextCell() throws DataFormatException {
        if (dialect.blanks()) {
            skipBlanks();
        }
        if (next >= content.length) {
            return false;
        }
        if (isLineEnd(content[next])) {
            lineEnd();
            return false;
        }
        // What ends a cell is a line end or a delimiter, and runs of blanks are skipped above.
        next += dialect.blanks() ? 0 : 1;
        column++;
        cell();
        return true;
    }

    /// Where the next row begins, once the cells of this one are all read.
    int position() {
        return next;
    }

    /// The number of the line at [#position].
    int nextLine() {
        return line;
    }

    /// The number of the line in which the current row begins, from 1.
    int line() {
        return rowLine;
    }

    boolean isQuoted() {
        return quoted;
    }

    /// Whether nothing is written in the current cell, not even quotes.
    boolean isBlank() {
        return cellFrom == cellTo && !quoted;
    }

    boolean isMissing() {
        return MissingText.is(content, cellFrom, cellTo);
    }

    /// What the current cell looks like.
    CellKind kind() {
        return CellKind.of(content, cellFrom, cellTo, dialect.decimalComma());
    }

    /// The current cell as text; `same` itself if it says the same.
    String text(String same) {
        int length = cellTo - cellFrom;
        if (length == same.length() && !quoted) {
            int i = 0;
            while (i < length && content[cellFrom + i] == same.charAt(i)) {
                i++;
            }
            if (i == length) {
                return same;
            }
        }
        String text = Utf8.text(content, cellFrom, cellTo);
        return quoted ? text.replace("\"\"", "\"") : text;
    }

    /// Whether the current cell is digits alone, with a sign or without.
    boolean isPlainWhole() {
        int from = cellFrom < cellTo && content[cellFrom] == '-' ? cellFrom + 1 : cellFrom;
        for (int i = from; i < cellTo; i++) {
            if (content[i] < '0' || content[i] > '9') {
                return false;
            }
        }
        return from < cellTo;
    }

    /// The current cell as the nearest float, or NaN if it holds no finite number.
    float number() {
        return NumberText.parse(content, cellFrom, cellTo, dialect.decimalComma());
    }

    /// The current cell, cut to what a message may hold.
    String quotation() {
        return Quotation.of(Utf8.text(content, cellFrom, Math.min(cellTo, cellFrom + 4 * Quotation.LONGEST)));
    }

    DataFormatException error(String problem) {
        return error("", problem);
    }

    /// An error at the current cell.
    ///
    /// @param name of the column, or empty
    DataFormatException error(String name, String problem) {
        return new DataFormatException(file, "line " + rowLine + ", column " + (column + 1)
                + (name.isEmpty() ? "" : " (" + Quotation.of(name) + ")"), problem);
    }

    private void skipLine() {
        while (next < content.length && !isLineEnd(content[next])) {
            next++;
        }
        lineEnd();
    }

    private void lineEnd() {
        if (next < content.length && content[next] == '\r') {
            next++;
            next += next < content.length && content[next] == '\n' ? 1 : 0;
        } else {
            next++;
        }
        line++;
    }

    private void skipBlanks() {
        while (next < content.length && (content[next] == ' ' || content[next] == '\t')) {
            next++;
        }
    }

    /// Finds the ends of the cell that starts at `next`, and sets `next` to what follows it.
    private void cell() throws DataFormatException {
        int from = next;
        while (from < content.length && isBlank(content[from])) {
            from++;
        }
        quoted = from < content.length && content[from] == '"';
        int to;
        if (quoted) {
            from++;
            to = closingQuote(from);
            next = to + 1;
            while (next < content.length && isBlank(content[next]) && !isCellEnd(content[next])) {
                next++;
            }
            if (next < content.length && !isCellEnd(content[next])) {
                throw error("expected the end of the cell after its closing quote");
            }
        } else {
            to = from;
            while (to < content.length && !isCellEnd(content[to])) {
                to++;
            }
            next = to;
            while (to > from && isBlank(content[to - 1])) {
                to--;
            }
        }
        cellFrom = from;
        cellTo = to;
    }

    private int closingQuote(int from) throws DataFormatException {
        int lines = 0;
        for (int i = from; i < content.length; i++) {
            byte c = content[i];
            if (c == '"') {
                if (i + 1 == content.length || content[i + 1] != '"') {
                    line += lines;
                    return i;
                }
                i++;
            } else if (c == '\n' || c == '\r' && (i + 1 == content.length || content[i + 1] != '\n')) {
                lines++;
            }
        }
        throw error("expected a closing quote before the end of the file");
    }

    private boolean isBlank(byte c) {
        return c == ' ' || c == '\t' && c != dialect.delimiter();
    }

    private static boolean isLineEnd(byte c) {
        return c == '\n' || c == '\r';
    }

    private boolean isCellEnd(byte c) {
        return c == dialect.delimiter() || isLineEnd(c) || dialect.blanks() && c == '\t';
    }
}
