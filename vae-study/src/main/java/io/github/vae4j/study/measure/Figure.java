package io.github.vae4j.study.measure;

import io.github.vae4j.metrics.resampling.Proportion;

/// One number of a finding, for people.
///
/// @param name what it is, with its unit
/// @param value the number; NaN if these data have none
/// @param low lower end of its 95 % interval; NaN if it has none
/// @param high upper end
/// @param form how it is written
/// @param note what else there is to say, or empty
public record Figure(String name, double value, double low, double high, Form form, String note) {
    /// How a number is written.
    public enum Form {
        /// Without decimals.
        COUNT,
        /// With two decimals.
        TWO,
        /// With three decimals.
        THREE,
        /// With three digits that count.
        BRIEF,
        /// In percent.
        PERCENT
    }

    static Figure of(String name, double value, Form form) {
        return new Figure(name, value, Double.NaN, Double.NaN, form, "");
    }

    static Figure of(String name, Proportion share) {
        return new Figure(name, share.share(), share.low(), share.high(), Form.PERCENT, "");
    }

    Figure noted(String text) {
        return new Figure(name, value, low, high, form, text);
    }
}
