package io.github.vae4j.core.internal;

import io.github.vae4j.core.data.Dataset;
import java.util.List;

/// For steps whose batch is set by hand.
final class NoData implements Dataset {
    @Override
    public int size() {
        return 0;
    }

    @Override
    public int features() {
        return 1;
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        throw new IndexOutOfBoundsException("there is no data");
    }

    @Override
    public boolean isUnitRange() {
        return true;
    }

    @Override
    public boolean hasLabels() {
        return false;
    }

    @Override
    public int label(int sample) {
        throw new IllegalStateException("there are no labels");
    }

    @Override
    public List<String> classNames() {
        return List.of();
    }

    @Override
    public String contentHash() {
        return "0".repeat(64);
    }

    @Override
    public int[] imageShape() {
        return new int[] {1, 1};
    }
}
