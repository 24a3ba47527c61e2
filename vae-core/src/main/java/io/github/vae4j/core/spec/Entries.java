package io.github.vae4j.core.spec;

/// Samples as lists of their values that are not 0 (compressed sparse rows): entry e of sample s, for e from `rowStart()[s]`
/// up to, not including, `rowStart()[s + 1]`, is the value `value()[e]` of feature `column()[e]`. Features rise within a
/// sample. A file may have stored a 0 as an entry.
@SuppressWarnings("exports")
public interface Entries {
    /// Where the entries of the samples begin.
    ///
    /// @return one more than there are samples
    int[] rowStart();

    /// Features of the entries.
    ///
    /// @return as long as there are entries, or longer
    int[] column();

    /// Values of the entries.
    ///
    /// @return as long as there are entries, or longer
    float[] value();
}
