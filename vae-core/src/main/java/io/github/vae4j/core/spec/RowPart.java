package io.github.vae4j.core.spec;

import org.jspecify.annotations.Nullable;

/// A part of one row, for a [Likelihood] that is made of others: some features, what the decoder says of them, and the
/// parameters that belong to them, copied into arrays of its own. One for each thread.
final class RowPart implements DensityRows {
    private final float[] input;
    private final float[] x;
    private final float[] own;
    private final float[] gradient;
    private final float[] ownGradient;
    private final float[] cost = new float[1];
    private final Object workspace;
    private int inputs;
    private int features;
    private float scale;
    private boolean wantsGradient;
    private boolean wantsOwn;

    /// @param workspace of the likelihood that is asked
    RowPart(int inputs, int features, int own, Object workspace) {
        input = new float[inputs];
        x = new float[features];
        this.own = new float[own];
        gradient = new float[inputs];
        ownGradient = new float[own];
        this.workspace = workspace;
    }

    /// Sets how long the part is, and what of it is wanted; then its arrays are filled.
    ///
    /// @param of row that it is a part of
    RowPart of(DensityRows of, int inputCount, int featureCount) {
        inputs = inputCount;
        features = featureCount;
        scale = of.scale();
        wantsGradient = of.gradient() != null;
        wantsOwn = of.ownGradient() != null && own.length > 0;
        return this;
    }

    /// Minus the log-density of the part, after it was asked for.
    float result() {
        return cost[0];
    }

    /// The derivatives by its input, after they were asked for.
    float[] inputGradient() {
        return gradient;
    }

    /// The derivatives by its own parameters, after they were asked for.
    float[] derivativesByOwn() {
        return ownGradient;
    }

    @Override
    public int rows() {
        return 1;
    }

    @Override
    public float[] input() {
        return input;
    }

    @Override
    public int inputAt() {
        return 0;
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
        return 0;
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public @Nullable Entries entries() {
        return null;
    }

    @Override
    public int firstSample() {
        return 0;
    }

    @Override
    public float[] own() {
        return own;
    }

    @Override
    public int ownAt() {
        return 0;
    }

    @Override
    public float[] cost() {
        return cost;
    }

    @Override
    public int costAt() {
        return 0;
    }

    @Override
    public float @Nullable [] gradient() {
        return wantsGradient ? gradient : null;
    }

    @Override
    public int gradientAt() {
        return 0;
    }

    @Override
    public float @Nullable [] ownGradient() {
        return wantsOwn ? ownGradient : null;
    }

    @Override
    public int ownGradientAt() {
        return 0;
    }

    @Override
    public Object workspace() {
        return workspace;
    }

    @Override
    public float scale() {
        return scale;
    }
}
