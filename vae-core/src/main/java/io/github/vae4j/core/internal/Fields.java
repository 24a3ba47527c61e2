package io.github.vae4j.core.internal;

import java.util.Map;

/// Text fields by name, read with their type.
///
/// @param text the fields
record Fields(Map<String, String> text) {
    String text(String name) {
        String value = text.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return value;
    }

    int integer(String name) {
        return Math.toIntExact(number(name));
    }

    long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + name + "' is not a whole number: " + text(name), e);
        }
    }

    double real(String name) {
        try {
            return Double.parseDouble(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + name + "' is not a number: " + text(name), e);
        }
    }
}
