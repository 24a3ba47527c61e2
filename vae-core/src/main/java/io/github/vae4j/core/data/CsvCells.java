package io.github.vae4j.core.data;

import java.nio.file.Path;

/// Walks over the cells of a CSV file in memory.
final class CsvCells {
    private static final float[] POWERS_OF_TEN = {1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f};
    private static final int EXACT_DIGITS = 7;
    private static final int MAX_NUMBER = 400;

    private final Path file;
    private final byte[] content;
    private final byte delimiter;
    private int next;
    private int cellFrom;
    private int cellTo;
    private int line;
    private int column;
    private boolean quoted;

    CsvCells(Path file, byte[] content, byte delimiter) {
        this.file = file;
        this.content = content;
        this.delimiter = delimiter;
        boolean byteOrderMark = content.length >= 3 && content[0] == (byte) 0xEF && content[1] == (byte) 0xBB
                && content[2] == (byte) 0xBF;
        this.next = byteOrderMark ? 3 : 0;
    }

    Path file() {
        return file;
    }

    /// Steps to the first cell of the next line; `false` at the end of the file.
    boolean nextLine() throws DataFormatException {
        int lineStart = next;
        int blank = skipLineEnds(next);
        if (blank == content.length) {
            return false;
        }
        line++;
        column = 0;
        if (blank != lineStart) {
            throw error("expected a line of cells, found an empty line before the end of the file");
        }
        cell();
        return true;
    }

    /// Steps to the next cell of this line; `false` at its end, where it moves on to the start of the next line.
    boolean nextCell() throws DataFormatException {
        if (next < content.length && content[next] == delimiter) {
            next++;
            column++;
            cell();
            return true;
        }
        if (next < content.length && content[next] == '\r') {
            next++;
        }
        if (next < content.length && content[next] == '\n') {
            next++;
        }
        return false;
    }

    /// The number of cells of the line whose first cell is the current one.
    int columnsInLine() throws DataFormatException {
        int savedNext = next;
        int savedFrom = cellFrom;
        int savedTo = cellTo;
        boolean savedQuoted = quoted;
        int columns = 1;
        while (nextCell()) {
            columns++;
        }
        next = savedNext;
        cellFrom = savedFrom;
        cellTo = savedTo;
        quoted = savedQuoted;
        column = 0;
        return columns;
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
        String text = CsvReader.utf8(content, cellFrom, cellTo);
        return quoted ? text.replace("\"\"", "\"") : text;
    }

    /// The current cell as the nearest float.
    float number() throws DataFormatException {
        int digits = 0;
        int mantissa = 0;
        int fraction = 0;
        int i = cellFrom;
        boolean negative = i < cellTo && content[i] == '-';
        i += negative ? 1 : 0;
        boolean point = false;
        for (; i < cellTo; i++) {
            byte c = content[i];
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9' && digits < EXACT_DIGITS) {
                mantissa = mantissa * 10 + (c - '0');
                digits += mantissa > 0 ? 1 : 0;
                fraction += point ? 1 : 0;
            } else {
                return slowNumber();
            }
        }
        // Both exact as floats, so their quotient is the nearest float (Clinger 1990).
        if (mantissa >= 1 << 24 || fraction >= POWERS_OF_TEN.length || (digits == 0 && !isZero())) {
            return slowNumber();
        }
        float magnitude = mantissa / POWERS_OF_TEN[fraction];
        return negative ? -magnitude : magnitude;
    }

    private boolean isZero() {
        for (int i = cellFrom; i < cellTo; i++) {
            if (content[i] == '0') {
                return true;
            }
        }
        return false;
    }

    private float slowNumber() throws DataFormatException {
        int length = cellTo - cellFrom;
        String text = CsvReader.utf8(content, cellFrom, Math.min(cellTo, cellFrom + MAX_NUMBER));
        try {
            // parseFloat also takes hexadecimal numbers and a trailing f or d: not numbers in a CSV file.
            char last = length == 0 ? 'x' : text.charAt(text.length() - 1);
            boolean plain = last >= '0' && last <= '9' || last == '.';
            float value = plain && length <= MAX_NUMBER && text.indexOf('x') < 0 && text.indexOf('X') < 0
                    ? Float.parseFloat(text)
                    : Float.NaN;
            if (Float.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, with the place.
        }
        throw error("expected a finite number, found \"" + (text.length() > 40 ? text.substring(0, 40) + "..." : text)
                + "\"");
    }

    DataFormatException error(String problem) {
        return new DataFormatException(file, "line " + Math.max(1, line) + ", column " + (column + 1), problem);
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
            while (next < content.length && isBlank(content[next])) {
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
        for (int i = from; i < content.length && content[i] != '\n'; i++) {
            if (content[i] == '"') {
                if (i + 1 == content.length || content[i + 1] != '"') {
                    return i;
                }
                i++;
            }
        }
        throw error("expected a closing quote before the end of the line");
    }

    private int skipLineEnds(int from) {
        int i = from;
        while (i < content.length && (content[i] == '\n' || content[i] == '\r')) {
            i++;
        }
        return i;
    }

    private boolean isBlank(byte c) {
        return (c == ' ' || c == '\t') && c != delimiter;
    }

    private boolean isCellEnd(byte c) {
        return c == delimiter || c == '\n' || c == '\r';
    }
}
