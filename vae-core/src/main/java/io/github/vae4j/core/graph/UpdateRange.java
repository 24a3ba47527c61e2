package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.ParameterRange;

/// The range that an optimiser is asked to update: one for each worker, set anew for every call.
final class UpdateRange implements ParameterRange {
    private static final float[] NONE = {};
    private static final int POWERS = 4;

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
    // Powers that were asked for in this step.
    private final double[] bases = new double[POWERS];
    private final double[] powers = new double[POWERS];
    private int known;

    UpdateRange(float[] parameters, float[][] states) {
        this.parameters = parameters;
        this.states = states;
    }

    void step(double scale, double learningRate, long number) {
        gradientScale = scale;
        rate = learningRate;
        step = number;
        known = 0;
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

    // StrictMath: the same bits on every platform, which Math.pow does not promise. It may allocate, in the JDK.
    @Override
    public double power(double base) {
        for (int i = 0; i < known; i++) {
            if (bases[i] == base) {
                return powers[i];
            }
        }
        int at = known % POWERS;
        bases[at] = base;
        powers[at] = StrictMath.pow(base, (double) step);
        known = Math.min(POWERS, known + 1);
        return powers[at];
    }
}
