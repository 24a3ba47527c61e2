package io.github.vae4j.core.data;

import io.github.vae4j.core.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes CSV files: UTF-8, commas, lines ended by a line feed, cells in quotes where they must be (RFC 4180). Numbers are
/// written so that reading them gives the same bits, with a point whatever the locale. A file appears complete, and flushed
/// to the disk, or not at all.
///
/// Spreadsheets run a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a formula, in quotes, too. Names
/// come from whoever made the data, so a text that begins so and is no number gets an apostrophe in front of it.
///
/// **Errors.** All methods throw [IllegalArgumentException] if sizes do not agree or a text has more than one line, and
/// [IOException] if the file cannot be written.
public final class CsvWriter {
    private static final String FORMULA = "=+-@\t\r";
    private static final Pattern NUMBER = Pattern
            .compile("[-+]?([0-9][0-9.,]*|\\.[0-9]+)([eE][-+]?[0-9]+)?( ?%)?|[-+]?Infinity");

    private CsvWriter() {}

    /// Writes rows of floats, for example latent means.
    ///
    /// @param file the file, replaced if it is there
    /// @param header names of the columns; empty for no header line
    /// @param values numbers, row-major, `columns` in a row
    /// @param columns numbers in a row, 1 or more
    /// @throws IOException see the class
    public static void write(Path file, List<String> header, float[] values, int columns) throws IOException {
        write(file, header, values.length, columns, null, i -> Float.toString(values[i]));
    }

    /// Writes rows of floats, for example latent means, and the name of each row's class in a last column.
    ///
    /// @param file the file, replaced if it is there
    /// @param header names of the columns; empty for no header line
    /// @param values numbers, row-major, `columns` in a row
    /// @param columns numbers in a row, 1 or more
    /// @param labels one label per row
    /// @throws IOException see the class
    public static void write(Path file, List<String> header, float[] values, int columns, Labels labels)
            throws IOException {
        write(file, header, values.length, columns, labels, i -> Float.toString(values[i]));
    }

    /// Writes rows of doubles, for example metrics.
    ///
    /// @param file the file, replaced if it is there
    /// @param header names of the columns; empty for no header line
    /// @param values numbers, row-major, `columns` in a row
    /// @param columns numbers in a row, 1 or more
    /// @throws IOException see the class
    public static void write(Path file, List<String> header, double[] values, int columns) throws IOException {
        write(file, header, values.length, columns, null, i -> Double.toString(values[i]));
    }

    /// Writes rows of doubles, for example metrics, and the name of each row's class in a last column.
    ///
    /// @param file the file, replaced if it is there
    /// @param header names of the columns; empty for no header line
    /// @param values numbers, row-major, `columns` in a row
    /// @param columns numbers in a row, 1 or more
    /// @param labels one label per row
    /// @throws IOException see the class
    public static void write(Path file, List<String> header, double[] values, int columns, Labels labels)
            throws IOException {
        write(file, header, values.length, columns, labels, i -> Double.toString(values[i]));
    }

    private static void write(Path file, List<String> header, int length, int columns, @Nullable Labels labels,
            IntFunction<String> number) throws IOException {
        if (columns < 1 || length % columns != 0) {
            throw new IllegalArgumentException(length + " values are no whole number of rows of " + columns);
        }
        int rows = length / columns;
        if (labels != null && labels.size() != rows) {
            throw new IllegalArgumentException(labels.size() + " labels for " + rows + " rows");
        }
        int cells = columns + (labels == null ? 0 : 1);
        if (!header.isEmpty() && header.size() != cells) {
            throw new IllegalArgumentException(header.size() + " names for " + cells + " columns");
        }
        AtomicFile.write(file, out -> {
            StringBuilder line = new StringBuilder();
            header(header, line, out);
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    line.append(number.apply(r * columns + c)).append(',');
                }
                if (labels != null) {
                    cell(line, labels.names().get(labels.get(r)));
                }
                flush(line, out);
            }
        });
    }

    /// Writes rows of text, for example a table with names and numbers in it.
    ///
    /// @param file the file, replaced if it is there
    /// @param header names of the columns; empty for no header line
    /// @param rows cells, as many in each row as columns have names, 1 or more
    /// @throws IOException see the class
    public static void write(Path file, List<String> header, List<List<String>> rows) throws IOException {
        int columns = !header.isEmpty() ? header.size() : rows.isEmpty() ? 1 : rows.getFirst().size();
        for (int r = 0; r < rows.size(); r++) {
            if (rows.get(r).size() != columns || columns == 0) {
                throw new IllegalArgumentException(
                        "row " + r + " has " + rows.get(r).size() + " cells, expected " + Math.max(1, columns));
            }
        }
        AtomicFile.write(file, out -> {
            StringBuilder line = new StringBuilder();
            header(header, line, out);
            for (List<String> row : rows) {
                row.forEach(text -> cell(line, text));
                flush(line, out);
            }
        });
    }

    private static void header(List<String> names, StringBuilder line, OutputStream out) throws IOException {
        if (!names.isEmpty()) {
            names.forEach(name -> cell(line, name));
            flush(line, out);
        }
    }

    private static void cell(StringBuilder line, String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a cell cannot span lines: " + text);
        }
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !NUMBER.matcher(text).matches();
        String safe = formula ? "'" + text : text;
        boolean quotes = safe.indexOf(',') >= 0 || safe.indexOf('"') >= 0 || !safe.equals(safe.strip());
        line.append(quotes ? '"' + safe.replace("\"", "\"\"") + '"' : safe).append(',');
    }

    private static void flush(StringBuilder line, OutputStream out) throws IOException {
        line.setCharAt(line.length() - 1, '\n');
        out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
    }
}
