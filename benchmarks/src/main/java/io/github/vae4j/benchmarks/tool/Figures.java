package io.github.vae4j.benchmarks.tool;

import java.util.Locale;

/// Numbers as they are read.
final class Figures {
    private Figures() {}

    /// Three significant digits, thousands grouped.
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "?";
        }
        double magnitude = Math.abs(value);
        int decimals = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /// Value and error with the same decimals.
    static String withError(Measurement measurement) {
        String value = number(measurement.value());
        if (Double.isNaN(measurement.error())) {
            return value;
        }
        int point = value.indexOf('.');
        int decimals = point < 0 ? 0 : value.length() - point - 1;
        return value + " ± " + String.format(Locale.ROOT, "%,." + decimals + "f", measurement.error());
    }

    static String factor(double value) {
        return String.format(Locale.ROOT, value >= 10 ? "%.0f" : value >= 2 ? "%.1f" : "%.2f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
