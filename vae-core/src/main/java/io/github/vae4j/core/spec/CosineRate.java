package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;

/// See [LearningRate#cosine].
record CosineRate(double finalFactor) implements LearningRate {
    static final Kind<LearningRate> KIND = new Kind<>(LearningRate.class, "cosine", "cosine[:FINAL]",
            "half a cosine down to a factor (0) in the last epoch", a -> new CosineRate(a.real("final", 0)));

    CosineRate {
        Ranges.require("finalFactor", finalFactor, finalFactor >= 0 && finalFactor <= 1, "0 to 1");
    }

    @Override
    public double factor(int epoch, int epochs, int plateaus) {
        double done = epochs <= 1 ? 0 : Math.min(1, epoch / (epochs - 1.0));
        return finalFactor + (1 - finalFactor) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * done));
    }

    @Override
    public String toString() {
        return "cosine:" + finalFactor;
    }
}
