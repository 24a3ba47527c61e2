package com.example.research;

import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.core.spec.Weight;

/// A weight of the KL term that rises from 0 to 1 along half a cosine, again in every period, and stays at 1 after the last
/// one.
///
/// @param period in epochs
/// @param cycles number of periods
public record CosineCycle(double period, int cycles) implements Weight {
    @Override
    public double slope(double value, Progress at) {
        return isFinal(at) ? 1 : (1 - StrictMath.cos(Math.PI * (at.epochs() % period) / period)) / 2;
    }

    @Override
    public double cost(double value, Progress at) {
        return value * slope(value, at);
    }

    @Override
    public boolean isFinal(Progress at) {
        return at.epochs() >= period * cycles;
    }
}
