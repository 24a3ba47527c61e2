package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.Philox;

/// Random numbers for one row: the same for the same seed, purpose and row, on every machine and for any number of threads.
///
/// Each method begins anew: it gives the first numbers of the row, and gives them again when called again.
///
/// @param seed decides all numbers
/// @param stream what they are for
/// @param epoch another number gives other draws
/// @param row which row
public record Draws(long seed, int stream, int epoch, int row) {
    /// Other random numbers of the same row: what two methods of one object give comes from the same bits.
    ///
    /// @return independent of this
    public Draws others() {
        return new Draws(seed, stream, epoch + 1, row);
    }

    /// Uniform numbers from 0 to below 1, multiples of 2^-24.
    ///
    /// @param out receives them
    /// @param at index of the first
    /// @param n how many
    public void uniform(float[] out, int at, int n) {
        Philox.uniform(out, at, n, seed, stream, epoch, row);
    }

    /// Standard normal numbers.
    ///
    /// @param out receives them
    /// @param at index of the first
    /// @param n how many
    public void normal(float[] out, int at, int n) {
        Philox.normal(out, at, n, seed, stream, epoch, row);
    }

    /// 0 and 1 by probability.
    ///
    /// @param out receives `0f` or `1f`; not the array of the probabilities at the same place
    /// @param at index of the first
    /// @param probability of a 1
    /// @param probabilityAt index of the first
    /// @param n how many
    public void bernoulli(float[] out, int at, float[] probability, int probabilityAt, int n) {
        Philox.bernoulli(out, at, probability, probabilityAt, n, seed, stream, epoch, row);
    }
}
