package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.CsvFormat;
import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.file.Utf8;
import io.github.vae4j.core.data.label.LabelColumn;
import io.github.vae4j.core.data.label.OneHot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a table: finds out what is not given, then goes through its rows once.
///
/// **Errors.** All methods throw [DataFormatException], with line and column.
public final class TableReader {
    private final Path file;
    private final ReadOptions options;
    private final Layout layout;
    private final Roles roles;
    private final Cells cells;
    private final TableRows rows;
    private final LabelColumn labels = new LabelColumn();
    private final boolean ofSamples;
    private float[] values = new float[256];
    private int count;
    private int dropped;
    private final boolean hasLabel;
    private @Nullable String rowLabel;
    private String lastLabel = "";
    private final RowIds ids;

    private TableReader(Path file, byte[] content, ReadOptions options, Layout layout, Roles roles,
            boolean ofSamples) {
        this.file = file;
        this.options = options;
        this.layout = layout;
        this.roles = roles;
        this.ofSamples = ofSamples;
        this.rows = new TableRows(file);
        this.ids = new RowIds(roles.column(Roles.ID) >= 0);
        this.hasLabel = roles.column(Roles.LABEL) >= 0;
        this.cells = new Cells(file, content, layout.dialect(), layout.position(), layout.line());
        if (layout.columns() == 1) {
            cells.takeBlankLinesAsRows();
        }
        if (ofSamples) {
            cells.skipComments();
        }
    }

    /// Reads samples: numbers, and a label if a column of them is chosen. What was found out is noted.
    ///
    /// @param content of the file
    public static Table samples(Path file, byte[] content, ReadOptions options) throws DataFormatException {
        Utf8.check(file, content);
        try {
            Layout layout = Layout.of(file, content, options, true);
            Roles roles = Roles.ofSamples(file, layout, options.columns());
            TableReader reader = new TableReader(file, content, options, layout, roles, true);
            Table table = reader.read(BlankLines.NONE);
            if (roles.idMustCount && !reader.ids.count()) {
                return samples(file, content, options.withColumns(options.columns().withoutIndex()));
            }
            new TableNotes(file, layout, roles, options).tell(table, reader.dropped);
            return table;
        } catch (DataFormatException e) {
            throw withSeparator(e, file, content, options.csv());
        }
    }

    /// Reads labels alone: of a column that is chosen or found, or of one column for each class. Missing labels are kept
    /// as such.
    ///
    /// @param content of the file
    /// @param samples how many labels there should be, or -1 if that is not known: a first row too many may be a header,
    ///     and blank lines before the first and after the last row may be missing labels
    public static Table labels(Path file, byte[] content, int samples, ReadOptions options)
            throws DataFormatException {
        Utf8.check(file, content);
        Layout layout = Layout.of(file, content, options, false);
        Table table = labels(file, content, layout, options, BlankLines.NONE);
        int rowsMissing = samples - table.rows();
        Optional<BlankLines> blanks = layout.columns() == 1
                ? BlankLines.around(content, layout.position()).fit(rowsMissing)
                : Optional.empty();
        boolean dataTakenForHeader = rowsMissing == 1 && layout.hasHeader()
                && !HeaderGuess.isSurelyHeader(layout.rows());
        boolean headerTakenForData = rowsMissing == -1 && !layout.hasHeader()
                && HeaderGuess.mayBeHeader(layout.rows());
        if (blanks.isPresent()) {
            table = labels(file, content, layout, options, blanks.get());
        } else if (samples >= 0 && layout.foundOut() && (dataTakenForHeader || headerTakenForData)) {
            ReadOptions other = options.withCsv(options.csv().withHeader(headerTakenForData));
            layout = Layout.of(file, content, other, false);
            table = labels(file, content, layout, options, BlankLines.NONE);
        }
        if (options.csv().header().isEmpty() && layout.hasHeader() && !layout.isNamedByComment()) {
            options.notes().accept(file + ": the first line is a header");
        }
        return table;
    }

    private static Table labels(Path file, byte[] content, Layout layout, ReadOptions options, BlankLines blanks)
            throws DataFormatException {
        Roles roles = Roles.ofLabels(file, layout, options.columns());
        TableReader reader = new TableReader(file, content, options.withMissing(Missing.MASK), layout, roles, false);
        Table table = reader.read(blanks);
        return roles.column(Roles.LABEL) >= 0 ? table : reader.classOfOneHot(table);
    }

    /// An error in a table whose cells seem to be separated by something else says so.
    private static DataFormatException withSeparator(DataFormatException e, Path file, byte[] content,
            CsvFormat format) {
        CsvFormat open = new CsvFormat(format.header(), Optional.empty(), Optional.empty());
        Dialect guess = DialectGuess.of(file, content, Preamble.of(content), open, true);
        if (format.delimiter().isEmpty() || format.delimiter().get() == guess.delimiter()) {
            return e;
        }
        String start = file + (e.place().isEmpty() ? ": " : ", " + e.place() + ": ");
        String problem = String.valueOf(e.getMessage()).replace(start, "");
        return new DataFormatException(file, e.place(), problem + "; the cells seem to be separated by "
                + guess.delimiterName() + " (--delimiter)");
    }

    /// @param blanks around the rows that are rows, too
    private Table read(BlankLines blanks) throws DataFormatException {
        int columns = layout.columns();
        int number = 0;
        for (; number < blanks.before(); number++) {
            keepRow(layout.line() - blanks.before() + number, number);
        }
        while (cells.nextRow()) {
            int line = cells.line();
            int start = count;
            boolean keeps = true;
            int column = 0;
            do {
                if (column == columns) {
                    throw cells.error("expected " + columns + " cells as in the first line, found more");
                }
                keeps &= cell(column);
                column++;
            } while (cells.nextCell());
            if (column < columns) {
                throw new DataFormatException(file, "line " + line,
                        "expected " + columns + " cells as in the first line, found " + column);
            }
            ids.endRow(number);
            if (keeps) {
                keepRow(line, number);
            } else {
                dropped++;
                count = start;
            }
            number++;
        }
        rowLabel = null;
        for (int i = 0; i < blanks.after(); i++) {
            keepRow(cells.nextLine() + i, number + i);
        }
        if (rows.size() == 0) {
            throw new DataFormatException(file, "line " + layout.line(), dropped == 0
                    ? "expected one row of data at least, found none"
                    : "expected one row without a missing value at least, found none in " + dropped);
        }
        int features = roles.features();
        return new Table(Arrays.copyOf(values, count), features, roles.featureNames(), labels, rows, rows.size(),
                ids.areGiven());
    }

    private void keepRow(int line, int number) {
        rows.add(line, number);
        if (ids.areGiven()) {
            rows.addId(ids.current());
        }
        if (hasLabel) {
            if (rowLabel == null) {
                labels.addMissing();
            } else {
                labels.add(rowLabel);
            }
        }
    }

    /// Takes a cell; `false` if its row is to be left out.
    private boolean cell(int column) throws DataFormatException {
        switch (roles.of[column]) {
            case Roles.FEATURE -> {
                float value = cells.number();
                boolean missing = Float.isNaN(value) && cells.isMissing();
                if (Float.isNaN(value) && !missing) {
                    throw cells.error(layout.name(column), notANumber());
                }
                if (missing && options.missing() == Missing.REFUSE) {
                    throw cells.error(layout.name(column), "expected a finite number, found "
                            + (cells.text("").isEmpty() ? "an empty cell" : "\"" + cells.quotation() + "\"")
                            + ": leave out rows with missing values (--missing drop) or keep these as missing"
                            + " (--missing mask)");
                }
                add(value);
                return !missing || options.missing() == Missing.MASK;
            }
            case Roles.LABEL -> {
                return label(column);
            }
            case Roles.ID -> ids.set(cells.text(""));
            default -> {
                // Left out.
            }
        }
        return true;
    }

    private String notANumber() {
        String text = cells.text("");
        String hint = "";
        if (text.indexOf('\u2212') >= 0) {
            hint = ", with U+2212 for a minus sign";
        } else if (!layout.dialect().decimalComma() && text.matches("[-+]?[0-9.]*,[0-9]+")) {
            hint = ", with a comma in the number (--decimal comma)";
        } else if (!layout.hasHeader() && cells.line() == layout.rows().firstLine && cells.kind() == CellKind.NAME) {
            hint = " in the first line, which was not taken for a header (--header yes)";
        }
        return "expected a finite number, found \"" + cells.quotation() + "\"" + hint;
    }

    private boolean label(int column) throws DataFormatException {
        if (!cells.isMissing()) {
            // Mostly the same few names: no new string for a label that was seen just now.
            lastLabel = cells.text(lastLabel);
            if (lastLabel.indexOf('\n') >= 0 || lastLabel.indexOf('\r') >= 0) {
                throw cells.error(layout.name(column), "expected a label on one line");
            }
            rowLabel = lastLabel;
            return true;
        }
        rowLabel = null;
        if (ofSamples && options.missing() != Missing.DROP) {
            throw cells.error(layout.name(column), "expected a label, found "
                    + (cells.text("").isEmpty() ? "an empty cell" : "\"" + cells.quotation() + "\"")
                    + ": leave out rows without a label (--missing drop), or give that class another name");
        }
        return !ofSamples;
    }

    private void add(float value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    private Table classOfOneHot(Table table) throws DataFormatException {
        int classes = table.features();
        LabelColumn out = new LabelColumn();
        List<String> names = new ArrayList<>(table.names());
        for (int c = names.size(); c < classes; c++) {
            names.add(Integer.toString(c));
        }
        for (int row = 0; row < table.rows(); row++) {
            int found = OneHot.index(table.values(), row * classes, classes);
            if (found < 0) {
                throw new DataFormatException(file, table.place(file, row),
                        "expected a label, or one 1 among zeros, in " + classes + " columns");
            }
            out.add(names.get(found));
        }
        return new Table(table.values(), classes, names, out, table.origin(), table.rows(), table.hasIds());
    }
}
