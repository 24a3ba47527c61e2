package io.github.vae4j.core.data;

/// What a reader does with values that are missing: empty cells, `NA`, `NaN`, `null`, `None`, `?` and their like in
/// text, NaN in arrays.
public enum Missing {
    /// Throws [DataFormatException] at the first one. The default.
    REFUSE,
    /// Leaves out the rows with missing values, or without a label.
    DROP,
    /// Keeps a missing value as NaN, see [Dataset#hasMissing()]. A missing label is refused.
    MASK
}
