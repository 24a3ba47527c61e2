package io.github.vae4j.core.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A data set with other labels.
final class Relabelled implements Dataset {
    private final Dataset base;
    private final Labels labels;
    private volatile @Nullable String contentHash;

    /// @throws IllegalArgumentException if there are more or fewer labels than samples
    Relabelled(Dataset base, Labels labels) {
        if (labels.size() != base.size()) {
            throw new IllegalArgumentException(
                    "there are " + labels.size() + " labels, expected one for each of " + base.size() + " samples");
        }
        this.base = base;
        this.labels = labels;
    }

    @Override
    public int size() {
        return base.size();
    }

    @Override
    public int features() {
        return base.features();
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        base.read(sample, epoch, out, outOffset);
    }

    @Override
    public boolean isUnitRange() {
        return base.isUnitRange();
    }

    @Override
    public boolean isRedrawn() {
        return base.isRedrawn();
    }

    @Override
    public boolean hasLabels() {
        return true;
    }

    @Override
    public int label(int sample) {
        return labels.get(sample);
    }

    @Override
    public List<String> classNames() {
        return labels.names();
    }

    @Override
    public int[] imageShape() {
        return base.imageShape();
    }

    @Override
    public String contentHash() {
        String hash = contentHash;
        if (hash == null) {
            hash = isRedrawn()
                    ? ContentHash.ofDerived("labels", base.contentHash(), labels.toArray())
                    : ContentHash.of(this);
            contentHash = hash;
        }
        return hash;
    }
}
