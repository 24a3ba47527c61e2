package io.github.vae4j.core;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One epoch of training. All costs are means over samples, in nats; those of the training set are averaged while the
/// parameters move, as every framework reports them.
///
/// @param epoch from 1
/// @param terms of the objective on the training set, without weights
/// @param cost what was minimised: the terms with the weights of the time
/// @param objective the same with all weights as they are at the end of their schedules
/// @param validation terms on the validation set, without weights; `null` without one
/// @param validationObjective the objective on the validation set, with the weights of the end; NaN without one. It decides
///     early stopping, plateaus and the best epoch
/// @param learningRate of this epoch
/// @param seconds the epoch took, validation not included
/// @param samplesPerSecond of training
@SuppressWarnings("exports")
public record EpochReport(int epoch, Terms terms, double cost, double objective, @Nullable Terms validation,
        double validationObjective, double learningRate, double seconds, double samplesPerSecond) {
    /// Mean of -log p(x|z) over the training set.
    ///
    /// @return nats per sample
    public double reconstruction() {
        return terms.get("reconstruction");
    }

    /// Mean of the divergence of q(z|x) from p(z) over the training set, without its weight.
    ///
    /// @return nats per sample
    public double kl() {
        return terms.get("kl");
    }

    /// Mean of -log p(x|z) over the validation set.
    ///
    /// @return nats per sample, NaN without a validation set
    public double validationReconstruction() {
        return validation == null ? Double.NaN : validation.get("reconstruction");
    }

    /// Mean of the divergence of q(z|x) from p(z) over the validation set, without its weight.
    ///
    /// @return nats per sample, NaN without a validation set
    public double validationKl() {
        return validation == null ? Double.NaN : validation.get("kl");
    }

    /// The negative ELBO on the validation set: reconstruction plus divergence.
    ///
    /// @return nats per sample, or nothing without a validation set
    public OptionalDouble validationCost() {
        return validation == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(validationReconstruction() + validationKl());
    }
}
