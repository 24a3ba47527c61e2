package io.github.vae4j.core.data.view;

import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.SparseDataset;

/// Sparse data with conditions.
public final class SparseConditioned extends Conditioned implements SameEntries {
    private final SparseDataset entries;

    /// @throws IllegalArgumentException if there are more or fewer rows of conditions than samples
    public SparseConditioned(SparseDataset base, Conditions conditions) {
        super(base, conditions);
        entries = base;
    }

    @Override
    public SparseDataset sparse() {
        return entries;
    }
}
