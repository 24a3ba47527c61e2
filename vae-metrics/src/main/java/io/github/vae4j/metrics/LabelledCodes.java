package io.github.vae4j.metrics;

import io.github.vae4j.metrics.internal.Checks;

/// Codes with the class of each: what accumulators of classes take.
///
/// @param codes the points
/// @param labels one for each row
public record LabelledCodes(Codes codes, Labels labels) {
    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if there are not as many labels as rows
    public LabelledCodes {
        Checks.labelled(codes, labels);
    }
}
