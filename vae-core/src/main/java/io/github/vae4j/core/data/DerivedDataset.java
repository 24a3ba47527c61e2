package io.github.vae4j.core.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What all data sets share that change the values of another one and nothing else.
abstract sealed class DerivedDataset implements Dataset permits Binarisation, Rescaled {
    private final Dataset base;
    private volatile @Nullable String contentHash;

    DerivedDataset(Dataset base) {
        this.base = base;
    }

    final Dataset base() {
        return base;
    }

    @Override
    public final int size() {
        return base.size();
    }

    @Override
    public final int features() {
        return base.features();
    }

    @Override
    public boolean isRedrawn() {
        return base.isRedrawn();
    }

    @Override
    public final boolean hasLabels() {
        return base.hasLabels();
    }

    @Override
    public final int label(int sample) {
        return base.label(sample);
    }

    @Override
    public final List<String> classNames() {
        return base.classNames();
    }

    @Override
    public final int[] imageShape() {
        return base.imageShape();
    }

    /// The recipe in words and numbers, for the hash of data that is drawn anew every epoch.
    abstract String recipe();

    @Override
    public final String contentHash() {
        String hash = contentHash;
        if (hash == null) {
            hash = isRedrawn() ? ContentHash.ofDerived(recipe(), base.contentHash()) : ContentHash.of(this);
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
