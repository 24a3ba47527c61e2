package io.github.vae4j.core.spec;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// One setting of a configuration with its text form. Model files, configuration files, the command line and its help are
/// made from lists of settings, so none can be forgotten in one of them.
///
/// @param <C> the configuration
/// @param name lower case letters and `-`, as on the command line
/// @param usage the form of its value, in capital letters
/// @param help what it is, one sentence
/// @param choices the values or forms of values that there are, with a word on each; empty if any number or text will do
/// @param onResume whether it may change when a run is continued
/// @param write gives the value of a configuration as text
/// @param read gives the configuration with a value from its text; throws [IllegalArgumentException] if it is wrong
public record Setting<C>(String name, String usage, String help, Supplier<List<String>> choices,
        OnResume onResume, Function<C, String> write, BiFunction<C, String, C> read) {
    /// Whether a setting may change when a run is continued from a checkpoint.
    public enum OnResume {
        /// It may: no bit of what was trained depends on it.
        FREE,
        /// It may, as a schedule could change it: from then on the bits are those of a run with that schedule. The checkpoint
        /// records the change.
        SCHEDULED,
        /// It must not: it would be another model, or another order and other noise from the first step on.
        FIXED
    }

    /// Checks that all is there.
    public Setting {
        Objects.requireNonNull(write, "write");
        Objects.requireNonNull(read, "read");
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("the name of a setting must be lower case but is '" + name + "'");
        }
    }

    /// The configuration with a value of this setting.
    ///
    /// @param configuration to change
    /// @param text the value
    /// @return a new configuration
    /// @throws IllegalArgumentException if the text is wrong; the message begins with the name of the setting
    public C with(C configuration, String text) {
        try {
            return read.apply(configuration, text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": expected " + usage + " but found '" + text + "'", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }
}
