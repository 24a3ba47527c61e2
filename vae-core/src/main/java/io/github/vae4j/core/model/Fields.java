package io.github.vae4j.core.model;

import java.util.Arrays;
import java.util.Map;

/// Text fields by name, read with their type.
///
/// @param text the fields
public record Fields(Map<String, String> text) {
    /// A field.
    ///
    /// @throws IllegalArgumentException if it is missing
    public String text(String name) {
        String value = text.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return value;
    }

    /// A whole number.
    ///
    /// @throws IllegalArgumentException if it is missing or no whole number
    public int integer(String name) {
        long value = number(name);
        if (value != (int) value) {
            throw new IllegalArgumentException("'" + name + "' is out of range: " + value);
        }
        return (int) value;
    }

    /// A whole number.
    ///
    /// @throws IllegalArgumentException if it is missing or no whole number
    public long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + name + "' is not a whole number: " + text(name), e);
        }
    }

    /// A number.
    ///
    /// @throws IllegalArgumentException if it is missing or no number
    public double real(String name) {
        try {
            return Double.parseDouble(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + name + "' is not a number: " + text(name), e);
        }
    }

    /// A field that is `true` or `false`.
    ///
    /// @throws IllegalArgumentException if it is neither
    public boolean flag(String name) {
        String value = text(name);
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("'" + name + "' is neither true nor false: " + value);
        }
        return value.equals("true");
    }

    /// A field of numbers with blanks between.
    ///
    /// @throws IllegalArgumentException if one is no number
    public double[] reals(String name) {
        return reals(name, text(name));
    }

    /// Numbers with blanks between.
    ///
    /// @param name for messages
    /// @throws IllegalArgumentException if one is no number
    public static double[] reals(String name, String text) {
        try {
            return Arrays.stream(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + name + "' has something that is no number: " + text, e);
        }
    }
}
