package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Activations;

/// How a gradient is written.
///
/// @param add whether it is added to what is there; else it replaces it
/// @param last whether nobody writes after: then the result is multiplied by the derivative of the value's activation
record Write(boolean add, boolean last) {
    /// Writes the gradient of values that lie side by side.
    ///
    /// @param value whose gradient it is
    /// @param to index of the first
    /// @param n how many
    /// @param from has the gradient
    /// @param at index of the first in it
    void put(Frame frame, Value value, int to, int n, float[] from, int at) {
        float[] gradient = frame.gradient(value);
        if (add) {
            for (int i = 0; i < n; i++) {
                gradient[to + i] += from[at + i];
            }
        } else {
            System.arraycopy(from, at, gradient, to, n);
        }
        if (last) {
            Activations.backward(value.activation(), gradient, to, gradient, to, frame.saved(value), to, n);
        }
    }
}
