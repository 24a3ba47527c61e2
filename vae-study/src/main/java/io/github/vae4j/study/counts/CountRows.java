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
        int rows = Arrays.stream(parts).mapToInt(Dataset::size).sum();
        int[] offsets = new int[rows + 1];
        int[] columns = new int[1024];
        int[] counts = new int[1024];
        int at = 0;
        int next = 0;
        for (Dataset part : parts) {
            SparseDataset sparse = Datasets.toSparse(part);
            int[] features = new int[sparse.maxEntries()];
            float[] values = new float[features.length];
            for (int i = 0; i < part.size(); i++) {
                int entries = sparse.entries(i);
                sparse.readEntries(i, features, values, 0);
                if (entries > columns.length - at) {
                    int length = Math.addExact(Math.multiplyExact(2, at), entries);
                    columns = Arrays.copyOf(columns, length);
                    counts = Arrays.copyOf(counts, length);
                }
                for (int e = 0; e < entries; e++) {
                    // A zero may be stored.
                    if (values[e] != 0) {
                        columns[at] = features[e];
                        counts[at++] = count(part, i, features[e], values[e]);
                    }
                }
                offsets[++next] = at;
            }
        }
        return Counts.of(offsets, Arrays.copyOf(columns, at), Arrays.copyOf(counts, at), parts[0].features());
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
