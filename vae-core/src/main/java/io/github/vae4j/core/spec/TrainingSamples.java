package io.github.vae4j.core.spec;

/// Training data as the encoder has it, scaled: for what a choice learns from it before the first step.
public interface TrainingSamples {
    /// The number of samples.
    ///
    /// @return 1 or more
    int size();

    /// The number of values of a sample, with those of its conditions.
    ///
    /// @return 1 or more
    int features();

    /// Copies a sample, as it is in the first epoch.
    ///
    /// @param sample its number, from 0
    /// @param out receives its values
    /// @param at index of the first
    /// @throws IllegalArgumentException if a value does not suit the model's likelihood
    void read(int sample, float[] out, int at);
}
