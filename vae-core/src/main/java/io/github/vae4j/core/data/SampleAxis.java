package io.github.vae4j.core.data;

/// Where the samples of a matrix are.
public enum SampleAxis {
    /// Each row is a sample, as in tables and in `.h5ad` files.
    ROWS,
    /// Each column is a sample, as cells are in the Matrix Market files of 10x Genomics.
    COLUMNS
}
