package io.github.vae4j.core.data.store;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Base class of data sets that hold their own samples: size, image shape, labels, origin, a hash computed once.
abstract sealed class StoredDataset implements Dataset permits ByteRows, FloatRows, MappedRows, MappedSparseRows,
        SparseRows {
    private final int size;
    private final SampleShape shape;
    private final @Nullable Labels labels;
    private final Origin origin;
    private volatile @Nullable String contentHash;

    StoredDataset(long values, SampleShape shape, @Nullable Labels labels, Origin origin) {
        this.size = shape.samples(values);
        if (labels != null && labels.size() != size) {
            throw new IllegalArgumentException(labels.size() + " labels for " + size + " samples");
        }
        this.shape = shape;
        this.labels = labels;
        this.origin = origin;
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public final int features() {
        return shape.features();
    }

    @Override
    public final int[] imageShape() {
        return new int[] {shape.height(), shape.width()};
    }

    @Override
    public final List<String> featureNames() {
        return shape.names();
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
    public final int row(int sample) {
        check(sample);
        return origin.row(sample);
    }

    @Override
    public final String id(int sample) {
        check(sample);
        return origin.id(sample);
    }

    @Override
    public final String place(int sample) {
        check(sample);
        return origin.place(sample);
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

    /// Throws unless the sample exists.
    final void check(int sample) {
        Samples.check(sample, size);
    }
}
