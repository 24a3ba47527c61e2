package io.github.vae4j.core.data;

import java.util.List;

/// A fixed sequence of samples, each a row of `features()` numbers, with optional labels.
///
/// Implementations are immutable and may be read by many threads at once. Bytes stay bytes: a row becomes floats when
/// it is read.
public interface Dataset {
    /// The number of samples.
    ///
    /// @return 0 or more
    int size();

    /// The number of values of one sample.
    ///
    /// @return 1 or more
    int features();

    /// Writes one sample as floats.
    ///
    /// @param sample index of the sample, from 0 to `size() - 1`
    /// @param epoch the training epoch, from 0; only data that is re-drawn every epoch looks at it
    /// @param out receives `features()` values
    /// @param outOffset index of the first value in `out`
    void read(int sample, int epoch, float[] out, int outOffset);

    /// Whether every value is known, without reading it, to be finite and in [0, 1].
    ///
    /// @return `true` for scaled bytes and binarised data
    boolean isUnitRange();

    /// Whether the samples carry labels.
    ///
    /// @return `true` if [#label] may be called
    boolean hasLabels();

    /// The class of one sample.
    ///
    /// @param sample index of the sample
    /// @return index into [#classNames()]
    /// @throws IllegalStateException if there are no labels
    int label(int sample);

    /// The names of the classes, by label.
    ///
    /// @return an immutable list, empty if there are no labels
    List<String> classNames();

    /// A SHA-256 over size, values and the class names of the samples, in hexadecimal: equal data has equal hashes,
    /// whatever file it came from and however it is kept. Computed on first use: it reads all data once.
    ///
    /// @return 64 characters
    String contentHash();

    /// Height and width if the samples are images, else `{1, features()}`.
    ///
    /// @return a new array of two numbers whose product is `features()`
    int[] imageShape();

    /// Whether [#read] gives other values in another epoch.
    ///
    /// @return `false` unless values are drawn anew every epoch
    default boolean isRedrawn() {
        return false;
    }
}
