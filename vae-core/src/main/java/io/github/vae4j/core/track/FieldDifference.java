package io.github.vae4j.core.track;

/// A setting, a hash of data or a version that differs between two files.
///
/// @param name for example `config.lr`, `state.dataHash` (SHA-256 of the training data) or `library`
/// @param a what the first file says, empty if it says nothing
/// @param b what the second file says, empty if it says nothing
public record FieldDifference(String name, String a, String b) {
    /// For example `config.lr: 0.001 | 0.002`.
    @Override
    public String toString() {
        return name + ": " + (a.isEmpty() ? "(nothing)" : a) + " | " + (b.isEmpty() ? "(nothing)" : b);
    }
}
