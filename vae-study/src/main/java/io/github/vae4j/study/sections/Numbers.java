package io.github.vae4j.study.sections;

import java.util.Locale;

/// Numbers as readers of the report see them.
final class Numbers {
    private Numbers() {}

    /// With a fixed number of decimals; "–" for what is not a number.
    static String fixed(double value, int decimals) {
        if (Double.isNaN(value)) {
            return "\u2013";
        }
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        // A small negative number rounds to zero, which has no sign.
        boolean zero = text.chars().allMatch(c -> c == '-' || c == '0' || c == '.');
        return zero ? text.replace("-", "") : text.replace('-', '\u2212');
    }

    /// With three digits that count, for numbers of unknown size.
    static String brief(double value) {
        double size = Math.abs(value);
        return fixed(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 || size == 0 ? 2 : 3);
    }

    /// A share in percent, with one decimal.
    static String percent(double share) {
        return Double.isNaN(share) ? "\u2013" : fixed(100 * share, 1) + " %";
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// "1 image", "2 images"; the plural of "class" is "classes".
    static String count(long value, String noun) {
        return count(value) + " " + (value == 1 ? noun : plural(noun));
    }

    static String plural(String noun) {
        return noun.endsWith("s") ? noun + "es" : noun + "s";
    }

    /// As a machine reads it, for tables in files.
    static String exact(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
