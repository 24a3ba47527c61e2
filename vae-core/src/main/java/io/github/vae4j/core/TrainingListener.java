package io.github.vae4j.core;

/// Is told of the progress of training, on the thread that called [Trainer#fit]. An exception ends training; the
/// model stays as it is after the reported step.
public interface TrainingListener {
    /// After every step.
    ///
    /// @param report what happened
    default void onStep(StepReport report) {}

    /// After every epoch.
    ///
    /// @param report what happened
    default void onEpoch(EpochReport report) {}
}
