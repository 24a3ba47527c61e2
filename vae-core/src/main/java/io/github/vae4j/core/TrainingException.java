package io.github.vae4j.core;

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

    /// A loss that is not finite; `backTo` is the step before which the model is again, 0 if it never was good.
    static TrainingException loss(int epoch, int step, String what, double reconstruction, double kl, int backTo,
            TrainingConfig config, double rate, boolean updated) {
        String kept = backTo == 0
                ? "the model is as this training found it"
                : "the model has its parameters from before step " + backTo + " again";
        return new TrainingException(epoch, step, "the " + what + " is " + (reconstruction + kl) + " (reconstruction "
                + reconstruction + ", KL " + kl + ")", kept, cause(config, rate, updated));
    }

    /// A gradient whose norm is not finite, or so large that its squares are not.
    static TrainingException gradient(int epoch, int step, double norm, TrainingConfig config, double rate,
            boolean updated) {
        return new TrainingException(epoch, step, "the norm of the gradient is " + norm,
                "the parameters from before this step are kept", cause(config, rate, updated));
    }

    private static String cause(TrainingConfig config, double rate, boolean updated) {
        if (!updated) {
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
