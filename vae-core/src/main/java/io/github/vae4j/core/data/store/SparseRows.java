package io.github.vae4j.core.data.store;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.SparseDataset;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Sparse samples on the heap: 8 bytes per entry, 4 per sample.
public final class SparseRows extends StoredDataset implements SparseDataset {
    private final int[] offsets;
    private final int[] columns;
    private final float[] values;
    private final int longest;
    private final boolean unitRange;
    private final boolean missing;

    /// The arrays are not copied.
    ///
    /// @param offsets where the entries of each row begin, and of the last one end
    /// @param columns of the entries, rising within a row
    /// @param values of the entries
    /// @param mayMiss whether NaN stands for a missing value
    /// @throws IllegalArgumentException if that is no matrix of rows, a value is NaN or infinite and must not be, or the
    ///     labels are more or fewer
    public SparseRows(int[] offsets, int[] columns, float[] values, SampleShape shape, @Nullable Labels labels,
            Origin origin, boolean mayMiss) {
        super(rows(offsets) * shape.features(), shape, labels, origin);
        if (offsets[0] != 0 || offsets[offsets.length - 1] != columns.length || columns.length != values.length) {
            throw new IllegalArgumentException("expected offsets from 0 to the number of entries, found " + offsets[0]
                    + " to " + offsets[offsets.length - 1] + ", " + columns.length + " columns and " + values.length
                    + " values");
        }
        this.offsets = offsets;
        this.columns = columns;
        this.values = values;
        int max = 0;
        for (int r = 0; r < offsets.length - 1; r++) {
            checkRow(r);
            max = Math.max(max, offsets[r + 1] - offsets[r]);
        }
        longest = max;
        boolean unit = true;
        boolean nan = false;
        for (int i = 0; i < values.length; i++) {
            float v = values[i];
            if (!Float.isFinite(v)) {
                if (!mayMiss || !Float.isNaN(v)) {
                    throw notFinite(i);
                }
                nan = true;
            }
            unit &= v >= 0 && v <= 1;
        }
        unitRange = unit;
        missing = nan;
    }

    /// A sparse copy of data.
    ///
    /// @throws IllegalArgumentException if it is drawn anew every epoch
    public static SparseRows of(Dataset data) {
        if (data.isRedrawn()) {
            throw new IllegalArgumentException("data that is drawn anew every epoch has no entries to keep");
        }
        int features = data.features();
        float[] row = new float[features];
        int[] offsets = new int[data.size() + 1];
        for (int r = 0; r < data.size(); r++) {
            data.read(r, 0, row, 0);
            int count = 0;
            for (float value : row) {
                count += isEntry(value) ? 1 : 0;
            }
            offsets[r + 1] = Math.addExact(offsets[r], count);
        }
        int[] columns = new int[offsets[data.size()]];
        float[] values = new float[columns.length];
        for (int r = 0, at = 0; r < data.size(); r++) {
            data.read(r, 0, row, 0);
            for (int i = 0; i < features; i++) {
                if (isEntry(row[i])) {
                    columns[at] = i;
                    values[at++] = row[i];
                }
            }
        }
        int[] image = data.imageShape();
        Labels labels = data.hasLabels()
                ? Labels.of(IntStream.range(0, data.size()).map(data::label).toArray(), data.classNames())
                : null;
        return new SparseRows(offsets, columns, values, new SampleShape(image[0], image[1], data.featureNames()),
                labels, Origin.of(data), data.hasMissing());
    }

    /// A zero with a sign has bits of its own.
    private static boolean isEntry(float value) {
        return Float.floatToRawIntBits(value) != 0;
    }

    private static long rows(int... offsets) {
        if (offsets.length == 0) {
            throw new IllegalArgumentException("expected offsets, at least a 0, found none");
        }
        return offsets.length - 1L;
    }

    private void checkRow(int r) {
        if (offsets[r] > offsets[r + 1] || offsets[r + 1] > columns.length) {
            throw new IllegalArgumentException("expected offsets that rise to the number of entries, found "
                    + offsets[r] + " and then " + offsets[r + 1] + " for row " + r);
        }
        int before = -1;
        for (int i = offsets[r]; i < offsets[r + 1]; i++) {
            if (columns[i] <= before || columns[i] >= features()) {
                throw new IllegalArgumentException("expected columns of row " + r + " that rise, from 0 to "
                        + (features() - 1) + ", found " + columns[i] + (before < 0 ? "" : " after " + before));
            }
            before = columns[i];
        }
    }

    private IllegalArgumentException notFinite(int entry) {
        int r = 0;
        while (offsets[r + 1] <= entry) {
            r++;
        }
        return new IllegalArgumentException("column " + columns[entry] + " of " + place(r) + " is " + values[entry]
                + ", expected a finite number");
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        check(sample);
        Arrays.fill(out, outOffset, outOffset + features(), 0);
        for (int i = offsets[sample]; i < offsets[sample + 1]; i++) {
            out[outOffset + columns[i]] = values[i];
        }
    }

    @Override
    public int entries(int sample) {
        check(sample);
        return offsets[sample + 1] - offsets[sample];
    }

    @Override
    public void readEntries(int sample, int[] columnsOut, float[] valuesOut, int at) {
        check(sample);
        int first = offsets[sample];
        int n = offsets[sample + 1] - first;
        System.arraycopy(columns, first, columnsOut, at, n);
        System.arraycopy(values, first, valuesOut, at, n);
    }

    @Override
    public long totalEntries() {
        return values.length;
    }

    @Override
    public int maxEntries() {
        return longest;
    }

    @Override
    public boolean isUnitRange() {
        return unitRange;
    }

    @Override
    public boolean hasMissing() {
        return missing;
    }
}
