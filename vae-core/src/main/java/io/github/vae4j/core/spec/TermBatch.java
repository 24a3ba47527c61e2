package io.github.vae4j.core.spec;

/// The values of a batch that a [Term] reads, and the gradients that it adds to.
///
/// Row r of z is at `zAt(r)` in [#z()] and [#zGradient()]; that of the posterior's means and log variances, which lie in one
/// array, at `meanAt(r)` and `logvarAt(r)`; that of the decoder's output at `outputAt(r)`; that of the samples at `xAt(r)`.
public interface TermBatch {
    /// Rows of z, and of all else: samples times draws.
    ///
    /// @return 1 or more
    int rows();

    /// Latent units.
    ///
    /// @return 1 or more
    int units();

    /// Samples in the whole training set.
    ///
    /// @return 1 or more
    long dataSize();

    /// The codes.
    ///
    /// @return (rows, units)
    float[] z();

    /// Gradient by the codes.
    ///
    /// @return (rows, units)
    float[] zGradient();

    /// Where a row of the codes is.
    ///
    /// @param row from 0
    /// @return index of its first unit
    int zAt(int row);

    /// Means and log variances of q(z|x).
    ///
    /// @return an array with both
    float[] posterior();

    /// Gradient by means and log variances.
    ///
    /// @return an array with both
    float[] posteriorGradient();

    /// Where the means of a row are.
    ///
    /// @param row from 0
    /// @return index of the first unit
    int meanAt(int row);

    /// Where the log variances of a row are.
    ///
    /// @param row from 0
    /// @return index of the first unit
    int logvarAt(int row);

    /// Values of one sample.
    ///
    /// @return 1 or more
    int features();

    /// The samples.
    ///
    /// @return (samples, features)
    float[] x();

    /// Where a sample is.
    ///
    /// @param row from 0
    /// @return index of the first feature of the row's sample
    int xAt(int row);

    /// Values per row for [Term#isPerRow].
    ///
    /// @return at least one for each row
    float[] rowValues();

    /// Memory of the term.
    ///
    /// @return as many doubles as [Term#memory] asked for
    double[] memory();

    /// Memory of the term in single precision.
    ///
    /// @return as many floats as [Term#floats] asked for
    float[] floats();

    /// What the derivative of the term is to be multiplied by; for [Term#gradient] alone.
    ///
    /// @return a finite number
    double slope();

    /// Standard normal numbers of the term, for example a draw from the prior: others in every step and for every row, the
    /// same in every run of the same seed.
    ///
    /// @param row from 0
    /// @param out receives them
    /// @param at index of the first
    /// @param n how many
    void normal(int row, float[] out, int at, int n);
}
