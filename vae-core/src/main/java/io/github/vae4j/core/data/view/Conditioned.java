package io.github.vae4j.core.data.view;

import io.github.vae4j.core.data.Condition;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.store.ContentHash;
import java.util.List;

/// A data set with conditions.
public sealed class Conditioned extends DatasetView permits SparseConditioned {
    private final Conditions conditions;

    /// @throws IllegalArgumentException if there are more or fewer rows of conditions than samples
    public Conditioned(Dataset base, Conditions conditions) {
        super(base);
        if (conditions.size() != base.size()) {
            throw new IllegalArgumentException("there are conditions of " + conditions.size()
                    + " rows, expected one for each of " + base.size() + " samples");
        }
        this.conditions = conditions;
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        base().read(sample, epoch, out, outOffset);
    }

    @Override
    public List<Condition> conditions() {
        return conditions.columns();
    }

    @Override
    public float condition(int sample, int column) {
        return conditions.get(sample, column);
    }

    @Override
    String hashOfRedrawn(String hashOfBase) {
        List<Condition> columns = conditions.columns();
        int[] bits = new int[size() * columns.size()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(conditions.get(i / columns.size(), i % columns.size()));
        }
        return ContentHash.ofDerived("conditions " + columns, hashOfBase, bits);
    }
}
