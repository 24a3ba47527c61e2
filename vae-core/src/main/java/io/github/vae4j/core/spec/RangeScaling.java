package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;

/// See [Scaling#range].
record RangeScaling(double from, double to) implements Scaling {
    static final Kind<Scaling> KIND = new Kind<>(Scaling.class, "range", "range:FROM:TO",
            "all features from one range to [0, 1]", a -> new RangeScaling(a.real("from"), a.real("to")));
    static final Kind<Scaling> BYTE_KIND = new Kind<>(Scaling.class, "byte", "byte", "short for range:0:255",
            _ -> new RangeScaling(0, 255));

    RangeScaling {
        Ranges.require("the end of the range", to, to > from && Double.isFinite(to - from), "greater than " + from
                + " and finite");
    }

    @Override
    public boolean keepsZeros() {
        return from == 0;
    }

    @Override
    public void apply(float[] x, int at, int features, float[] learned, int learnedAt) {
        for (int i = at; i < at + features; i++) {
            x[i] = (float) ((x[i] - from) / (to - from));
        }
    }

    @Override
    public void undo(float[] x, int at, int features, float[] learned, int learnedAt) {
        for (int i = at; i < at + features; i++) {
            x[i] = (float) (from + x[i] * (to - from));
        }
    }

    @Override
    public String toString() {
        return "range:" + from + ":" + to;
    }
}
