package io.github.vae4j.core.spec;

/// How far training has come.
///
/// @param epochs done, with a fraction within an epoch
/// @param steps done in total
public record Progress(double epochs, long steps) {
    /// After everything: what a schedule ends at.
    public static final Progress END = new Progress(Double.POSITIVE_INFINITY, Long.MAX_VALUE);
}
