package io.github.vae4j.core.data.view;

import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.SparseDataset;

/// Sparse data with other labels.
public final class SparseRelabelled extends Relabelled implements SparseDataset {
    private final SparseDataset entries;

    /// @throws IllegalArgumentException if there are more or fewer labels than samples
    public SparseRelabelled(SparseDataset base, Labels labels) {
        super(base, labels);
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
