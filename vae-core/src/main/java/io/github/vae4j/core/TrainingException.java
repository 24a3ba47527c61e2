package io.github.vae4j.core;

import java.util.stream.Collectors;

/// Training cannot go on: the loss or the gradient is no longer finite. The message gives epoch, step and the likely
/// cause.
///
/// The model has the last parameters that are known to be good. If it was the gradient, those from before the failing
/// step; if it was the loss, the last update is what broke them, so those of at most 1,000 steps before, and not of
/// another epoch. A checkpoint saved before is unchanged.
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// See [#epoch()].
    private final int epoch;
    /// See [#step()].
    private final int step;

    private TrainingException(int epoch, int step, String what, String kept, String cause) {
        super("epoch " + epoch + ", step " + step + ": " + what + "; " + kept + ". " + cause);
        this.epoch = epoch;
        this.step = step;
    }

    /// A loss that is not finite.
    ///
    /// @param epoch from 1
    /// @param step within the epoch, from 1
    /// @param what which loss it is
    /// @param cost the loss
    /// @param terms that it is made of
    /// @param backTo the step before which the model is again, 0 if it never was good
    /// @param config how the model is trained
    /// @param rate learning rate
    /// @param isUpdated whether the parameters have moved before
    /// @return the exception
    public static TrainingException loss(int epoch, int step, String what, double cost, Terms terms, int backTo,
            TrainingConfig config, double rate, boolean isUpdated) {
        String kept = backTo == 0
                ? "the model is as this training found it"
                : "the model has its parameters from before step " + backTo + " again";
        String parts = terms.toMap().entrySet().stream().map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
        return new TrainingException(epoch, step, "the " + what + " is " + cost + " (" + parts + ")", kept,
                cause(config, rate, isUpdated));
    }

    /// A gradient whose norm is not finite, or so large that its squares are not.
    ///
    /// @param epoch from 1
    /// @param step within the epoch, from 1
    /// @param norm of the gradient
    /// @param value of the graph whose gradient is the first that is not finite, empty if there is none
    /// @param config how the model is trained
    /// @param rate learning rate
    /// @param isUpdated whether the parameters have moved before
    /// @return the exception
    public static TrainingException gradient(int epoch, int step, double norm, String value, TrainingConfig config,
            double rate, boolean isUpdated) {
        String where = value.isEmpty() ? "" : " (the first that is not finite is that of '" + value + "')";
        return new TrainingException(epoch, step, "the norm of the gradient is " + norm + where,
                "the parameters from before this step are kept", cause(config, rate, isUpdated));
    }

    private static String cause(TrainingConfig config, double rate, boolean isUpdated) {
        if (!isUpdated) {
            return "Nothing has been learned yet, so most likely the model's first parameters are not finite, or the "
                    + "data is too large for it: scale the data, or choose a larger variance if the likelihood is "
                    + "Gaussian";
        }
        String clipping = config.clipNorm() == 0 ? ", a warm-up of the KL term, or gradient clipping"
                : ", or a warm-up of the KL term";
        return "Most likely the updates have become too large: try a smaller learning rate (now " + rate + ")"
                + clipping;
    }

    /// The epoch of the failing step.
    ///
    /// @return from 1
    public int epoch() {
        return epoch;
    }

    /// The failing step; the last of the epoch if the loss after it is not finite.
    ///
    /// @return within the epoch, from 1
    public int step() {
        return step;
    }
}
