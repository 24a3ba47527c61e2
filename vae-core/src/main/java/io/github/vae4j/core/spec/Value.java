package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.Activation;

/// A value of the graph of a model: a matrix whose rows belong to samples. Made by [GraphBuilder].
///
/// @param id position in the graph, from 0; a value comes after those it is computed from
/// @param name for messages and reports
/// @param shape of one row
/// @param rows how many rows there are in a batch
/// @param activation applied by whatever computes the value, [Activation#IDENTITY] for none
public record Value(int id, String name, Shape shape, RowCount rows, Activation activation) {
    /// The number of values of one row.
    ///
    /// @return 1 or more
    public int width() {
        return shape.size();
    }
}
