package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.DensityRows;
import io.github.vae4j.core.spec.Entries;
import org.jspecify.annotations.Nullable;

/// The rows that a density is asked for: one view for each worker, set anew for every call.
final class DensityView implements DensityRows {
    private static final float[] NONE = {};

    private Object workspace = "";
    private int rows;
    private final Place input = new Place();
    private int inputs;
    private final Place x = new Place();
    private int features;
    private @Nullable Entries entries;
    private int firstSample;
    private final Place own = new Place();
    private final Place cost = new Place();
    private final Place gradient = new Place();
    private final Place ownGradient = new Place();
    private float scale;

    /// An array and where in it something begins.
    private static final class Place {
        private float @Nullable [] array;
        private int at;

        void set(float @Nullable [] values, int index) {
            array = values;
            at = index;
        }

        float[] array() {
            return array == null ? NONE : array;
        }
    }

    DensityView rows(int count) {
        rows = count;
        return this;
    }

    DensityView input(float[] values, int at, int width) {
        input.set(values, at);
        inputs = width;
        return this;
    }

    DensityView x(float[] values, int at, int width) {
        x.set(values, at);
        features = width;
        return this;
    }

    DensityView workspace(Object made) {
        workspace = made;
        return this;
    }

    DensityView noX() {
        return x(NONE, 0, 0).entries(null, 0);
    }

    DensityView entries(@Nullable Entries lists, int sample) {
        entries = lists;
        firstSample = sample;
        return this;
    }

    DensityView own(float[] values, int at) {
        own.set(values, at);
        return this;
    }

    DensityView cost(float[] values, int at) {
        cost.set(values, at);
        return this;
    }

    DensityView gradient(float[] values, int at, float factor) {
        gradient.set(values, at);
        scale = factor;
        return this;
    }

    DensityView ownGradient(float[] values, int at) {
        ownGradient.set(values, at);
        return this;
    }

    DensityView noGradient() {
        gradient.set(null, 0);
        ownGradient.set(null, 0);
        scale = 1;
        return this;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public float[] input() {
        return input.array();
    }

    @Override
    public int inputAt() {
        return input.at;
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public float[] x() {
        return x.array();
    }

    @Override
    public int xAt() {
        return x.at;
    }

    @Override
    public @Nullable Entries entries() {
        return entries;
    }

    @Override
    public int firstSample() {
        return firstSample;
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public float[] own() {
        return own.array();
    }

    @Override
    public int ownAt() {
        return own.at;
    }

    @Override
    public float[] cost() {
        return cost.array();
    }

    @Override
    public int costAt() {
        return cost.at;
    }

    @Override
    public float @Nullable [] gradient() {
        return gradient.array;
    }

    @Override
    public int gradientAt() {
        return gradient.at;
    }

    @Override
    public float @Nullable [] ownGradient() {
        return ownGradient.array;
    }

    @Override
    public int ownGradientAt() {
        return ownGradient.at;
    }

    @Override
    public float scale() {
        return scale;
    }

    @Override
    public Object workspace() {
        return workspace;
    }
}
