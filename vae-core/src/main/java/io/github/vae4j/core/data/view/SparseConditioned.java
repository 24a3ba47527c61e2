package io.github.vae4j.core.data.view;

import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.SparseDataset;

/// Sparse data with conditions.
public final class SparseConditioned extends Conditioned implements SparseDataset {
    private final SparseDataset entries;

    /// @throws IllegalArgumentException if there are more or fewer rows of conditions than samples
    public SparseConditioned(SparseDataset base, Conditions conditions) {
        super(base, conditions);
        entries = base;
    }

    @Override
    public int entries(int sample) {
        return entries.entries(sample);
    }

    @Override
    public void readEntries(int sample, int[] columns, float[] values, int at) {
        entries.readEntries(sample, columns, values, at);
    }

    @Override
    public long totalEntries() {
        return entries.totalEntries();
    }

    @Override
    public int maxEntries() {
        return entries.maxEntries();
    }
}
