package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;

/// See [Weight#cyclical].
record CyclicalWeight(double factor, double period, double rising, int cycles) implements Weight {
    static final Kind<Weight> KIND = new Kind<>(Weight.class, "cyclical", "cyclical:FACTOR:PERIOD[:RISING:CYCLES]",
            "a factor that rises from 0 in every period of some epochs, over a part of it (0.5), some times (4)",
            a -> new CyclicalWeight(a.real("factor"), a.real("period"), a.real("rising", 0.5),
                    a.integer("cycles", 4)));

    CyclicalWeight {
        Ranges.notNegative("weight", factor);
        Ranges.positive("period", period);
        Ranges.require("rising", rising, rising >= 0 && rising <= 1, "from 0 to 1");
        Ranges.atLeast(1, "cycles", cycles);
    }

    @Override
    public double cost(double value, Progress at) {
        return slope(value, at) * value;
    }

    @Override
    public double slope(double value, Progress at) {
        if (isFinal(at)) {
            return factor;
        }
        double into = at.epochs() % period / period;
        return into >= rising ? factor : factor * (into / rising);
    }

    @Override
    public boolean isFinal(Progress at) {
        return at.epochs() >= period * cycles;
    }

    @Override
    public String toString() {
        return "cyclical:" + factor + ":" + period + ":" + rising + ":" + cycles;
    }
}
