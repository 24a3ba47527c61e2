package io.github.vae4j.core.data;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Samples of another data set, in any order. Nothing is copied but indices.
final class Subset implements Dataset {
    /// Counter word of the random order; the seed is the user's.
    static final int SHUFFLE_STREAM = 0x64617434;

    private final Dataset base;
    private final int[] indices;
    private volatile @Nullable String contentHash;

    /// The array is not copied.
    Subset(Dataset base, int[] indices) {
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < 0 || indices[i] >= base.size()) {
                throw new IllegalArgumentException(
                        "index " + i + " of the subset is " + indices[i] + ", expected 0 to " + (base.size() - 1));
            }
        }
        // A view of a view looks straight at the data.
        if (base instanceof Subset other) {
            this.base = other.base;
            this.indices = Arrays.stream(indices).map(i -> other.indices[i]).toArray();
        } else {
            this.base = base;
            this.indices = indices;
        }
    }

    private int index(int sample) {
        if (sample < 0 || sample >= indices.length) {
            throw new IllegalArgumentException("sample " + sample + " is not in 0 to " + (indices.length - 1));
        }
        return indices[sample];
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public int features() {
        return base.features();
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        base.read(index(sample), epoch, out, outOffset);
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
        return base.hasLabels();
    }

    @Override
    public int label(int sample) {
        return base.label(index(sample));
    }

    @Override
    public List<String> classNames() {
        return base.classNames();
    }

    @Override
    public int[] imageShape() {
        return base.imageShape();
    }

    /// Its kind and its size, not its values.
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + size() + " samples, " + features() + " features of " + base + "]";
    }

    @Override
    public String contentHash() {
        String hash = contentHash;
        if (hash == null) {
            hash = isRedrawn() ? ContentHash.ofDerived("subset", base.contentHash(), indices) : ContentHash.of(this);
            contentHash = hash;
        }
        return hash;
    }
}
