package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;

/// See [Weight#constant].
record ConstantWeight(double factor) implements Weight {
    static final Kind<Weight> KIND = new Kind<>(Weight.class, "constant", "constant:FACTOR",
            "the same factor throughout; also a number alone", a -> new ConstantWeight(a.real("factor")));

    ConstantWeight {
        Ranges.notNegative("weight", factor);
    }

    @Override
    public double cost(double value, Progress at) {
        return factor * value;
    }

    @Override
    public double slope(double value, Progress at) {
        return factor;
    }

    @Override
    public String toString() {
        return Double.toString(factor);
    }
}
