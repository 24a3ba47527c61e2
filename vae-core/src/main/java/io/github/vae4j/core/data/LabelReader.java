package io.github.vae4j.core.data;

import io.github.vae4j.core.data.source.LabelledSamples;
import java.io.IOException;
import java.nio.file.Path;

/// Reads labels from a file of their own: text with one label on each line, a table with a column of labels or one column for
/// each class, `.npy` and `.npz` (whole numbers, truth values, texts, one-hot), IDX; plain or packed with gzip. Whatever the
/// format, the rules are one: each different label is a class; numbers are in their order, `5.0` is 5; other labels are texts
/// and in the order of [String].
///
/// **Errors.** All methods throw [DataFormatException] if a label is missing (an empty line or cell, `NA`, `NaN`, `None`, `?`
/// and the like) or is a number with a fraction, or if the file is not what it should be; and another [IOException] if it
/// cannot be read.
public final class LabelReader {
    private LabelReader() {}

    /// Reads labels.
    ///
    /// @param file with labels; a first line is taken for a header if it is a word for labels, or above numbers
    /// @return labels
    /// @throws IOException see the class
    public static Labels read(Path file) throws IOException {
        return LabelledSamples.labels(file, -1, ReadOptions.defaults());
    }

    /// Reads as many labels as there are samples.
    ///
    /// @param file with labels; a first line too many is taken for a header if it may be one
    /// @param samples how many labels there must be; empty lines at the start or the end are missing labels if only with
    ///     them there are so many
    /// @param options of which the label column, the layout and the notes are looked at
    /// @return labels
    /// @throws IOException see the class; also if there are more or fewer labels
    public static Labels read(Path file, int samples, ReadOptions options) throws IOException {
        return LabelledSamples.labels(file, samples, options);
    }
}
