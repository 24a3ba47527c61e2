package io.github.vae4j.core.spec;

/// A range of the parameters that an [Optimiser] is to update. Valid during the call only.
public interface ParameterRange {
    /// The parameters, updated in place.
    ///
    /// @return an array that has them from [#at()] on
    float[] parameters();

    /// The derivatives of the cost by the parameters.
    ///
    /// @return an array that has them from [#gradientAt()] on
    float[] gradient();

    /// What the optimiser remembers, see [Optimiser#states()]; starts as zeros.
    ///
    /// @param index of the state, from 0
    /// @return an array that has one number for each parameter from [#at()] on
    float[] state(int index);

    /// Index of the first parameter of the range.
    ///
    /// @return an index of [#parameters()] and of every [#state]
    int at();

    /// Index of the first derivative.
    ///
    /// @return an index of [#gradient()]
    int gradientAt();

    /// The number of parameters.
    ///
    /// @return 1 or more
    int length();

    /// Rows of the matrix that the range is, if the optimiser works on whole blocks: inputs of a layer, 1 for a bias.
    ///
    /// @return 1 or more; [#length()] divided by it is the number of columns
    int rows();

    /// What the gradient is to be multiplied by, from clipping.
    ///
    /// @return above 0, at most 1
    double gradientScale();

    /// The learning rate of this step.
    ///
    /// @return 0 or more
    double rate();

    /// The number of this step.
    ///
    /// @return 1 or more
    long step();

    /// A number to the power of [#step()], as [StrictMath#pow] gives it. A step has many ranges; it is computed once for each
    /// number and thread.
    ///
    /// @param base any number
    /// @return the power
    double power(double base);
}
