package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;
import io.github.vae4j.kernels.Optimisers;

/// Stochastic gradient descent with momentum: `v = momentum v + g; p = p - rate v`.
///
/// @param learningRate positive
/// @param momentum 0 to below 1
public record Sgd(double learningRate, double momentum) implements Optimiser {
    static final Kind<Optimiser> KIND = new Kind<>(Optimiser.class, "sgd", "sgd[:MOMENTUM]",
            "stochastic gradient descent with momentum (0.9)",
            a -> new Sgd(Adam.RATE, a.real("momentum", 0.9)));

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public Sgd {
        Ranges.positive("learning rate", learningRate);
        Ranges.share("momentum", momentum);
    }

    @Override
    public Optimiser withLearningRate(double rate) {
        return new Sgd(rate, momentum);
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public void update(ParameterRange r) {
        Optimisers.sgd(r.parameters(), r.gradient(), r.gradientAt(), r.state(0), r.at(), r.length(),
                r.gradientScale(), r.rate(), momentum);
    }

    @Override
    public String toString() {
        return "sgd:" + momentum;
    }
}
