package io.github.vae4j.core.data;

/// An array of numbers read from a file, in C order (the last index runs fastest): the content of an IDX or `.npy` file,
/// in memory or mapped. Immutable, unless somebody else writes to the mapped file. The readers give it.
public interface NumericArray {
    /// The sizes of the dimensions.
    ///
    /// @return a new array, empty for a single number
    int[] shape();

    /// The number of elements.
    ///
    /// @return the product of the shape
    long length();

    /// The type of the elements as NumPy writes it.
    ///
    /// @return `b1` (truth values), `u1`, `i1`, `u2`, `i2`, `u4`, `i4`, `u8`, `i8`, `f2`, `f4` or `f8`
    String typeName();

    /// The elements as floats, rounded once to nearest. NaN and infinities are kept.
    ///
    /// @return a new array
    /// @throws DataFormatException if there are more than 2^31 - 9 elements
    float[] toFloats() throws DataFormatException;

    /// The elements as doubles. NaN and infinities are kept; an `i8` or `u8` above 2^53 is rounded.
    ///
    /// @return a new array
    /// @throws DataFormatException if there are more than 2^31 - 9 elements
    double[] toDoubles() throws DataFormatException;

    /// The elements as whole numbers.
    ///
    /// @return a new array
    /// @throws DataFormatException if an element is not a whole number or does not fit an int, or if there are more than
    ///     2^31 - 9 elements
    int[] toInts() throws DataFormatException;

    /// The elements as labels: whole numbers of any type in shape (n), (n, 1) or (1, n), each different one a class; or
    /// one-hot rows in shape (n, classes), whose columns that are never 1 are no classes; or, of whole numbers in 8
    /// columns, the first column (QMNIST).
    ///
    /// @return labels named by their numbers, truth values `False` and `True`
    /// @throws DataFormatException if the shape is another one, or an element is no whole number
    Labels toLabels() throws DataFormatException;

    /// The array as samples: its first dimension counts them. Shapes (n), (n, features), (n, height, width) are
    /// understood, and images with 1 to 4 channels in front or at the end, whose values all are features. Unsigned bytes
    /// are multiplied by [ReadOptions#UNIT_SCALE]; other types are taken as they are.
    ///
    /// @return a data set without labels; bytes stay bytes, a mapped file stays mapped
    /// @throws DataFormatException if the shape is another one, or a value is NaN or infinite
    Dataset toDataset() throws DataFormatException;

    /// The array as samples with labels.
    ///
    /// @param labels one label per sample
    /// @return a data set
    /// @throws DataFormatException as [#toDataset()], or if the labels are more or fewer
    Dataset toDataset(Labels labels) throws DataFormatException;

    /// The array as samples, with another scale for bytes or another treatment of NaN.
    ///
    /// @param options scale of bytes, missing values and notes are looked at
    /// @return a data set without labels
    /// @throws DataFormatException as [#toDataset()]
    Dataset toDataset(ReadOptions options) throws DataFormatException;
}
