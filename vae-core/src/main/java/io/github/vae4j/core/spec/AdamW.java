package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2). The formula is that of
/// [io.github.vae4j.kernels.Optimisers#adamW].
///
/// @param learningRate positive
/// @param beta1 decay of the first moment, from 0 to below 1
/// @param beta2 decay of the second moment, from 0 to below 1
/// @param epsilon added to the denominator, between 0 and 1
/// @param weightDecay share of a parameter, times the rate, that is taken off in every step; 0 or more
public record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        implements Optimiser {
    private static final double DECAY = 0.01;

    static final Kind<Optimiser> KIND = new Kind<>(Optimiser.class, "adamw", "adamw[:BETA1:BETA2:EPSILON:DECAY]",
            "Adam with decoupled weight decay (0.9, 0.999, 1e-8, 0.01)",
            a -> new AdamW(Adam.RATE, a.real("beta1", Adam.BETA1), a.real("beta2", Adam.BETA2),
                    a.real("epsilon", Adam.EPSILON), a.real("decay", DECAY)));

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public AdamW {
        new Adam(learningRate, beta1, beta2, epsilon);
        Ranges.notNegative("weightDecay", weightDecay);
    }

    @Override
    public Optimiser withLearningRate(double rate) {
        return new AdamW(rate, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public int states() {
        return 2;
    }

    @Override
    public void update(ParameterRange r) {
        Adam.update(r, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public String toString() {
        return "adamw:" + beta1 + ":" + beta2 + ":" + epsilon + ":" + weightDecay;
    }
}
