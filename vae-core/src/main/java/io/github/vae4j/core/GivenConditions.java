package io.github.vae4j.core;

import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import org.jspecify.annotations.Nullable;

/// The conditions that an [Evaluator] was given for rows that have none of their own.
///
/// @param spec of the model
/// @param given those of the model; `null` before any were given
record GivenConditions(VaeSpec spec, @Nullable Conditions given) {
    /// Of a conditional model, those for some rows; else `null`.
    ///
    /// @throws IllegalArgumentException if none were given, or for another number of rows
    @Nullable
    Conditions of(int rows) {
        if (spec.conditions().isEmpty()) {
            return null;
        }
        Conditions known = given == null ? Conditions.none().as(spec.conditions(), Integer::toString) : given;
        if (known.size() != 1 && known.size() != rows) {
            throw new IllegalArgumentException(
                    "there are conditions of " + known.size() + " rows, expected 1 or " + rows);
        }
        return known;
    }

    /// Data with its own conditions, or else with these.
    Dataset on(Dataset data) {
        Conditions of = given == null || !data.conditions().isEmpty() ? null : of(data.size());
        if (of == null) {
            return data;
        }
        return data.withConditions(of.size() == 1 ? of.repeated(0, data.size()) : of);
    }
}
