package io.github.vae4j.core.data;

import io.github.vae4j.core.data.view.SparseConditioned;
import io.github.vae4j.core.data.view.SparseRelabelled;
import io.github.vae4j.core.data.view.SparseSubset;

/// Samples that are mostly zeros: each is kept as the values that are not, with their columns (compressed sparse rows, CSR).
///
/// It is the same data as its dense copy: [#read] gives the same rows, [#contentHash] is equal, and views, splits and checks
/// work alike. Views of sparse data are sparse. Columns rise within a row, so that whoever adds up a row in the order of its
/// entries has the sum of the dense row, bit for bit.
public interface SparseDataset extends Dataset {
    /// The number of entries of one sample. An entry that was stored as 0 in a mapped file counts.
    ///
    /// @param sample index of the sample, from 0 to `size() - 1`
    /// @return from 0 to `features()`
    /// @throws IllegalArgumentException if there is no such sample
    int entries(int sample);

    /// Writes the entries of one sample.
    ///
    /// @param sample index of the sample
    /// @param columns receives `entries(sample)` columns, rising
    /// @param values receives their values
    /// @param at index of the first one in both arrays
    /// @throws IllegalArgumentException if there is no such sample
    /// @throws IndexOutOfBoundsException if an array is too short
    void readEntries(int sample, int[] columns, float[] values, int at);

    /// The number of entries of all samples.
    ///
    /// @return 0 or more
    default long totalEntries() {
        long total = 0;
        for (int i = 0; i < size(); i++) {
            total += entries(i);
        }
        return total;
    }

    /// The number of entries of the longest sample: `n` samples have at most `n maxEntries()`.
    ///
    /// @return from 0 to `features()`
    default int maxEntries() {
        int max = 0;
        for (int i = 0; i < size(); i++) {
            max = Math.max(max, entries(i));
        }
        return max;
    }

    /// Writes where the rows of a batch begin: row r of the batch has the entries `offsets[r]` to `offsets[r + 1] - 1`. With
    /// [#readEntries] several threads can then fill the rows of one batch.
    ///
    /// @param samples indices of samples
    /// @param from position in `samples` of the first one of the batch
    /// @param rows samples of the batch
    /// @param offsets receives `rows + 1` numbers, the first of which is 0
    /// @return entries of the batch, `offsets[rows]`
    /// @throws IllegalArgumentException if there is no such sample
    /// @throws IndexOutOfBoundsException if an array is too short
    /// @throws ArithmeticException if there are more than 2^31 - 1 entries
    default int batchOffsets(int[] samples, int from, int rows, int[] offsets) {
        offsets[0] = 0;
        for (int r = 0; r < rows; r++) {
            offsets[r + 1] = Math.addExact(offsets[r], entries(samples[from + r]));
        }
        return offsets[rows];
    }

    /// Fills a batch as CSR. Allocates nothing.
    ///
    /// @param samples indices of samples
    /// @param from position in `samples` of the first one of the batch
    /// @param rows samples of the batch
    /// @param offsets receives `rows + 1` numbers, as [#batchOffsets]
    /// @param columns receives the columns, row by row
    /// @param values receives the values, row by row
    /// @return entries of the batch
    /// @throws IllegalArgumentException if there is no such sample
    /// @throws IndexOutOfBoundsException if an array is too short
    /// @throws ArithmeticException if there are more than 2^31 - 1 entries
    default int readBatch(int[] samples, int from, int rows, int[] offsets, int[] columns, float[] values) {
        int total = batchOffsets(samples, from, rows, offsets);
        for (int r = 0; r < rows; r++) {
            readEntries(samples[from + r], columns, values, offsets[r]);
        }
        return total;
    }

    @Override
    default SparseDataset subset(int... indices) {
        return new SparseSubset(this, indices.clone());
    }

    @Override
    default SparseDataset withLabels(Labels labels) {
        return new SparseRelabelled(this, labels);
    }

    @Override
    default SparseDataset withConditions(Conditions conditions) {
        return new SparseConditioned(this, conditions);
    }

    @Override
    default SparseDataset take(int n) {
        return range(0, n);
    }

    @Override
    default SparseDataset range(int from, int to) {
        return (SparseDataset) Dataset.super.range(from, to);
    }

    @Override
    default SparseDataset ofClasses(int... labels) {
        return (SparseDataset) Dataset.super.ofClasses(labels);
    }

    @Override
    default SparseDataset shuffled(long seed, int epoch) {
        return (SparseDataset) Dataset.super.shuffled(seed, epoch);
    }
}
