package io.github.vae4j.core.data.view;

import io.github.vae4j.core.data.SparseDataset;

/// Samples of sparse data, in any order.
public final class SparseSubset extends Subset implements SparseDataset {
    private final SparseDataset entries;

    /// The array is not copied.
    ///
    /// @throws IllegalArgumentException if an index is not one of a sample
    public SparseSubset(SparseDataset base, int[] indices) {
        super(base, indices);
        entries = (SparseDataset) base();
    }

    @Override
    public int entries(int sample) {
        return entries.entries(index(sample));
    }

    @Override
    public void readEntries(int sample, int[] columns, float[] values, int at) {
        entries.readEntries(index(sample), columns, values, at);
    }
}
