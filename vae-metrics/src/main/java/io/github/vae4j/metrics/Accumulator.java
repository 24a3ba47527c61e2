package io.github.vae4j.metrics;

import java.io.IOException;
import java.io.OutputStream;

/// Collects what a statistic needs of samples that arrive in parts, or lie in many places. Nothing is kept of the samples
/// themselves. Accumulators of parts are merged, in any order; [#writeTo] and the type's `readFrom` carry one from one
/// process to another, bit for bit.
///
/// For the same cut and order of merging, results are the same bits. For another cut they differ by rounding errors, for
/// which the types state bounds. One accumulator serves one thread at a time.
///
/// @param <T> what is added
/// @param <R> what comes out
/// @param <A> the accumulator itself: what it merges with
public interface Accumulator<T, R, A extends Accumulator<T, R, A>> {
    /// Adds samples.
    ///
    /// @param part some samples; unchanged, and not needed afterwards
    /// @throws IllegalArgumentException if the part does not fit this accumulator; nothing was added
    void add(T part);

    /// Adds the samples of another accumulator.
    ///
    /// @param other of the same shape; unchanged
    /// @throws IllegalArgumentException if it has another shape
    void merge(A other);

    /// The number of samples so far.
    ///
    /// @return 0 or more
    long count();

    /// What the samples so far give. The accumulator can be used further.
    ///
    /// @return the statistic
    /// @throws NoAnswerException if these samples have no such statistic, for example because there is none yet
    R result();

    /// Writes the accumulator: header, content, SHA-256, as docs/METRICS.md describes. The stream is flushed and stays
    /// open.
    ///
    /// @param out where to
    /// @throws IOException if writing fails
    void writeTo(OutputStream out) throws IOException;
}
