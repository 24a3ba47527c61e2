package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.CsvFormat;
import io.github.vae4j.core.data.DataFormatException;
import java.nio.file.Path;

/// Finds out what separates the cells of a table and how its numbers are written: the delimiter that gives the largest
/// share of numbers and, among those, as many cells in every row.
final class DialectGuess {
    private static final int ROWS = 50;
    private static final String DELIMITERS = ",;\t| ";

    private final Path file;
    private final byte[] content;
    private final Preamble preamble;

    DialectGuess(Path file, byte[] content, Preamble preamble) {
        this.file = file;
        this.content = content;
        this.preamble = preamble;
    }

    /// How a table looks under one delimiter.
    private record View(char delimiter, boolean decimalComma, double numbers, boolean even, int columns) {
        boolean isBetterThan(View other) {
            if (numbers != other.numbers) {
                return numbers > other.numbers;
            }
            if (even != other.even) {
                return even;
            }
            return columns > 1 && other.columns <= 1;
        }
    }

    /// @param blanks whether blanks may separate cells, which they do not in lists of names
    static Dialect of(Path file, byte[] content, Preamble preamble, CsvFormat format, boolean blanks) {
        DialectGuess guess = new DialectGuess(file, content, preamble);
        String delimiters = format.delimiter().or(preamble::delimiter).map(String::valueOf)
                .orElse(blanks ? DELIMITERS : DELIMITERS.replace(" ", ""));
        View best = null;
        for (int i = 0; i < delimiters.length(); i++) {
            View view = guess.view(delimiters.charAt(i));
            if (best == null || view.isBetterThan(best)) {
                best = view;
            }
        }
        if (best == null) {
            return Dialect.PLAIN;
        }
        return new Dialect((byte) best.delimiter, format.decimalComma().orElse(best.decimalComma));
    }

    private View view(char delimiter) {
        long cells = 0;
        long points = 0;
        long commas = 0;
        int columns = 0;
        int firstColumns = 0;
        int rows = 0;
        boolean even = true;
        boolean splitNumbers = true;
        boolean leadingZero = false;
        boolean namesWithComma = false;
        Cells withPoint = new Cells(file, content, new Dialect((byte) delimiter, false), preamble.position(), 1);
        Cells withComma = new Cells(file, content, new Dialect((byte) delimiter, true), preamble.position(), 1);
        try {
            while (rows < ROWS && withPoint.nextRow() && withComma.nextRow()) {
                int inRow = 0;
                boolean more = true;
                while (more) {
                    boolean point = withPoint.kind() == CellKind.NUMBER;
                    cells++;
                    points += point ? 1 : 0;
                    commas += withComma.kind() == CellKind.NUMBER ? 1 : 0;
                    if (rows == 0) {
                        namesWithComma |= delimiter != ',' && !withPoint.isQuoted()
                                && withPoint.kind() == CellKind.NAME && withPoint.text("").indexOf(',') >= 0;
                    } else {
                        splitNumbers &= point && isDigits(withPoint, inRow == 0);
                        leadingZero |= inRow == 1 && withPoint.text("").matches("0[0-9]+")
                                || inRow == 0 && withPoint.text("").equals("-0");
                    }
                    inRow++;
                    more = withPoint.nextCell();
                    withComma.nextCell();
                }
                if (rows == 0) {
                    firstColumns = inRow;
                } else if (rows == 1) {
                    columns = inRow;
                }
                even &= rows < 2 || inRow == columns;
                rows++;
            }
        } catch (DataFormatException e) {
            // Said by the reader, if this is the delimiter.
            even = false;
        }
        columns = rows < 2 ? firstColumns : columns;
        even &= Math.abs(firstColumns - columns) <= 1;
        // 0,004 in every row: a column of numbers with decimal commas, not two of whole numbers.
        if (delimiter == ',' && columns == 2 && rows > 1 && splitNumbers && leadingZero) {
            return new View(delimiter, false, 0, false, columns);
        }
        // Commas between the names of columns separate numbers, too.
        commas = namesWithComma && columns == 1 ? 0 : commas;
        return new View(delimiter, commas > points, cells == 0 ? 0 : Math.max(points, commas) / (double) cells, even,
                columns);
    }

    /// Whether commas separate cells, it seems, and stand in numbers, too: in every row 0,004,-0,25 with an even number of
    /// cells, signs in the first of two alone, and some number that begins with -0 or that has zeros in front.
    boolean hasBrokenNumbers() {
        Cells cells = new Cells(file, content, new Dialect((byte) ',', false), preamble.position(), 1);
        boolean evidence = false;
        int rows = 0;
        try {
            for (; rows < ROWS && cells.nextRow(); rows++) {
                int inRow = 0;
                do {
                    boolean whole = inRow % 2 == 0;
                    if (rows > 0 && !isDigits(cells, whole)) {
                        return false;
                    }
                    evidence |= rows > 0
                            && (whole ? cells.text("").equals("-0") : cells.text("").matches("0[0-9]{3,}"));
                    inRow++;
                } while (cells.nextCell());
                if (rows > 0 && inRow % 2 != 0) {
                    return false;
                }
            }
        } catch (DataFormatException e) {
            return false;
        }
        return evidence && rows > 1;
    }

    private static boolean isDigits(Cells cells, boolean signed) {
        return !cells.isQuoted() && cells.text("").matches(signed ? "-?[0-9]+" : "[0-9]+");
    }
}
