package io.github.vae4j.core.spec;

/// The family of the approximate posterior q(z|x).
public interface Posterior {
    /// A normal distribution with diagonal covariance (Kingma and Welling 2014, appendix B).
    ///
    /// @return the posterior
    static Posterior diagonal() {
        return new DiagonalPosterior();
    }

    /// Adds to the graph what draws z.
    ///
    /// @param graph is built
    /// @param hidden the encoder's last hidden value
    /// @param units latent units
    /// @return the codes and their density
    Latent build(GraphBuilder graph, Value hidden, int units);
}
