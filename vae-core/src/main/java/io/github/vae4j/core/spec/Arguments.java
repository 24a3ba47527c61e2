package io.github.vae4j.core.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands behind the name in the text form of a choice: `name:argument:argument` or `name:key=value`.
///
/// A [Kind] asks for its arguments one after the other; the first without a key is the first that is asked for.
public final class Arguments {
    private final String text;
    private final List<String> positional = new ArrayList<>();
    private final Map<String, String> named = new LinkedHashMap<>();

    Arguments(String text) {
        this.text = text;
        int colon = text.indexOf(':');
        if (colon < 0) {
            return;
        }
        for (String argument : text.substring(colon + 1).split(":", -1)) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                positional.add(argument);
            } else if (named.put(argument.substring(0, equals), argument.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(
                        "'" + text + "' gives '" + argument.substring(0, equals) + "' twice");
            }
        }
    }

    /// A number that must be given.
    ///
    /// @param key its name
    /// @return the number
    /// @throws IllegalArgumentException if it is missing or no number
    public double real(String key) {
        return number(key, required(key));
    }

    /// A number.
    ///
    /// @param key its name
    /// @param otherwise the value if it is not given
    /// @return the number
    /// @throws IllegalArgumentException if it is no number
    public double real(String key, double otherwise) {
        String value = next(key);
        return value == null ? otherwise : number(key, value);
    }

    /// A whole number that must be given.
    ///
    /// @param key its name
    /// @return the number
    /// @throws IllegalArgumentException if it is missing or no whole number
    public int integer(String key) {
        return whole(key, required(key));
    }

    /// A whole number.
    ///
    /// @param key its name
    /// @param otherwise the value if it is not given
    /// @return the number
    /// @throws IllegalArgumentException if it is no whole number
    public int integer(String key, int otherwise) {
        String value = next(key);
        return value == null ? otherwise : whole(key, value);
    }

    /// A word.
    ///
    /// @param key its name
    /// @param otherwise the value if it is not given
    /// @return the word
    public String word(String key, String otherwise) {
        String value = next(key);
        return value == null ? otherwise : value;
    }

    /// Refuses what nobody has asked for.
    void end() {
        if (!positional.isEmpty() || !named.isEmpty()) {
            String rest = positional.isEmpty() ? named.keySet().iterator().next() : positional.getFirst();
            throw new IllegalArgumentException("'" + text + "' has an argument too many: '" + rest + "'");
        }
    }

    private @Nullable String next(String key) {
        if (named.containsKey(key)) {
            return named.remove(key);
        }
        return positional.isEmpty() ? null : positional.removeFirst();
    }

    private String required(String key) {
        String value = next(key);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' needs '" + key + "'");
        }
        return value;
    }

    private double number(String key, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "': '" + key + "' must be a number but is '" + value + "'", e);
        }
    }

    private int whole(String key, String value) {
        double number = number(key, value);
        if (number != (int) number) {
            throw new IllegalArgumentException(
                    "'" + text + "': '" + key + "' must be a whole number but is '" + value + "'");
        }
        return (int) number;
    }
}
