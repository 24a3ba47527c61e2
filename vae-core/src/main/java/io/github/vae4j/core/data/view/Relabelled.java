package io.github.vae4j.core.data.view;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.store.ContentHash;
import io.github.vae4j.core.data.store.Samples;
import java.util.List;

/// A data set with other labels.
public sealed class Relabelled extends DatasetView permits SparseRelabelled {
    private final Labels labels;

    /// @throws IllegalArgumentException if there are more or fewer labels than samples
    public Relabelled(Dataset base, Labels labels) {
        super(base);
        if (labels.size() != base.size()) {
            throw new IllegalArgumentException(
                    "there are " + labels.size() + " labels, expected one for each of " + base.size() + " samples");
        }
        this.labels = labels;
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        base().read(sample, epoch, out, outOffset);
    }

    @Override
    public boolean hasLabels() {
        return true;
    }

    @Override
    public int label(int sample) {
        Samples.check(sample, size());
        return labels.get(sample);
    }

    @Override
    public List<String> classNames() {
        return labels.names();
    }

    @Override
    String hashOfRedrawn(String hashOfBase) {
        return ContentHash.ofDerived("labels", hashOfBase, labels.toArray());
    }
}
