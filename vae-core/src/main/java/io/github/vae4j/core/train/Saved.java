package io.github.vae4j.core.train;

import io.github.vae4j.core.model.Fields;
import java.util.Map;

/// A part of the state of a training run: with the parameters and what the optimiser remembers, all parts together are what
/// is needed to continue with the same bits.
interface Saved {
    /// Adds its fields.
    void write(Map<String, String> out);

    /// Sets itself to what was written.
    ///
    /// @throws IllegalArgumentException if a field is missing or has a value that no training writes
    void read(Fields in);

    static void require(boolean isPossible, String field, Object value) {
        if (!isPossible) {
            throw new IllegalArgumentException("'" + field + "' has the impossible value " + value);
        }
    }
}
