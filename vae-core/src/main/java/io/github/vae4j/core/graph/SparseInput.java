package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Entries;
import io.github.vae4j.kernels.model.SparseRows;
import org.jspecify.annotations.Nullable;

/// The samples of a batch as lists of the values that are not 0, if most are: the first layer then leaves out the zeros, in
/// its product and in the gradient of its weights, with the bits of the dense product
/// ([io.github.vae4j.kernels.model.SparseDense]).
///
/// Counting comes first: while dense samples are read, or from what a sparse data set says. [#decide] then says whether there
/// are few enough; only then are the lists filled, and samples of a sparse data set are never dense if no node wants them
/// so. Methods on rows and on ranges of columns may run side by side.
public final class SparseInput {
    // Above it the product over lists soon is the slower one: at 30 % it took longer than the dense one (family `sparse` of the
    // benchmarks).
    private static final double MOST = 0.2;
    // Narrower rows are not worth the lists.
    private static final int NARROWEST = 64;

    private final int columns;
    private final int[] rowStart;
    private final int[] columnStart;
    private final int[][] scratch;
    private int[] column = {};
    private float[] value = {};
    private int[] row = {};
    private float[] valueByColumn = {};
    // As the likelihood has them, if that is another way and they came as entries.
    private float[] raw = {};
    private final Entries target = new Target();
    private final boolean isOfRaw;
    private boolean isTargetListed;
    private int rows;
    private boolean isUsed;

    private final class Target implements Entries {
        @Override
        public int[] rowStart() {
            return rowStart;
        }

        @Override
        public int[] column() {
            return column;
        }

        @Override
        public float[] value() {
            return isOfRaw ? raw : value;
        }
    }

    /// @param capacity samples of the largest batch
    /// @param columns values of a sample
    /// @param threads that write columns
    /// @param isForTraining whether lists by columns are needed
    /// @param isOfRaw whether the likelihood has samples in another way than the encoder
    SparseInput(int capacity, int columns, int threads, boolean isForTraining, boolean isOfRaw) {
        this.columns = columns;
        this.isOfRaw = isOfRaw;
        rowStart = new int[capacity + 1];
        columnStart = new int[isForTraining ? columns + 1 : 0];
        scratch = new int[isForTraining ? threads : 0][2 * capacity];
    }

    /// Whether the current batch has lists.
    public boolean isUsed() {
        return isUsed;
    }

    /// Forgets the batch: it is dense.
    public void clear() {
        isUsed = false;
    }

    /// Takes the number of entries of a sample of a sparse data set.
    ///
    /// @param sample row of the batch
    public void count(int sample, int entries) {
        rowStart[sample + 1] = entries;
    }

    /// Counts what is not 0 in a sample.
    ///
    /// @param x samples of the batch, (rows, columns)
    /// @param sample row of it
    public void count(float[] x, int sample) {
        if (columns < NARROWEST) {
            return;
        }
        SparseRows.count(rowStart, sample + 1, x, sample * columns, columns, 1, columns);
    }

    /// Decides by the counts of all samples whether there will be lists.
    ///
    /// @param samples of the batch
    /// @param isOfEntries whether the lists come from a sparse data set
    public void decide(int samples, boolean isOfEntries) {
        isUsed = false;
        isTargetListed = isOfEntries || !isOfRaw;
        if (columns < NARROWEST) {
            return;
        }
        long entries = 0;
        for (int r = 1; r <= samples; r++) {
            entries += rowStart[r];
        }
        long most = (long) (MOST * samples * columns);
        isUsed = entries <= most;
        if (!isUsed) {
            return;
        }
        rows = samples;
        SparseRows.starts(rowStart, 0, samples);
        if (entries > column.length) {
            // As long as lists can ever become, so that no later step allocates.
            int longest = (int) Math.min(Integer.MAX_VALUE - 64, (long) (MOST * (rowStart.length - 1) * columns));
            column = new int[longest];
            value = new float[longest];
            row = new int[columnStart.length == 0 ? 0 : longest];
            valueByColumn = new float[row.length];
        }
        if (isOfRaw && isOfEntries && raw.length < column.length) {
            raw = new float[column.length];
        }
    }

    /// Lists the values of a sample.
    ///
    /// @param x samples of the batch, (rows, columns)
    /// @param sample row of it
    public void fill(float[] x, int sample) {
        SparseRows.fill(rowStart, sample, column, value, x, sample * columns, columns, 1, columns);
    }

    /// The number of ranges of columns, of which each is a task of its own.
    public int ranges() {
        return Math.min(scratch.length, columns);
    }

    /// Writes the lists by columns, for one range of them.
    ///
    /// @param range number of it
    /// @param worker that writes it
    public void transpose(int range, int worker) {
        int first = (int) ((long) columns * range / ranges());
        int end = (int) ((long) columns * (range + 1) / ranges());
        SparseRows.transpose(columnStart, 0, row, valueByColumn, rowStart, 0, column, value, rows, columns, first,
                end - first, scratch[worker]);
    }

    /// The samples as the likelihood has them; `null` if there are no such lists.
    @Nullable
    Entries target() {
        return isUsed && isTargetListed ? target : null;
    }

    float[] raw() {
        return raw;
    }

    int[] rowStart() {
        return rowStart;
    }

    int[] column() {
        return column;
    }

    float[] value() {
        return value;
    }

    int[] columnStart() {
        return columnStart;
    }

    int[] row() {
        return row;
    }

    float[] valueByColumn() {
        return valueByColumn;
    }
}
