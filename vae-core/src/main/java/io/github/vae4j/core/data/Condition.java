package io.github.vae4j.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/// A covariate that a conditional model is given with every sample, as the batch or the donor of a cell, or a class: the name
/// of one of some categories, which becomes a vector of zeros with a one (one-hot), or a number, which is taken as it is.
///
/// The text form is `name=category|category` or `name`; a backslash stands before each `=`, `|`, `,` and backslash of a name.
///
/// @param name what it is called, not empty
/// @param categories in the order of the vector, all different; empty for a number
public record Condition(String name, List<String> categories) {
    private static final String SPECIAL = "\\,=|";

    /// Checks the names.
    ///
    /// @throws IllegalArgumentException if the name is empty, or two categories are the same
    public Condition {
        Objects.requireNonNull(name, "name");
        categories = List.copyOf(categories);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a condition needs a name");
        }
        if (new HashSet<>(categories).size() < categories.size()) {
            throw new IllegalArgumentException(
                    "the categories of the condition '" + name + "' must differ: " + categories);
        }
    }

    /// One of some categories.
    ///
    /// @param name what it is called
    /// @param categories one or more, all different
    /// @return the condition
    /// @throws IllegalArgumentException if a name is empty, there is no category, or two are the same
    public static Condition ofCategories(String name, List<String> categories) {
        if (categories.isEmpty()) {
            throw new IllegalArgumentException("the condition '" + name + "' needs one category or more");
        }
        return new Condition(name, categories);
    }

    /// A number.
    ///
    /// @param name what it is called
    /// @return the condition
    /// @throws IllegalArgumentException if the name is empty
    public static Condition ofNumber(String name) {
        return new Condition(name, List.of());
    }

    /// Whether it is a number.
    ///
    /// @return `false` if it has categories
    public boolean isNumber() {
        return categories.isEmpty();
    }

    /// The values that a model is given.
    ///
    /// @return as many as there are categories, 1 for a number
    public int width() {
        return Math.max(1, categories.size());
    }

    /// The values that a model is given of several conditions.
    ///
    /// @param conditions of a model
    /// @return 0 or more
    public static int width(List<Condition> conditions) {
        return conditions.stream().mapToInt(Condition::width).reduce(0, Math::addExact);
    }

    /// Refuses conditions of which two have one name.
    ///
    /// @param conditions of a model or of data
    /// @throws IllegalArgumentException if two have one name
    public static void requireDifferentNames(List<Condition> conditions) {
        List<String> names = conditions.stream().map(Condition::name).toList();
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("each condition needs a name of its own: " + names);
        }
    }

    /// Writes the values that a model is given.
    ///
    /// @param value number of the category, or the number
    /// @param out receives [#width()] values
    /// @param at index of the first
    /// @return index after the last
    public int write(float value, float[] out, int at) {
        int end = at + width();
        if (isNumber()) {
            out[at] = value;
        } else {
            Arrays.fill(out, at, end, 0);
            out[at + (int) value] = 1;
        }
        return end;
    }

    // ---- text

    /// Reads several conditions.
    ///
    /// @param text text forms with commas between; may be empty
    /// @return the conditions
    /// @throws IllegalArgumentException if a name is empty, or two categories are the same
    public static List<Condition> parseList(String text) {
        List<Condition> conditions = new ArrayList<>();
        if (text.isEmpty()) {
            return conditions;
        }
        StringBuilder word = new StringBuilder();
        String name = null;
        List<String> categories = new ArrayList<>();
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (c == '=' && name == null) {
                name = take(word);
            } else if (c == '|' && name != null) {
                categories.add(take(word));
            } else if (c == ',') {
                if (name != null) {
                    categories.add(take(word));
                }
                conditions.add(name == null ? ofNumber(take(word)) : ofCategories(name, categories));
                name = null;
                categories.clear();
            } else {
                word.append(c);
            }
        }
        return conditions;
    }

    private static String take(StringBuilder word) {
        String text = word.toString();
        word.setLength(0);
        return text;
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }

    /// The text form.
    @Override
    public String toString() {
        return isNumber()
                ? escaped(name)
                : escaped(name) + "=" + String.join("|", categories.stream().map(Condition::escaped).toList());
    }
}
