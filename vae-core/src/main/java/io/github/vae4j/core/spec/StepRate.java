package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;

/// See [LearningRate#step].
record StepRate(int everyEpochs, double factor) implements LearningRate {
    static final Kind<LearningRate> KIND = new Kind<>(LearningRate.class, "step", "step:EPOCHS:FACTOR",
            "times a factor after every so many epochs", a -> new StepRate(a.integer("epochs"), a.real("factor")));

    StepRate {
        Ranges.atLeast(1, "everyEpochs", everyEpochs);
        requireFactor(factor);
    }

    static void requireFactor(double factor) {
        Ranges.require("factor", factor, factor > 0 && factor <= 1, "above 0 and at most 1");
    }

    @Override
    public double factor(int epoch, int epochs, int plateaus) {
        int reductions = epoch / everyEpochs;
        return StrictMath.pow(factor, reductions);
    }

    @Override
    public String toString() {
        return "step:" + everyEpochs + ":" + factor;
    }
}
