package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;

/// See [Weight#linear].
record LinearWeight(double factor, double epochs) implements Weight {
    static final Kind<Weight> KIND = new Kind<>(Weight.class, "linear", "linear:FACTOR:EPOCHS",
            "a factor that rises from 0 over some epochs", a -> new LinearWeight(a.real("factor"), a.real("epochs")));

    LinearWeight {
        Ranges.notNegative("weight", factor);
        Ranges.notNegative("epochs of the warm-up", epochs);
    }

    @Override
    public double cost(double value, Progress at) {
        return slope(value, at) * value;
    }

    @Override
    public double slope(double value, Progress at) {
        return at.epochs() >= epochs ? factor : factor * (at.epochs() / epochs);
    }

    @Override
    public boolean isFinal(Progress at) {
        return at.epochs() >= epochs;
    }

    @Override
    public String toString() {
        return "linear:" + factor + ":" + epochs;
    }
}
