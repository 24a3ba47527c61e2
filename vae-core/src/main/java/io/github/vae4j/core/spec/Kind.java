package io.github.vae4j.core.spec;

import java.util.Objects;
import java.util.function.Function;

/// How one kind of choice is named, described and read; it stands in the file that implements the kind.
///
/// The text form of a choice is what its `toString()` gives: the name, then its arguments, each after a colon, as in
/// `gaussian:0.5`. Reading it gives an equal choice. Model files, configuration files, the command line and its help
/// know a choice by this text alone.
///
/// A kind of your own is found if a [KindProvider] gives it:
///
/// ```java
/// record Laplace(double scale) implements Likelihood {
///     static final Kind<Likelihood> KIND = new Kind<>(Likelihood.class, "laplace", "laplace[:SCALE]",
///             "a Laplace distribution around the output", a -> new Laplace(a.real("scale", 1)));
///     // cost, reference, mean, sample, support
///     @Override public String toString() { return "laplace:" + scale; }
/// }
/// ```
///
/// @param <T> what it is a choice of
/// @param type what it is a choice of, for example [Likelihood]
/// @param name lower case letters, digits and `-`
/// @param usage the text form with its arguments in capital letters, optional ones in brackets
/// @param summary what it is, a short line
/// @param read makes the choice from its arguments; throws [IllegalArgumentException] if one is out of range
public record Kind<T>(Class<T> type, String name, String usage, String summary, Function<Arguments, T> read) {
    /// Checks the name.
    ///
    /// @throws IllegalArgumentException if it has other characters
    public Kind {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(read, "read");
        if (!name.matches("[a-z][a-z0-9-]*") || !usage.startsWith(name)) {
            throw new IllegalArgumentException("a kind needs a name of lower case letters, digits and '-', and a usage "
                    + "that begins with it, but has '" + name + "' and '" + usage + "'");
        }
    }
}
