package io.github.vae4j.core.data.sparse;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.SampleAxis;
import io.github.vae4j.core.data.file.ContentStream;
import io.github.vae4j.core.data.store.FloatRows;
import io.github.vae4j.core.data.store.Origin;
import io.github.vae4j.core.data.store.SampleShape;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Matrix Market files (Boisvert, Pozo and Remington 1996): coordinate and array, real, integer and pattern, general, symmetric
/// and skew-symmetric. Rows are samples unless something else is said or known.
final class MatrixMarket {
    private static final String BANNER = "%%MatrixMarket";
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    /// How a matrix lies in the data.
    ///
    /// @param axis where its samples are
    /// @param features names of the features; empty if they have none
    /// @param origin what samples are called
    record Layout(SampleAxis axis, List<String> features, Origin origin) {}

    /// Says how a matrix lies, once its size is known.
    @FunctionalInterface
    interface LayoutOf {
        Layout of(int rows, int columns) throws IOException;
    }

    private enum Field {
        REAL, INTEGER, PATTERN
    }

    private enum Symmetry {
        GENERAL, SYMMETRIC, SKEW
    }

    private final Lines lines;
    private final ReadOptions options;
    private boolean coordinate;
    private Field field = Field.REAL;
    private Symmetry symmetry = Symmetry.GENERAL;
    private int rows;
    private int columns;
    private long promised;

    private MatrixMarket(ContentStream in, ReadOptions options) {
        this.lines = new Lines(in);
        this.options = options;
    }

    /// Reads a matrix.
    static Dataset read(ContentStream in, ReadOptions options, LayoutOf layouts) throws IOException {
        MatrixMarket matrix = new MatrixMarket(in, options);
        matrix.banner();
        matrix.sizes();
        Layout layout = layouts.of(matrix.rows, matrix.columns);
        boolean transposed = layout.axis == SampleAxis.COLUMNS;
        int samples = transposed ? matrix.columns : matrix.rows;
        int features = transposed ? matrix.rows : matrix.columns;
        String problem = SparseSizes.problem(samples, features, in.mostBytes());
        if (!problem.isEmpty()) {
            throw matrix.lines.error(problem);
        }
        SampleShape shape = new SampleShape(1, features, layout.features);
        return matrix.coordinate
                ? matrix.coordinates(transposed, samples, shape, layout.origin)
                : matrix.array(transposed, samples, shape, layout.origin);
    }

    // ---- header

    private void banner() throws IOException {
        if (!lines.next() || !lines.nextWord() || !lines.word().equalsIgnoreCase(BANNER)) {
            throw lines.error("expected " + BANNER + ", " + lines.found());
        }
        choice("matrix");
        coordinate = choice("coordinate", "array").equals("coordinate");
        String numbers = choice("real", "integer", "pattern", "double", "unsigned-integer", "complex");
        if (numbers.equals("complex")) {
            throw lines.error("expected real numbers, found complex ones: save their parts or sizes");
        }
        field = numbers.equals("pattern") ? Field.PATTERN : numbers.endsWith("integer") ? Field.INTEGER : Field.REAL;
        String kind = choice("general", "symmetric", "skew-symmetric", "hermitian");
        symmetry = switch (kind) {
            case "general" -> Symmetry.GENERAL;
            case "skew-symmetric" -> Symmetry.SKEW;
            default -> Symmetry.SYMMETRIC;
        };
        if (!coordinate && field == Field.PATTERN) {
            throw lines.error("expected real or integer for an array, found pattern");
        }
    }

    private String choice(String... allowed) throws DataFormatException {
        if (lines.nextWord()) {
            String word = lines.word().toLowerCase(Locale.ROOT);
            if (List.of(allowed).contains(word)) {
                return word;
            }
        }
        throw lines.error("expected " + String.join(" or ", allowed) + ", " + lines.found());
    }

    /// Goes to the next line that is neither blank nor a comment.
    private boolean nextContent() throws IOException {
        while (lines.next()) {
            byte first = lines.first();
            if (first != 0 && first != '%') {
                return true;
            }
        }
        return false;
    }

    private void sizes() throws IOException {
        if (!nextContent()) {
            throw lines.error("expected the size of the matrix, found the end of the file");
        }
        rows = size("rows");
        columns = size("columns");
        if (coordinate) {
            lines.nextWord();
            promised = lines.whole(0, lines.wordLength());
            if (promised < 0) {
                throw lines.error("expected the number of entries, " + lines.found());
            }
        }
        endOfLine();
        if (symmetry != Symmetry.GENERAL && rows != columns) {
            throw lines.error("expected a square matrix, as symmetric ones are, found " + rows + " x " + columns);
        }
        if (coordinate) {
            SparseSizes.requireEntries(lines, promised * (symmetry == Symmetry.GENERAL ? 1 : 2), promised,
                    field == Field.PATTERN ? 4 : 6);
        } else {
            long values = symmetry == Symmetry.GENERAL
                    ? (long) rows * columns
                    : rows * (rows + 1L) / 2 - (symmetry == Symmetry.SKEW ? rows : 0);
            promised = values;
            if ((long) rows * columns > MOST_VALUES) {
                throw lines.error("expected at most 2^31 - 9 values, found " + rows + " x " + columns);
            }
            SparseSizes.requireEntries(lines, (long) rows * columns / 2, values, 2);
        }
    }

    private int size(String what) throws DataFormatException {
        lines.nextWord();
        long size = lines.whole(0, lines.wordLength());
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw lines.error("expected the number of " + what + ", from 1 to 2^31 - 1, " + lines.found());
        }
        return (int) size;
    }

    private void endOfLine() throws DataFormatException {
        if (lines.nextWord()) {
            throw lines.error("expected the end of the line, " + lines.found());
        }
    }

    // ---- entries

    private Dataset coordinates(boolean transposed, int samples, SampleShape shape, Origin origin) throws IOException {
        EntryCollector entries = new EntryCollector(samples,
                Math.toIntExact(promised * (symmetry == Symmetry.GENERAL ? 1 : 2)));
        for (long i = 0; i < promised; i++) {
            if (!nextContent()) {
                throw lines.error("expected " + promised + " entries, as the header says, found " + i
                        + " and the end of the file: it is cut short");
            }
            int row = index("row", rows);
            int column = index("column", columns);
            float value = field == Field.PATTERN ? 1 : value();
            endOfLine();
            add(entries, transposed, row, column, value);
        }
        if (nextContent()) {
            throw lines.error("expected the end after " + promised + " entries, as the header says, found more");
        }
        return SparseSamples.of(lines.in().file(), entries, samples, shape, null, origin, options);
    }

    private void add(EntryCollector entries, boolean transposed, int row, int column, float value)
            throws DataFormatException {
        entries.add(transposed ? column : row, transposed ? row : column, value);
        if (symmetry == Symmetry.GENERAL) {
            return;
        }
        if (column > row || symmetry == Symmetry.SKEW && column == row) {
            throw lines.error("expected entries " + (symmetry == Symmetry.SKEW ? "below" : "on and below")
                    + " the diagonal, as the header says, found row " + (row + 1) + ", column " + (column + 1));
        }
        if (row != column) {
            float mirrored = symmetry == Symmetry.SKEW ? -value : value;
            entries.add(transposed ? row : column, transposed ? column : row, mirrored);
        }
    }

    /// Indices are counted from 1 in the file.
    private int index(String what, int size) throws DataFormatException {
        lines.nextWord();
        long index = lines.whole(0, lines.wordLength());
        if (index < 1 || index > size) {
            throw lines.error("expected a " + what + " from 1 to " + size + ", " + lines.found());
        }
        return (int) index - 1;
    }

    private float value() throws DataFormatException {
        lines.nextWord();
        float value = lines.real(0, lines.wordLength());
        if (!Float.isNaN(value)) {
            return value;
        }
        boolean missing = lines.isMissing(0, lines.wordLength());
        if (!missing || options.missing() == Missing.REFUSE) {
            throw lines.error("expected a finite number, " + lines.found()
                    + (missing ? ": leave out rows with missing values (--missing drop)" : ""));
        }
        return value;
    }

    // ---- arrays

    /// Values come column by column.
    private Dataset array(boolean transposed, int samples, SampleShape shape, Origin origin) throws IOException {
        float[] values = new float[Math.multiplyExact(rows, columns)];
        int features = shape.features();
        for (int column = 0; column < columns; column++) {
            int first = symmetry == Symmetry.GENERAL ? 0 : symmetry == Symmetry.SKEW ? column + 1 : column;
            for (int row = first; row < rows; row++) {
                if (!nextContent()) {
                    throw lines.error("expected " + promised
                            + " values, as the header says, found the end of the file: it is cut short");
                }
                float value = value();
                endOfLine();
                values[transposed ? column * features + row : row * features + column] = value;
                if (symmetry != Symmetry.GENERAL) {
                    values[transposed ? row * features + column : column * features + row] = symmetry == Symmetry.SKEW
                            ? -value
                            : value;
                }
            }
        }
        if (nextContent()) {
            throw lines.error("expected the end after " + promised + " values, as the header says, found more");
        }
        Dataset data = new FloatRows(values, shape, null, origin, true);
        return SparseSamples.complete(lines.in().file(), data, samples, options);
    }
}
