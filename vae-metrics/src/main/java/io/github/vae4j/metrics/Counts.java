package io.github.vae4j.metrics;

import java.util.Arrays;
import java.util.Objects;

/// Rows of counts that are mostly 0: how often words are in documents, or items were chosen by users. Of each row the columns
/// that are not 0, rising, and their counts (compressed sparse rows). Immutable.
public final class Counts {
    private final int[] offsets;
    private final int[] columns;
    private final int[] counts;
    private final int width;

    private Counts(int[] offsets, int[] columns, int[] counts, int width) {
        this.offsets = offsets;
        this.columns = columns;
        this.counts = counts;
        this.width = width;
    }

    /// Counts of a copy of arrays.
    ///
    /// @param offsets where the entries of each row begin, and those of the last one end: one more than rows
    /// @param columns of the entries, from 0 to `width - 1`, rising within a row
    /// @param counts of the entries, 1 or more
    /// @param width number of columns, 1 or more
    /// @return the counts
    /// @throws IllegalArgumentException if these are no such rows
    public static Counts of(int[] offsets, int[] columns, int[] counts, int width) {
        if (width < 1) {
            throw new IllegalArgumentException("width must be 1 or more but is " + width);
        }
        if (offsets.length == 0 || offsets[0] != 0 || offsets[offsets.length - 1] != columns.length
                || columns.length != counts.length) {
            throw new IllegalArgumentException("offsets must rise from 0 to the number of columns and counts, "
                    + columns.length + " and " + counts.length);
        }
        for (int row = 0; row + 1 < offsets.length; row++) {
            if (offsets[row + 1] < offsets[row] || offsets[row + 1] > columns.length) {
                throw new IllegalArgumentException("offsets must rise but do not after row " + row);
            }
            for (int i = offsets[row]; i < offsets[row + 1]; i++) {
                if (columns[i] < 0 || columns[i] >= width || i > offsets[row] && columns[i] <= columns[i - 1]) {
                    throw new IllegalArgumentException("columns must rise within a row, from 0 to " + (width - 1)
                            + ", but row " + row + " has " + columns[i] + " in place " + (i - offsets[row]));
                }
                if (counts[i] < 1) {
                    throw new IllegalArgumentException("counts must be 1 or more but row " + row + ", column "
                            + columns[i] + " has " + counts[i]);
                }
            }
        }
        return new Counts(offsets.clone(), columns.clone(), counts.clone(), width);
    }

    /// The number of rows.
    ///
    /// @return 0 or more
    public int rows() {
        return offsets.length - 1;
    }

    /// The number of columns.
    ///
    /// @return 1 or more
    public int width() {
        return width;
    }

    /// The number of entries of a row.
    ///
    /// @param row its index
    /// @return 0 or more
    /// @throws IndexOutOfBoundsException if there is no such row
    public int entries(int row) {
        return offsets[Objects.checkIndex(row, rows()) + 1] - offsets[row];
    }

    /// The column of an entry.
    ///
    /// @param row its row
    /// @param entry from 0 to `entries(row) - 1`
    /// @return the column, rising with `entry`
    /// @throws IndexOutOfBoundsException if there is no such row or entry
    public int column(int row, int entry) {
        return columns[offsets[row] + Objects.checkIndex(entry, entries(row))];
    }

    /// The count of an entry.
    ///
    /// @param row its row
    /// @param entry as in [#column]
    /// @return 1 or more
    /// @throws IndexOutOfBoundsException if there is no such row or entry
    public int count(int row, int entry) {
        return counts[offsets[row] + Objects.checkIndex(entry, entries(row))];
    }

    /// The columns of a row.
    ///
    /// @param row its index
    /// @return a new array, rising
    /// @throws IndexOutOfBoundsException if there is no such row
    public int[] columns(int row) {
        return Arrays.copyOfRange(columns, offsets[row], offsets[row] + entries(row));
    }

    /// The sum of a row.
    ///
    /// @param row its index
    /// @return 0 or more
    /// @throws IndexOutOfBoundsException if there is no such row
    public long total(int row) {
        long sum = 0;
        for (int i = 0; i < entries(row); i++) {
            sum += counts[offsets[row] + i];
        }
        return sum;
    }

    /// The sum of all rows.
    ///
    /// @return 0 or more
    public long total() {
        return Arrays.stream(counts).asLongStream().sum();
    }

    /// Some rows.
    ///
    /// @param picked their indices
    /// @return new counts, rows in that order
    /// @throws IndexOutOfBoundsException if there is no such row
    public Counts select(int... picked) {
        int[] starts = new int[picked.length + 1];
        for (int i = 0; i < picked.length; i++) {
            starts[i + 1] = Math.addExact(starts[i], entries(picked[i]));
        }
        int[] pickedColumns = new int[starts[picked.length]];
        int[] pickedCounts = new int[starts[picked.length]];
        for (int i = 0; i < picked.length; i++) {
            System.arraycopy(columns, offsets[picked[i]], pickedColumns, starts[i], entries(picked[i]));
            System.arraycopy(counts, offsets[picked[i]], pickedCounts, starts[i], entries(picked[i]));
        }
        return new Counts(starts, pickedColumns, pickedCounts, width);
    }
}
