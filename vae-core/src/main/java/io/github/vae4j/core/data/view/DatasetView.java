package io.github.vae4j.core.data.view;

import io.github.vae4j.core.data.Condition;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.store.ContentHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Base class of views: delegates everything that a view does not override, and computes the hash once.
abstract sealed class DatasetView implements Dataset permits Binarised, Conditioned, Relabelled, Subset {
    private final Dataset base;
    private volatile @Nullable String contentHash;

    DatasetView(Dataset base) {
        this.base = base;
    }

    final Dataset base() {
        return base;
    }

    @Override
    public int size() {
        return base.size();
    }

    @Override
    public final int features() {
        return base.features();
    }

    @Override
    public boolean isUnitRange() {
        return base.isUnitRange();
    }

    @Override
    public boolean hasMissing() {
        return base.hasMissing();
    }

    @Override
    public boolean isRedrawn() {
        return base.isRedrawn();
    }

    @Override
    public boolean hasLabels() {
        return base.hasLabels();
    }

    @Override
    public int label(int sample) {
        return base.label(sample);
    }

    @Override
    public List<String> classNames() {
        return base.classNames();
    }

    @Override
    public List<Condition> conditions() {
        return base.conditions();
    }

    @Override
    public float condition(int sample, int column) {
        return base.condition(sample, column);
    }

    @Override
    public final List<String> featureNames() {
        return base.featureNames();
    }

    @Override
    public int row(int sample) {
        return base.row(sample);
    }

    @Override
    public String id(int sample) {
        return base.id(sample);
    }

    @Override
    public String place(int sample) {
        return base.place(sample);
    }

    @Override
    public final int[] imageShape() {
        return base.imageShape();
    }

    /// The hash if the data is drawn anew every epoch: of that of the base and what is done to it.
    abstract String hashOfRedrawn(String hashOfBase);

    @Override
    public final String contentHash() {
        String hash = contentHash;
        if (hash == null) {
            hash = isRedrawn() ? hashOfRedrawn(base.contentHash()) : ContentHash.of(this);
            contentHash = hash;
        }
        return hash;
    }

    /// Its kind and its size, not its values.
    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + size() + " samples, " + features() + " features of " + base + "]";
    }
}
