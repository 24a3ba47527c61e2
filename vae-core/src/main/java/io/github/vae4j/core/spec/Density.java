package io.github.vae4j.core.spec;

import java.util.List;

/// A probability density of rows, with its gradient: what a [Likelihood] and a simple [Prior] have in common.
///
/// [#cost] is what training calls, in single precision, on ranges of rows from several threads at once: it must not keep
/// anything, and must not allocate. [#reference] is the same formula in double, for one row, as plainly as it can be
/// written: [io.github.vae4j.core.GradientCheck] compares the two.
public interface Density {
    /// The learned parameters that it owns.
    ///
    /// @param features values of one sample, for a prior the latent units
    /// @return by default none
    default List<Parameter> parameters(int features) {
        return List.of();
    }

    /// What [#cost] needs to compute in, arrays for example: made once for each thread, and given by
    /// [DensityRows#workspace].
    ///
    /// @param inputs values of one row of its input
    /// @param features values of a sample, 0 for a prior
    /// @return by default an object of no use
    default Object workspace(int inputs, int features) {
        return "";
    }

    /// Whether [#cost] takes samples as lists of what is not 0 where there are some, see [DensityRows#entries]: then sparse
    /// data is never made dense.
    ///
    /// @return by default `false`
    default boolean takesEntries() {
        return false;
    }

    /// Computes minus the log-density of some rows, and its derivatives where they are wanted.
    ///
    /// @param rows where everything is
    void cost(DensityRows rows);

    /// Minus the log-density of one row, in double precision.
    ///
    /// @param input the decoder's output for a likelihood, z for a prior
    /// @param x the sample; empty for a prior
    /// @param own its own parameters
    /// @return nats
    double reference(double[] input, double[] x, double[] own);
}
