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

    /// How many doubles [#cost] needs while it computes: see [DensityRows#memory].
    ///
    /// @param inputs values of one row of its input
    /// @return by default 0
    default int memory(int inputs) {
        return 0;
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
