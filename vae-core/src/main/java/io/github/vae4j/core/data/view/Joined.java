package io.github.vae4j.core.data.view;

import io.github.vae4j.core.data.Condition;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.store.ContentHash;
import io.github.vae4j.core.data.store.Samples;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Data sets one after the other, as one. It has labels if all of them have.
public final class Joined implements Dataset {
    private final List<Dataset> parts;
    /// The index of each part's first sample, and of the end.
    private final int[] starts;
    private final boolean hasLabels;
    private volatile @Nullable String contentHash;

    /// @param parts one or more, of the same features and, if they have labels, the same classes
    /// @throws IllegalArgumentException if they do not fit each other
    public Joined(List<Dataset> parts) {
        this.parts = List.copyOf(parts);
        this.starts = new int[parts.size() + 1];
        this.hasLabels = parts.stream().allMatch(Dataset::hasLabels);
        Dataset first = parts.getFirst();
        for (int i = 0; i < parts.size(); i++) {
            Dataset part = parts.get(i);
            if (part.features() != first.features()) {
                throw new IllegalArgumentException("parts of one data set have " + first.features() + " and "
                        + part.features() + " features");
            }
            if (hasLabels && !part.classNames().equals(first.classNames())) {
                throw new IllegalArgumentException("parts of one data set have different classes");
            }
            if (part.isRedrawn()) {
                throw new IllegalArgumentException("data that is drawn anew every epoch cannot be joined");
            }
            starts[i + 1] = Math.addExact(starts[i], part.size());
        }
    }

    private int part(int sample) {
        Samples.check(sample, size());
        int part = 0;
        while (sample >= starts[part + 1]) {
            part++;
        }
        return part;
    }

    @Override
    public int size() {
        return starts[parts.size()];
    }

    @Override
    public int features() {
        return parts.getFirst().features();
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        int part = part(sample);
        parts.get(part).read(sample - starts[part], epoch, out, outOffset);
    }

    @Override
    public boolean isUnitRange() {
        return parts.stream().allMatch(Dataset::isUnitRange);
    }

    @Override
    public boolean hasMissing() {
        return parts.stream().anyMatch(Dataset::hasMissing);
    }

    @Override
    public boolean hasLabels() {
        return hasLabels;
    }

    @Override
    public int label(int sample) {
        int part = part(sample);
        if (!hasLabels) {
            throw new IllegalStateException("the data set has no labels");
        }
        return parts.get(part).label(sample - starts[part]);
    }

    @Override
    public List<String> classNames() {
        return hasLabels ? parts.getFirst().classNames() : List.of();
    }

    /// Those of the parts, if all have the same.
    @Override
    public List<Condition> conditions() {
        List<Condition> first = parts.getFirst().conditions();
        return parts.stream().allMatch(part -> part.conditions().equals(first)) ? first : List.of();
    }

    @Override
    public float condition(int sample, int column) {
        int part = part(sample);
        return parts.get(part).condition(sample - starts[part], column);
    }

    @Override
    public List<String> featureNames() {
        return parts.getFirst().featureNames();
    }

    @Override
    public int row(int sample) {
        int part = part(sample);
        return parts.get(part).row(sample - starts[part]);
    }

    @Override
    public String id(int sample) {
        int part = part(sample);
        return parts.get(part).id(sample - starts[part]);
    }

    @Override
    public String place(int sample) {
        int part = part(sample);
        return parts.get(part).place(sample - starts[part]);
    }

    @Override
    public int[] imageShape() {
        return parts.getFirst().imageShape();
    }

    @Override
    public String contentHash() {
        String hash = contentHash;
        if (hash == null) {
            hash = ContentHash.of(this);
            contentHash = hash;
        }
        return hash;
    }

    /// Its kind and its size, not its values.
    @Override
    public String toString() {
        return "Joined[" + size() + " samples, " + features() + " features of " + parts + "]";
    }
}
