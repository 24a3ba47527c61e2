package io.github.vae4j.core.spec;

import io.github.vae4j.core.data.Dataset;
import java.util.Arrays;

/// See [Scaling#unit]. Rounding may leave a value of the training data a hair outside; it is put back.
record UnitScaling() implements FeatureScaling {
    static final Kind<Scaling> KIND = new Kind<>(Scaling.class, "unit", "unit",
            "each feature to [0, 1] over the training data", _ -> new UnitScaling());
    // A few units in the last place of 1.
    private static final float HAIR = 1e-6f;

    @Override
    public float[] fit(Dataset data) {
        int features = data.features();
        float[] least = new float[features];
        float[] most = new float[features];
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
        float[] row = new float[features];
        for (int r = 0; r < data.size(); r++) {
            data.read(r, 0, row, 0);
            for (int i = 0; i < features; i++) {
                if (!Float.isNaN(row[i])) {
                    least[i] = Math.min(least[i], row[i]);
                    most[i] = Math.max(most[i], row[i]);
                }
            }
        }
        float[] learned = new float[2 * features];
        for (int i = 0; i < features; i++) {
            learned[i] = most[i] < least[i] ? 0 : least[i];
            learned[features + i] = most[i] > least[i] ? (float) (1 / ((double) most[i] - least[i])) : 0;
        }
        return learned;
    }

    @Override
    public void apply(float[] x, int at, int features, float[] learned, int learnedAt) {
        FeatureScaling.super.apply(x, at, features, learned, learnedAt);
        for (int i = at; i < at + features; i++) {
            x[i] = x[i] > 1 && x[i] < 1 + HAIR ? 1 : x[i];
        }
    }

    @Override
    public String toString() {
        return "unit";
    }
}
