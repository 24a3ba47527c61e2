package io.github.vae4j.core;

/// Hears of the progress of training, on the thread that called [Trainer#fit], which waits for it. An exception ends training;
/// the model stays as it is after the reported step.
///
/// A listener may read the model, with an [Evaluator] on a team of its own, save checkpoints, and call
/// [Trainer#requestStop]. It may change parameters in [#onEpoch] alone; the run is then no longer decided by its
/// configuration.
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
