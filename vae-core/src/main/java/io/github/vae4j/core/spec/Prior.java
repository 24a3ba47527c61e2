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

    /// The mixture of the posteriors of pseudo-inputs, `p(z) = 1/K sum_k q(z|u_k)`, the VampPrior (Tomczak and Welling 2018,
    /// section 3). The pseudo-inputs u are learned, in the scale of the encoder; they start as different samples of the
    /// training data and share the encoder with it. The posterior must be the diagonal one.
    ///
    /// @param pseudoInputs K, 1 or more, at most as many as there are training samples
    /// @return the prior; a step costs as much more as encoding K samples does
    /// @throws IllegalArgumentException if `pseudoInputs` is less than 1
    static Prior vamp(int pseudoInputs) {
        return new VampPrior(pseudoInputs);
    }

    /// Adds minus the log-density to the graph.
    ///
    /// @param graph is built
    /// @param z codes
    /// @return minus log p(z), one value for every row of `z`
    Value cost(GraphBuilder graph, Value z);

    /// Learns from the training data before the first step: asked once, while all numbers that the prior owns are where they
    /// start, without spread.
    ///
    /// @param data the training samples
    /// @param seed of the training
    /// @return all numbers that it owns, one after the other; by default none: they stay where they start
    /// @throws IllegalArgumentException if the data does not do
    default float[] fit(TrainingSamples data, long seed) {
        return new float[0];
    }

    /// Draws a code.
    ///
    /// @param z receives the units
    /// @param zAt index of the first
    /// @param own parameters of a [DensityPrior]; components of a [GraphBuilder#mixture], row by row; else empty
    /// @param ownAt index of the first of them
    /// @param units latent units
    /// @param draws random numbers of the row
    void sample(float[] z, int zAt, float[] own, int ownAt, int units, Draws draws);
}
