package io.github.vae4j.metrics.internal;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/// The best one-to-one matching of rows and columns.
///
/// The method of Kuhn (1955) with potentials and shortest augmenting paths (Jonker and Volgenant 1987) over the cells that
/// there are, in the order of their lengths (Dijkstra 1959). With m cells it takes at most rows m log m steps, and as a
/// rule a small part of it: most rows get a column at once.
public final class Matching {
    private final int[] starts;
    private final int[] columns;
    private final double[] values;
    private final double[] rowPotential;
    private final double[] columnPotential;
    private final int[] rowOf;
    private final int[] columnOf;

    private Matching(int[] starts, int[] columns, double[] values, int columnCount) {
        int rows = starts.length - 1;
        this.starts = starts;
        this.columns = columns;
        this.values = values;
        rowPotential = new double[rows];
        columnPotential = new double[columnCount];
        rowOf = new int[columnCount];
        columnOf = new int[rows];
        Arrays.fill(rowOf, -1);
        Arrays.fill(columnOf, -1);
        for (int row = 0; row < rows; row++) {
            for (int cell = starts[row]; cell < starts[row + 1]; cell++) {
                rowPotential[row] = Math.max(rowPotential[row], values[cell]);
            }
            augment(row);
        }
    }

    /// Matches rows of a (rows, columns) matrix of values, 0 or more, with a column each so that the sum of the values is
    /// largest; with more rows than columns, some rows get none.
    ///
    /// @return per row its column, -1 for none
    public static int[] largestSum(double[] values, int rows, int columns) {
        // A value of 0 is as good as none at all to the sum, but every row shall have a column that can have one.
        int[] starts = IntStream.rangeClosed(0, rows).map(row -> row * columns).toArray();
        int[] each = IntStream.range(0, rows * columns).map(cell -> cell % columns).toArray();
        int[] matched = new Matching(starts, each, values, columns).columnOf;
        boolean[] taken = new boolean[columns];
        for (int column : matched) {
            if (column >= 0) {
                taken[column] = true;
            }
        }
        int free = 0;
        for (int row = 0; row < rows; row++) {
            while (free < columns && taken[free]) {
                free++;
            }
            if (matched[row] < 0 && free < columns) {
                matched[row] = free;
                taken[free] = true;
            }
        }
        return matched;
    }

    /// Matches the rows of a table of counts with columns so that the sum of the counts is largest. Pairs without samples
    /// are not matched.
    ///
    /// @return per row its column, -1 for none
    public static int[] largestSum(Contingency table, int columnCount) {
        int rows = table.rows();
        int cells = table.start(rows);
        return new Matching(IntStream.rangeClosed(0, rows).map(table::start).toArray(),
                IntStream.range(0, cells).map(table::column).toArray(),
                IntStream.range(0, cells).mapToDouble(table::count).toArray(), columnCount).columnOf;
    }

    private record Reached(double length, int column) {}

    /// Gives a row a column, or lets a row on the way go without: the end of the path that loses the least value.
    ///
    /// Reduced costs `rowPotential + columnPotential - value` are 0 or more, 0 for matched cells; a row without a column
    /// costs its potential.
    private void augment(int start) {
        int columnCount = columnPotential.length;
        double[] length = new double[columnCount];
        int[] before = new int[columnCount];
        boolean[] done = new boolean[columnCount];
        Arrays.fill(length, Double.POSITIVE_INFINITY);
        PriorityQueue<Reached> queue = new PriorityQueue<>((a, b) -> a.length != b.length
                ? Double.compare(a.length, b.length)
                : Integer.compare(a.column, b.column));
        int row = start;
        double rowLength = 0;
        double best = Double.POSITIVE_INFINITY;
        int bestRow = -1;
        int end = -1;
        int[] finished = new int[Math.min(columnCount, columnOf.length) + 1];
        int count = 0;
        while (true) {
            if (rowLength + rowPotential[row] < best) {
                best = rowLength + rowPotential[row];
                bestRow = row;
            }
            for (int cell = starts[row]; cell < starts[row + 1]; cell++) {
                int column = columns[cell];
                double next = rowLength + Math.max(rowPotential[row] + columnPotential[column] - values[cell], 0);
                if (!done[column] && next < length[column] && next < best) {
                    length[column] = next;
                    before[column] = row;
                    queue.add(new Reached(next, column));
                }
            }
            Reached nearest = queue.poll();
            while (nearest != null && (done[nearest.column] || nearest.length > length[nearest.column])) {
                nearest = queue.poll();
            }
            if (nearest == null || nearest.length >= best) {
                break;
            }
            done[nearest.column] = true;
            if (rowOf[nearest.column] < 0) {
                best = nearest.length;
                end = nearest.column;
                break;
            }
            finished[count++] = nearest.column;
            row = rowOf[nearest.column];
            rowLength = nearest.length;
        }
        // Potentials move so that the cells of the path cost nothing and no other one less than that.
        rowPotential[start] -= best;
        for (int i = 0; i < count; i++) {
            double rest = best - length[finished[i]];
            columnPotential[finished[i]] += rest;
            rowPotential[rowOf[finished[i]]] -= rest;
        }
        if (end < 0) {
            // The row that goes without hands its column back along the path.
            int column = columnOf[bestRow];
            columnOf[bestRow] = -1;
            end = column;
        }
        while (end >= 0) {
            int owner = before[end];
            int previous = columnOf[owner];
            columnOf[owner] = end;
            rowOf[end] = owner;
            end = owner == start ? -1 : previous;
        }
    }
}
