package io.github.vae4j.core;

import java.util.List;

/// What a training run did.
///
/// @param epochs one report per finished epoch, those before a resume included
/// @param end why training ended
/// @param bestEpoch the epoch, from 1, whose parameters the model has now: the last one, unless early stopping went
///     back to a better one; 0 before the first epoch has ended
public record History(List<EpochReport> epochs, End end, int bestEpoch) {
    /// Why training ended.
    public enum End {
        /// All epochs are done.
        COMPLETED,
        /// The validation cost no longer improved.
        EARLY_STOPPED,
        /// [Trainer#requestStop()] was called.
        STOPPED
    }

    /// Copies the list.
    public History {
        epochs = List.copyOf(epochs);
    }

    /// The last finished epoch.
    ///
    /// @return its report
    /// @throws java.util.NoSuchElementException if no epoch has been finished
    public EpochReport last() {
        return epochs.getLast();
    }

    /// The median over epochs of the training rate.
    ///
    /// @return samples per second, NaN without epochs
    public double medianSamplesPerSecond() {
        double[] rates = epochs.stream().mapToDouble(EpochReport::samplesPerSecond).sorted().toArray();
        int n = rates.length;
        return n == 0 ? Double.NaN : (rates[(n - 1) / 2] + rates[n / 2]) / 2;
    }
}
