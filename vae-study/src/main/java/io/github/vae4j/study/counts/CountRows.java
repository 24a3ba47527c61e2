package io.github.vae4j.study.counts;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.SparseDataset;
import io.github.vae4j.metrics.Counts;
import java.util.Arrays;

/// Data sets of counts as the metrics take them, and back.
final class CountRows {
    private CountRows() {}

    /// The counts of data sets of the same features, one after the other.
    ///
    /// @throws IllegalArgumentException if a value is no whole number from 0 on; the message names its place
    static Counts of(Dataset... parts) {
        int features = parts[0].features();
        int rows = Arrays.stream(parts).mapToInt(Dataset::size).sum();
        int[] offsets = new int[rows + 1];
        int[] columns = new int[1024];
        int[] counts = new int[1024];
        float[] row = new float[features];
        int at = 0;
        int next = 0;
        for (Dataset part : parts) {
            for (int i = 0; i < part.size(); i++) {
                part.read(i, 0, row, 0);
                for (int j = 0; j < features; j++) {
                    if (row[j] == 0) {
                        continue;
                    }
                    if (at == columns.length) {
                        columns = Arrays.copyOf(columns, Math.multiplyExact(2, at));
                        counts = Arrays.copyOf(counts, 2 * at);
                    }
                    columns[at] = j;
                    counts[at++] = count(part, i, j, row[j]);
                }
                offsets[++next] = at;
            }
        }
        return Counts.of(offsets, Arrays.copyOf(columns, at), Arrays.copyOf(counts, at), features);
    }

    private static int count(Dataset data, int sample, int feature, float value) {
        if (!(value > 0 && value < 0x1p31f && value == Math.rint(value))) {
            String name = data.featureNames().isEmpty()
                    ? "feature " + feature + " (counted from 0)"
                    : data.featureNames().get(feature);
            throw new IllegalArgumentException(data.place(sample) + ", " + name
                    + ": expected a count, a whole number from 0 to 2^31 - 1, found " + value);
        }
        return (int) value;
    }

    /// Data to encode.
    static SparseDataset dataset(Counts counts) {
        int[] offsets = new int[counts.rows() + 1];
        for (int row = 0; row < counts.rows(); row++) {
            offsets[row + 1] = offsets[row] + counts.entries(row);
        }
        int[] columns = new int[offsets[counts.rows()]];
        float[] values = new float[columns.length];
        for (int row = 0; row < counts.rows(); row++) {
            for (int i = 0; i < counts.entries(row); i++) {
                columns[offsets[row] + i] = counts.column(row, i);
                values[offsets[row] + i] = counts.count(row, i);
            }
        }
        return Datasets.ofSparse(offsets, columns, values, counts.width());
    }
}
