package io.github.vae4j.core.spec;

import java.util.Objects;

/// A learned vector that a choice owns: a variance, a dispersion per feature, the mixture weights of a prior.
///
/// @param name what it is, one word; in model files it stands behind the name of its owner: `likelihood.logvar`
/// @param length number of values, 1 or more
/// @param start value that each begins with, on average
/// @param spread standard deviation of the normal distribution around `start` that each is drawn from, by the seed of the
///     model; 0 if all begin with the same value
public record Parameter(String name, int length, float start, float spread) {
    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if the name is no word of letters, digits, `-` and `_`, `length` is less than 1,
    ///     `start` is not finite, or `spread` is negative or not finite
    public Parameter {
        Objects.requireNonNull(name, "name");
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("the name of a parameter must be one word but is '" + name + "'");
        }
        if (length < 1 || !Float.isFinite(start) || !(spread >= 0) || !Float.isFinite(spread)) {
            throw new IllegalArgumentException("parameter '" + name + "' must have at least one value and start at a "
                    + "finite one, with a spread of 0 or more, but has length " + length + ", starts at " + start
                    + " and has spread " + spread);
        }
    }

    /// A vector whose values begin the same.
    ///
    /// @param name what it is, one word
    /// @param length number of values, 1 or more
    /// @param start value that each begins with
    /// @throws IllegalArgumentException see the other constructor
    public Parameter(String name, int length, float start) {
        this(name, length, start, 0);
    }
}
