package io.github.vae4j.core.data.store;

import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.SparseDataset;
import io.github.vae4j.core.data.file.ElementType;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sparse samples in a file that is mapped into memory: the heap holds 8 bytes per sample.
public final class MappedSparseRows extends StoredDataset implements SparseDataset {
    /// Numbers one after the other in a mapped file.
    ///
    /// @param segment the file
    /// @param offset byte of the first number
    public record Numbers(MemorySegment segment, long offset, ElementType type, ByteOrder order) {
        /// A number as an int; columns are checked to be one.
        int whole(long index) {
            return (int) type.whole(segment, offset, index, order);
        }

        /// A number as a float, rounded to nearest.
        float number(long index) {
            return type.toFloat(segment, offset, index, order);
        }

        /// Numbers as floats, rounded to nearest.
        void floats(long index, float[] out, int at, int n) {
            type.toFloats(segment, offset, index, order, out, at, n);
        }
    }

    private static final int CHUNK = 1 << 12;

    private final long[] offsets;
    private final Numbers columns;
    private final Numbers values;
    private final int longest;
    private final boolean unitRange;

    /// Reads the file once. The offsets are not copied.
    ///
    /// @param offsets where the entries of each row begin, and of the last one end; checked by the caller to rise from 0
    ///     to the number of entries
    /// @throws IllegalArgumentException if columns do not rise within a row or are out of range, a value is not finite, or
    ///     the labels are more or fewer
    public MappedSparseRows(long[] offsets, Numbers columns, Numbers values, SampleShape shape,
            @Nullable Labels labels, Origin origin) {
        super((offsets.length - 1L) * shape.features(), shape, labels, origin);
        this.offsets = offsets;
        this.columns = columns;
        this.values = values;
        int max = 0;
        boolean unit = true;
        float[] chunk = new float[CHUNK];
        for (int r = 0; r < offsets.length - 1; r++) {
            checkColumns(r);
            max = Math.max(max, (int) (offsets[r + 1] - offsets[r]));
            for (long i = offsets[r]; i < offsets[r + 1]; i += CHUNK) {
                int n = (int) Math.min(CHUNK, offsets[r + 1] - i);
                values.floats(i, chunk, 0, n);
                unit &= areUnit(r, i, chunk, n);
            }
        }
        longest = max;
        unitRange = unit;
    }

    private void checkColumns(int row) {
        long before = -1;
        for (long i = offsets[row]; i < offsets[row + 1]; i++) {
            long column = columns.type.whole(columns.segment, columns.offset, i, columns.order);
            if (column <= before || column >= features()) {
                throw new IllegalArgumentException(place(row) + ": expected columns that rise, from 0 to "
                        + (features() - 1) + ", found " + column + (before < 0 ? "" : " after " + before));
            }
            before = column;
        }
    }

    private boolean areUnit(int row, long first, float[] chunk, int n) {
        boolean unit = true;
        for (int i = 0; i < n; i++) {
            if (!Float.isFinite(chunk[i])) {
                throw new IllegalArgumentException(place(row) + ", column " + columns.whole(first + i)
                        + ": expected a finite number, found " + chunk[i]);
            }
            unit &= chunk[i] >= 0 && chunk[i] <= 1;
        }
        return unit;
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        check(sample);
        Arrays.fill(out, outOffset, outOffset + features(), 0);
        for (long i = offsets[sample]; i < offsets[sample + 1]; i++) {
            out[outOffset + columns.whole(i)] = values.number(i);
        }
    }

    @Override
    public int entries(int sample) {
        check(sample);
        return (int) (offsets[sample + 1] - offsets[sample]);
    }

    @Override
    public void readEntries(int sample, int[] columnsOut, float[] valuesOut, int at) {
        check(sample);
        long first = offsets[sample];
        int n = (int) (offsets[sample + 1] - first);
        for (int i = 0; i < n; i++) {
            columnsOut[at + i] = columns.whole(first + i);
        }
        values.floats(first, valuesOut, at, n);
    }

    @Override
    public long totalEntries() {
        return offsets[offsets.length - 1];
    }

    @Override
    public int maxEntries() {
        return longest;
    }

    @Override
    public boolean isUnitRange() {
        return unitRange;
    }
}
