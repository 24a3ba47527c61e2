package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.ParameterRange;

/// The range that an optimiser is asked to update: one for each worker, set anew for every call.
final class UpdateRange implements ParameterRange {
    private static final float[] NONE = {};

    private final float[] parameters;
    private final float[][] states;
    private float[] gradient = NONE;
    private int gradientAt;
    private int at;
    private int length;
    private int rows;
    private double gradientScale;
    private double rate;
    private double rateOfRange;
    private long step;

    UpdateRange(float[] parameters, float[][] states) {
        this.parameters = parameters;
        this.states = states;
    }

    void step(double scale, double learningRate, long number) {
        gradientScale = scale;
        rate = learningRate;
        step = number;
    }

    UpdateRange range(int first, int count, float[] by, int byAt, int matrixRows, double rateFactor) {
        at = first;
        length = count;
        gradient = by;
        gradientAt = byAt;
        rows = matrixRows;
        rateOfRange = rate * rateFactor;
        return this;
    }

    @Override
    public float[] parameters() {
        return parameters;
    }

    @Override
    public float[] gradient() {
        return gradient;
    }

    @Override
    public float[] state(int index) {
        return states[index];
    }

    @Override
    public int at() {
        return at;
    }

    @Override
    public int gradientAt() {
        return gradientAt;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public double gradientScale() {
        return gradientScale;
    }

    @Override
    public double rate() {
        return rateOfRange;
    }

    @Override
    public long step() {
        return step;
    }
}
