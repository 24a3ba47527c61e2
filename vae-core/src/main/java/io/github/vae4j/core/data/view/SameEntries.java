package io.github.vae4j.core.data.view;

import io.github.vae4j.core.data.SparseDataset;

/// A view of sparse data that shows all its samples with the entries that they have.
interface SameEntries extends SparseDataset {
    /// The data that has the entries.
    SparseDataset sparse();

    @Override
    default int entries(int sample) {
        return sparse().entries(sample);
    }

    @Override
    default void readEntries(int sample, int[] columns, float[] values, int at) {
        sparse().readEntries(sample, columns, values, at);
    }

    @Override
    default long totalEntries() {
        return sparse().totalEntries();
    }

    @Override
    default int maxEntries() {
        return sparse().maxEntries();
    }
}
