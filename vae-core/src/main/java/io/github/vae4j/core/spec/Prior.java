package io.github.vae4j.core.spec;

/// The distribution p(z) of codes.
///
/// A prior whose density is a formula with some parameters of its own is a [DensityPrior], which is less to write.
public interface Prior {
    /// N(0, I).
    ///
    /// @return the prior
    static Prior standardNormal() {
        return new StandardNormalPrior();
    }

    /// A mixture of normal distributions whose means, diagonal covariances and weights are learned.
    ///
    /// @param components number of them, 1 or more
    /// @return the prior
    /// @throws IllegalArgumentException if `components` is less than 1
    static Prior mixture(int components) {
        return new MixturePrior(components);
    }

    /// Adds minus the log-density to the graph.
    ///
    /// @param graph is built
    /// @param z codes
    /// @return minus log p(z), one value for every row of `z`
    Value cost(GraphBuilder graph, Value z);

    /// Draws a code.
    ///
    /// @param z receives the units
    /// @param zAt index of the first
    /// @param own parameters of a [DensityPrior], else empty
    /// @param ownAt index of the first of them
    /// @param units latent units
    /// @param draws random numbers of the row
    void sample(float[] z, int zAt, float[] own, int ownAt, int units, Draws draws);
}
