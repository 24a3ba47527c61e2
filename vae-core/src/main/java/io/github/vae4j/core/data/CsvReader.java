package io.github.vae4j.core.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads CSV files (UTF-8, plain or packed with gzip) of one sample per line: finite numbers, and a label if wanted.
/// Blanks around a cell are ignored; a cell may stand in double quotes, with `""` for a quote inside (RFC 4180), but not
/// span lines. Empty lines are allowed at the end only.
///
/// **Errors.** All methods throw [DataFormatException], with line and column, for ragged rows, cells that are no finite
/// numbers, a missing label column, and files without a sample; and another [IOException] if the file cannot be read.
public final class CsvReader {
    private static final int MAX_COLUMNS = 1 << 20;

    private final CsvCells cells;
    private final CsvFormat format;
    private float[] values = new float[256];
    private int count;
    private final List<String> labels = new ArrayList<>();

    private CsvReader(Path file, byte[] content, CsvFormat format) {
        this.cells = new CsvCells(file, content, (byte) format.delimiter());
        this.format = format;
    }

    /// Reads a data set.
    ///
    /// @param file a CSV file
    /// @param format its layout
    /// @return the samples, with labels if the layout has a label column
    /// @throws IOException see the class
    public static Dataset read(Path file, CsvFormat format) throws IOException {
        return parse(file, FileContent.read(file), format);
    }

    static FloatDataset parse(Path file, byte[] content, CsvFormat format) throws DataFormatException {
        return new CsvReader(file, content, format).parse();
    }

    private FloatDataset parse() throws DataFormatException {
        List<String> header = format.hasHeader() ? header() : null;
        int columns = header == null ? -1 : header.size();
        int label = header == null ? -1 : labelColumn(columns, header);
        String previousLabel = "";
        while (cells.nextLine()) {
            if (columns < 0) {
                columns = cells.columnsInLine();
                label = labelColumn(columns, null);
            }
            int column = 0;
            do {
                if (column == columns) {
                    throw cells.error("expected " + columns + " cells as in the first line, found more");
                }
                if (column == label) {
                    // Mostly the same few names: no new string for a label that was seen just now.
                    previousLabel = cells.text(previousLabel);
                    labels.add(previousLabel);
                } else {
                    add(cells.number());
                }
                column++;
            } while (cells.nextCell());
            if (column < columns) {
                throw cells.error("expected " + columns + " cells as in the first line, found " + column);
            }
        }
        int features = columns - (label >= 0 ? 1 : 0);
        if (count == 0) {
            throw cells.error("expected one line of numbers at least, found none");
        }
        return new FloatDataset(Arrays.copyOf(values, count), 1, features, label >= 0 ? labelsOf() : null);
    }

    private Labels labelsOf() throws DataFormatException {
        try {
            return Labels.ofNames(labels);
        } catch (IllegalArgumentException e) {
            throw DataFormatException.causedBy(cells.file(), "label column", "expected labels", e);
        }
    }

    private List<String> header() throws DataFormatException {
        if (!cells.nextLine()) {
            throw cells.error("expected a header line");
        }
        List<String> names = new ArrayList<>();
        do {
            names.add(cells.text(""));
        } while (cells.nextCell());
        return names;
    }

    private int labelColumn(int columns, @Nullable List<String> header) throws DataFormatException {
        if (columns > MAX_COLUMNS) {
            throw cells.error("expected at most " + MAX_COLUMNS + " columns, found " + columns);
        }
        Integer index = format.labelColumn();
        int label = -1;
        if (index != null) {
            label = index < 0 ? columns + index : index;
            if (label < 0 || label >= columns) {
                throw cells.error("expected a label in column " + index + ", found " + columns + " columns");
            }
        } else if (format.labelName() != null && header != null) {
            label = header.indexOf(format.labelName());
            if (label < 0) {
                throw cells.error("expected a column named " + format.labelName() + ", found " + header);
            }
        }
        if (columns - (label >= 0 ? 1 : 0) < 1) {
            throw cells.error("expected one column of numbers at least");
        }
        return label;
    }

    private void add(float value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    static String utf8(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
