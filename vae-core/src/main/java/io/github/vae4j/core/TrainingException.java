package io.github.vae4j.core;

/// Training cannot go on: the loss or the gradient is no longer finite. The model has the parameters from before the
/// failing step, the last good ones.
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// See [#epoch()].
    private final int epoch;
    /// See [#step()].
    private final int step;

    TrainingException(int epoch, int step, String message) {
        super(message);
        this.epoch = epoch;
        this.step = step;
    }

    /// The epoch of the failing step.
    ///
    /// @return from 1
    public int epoch() {
        return epoch;
    }

    /// The failing step.
    ///
    /// @return within the epoch, from 1
    public int step() {
        return step;
    }
}
