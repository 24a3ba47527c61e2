package io.github.vae4j.core.data.store;

/// The check of a sample's index that all data sets share.
public final class Samples {
    private Samples() {}

    /// Throws unless one of `size` samples is meant.
    ///
    /// @throws IllegalArgumentException if there is no such sample
    public static void check(int sample, int size) {
        if (sample < 0 || sample >= size) {
            throw new IllegalArgumentException(size == 0
                    ? "sample " + sample + " of a data set without samples"
                    : "sample " + sample + " is not in 0 to " + (size - 1));
        }
    }
}
