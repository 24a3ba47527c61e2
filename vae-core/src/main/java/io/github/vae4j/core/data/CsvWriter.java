package io.github.vae4j.core.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Writes CSV files: UTF-8, commas, lines ended by a line feed, cells in quotes where they must be (RFC 4180). Numbers are
/// written so that reading them gives the same bits, with a point whatever the locale. A file appears complete or not at
/// all.
///
/// **Errors.** All methods throw [IllegalArgumentException] if sizes do not agree, and [IOException] if the file cannot be
/// written.
public final class CsvWriter {
    private CsvWriter() {}

    /// Writes rows of floats, for example latent means, and if wanted the name of each row's class in a last column.
    ///
    /// @param file the file, replaced if it is there
    /// @param header names of the columns; empty for no header line
    /// @param values numbers, row-major, `columns` in a row
    /// @param columns numbers in a row, 1 or more
    /// @param labels one label per row, or null
    /// @throws IOException see the class
    @SuppressWarnings("exports")
    public static void write(Path file, List<String> header, float[] values, int columns, @Nullable Labels labels)
            throws IOException {
        write(file, header, values.length, columns, labels, i -> Float.toString(values[i]));
    }

    /// Writes rows of doubles, for example metrics.
    ///
    /// @param file the file, replaced if it is there
    /// @param header names of the columns; empty for no header line
    /// @param values numbers, row-major, `columns` in a row
    /// @param columns numbers in a row, 1 or more
    /// @param labels one label per row, or null
    /// @throws IOException see the class
    @SuppressWarnings("exports")
    public static void write(Path file, List<String> header, double[] values, int columns, @Nullable Labels labels)
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
        FileReplacement.write(file, out -> {
            StringBuilder line = new StringBuilder();
            if (!header.isEmpty()) {
                for (String name : header) {
                    cell(line, name);
                }
                flush(line, out);
            }
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    cell(line, number.apply(r * columns + c));
                }
                if (labels != null) {
                    cell(line, labels.names().get(labels.get(r)));
                }
                flush(line, out);
            }
        });
    }

    private static void cell(StringBuilder line, String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a cell cannot span lines: " + text);
        }
        boolean quotes = text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || !text.equals(text.strip());
        line.append(quotes ? '"' + text.replace("\"", "\"\"") + '"' : text).append(',');
    }

    private static void flush(StringBuilder line, OutputStream out) throws IOException {
        line.setCharAt(line.length() - 1, '\n');
        out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
    }
}
