package io.github.vae4j.core.spec;

import java.util.List;

/// What scalings have in common that shift and stretch each feature: they learn a shift and a factor for each,
/// `x' = (x - shift) factor`. The factor of a constant feature is 0; it comes back as its shift.
interface FeatureScaling extends Scaling {
    @Override
    default List<Parameter> parameters(int features) {
        return List.of(new Parameter("shift", features, 0), new Parameter("factor", features, 1));
    }

    @Override
    default void apply(float[] x, int at, int features, float[] learned, int learnedAt) {
        for (int i = 0; i < features; i++) {
            x[at + i] = (x[at + i] - learned[learnedAt + i]) * learned[learnedAt + features + i];
        }
    }

    @Override
    default void undo(float[] x, int at, int features, float[] learned, int learnedAt) {
        for (int i = 0; i < features; i++) {
            float factor = learned[learnedAt + features + i];
            x[at + i] = learned[learnedAt + i] + (factor == 0 ? 0 : x[at + i] / factor);
        }
    }
}
