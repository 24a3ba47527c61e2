package io.github.vae4j.core.data.view;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.store.ContentHash;
import io.github.vae4j.core.data.store.Samples;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Samples of another data set, in any order. Only indices are copied.
public sealed class Subset extends DatasetView permits SparseSubset {
    private final int[] indices;
    /// Whether the samples chosen miss values, once that was asked; the others may.
    private volatile @Nullable Boolean missing;

    /// The array is not copied.
    ///
    /// @throws IllegalArgumentException if an index is not one of a sample
    public Subset(Dataset base, int[] indices) {
        // A view of a view looks straight at the data.
        super(base instanceof Subset other ? other.base() : base);
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < 0 || indices[i] >= base.size()) {
                throw new IllegalArgumentException(
                        "index " + i + " of the subset is " + indices[i] + ", expected 0 to " + (base.size() - 1));
            }
        }
        this.indices = base instanceof Subset other
                ? Arrays.stream(indices).map(i -> other.indices[i]).toArray()
                : indices;
    }

    final int index(int sample) {
        Samples.check(sample, indices.length);
        return indices[sample];
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        base().read(index(sample), epoch, out, outOffset);
    }

    @Override
    public boolean hasMissing() {
        Boolean known = missing;
        if (known == null) {
            known = super.hasMissing() && anyIsMissing();
            missing = known;
        }
        return known;
    }

    private boolean anyIsMissing() {
        float[] row = new float[features()];
        for (int sample : indices) {
            base().read(sample, 0, row, 0);
            for (float value : row) {
                if (Float.isNaN(value)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public int label(int sample) {
        return super.label(index(sample));
    }

    @Override
    public float condition(int sample, int column) {
        return super.condition(index(sample), column);
    }

    @Override
    public int row(int sample) {
        return super.row(index(sample));
    }

    @Override
    public String id(int sample) {
        return super.id(index(sample));
    }

    @Override
    public String place(int sample) {
        return super.place(index(sample));
    }

    @Override
    String hashOfRedrawn(String hashOfBase) {
        return ContentHash.ofDerived("subset", hashOfBase, indices);
    }
}
