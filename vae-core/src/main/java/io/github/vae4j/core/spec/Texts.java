package io.github.vae4j.core.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Text forms of what settings are made of: constants of an enumeration, lists, switches.
public final class Texts {
    private Texts() {}

    /// A constant as text: `LEAKY_RELU` is `leaky-relu`.
    ///
    /// @param constant of an enumeration
    /// @return lower case, with `-`
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Reads a constant, in upper or lower case, with `-` or `_`.
    ///
    /// @param <E> the enumeration
    /// @param type the enumeration
    /// @param text of a constant
    /// @return the constant
    /// @throws IllegalArgumentException if there is none; the message lists all
    public static <E extends Enum<E>> E constant(Class<E> type, String text) {
        String wanted = text.toLowerCase(Locale.ROOT).replace('_', '-');
        return Arrays.stream(type.getEnumConstants()).filter(c -> of(c).equals(wanted)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown " + Kinds.noun(type) + " '" + text
                        + "'; expected one of " + Arrays.stream(type.getEnumConstants()).map(Texts::of)
                                .collect(Collectors.joining(", "))));
    }

    /// All constants of an enumeration as text.
    ///
    /// @param type the enumeration
    /// @return in their order
    public static List<String> all(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Texts::of).toList();
    }

    /// A list as text.
    ///
    /// @param values whose text has no comma
    /// @return separated by commas
    public static String of(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /// Reads a list.
    ///
    /// @param <T> the type of its elements
    /// @param text separated by commas; empty for no elements
    /// @param element reads an element
    /// @return the elements
    public static <T> List<T> list(String text, Function<String, T> element) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).map(element).toList();
    }

    /// Reads a switch.
    ///
    /// @param text `true` or `false`
    /// @return its value
    /// @throws IllegalArgumentException if it is neither
    public static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("expected true or false but found '" + text + "'");
        }
        return text.equals("true");
    }
}
