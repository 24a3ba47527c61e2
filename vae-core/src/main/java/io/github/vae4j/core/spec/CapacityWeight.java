package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;

/// See [Weight#capacity].
record CapacityWeight(double factor, double target, double epochs) implements Weight {
    static final Kind<Weight> KIND = new Kind<>(Weight.class, "capacity", "capacity:FACTOR:NATS[:EPOCHS]",
            "a factor times the distance from a target in nats, which rises from 0 over some epochs (0)",
            a -> new CapacityWeight(a.real("factor"), a.real("nats"), a.real("epochs", 0)));

    CapacityWeight {
        Ranges.notNegative("weight", factor);
        Ranges.notNegative("target", target);
        Ranges.notNegative("epochs of the target's rise", epochs);
    }

    private double targetAt(Progress at) {
        return at.epochs() >= epochs ? target : target * (at.epochs() / epochs);
    }

    @Override
    public double cost(double value, Progress at) {
        return factor * Math.abs(value - targetAt(at));
    }

    @Override
    public double slope(double value, Progress at) {
        return factor * Math.signum(value - targetAt(at));
    }

    @Override
    public boolean isFinal(Progress at) {
        return at.epochs() >= epochs;
    }

    @Override
    public String toString() {
        return "capacity:" + factor + ":" + target + ":" + epochs;
    }
}
