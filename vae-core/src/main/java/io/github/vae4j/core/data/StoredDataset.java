package io.github.vae4j.core.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What all data sets share that hold their own samples: size, image shape, labels, a hash computed once.
abstract sealed class StoredDataset implements Dataset permits ByteDataset, FloatDataset, MappedDataset {
    private final int size;
    private final int height;
    private final int width;
    private final @Nullable Labels labels;
    private volatile @Nullable String contentHash;

    StoredDataset(int size, int height, int width, @Nullable Labels labels) {
        if (labels != null && labels.size() != size) {
            throw new IllegalArgumentException(labels.size() + " labels for " + size + " samples");
        }
        this.size = size;
        this.height = height;
        this.width = width;
        this.labels = labels;
    }

    /// Features of a row-major block of samples, checked.
    static int samples(long values, int height, int width) {
        long features = (long) height * width;
        if (height < 1 || width < 1 || features > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "expected an image shape of 1 x 1 or more, found " + height + " x " + width);
        }
        if (values % features != 0 || values / features > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(values + " values are no whole number of samples of " + features);
        }
        return (int) (values / features);
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public final int features() {
        return height * width;
    }

    @Override
    public final int[] imageShape() {
        return new int[] {height, width};
    }

    @Override
    public final boolean hasLabels() {
        return labels != null;
    }

    @Override
    public final int label(int sample) {
        check(sample);
        if (labels == null) {
            throw new IllegalStateException("the data set has no labels");
        }
        return labels.get(sample);
    }

    @Override
    public final List<String> classNames() {
        return labels == null ? List.of() : labels.names();
    }

    @Override
    public final String contentHash() {
        String hash = contentHash;
        if (hash == null) {
            // Two threads may both compute it: they get the same.
            hash = ContentHash.of(this);
            contentHash = hash;
        }
        return hash;
    }

    /// Its kind and its size, not its values.
    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + size() + " samples, " + features() + " features"
                + (hasLabels() ? ", " + classNames().size() + " classes" : "") + "]";
    }

    final @Nullable Labels labels() {
        return labels;
    }

    /// Throws unless the sample exists.
    final void check(int sample) {
        check(sample, size);
    }

    /// Throws unless one of `size` samples is meant.
    static void check(int sample, int size) {
        if (sample < 0 || sample >= size) {
            throw new IllegalArgumentException("sample " + sample + " is not in 0 to " + (size - 1));
        }
    }

    /// Throws unless bytes may be multiplied by the factor.
    static void checkScale(float scale) {
        if (!(scale > 0) || scale == Float.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("expected a positive scale, found " + scale);
        }
    }
}
