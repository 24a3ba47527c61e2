package io.github.vae4j.core.data.table;

/// The names of rows, and whether they are just their numbers, from 0 or from 1.
final class RowIds {
    private final boolean areGiven;
    private String id = "";
    private boolean isCount = true;
    private long first;

    RowIds(boolean areGiven) {
        this.areGiven = areGiven;
    }

    /// Whether a column has names of rows.
    boolean areGiven() {
        return areGiven;
    }

    /// Takes the name of the current row.
    void set(String text) {
        id = text;
    }

    /// The name of the current row.
    String current() {
        return id;
    }

    /// Compares the name of a row with its number, from 0.
    void endRow(int number) {
        if (number == 0) {
            first = id.equals("1") ? 1 : 0;
        }
        isCount &= id.equals(Long.toString(first + number));
    }

    /// Whether all names so far are numbers in order.
    boolean count() {
        return isCount;
    }
}
