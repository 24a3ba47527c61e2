package io.github.vae4j.core.data;

import java.util.Arrays;

/// Samples of another data set, in any order. Nothing is copied but indices.
final class Subset extends DatasetView {
    /// Counter word of the random order; the seed is the user's.
    static final int SHUFFLE_STREAM = 0x64617434;

    private final int[] indices;

    /// The array is not copied.
    Subset(Dataset base, int[] indices) {
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

    private int index(int sample) {
        StoredDataset.check(sample, indices.length);
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
    public int label(int sample) {
        return super.label(index(sample));
    }

    @Override
    String hashOfRedrawn(String hashOfBase) {
        return ContentHash.ofDerived("subset", hashOfBase, indices);
    }
}
