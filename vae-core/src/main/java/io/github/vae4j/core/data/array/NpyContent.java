package io.github.vae4j.core.data.array;

/// What a `.npy` file or an IDX file holds: numbers, texts, or records of both.
public sealed interface NpyContent permits StoredArray, TextArray, RecordArray {
    /// The sizes of the dimensions.
    ///
    /// @return a new array
    int[] shape();

    /// The type of the elements, for messages.
    String typeName();
}
