package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;

/// See [LearningRate#reduceOnPlateau].
record PlateauRate(int patience, double factor) implements LearningRate {
    static final Kind<LearningRate> KIND = new Kind<>(LearningRate.class, "plateau", "plateau[:PATIENCE:FACTOR]",
            "times a factor (0.5) when the objective has not improved for some epochs (10)",
            a -> new PlateauRate(a.integer("patience", 10), a.real("factor", 0.5)));

    PlateauRate {
        Ranges.atLeast(0, "patience", patience);
        StepRate.requireFactor(factor);
    }

    @Override
    public double factor(int epoch, int epochs, int plateaus) {
        return StrictMath.pow(factor, plateaus);
    }

    @Override
    public String toString() {
        return "plateau:" + patience + ":" + factor;
    }
}
