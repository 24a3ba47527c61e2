package io.github.vae4j.core;

/// What training minimises: the mean over samples of `-log p(x|z) + beta * KL(q(z|x) || p(z))`, the negative evidence
/// lower bound (ELBO; Kingma and Welling 2014, equation 3) for `beta` = 1.
///
/// @param beta weight of the KL term (Higgins et al. 2017), 0 or more
/// @param warmUpEpochs epochs over which the weight rises linearly from 0 to `beta` (Bowman et al. 2016); 0 for none.
///     It rises from step to step
/// @param freeBits nats per latent unit that cost nothing: the term is `sum_j max(freeBits, mean over the batch of KL_j)`
///     (Kingma et al. 2016, equation 15); 0 for none
public record Objective(double beta, double warmUpEpochs, double freeBits) {
    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a value is negative or not finite
    public Objective {
        require("beta", beta);
        require("warmUpEpochs", warmUpEpochs);
        require("freeBits", freeBits);
    }

    /// The plain evidence lower bound.
    ///
    /// @return beta 1, no warm-up, no free bits
    public static Objective elbo() {
        return new Objective(1, 0, 0);
    }

    /// The beta-VAE objective.
    ///
    /// @param beta weight of the KL term
    /// @return the objective without warm-up and free bits
    /// @throws IllegalArgumentException if `beta` is negative or not finite
    public static Objective beta(double beta) {
        return new Objective(beta, 0, 0);
    }

    /// The same with a warm-up of the KL weight.
    ///
    /// @param epochs over which it rises from 0 to `beta`
    /// @return a new objective
    /// @throws IllegalArgumentException if `epochs` is negative or not finite
    public Objective withWarmUp(double epochs) {
        return new Objective(beta, epochs, freeBits);
    }

    /// The same with free bits.
    ///
    /// @param nats per latent unit
    /// @return a new objective
    /// @throws IllegalArgumentException if `nats` is negative or not finite
    public Objective withFreeBits(double nats) {
        return new Objective(beta, warmUpEpochs, nats);
    }

    /// The weight of the KL term at a moment of training.
    ///
    /// @param epochsDone epochs, with fraction, before the current step
    /// @return between 0 and `beta`
    public double betaAt(double epochsDone) {
        return epochsDone >= warmUpEpochs ? beta : beta * (epochsDone / warmUpEpochs);
    }

    private static void require(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be 0 or more and finite but is " + value);
        }
    }
}
