package io.github.vae4j.core.graph;

/// A range of the flat array of parameters that one part of a layer owns.
///
/// @param offset index of its first value
/// @param rows inputs of a weight matrix; else rows of a plain matrix, 1 for a vector
/// @param columns outputs
/// @param isWeight whether it lies in the panels of [io.github.vae4j.kernels.Dense]; else it is row-major
/// @param start how it starts
/// @param moves whether training moves it along the gradient
public record Block(int offset, int rows, int columns, boolean isWeight, Start start, boolean moves) {
    /// How the values of a block start.
    public sealed interface Start {
        /// Normal around `mean`; all the same if `deviation` is 0.
        record Values(float mean, float deviation) implements Start {}

        /// Random, as the model's initialisation says for weights.
        record Weights() implements Start {}
    }

    /// The number of values.
    public int length() {
        return rows * columns;
    }
}
