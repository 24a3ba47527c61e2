package io.github.vae4j.core.data.view;

import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.SparseDataset;

/// Sparse data with other labels.
public final class SparseRelabelled extends Relabelled implements SameEntries {
    private final SparseDataset entries;

    /// @throws IllegalArgumentException if there are more or fewer labels than samples
    public SparseRelabelled(SparseDataset base, Labels labels) {
        super(base, labels);
        entries = base;
    }

    @Override
    public SparseDataset sparse() {
        return entries;
    }
}
