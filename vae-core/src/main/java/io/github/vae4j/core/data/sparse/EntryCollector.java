package io.github.vae4j.core.data.sparse;

import java.util.Arrays;

/// Collects the entries of a matrix in any order and gives them as rows whose columns rise. Entries of 0 are left out; entries of
/// the same place are added up, in their order.
///
/// Files mostly hold their entries in order. As long as they come so, nothing but columns and values is kept.
public final class EntryCollector {
    private static final int FIRST = 1 << 10;

    /// Rows of a matrix.
    ///
    /// @param offsets where each row begins, and the last one ends
    /// @param columns of the entries, rising within a row
    /// @param values of the entries
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Rows(int[] offsets, int[] columns, float[] values) {}

    /// Entries of each row, at the index after it.
    private int[] counts;
    private int[] columns;
    private float[] values;
    /// The row of each entry, once they come out of order; before that empty.
    private int[] rows = {};
    private boolean inOrder = true;
    private int lastRow = -1;
    private int lastColumn = -1;
    private int size;
    private int doubled;

    /// @param rows how many there are, as far as that is known
    /// @param entries how many there are at most, as far as that is known; memory is taken for them
    public EntryCollector(int rows, int entries) {
        counts = new int[rows + 1];
        columns = new int[entries];
        values = new float[entries];
    }

    /// Adds an entry. Rows that were not foreseen are added.
    ///
    /// @throws OutOfMemoryError if there are more entries than fit an array
    public void add(int row, int column, float value) {
        if (isZero(value)) {
            return;
        }
        if (inOrder && (row < lastRow || row == lastRow && column <= lastColumn)) {
            rows = rowsSoFar();
            inOrder = false;
        }
        if (size == columns.length) {
            grow();
        }
        if (row + 1 >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(row + 2, longer(counts.length)));
        }
        if (!inOrder) {
            rows[size] = row;
        }
        columns[size] = column;
        values[size++] = value;
        counts[row + 1]++;
        lastRow = row;
        lastColumn = column;
    }

    /// A zero with a sign has bits of its own, as in dense data.
    private static boolean isZero(float value) {
        return Float.floatToRawIntBits(value) == 0;
    }

    private static int longer(int length) {
        return (int) Math.min(Integer.MAX_VALUE - 8, Math.max(FIRST, (long) length + length / 2 + 1));
    }

    private void grow() {
        int length = longer(size);
        columns = Arrays.copyOf(columns, length);
        values = Arrays.copyOf(values, length);
        rows = inOrder ? rows : Arrays.copyOf(rows, length);
    }

    private int[] rowsSoFar() {
        int[] out = new int[columns.length];
        int at = 0;
        for (int r = 0; r + 1 < counts.length; r++) {
            Arrays.fill(out, at, at + counts[r + 1], r);
            at += counts[r + 1];
        }
        return out;
    }

    /// Adds a number to the column of every entry.
    void shiftColumns(int by) {
        for (int i = 0; i < size; i++) {
            columns[i] += by;
        }
    }

    /// How many entries were added to others of the same place; known after [#rows].
    public int doubled() {
        return doubled;
    }

    /// The rows. The collector must not be used afterwards.
    ///
    /// @param count of the rows, as many as there were entries for, or more
    public Rows rows(int count) {
        int[] offsets = Arrays.copyOf(counts, count + 1);
        for (int r = 0; r < count; r++) {
            offsets[r + 1] += offsets[r];
        }
        if (!inOrder) {
            sortByRow(offsets);
            sortColumns(offsets);
            addUp(offsets);
        }
        return new Rows(offsets, size == columns.length ? columns : Arrays.copyOf(columns, size),
                size == values.length ? values : Arrays.copyOf(values, size));
    }

    /// Keeps the order of the entries of a row.
    private void sortByRow(int[] offsets) {
        int[] next = offsets.clone();
        int[] sortedColumns = new int[size];
        float[] sortedValues = new float[size];
        for (int i = 0; i < size; i++) {
            int to = next[rows[i]]++;
            sortedColumns[to] = columns[i];
            sortedValues[to] = values[i];
        }
        rows = new int[0];
        columns = sortedColumns;
        values = sortedValues;
    }

    private void sortColumns(int[] offsets) {
        for (int r = 0; r + 1 < offsets.length; r++) {
            int from = offsets[r];
            int n = offsets[r + 1] - from;
            boolean rises = true;
            for (int i = from + 1; i < from + n; i++) {
                rises &= columns[i] > columns[i - 1];
            }
            if (!rises) {
                // The place in the low half keeps equal columns in their order.
                long[] keys = new long[n];
                for (int i = 0; i < n; i++) {
                    keys[i] = (long) columns[from + i] << Integer.SIZE | i;
                }
                Arrays.sort(keys);
                float[] row = Arrays.copyOfRange(values, from, from + n);
                for (int i = 0; i < n; i++) {
                    columns[from + i] = (int) (keys[i] >>> Integer.SIZE);
                    values[from + i] = row[(int) keys[i]];
                }
            }
        }
    }

    private void addUp(int[] offsets) {
        int to = 0;
        for (int r = 0; r + 1 < offsets.length; r++) {
            int i = offsets[r];
            int end = offsets[r + 1];
            offsets[r] = to;
            while (i < end) {
                int column = columns[i];
                float sum = values[i++];
                while (i < end && columns[i] == column) {
                    sum += values[i++];
                    doubled++;
                }
                if (!isZero(sum)) {
                    columns[to] = column;
                    values[to++] = sum;
                }
            }
        }
        offsets[offsets.length - 1] = to;
        size = to;
    }
}
