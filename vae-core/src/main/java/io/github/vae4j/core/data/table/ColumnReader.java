package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.TextTable;
import io.github.vae4j.core.data.file.Utf8;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the columns of a table as they are: names and numbers.
public final class ColumnReader {
    private ColumnReader() {}

    /// Reads the columns that are no index, no label and not left out.
    ///
    /// @param content of the file
    /// @param samples how many rows there should be, or -1 if that is not known: a first row too many may be a header
    /// @throws DataFormatException with line and column, for ragged rows, bytes that are no UTF-8, and files without a row
    public static TextTable read(Path file, byte[] content, int samples, ReadOptions options)
            throws DataFormatException {
        Utf8.check(file, content);
        Layout layout = Layout.of(file, content, options, false);
        TextTable table = read(file, content, layout, options);
        if (table.rows() == samples + 1 && layout.foundOut() && !layout.hasHeader()
                && HeaderGuess.mayBeHeader(layout.rows())) {
            layout = Layout.of(file, content, options.withCsv(options.csv().withHeader(true)), false);
            table = read(file, content, layout, options);
        }
        if (options.csv().header().isEmpty() && layout.hasHeader() && !layout.isNamedByComment()) {
            options.notes().accept(file + ": the first line is a header");
        }
        return table;
    }

    private static TextTable read(Path file, byte[] content, Layout layout, ReadOptions options)
            throws DataFormatException {
        Roles roles = Roles.ofColumns(file, layout, options.columns());
        Cells cells = new Cells(file, content, layout.dialect(), layout.position(), layout.line());
        if (layout.columns() == 1) {
            cells.takeBlankLinesAsRows();
        }
        List<String> names = roles.featureNames();
        List<List<String>> columns = new ArrayList<>();
        for (int i = 0; i < roles.features(); i++) {
            columns.add(new ArrayList<>());
        }
        TableRows rows = new TableRows(file);
        while (cells.nextRow()) {
            int line = cells.line();
            int column = 0;
            int feature = 0;
            do {
                if (column == layout.columns()) {
                    throw cells.error("expected " + layout.columns() + " cells as in the first line, found more");
                }
                if (roles.of[column++] == Roles.FEATURE) {
                    columns.get(feature++).add(text(cells, layout.dialect()));
                }
            } while (cells.nextCell());
            if (column < layout.columns()) {
                throw new DataFormatException(file, "line " + line,
                        "expected " + layout.columns() + " cells as in the first line, found " + column);
            }
            rows.add(line, rows.size());
        }
        if (rows.size() == 0) {
            throw new DataFormatException(file, "line " + layout.line(),
                    "expected one row of data at least, found none");
        }
        return new TextTable(names, columns, rows::place);
    }

    private static String text(Cells cells, Dialect dialect) {
        if (cells.isMissing()) {
            return "";
        }
        String text = cells.text("");
        return dialect.decimalComma() && cells.kind() == CellKind.NUMBER ? text.replace(',', '.') : text;
    }
}
