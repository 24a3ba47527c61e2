package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.DensityRows;
import org.jspecify.annotations.Nullable;

/// The rows that a density is asked for: one view for each worker, set anew for every call.
final class DensityView implements DensityRows {
    private static final float[] NONE = {};

    private final double[] memory;
    private int rows;
    private float[] input = NONE;
    private int inputAt;
    private int inputs;
    private float[] x = NONE;
    private int xAt;
    private int features;
    private float[] own = NONE;
    private int ownAt;
    private float[] cost = NONE;
    private int costAt;
    private float @Nullable [] gradient;
    private int gradientAt;
    private float @Nullable [] ownGradient;
    private int ownGradientAt;
    private float scale;

    DensityView(double[] memory) {
        this.memory = memory;
    }

    DensityView rows(int count) {
        rows = count;
        return this;
    }

    DensityView input(float[] values, int at, int width) {
        input = values;
        inputAt = at;
        inputs = width;
        return this;
    }

    DensityView x(float[] values, int at, int width) {
        x = values;
        xAt = at;
        features = width;
        return this;
    }

    DensityView noX() {
        return x(NONE, 0, 0);
    }

    DensityView own(float[] values, int at) {
        own = values;
        ownAt = at;
        return this;
    }

    DensityView cost(float[] values, int at) {
        cost = values;
        costAt = at;
        return this;
    }

    DensityView gradient(float[] values, int at, float factor) {
        gradient = values;
        gradientAt = at;
        scale = factor;
        return this;
    }

    DensityView ownGradient(float[] values, int at) {
        ownGradient = values;
        ownGradientAt = at;
        return this;
    }

    DensityView noGradient() {
        gradient = null;
        ownGradient = null;
        scale = 1;
        return this;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public float[] input() {
        return input;
    }

    @Override
    public int inputAt() {
        return inputAt;
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public float[] x() {
        return x;
    }

    @Override
    public int xAt() {
        return xAt;
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public float[] own() {
        return own;
    }

    @Override
    public int ownAt() {
        return ownAt;
    }

    @Override
    public float[] cost() {
        return cost;
    }

    @Override
    public int costAt() {
        return costAt;
    }

    @Override
    public float @Nullable [] gradient() {
        return gradient;
    }

    @Override
    public int gradientAt() {
        return gradientAt;
    }

    @Override
    public float @Nullable [] ownGradient() {
        return ownGradient;
    }

    @Override
    public int ownGradientAt() {
        return ownGradientAt;
    }

    @Override
    public float scale() {
        return scale;
    }

    @Override
    public double[] memory() {
        return memory;
    }
}
