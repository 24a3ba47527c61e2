package io.github.vae4j.core.data.table;

import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// Decides whether the first row of a table names its columns, by comparing it with the others. A row that is not clearly
/// a header is data: an odd cell in it is then an error with its place, and no row is lost.
final class HeaderGuess {
    /// Words for a column of classes.
    static final Set<String> CLASS_WORDS = Set.of("label", "labels", "class", "classes", "target", "targets", "y",
            "category", "species", "cluster", "group", "digit", "kind", "type", "celltype", "cell_type", "class_name",
            "classname", "class_label", "true_label", "cluster_id", "ground_truth", "groundtruth");
    /// Rows of data from which on one cell is enough evidence.
    private static final int MANY_ROWS = 10;
    /// A row of data that happens to be 0, 1, 2, ... up to here is not to be expected.
    private static final int LONG_COUNT = 8;

    private final FirstRows rows;
    private int numbers;
    private int names;
    private int missing;
    private int others;
    /// Whether the numbers among the first cells go up by one.
    private boolean counting = true;
    private long previous = -1;
    private long start = -1;
    private boolean fractions = true;
    private boolean quoted = true;
    private boolean unquotedBelow = true;

    private HeaderGuess(FirstRows rows) {
        this.rows = rows;
    }

    static boolean isHeader(FirstRows rows) {
        return new HeaderGuess(rows).isHeader();
    }

    private boolean isHeader() {
        if (rows.others == 0) {
            return rows.first.stream().allMatch(cell -> cell.kind() == CellKind.NAME);
        }
        int shift = rows.hasRowNames() ? 1 : 0;
        for (int i = 0; i < rows.first.size(); i++) {
            if (rows.isNumeric(i + shift)) {
                look(rows.first.get(i), i + shift);
            }
        }
        int columns = numbers + names + missing + others;
        if (isNamelessIndex()) {
            return true;
        }
        if (columns == 0) {
            return rows.areEmpty() ? isNames() : isHeaderOfTexts();
        }
        if (quoted && unquotedBelow && missing + others == 0) {
            // R and pandas quote texts alone, names of columns among them.
            return true;
        }
        if (names > 0) {
            return names > others && (numbers == 0 || counting && isCount());
        }
        boolean unnamedIndex = missing == 1 && rows.first.getFirst().text().isEmpty()
                && IndexColumn.counts(rows.firstColumn);
        if (unnamedIndex && numbers == columns - 1) {
            // As pandas writes an index: nothing above it, and names or 0, 1, 2, ... above the rest.
            return counting && rows.first.size() > 1;
        }
        return numbers > 0 && counting && numbers == columns && isCount();
    }

    private void look(FirstRows.Cell cell, int column) {
        switch (cell.kind()) {
            case NUMBER -> {
                numbers++;
                long value = NumberText.isDigits(cell.text()) ? Long.parseLong(cell.text()) : -1;
                counting &= value >= 0 && (previous < 0 || value == previous + 1);
                start = previous < 0 ? value : start;
                previous = value;
                fractions &= rows.hasFraction(column);
            }
            case NAME -> names++;
            case MISSING -> missing++;
            case OTHER -> others++;
        }
        quoted &= cell.quoted();
        unquotedBelow &= rows.hasUnquotedNumber(column);
    }

    /// Whether numbers that go up by one are names, as pandas writes them: 0, 1, 2, ...
    private boolean isCount() {
        if (numbers == 1) {
            return start == 0 && fractions && rows.others >= MANY_ROWS;
        }
        boolean outside = previous > rows.largest && (rows.others >= MANY_ROWS || numbers >= LONG_COUNT);
        return fractions || outside || start == 0 && numbers > 2 || start == 1 && numbers >= LONG_COUNT;
    }

    /// Without a column of numbers to compare with, words for classes and rows are names of columns.
    private boolean isHeaderOfTexts() {
        boolean words = rows.first.stream()
                .anyMatch(cell -> isClassWord(cell.text()) || IndexColumn.isIndexWord(cell.text()));
        return words && isNames() && noneRecurs();
    }

    /// Whether nothing stands above the first column, which holds numbers or names, and new names above all others.
    private boolean isNamelessIndex() {
        FirstRows.Cell corner = rows.first.getFirst();
        return rows.first.size() > 1 && corner.text().isEmpty() && !rows.isBlank(0)
                && rows.first.stream().skip(1).allMatch(cell -> cell.kind() == CellKind.NAME) && noneRecurs();
    }

    private boolean noneRecurs() {
        return IntStream.range(0, rows.first.size()).noneMatch(rows::firstRecurs);
    }

    private boolean isNames() {
        return rows.first.stream().allMatch(cell -> cell.kind() == CellKind.NAME || cell.text().isEmpty());
    }

    /// Whether the first column of a table could have its name in the first row: a text that is not there again, or pandas'
    /// 0 above whole numbers.
    static boolean mayBeHeader(FirstRows rows) {
        FirstRows.Cell cell = rows.first.getFirst();
        return cell.kind() == CellKind.NAME && !rows.firstRecurs(0) || cell.text().equals("0");
    }

    /// Whether the first row is a name above numbers, so that it cannot be data.
    static boolean isSurelyHeader(FirstRows rows) {
        return rows.first.getFirst().kind() == CellKind.NAME && rows.isNumeric(0);
    }

    static boolean isClassWord(String name) {
        return CLASS_WORDS.contains(name.strip().toLowerCase(Locale.ROOT));
    }
}
