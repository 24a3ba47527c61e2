package io.github.vae4j.core;

import java.util.OptionalDouble;

/// One epoch of training. All costs are means over samples, in nats; those of the training set are averaged while the
/// parameters move, as every framework reports them.
///
/// @param epoch from 1
/// @param reconstruction mean of -log p(x|z) over the training set
/// @param kl mean of KL(q(z|x) || p(z)) over the training set
/// @param cost what was minimised: reconstruction plus the weighted KL term
/// @param validationReconstruction mean of -log p(x|z) over the validation set, NaN without one
/// @param validationKl mean of KL(q(z|x) || p(z)) over the validation set, NaN without one
/// @param learningRate of this epoch
/// @param seconds the epoch took, validation not included
/// @param samplesPerSecond of training
public record EpochReport(int epoch, double reconstruction, double kl, double cost, double validationReconstruction,
        double validationKl, double learningRate, double seconds, double samplesPerSecond) {
    /// The negative ELBO on the validation set.
    ///
    /// @return nats per sample, or nothing without a validation set
    public OptionalDouble validationCost() {
        return Double.isNaN(validationReconstruction)
                ? OptionalDouble.empty()
                : OptionalDouble.of(validationReconstruction + validationKl);
    }
}
