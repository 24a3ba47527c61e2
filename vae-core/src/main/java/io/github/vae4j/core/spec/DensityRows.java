package io.github.vae4j.core.spec;

import org.jspecify.annotations.Nullable;

/// Rows of a batch that a [Density] is asked for, and where its results go. Valid during the call only.
///
/// All matrices are row-major without gaps: row r of [#input()] begins at `inputAt() + r * inputs()`.
@SuppressWarnings("exports")
public interface DensityRows {
    /// The number of rows.
    ///
    /// @return 1 or more
    int rows();

    /// What the density depends on and has a gradient by: the decoder's output for a likelihood, z for a prior.
    ///
    /// @return (rows, inputs)
    float[] input();

    /// Index of the first value of [#input()].
    ///
    /// @return an index
    int inputAt();

    /// Values of one row of the input.
    ///
    /// @return 1 or more
    int inputs();

    /// The samples whose likelihood is wanted.
    ///
    /// @return (rows, features); for a prior an empty array
    float[] x();

    /// Index of the first value of [#x()].
    ///
    /// @return an index
    int xAt();

    /// The same samples as lists of what is not 0, for a density that [takes them][Density#takesEntries]; then [#x()] may have
    /// anything in it.
    ///
    /// @return `null` if there are none
    @Nullable
    Entries entries();

    /// Number of the first row's sample in [#entries()].
    ///
    /// @return 0 or more
    int firstSample();

    /// Values of one sample.
    ///
    /// @return 1 or more, 0 for a prior
    int features();

    /// The parameters that the density owns, in the order of [Density#parameters].
    ///
    /// @return an array that has them somewhere
    float[] own();

    /// Index of the first of its own parameters.
    ///
    /// @return an index
    int ownAt();

    /// Receives minus the log-density of each row, in nats.
    ///
    /// @return an array
    float[] cost();

    /// Index of the first row's value in [#cost()].
    ///
    /// @return an index
    int costAt();

    /// Receives [#scale()] times the derivative of the cost by the input. May be the same array as [#input()]: what has
    /// been written must not be read again.
    ///
    /// @return (rows, inputs), or `null` if no gradient is wanted
    float @Nullable [] gradient();

    /// Index of the first value of [#gradient()]; that of the input if the two are one array.
    ///
    /// @return an index
    int gradientAt();

    /// Receives, row by row, [#scale()] times the derivative of the row's cost by the density's own parameters.
    ///
    /// @return (rows, own parameters), or `null` if it is not wanted
    float @Nullable [] ownGradient();

    /// Index of the first value of [#ownGradient()].
    ///
    /// @return an index
    int ownGradientAt();

    /// What to compute in, of this thread alone; what was in it before is of no meaning.
    ///
    /// @return made by [Density#workspace]
    Object workspace();

    /// Factor of all derivatives.
    ///
    /// @return a finite number
    float scale();
}
