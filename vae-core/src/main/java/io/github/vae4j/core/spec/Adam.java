package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;
import io.github.vae4j.kernels.Optimisers;

/// Adam (Kingma and Ba 2015, algorithm 1). The formula is that of [io.github.vae4j.kernels.Optimisers#adam].
///
/// @param learningRate positive
/// @param beta1 decay of the first moment, from 0 to below 1
/// @param beta2 decay of the second moment, from 0 to below 1
/// @param epsilon added to the denominator, between 0 and 1
public record Adam(double learningRate, double beta1, double beta2, double epsilon) implements Optimiser {
    static final double BETA1 = 0.9;
    static final double BETA2 = 0.999;
    static final double EPSILON = 1e-8;
    static final double RATE = 1e-3;

    static final Kind<Optimiser> KIND = new Kind<>(Optimiser.class, "adam", "adam[:BETA1:BETA2:EPSILON]",
            "Adam (0.9, 0.999, 1e-8)", a -> new Adam(RATE, a.real("beta1", BETA1), a.real("beta2", BETA2),
                    a.real("epsilon", EPSILON)));

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public Adam {
        Ranges.positive("learning rate", learningRate);
        Ranges.share("beta1", beta1);
        Ranges.share("beta2", beta2);
        Ranges.require("epsilon", epsilon, epsilon > 0 && epsilon < 1, "between 0 and 1");
    }

    @Override
    public Optimiser withLearningRate(double rate) {
        return new Adam(rate, beta1, beta2, epsilon);
    }

    @Override
    public int states() {
        return 2;
    }

    @Override
    public void update(ParameterRange r) {
        update(r, beta1, beta2, epsilon, 0);
    }

    static void update(ParameterRange r, double beta1, double beta2, double epsilon, double weightDecay) {
        Optimisers.adamW(r.parameters(), r.gradient(), r.gradientAt(), r.state(0), r.state(1), r.at(), r.length(),
                r.gradientScale(), r.rate(), beta1, beta2, epsilon, 1 - r.power(beta1),
                1 - r.power(beta2), weightDecay);
    }

    @Override
    public String toString() {
        return "adam:" + beta1 + ":" + beta2 + ":" + epsilon;
    }
}
