package io.github.vae4j.core.spec;

/// The family of the approximate posterior q(z|x).
public interface Posterior {
    /// A normal distribution with diagonal covariance (Kingma and Welling 2014, appendix B).
    ///
    /// @return the posterior
    static Posterior diagonal() {
        return new DiagonalPosterior();
    }

    /// A normal distribution whose draws go through planar maps `z' = z + v tanh(w z + b)`, one after the other, with
    /// `log q(z'|x) = log q(z|x) - log(1 + (1 - tanh^2) w v)` (Rezende and Mohamed 2015, section 4.1). The encoder gives w, v and b
    /// of each map for each sample. Encoding gives means and log variances of the normal distribution that the maps start
    /// from, not those of the codes.
    ///
    /// @param maps 1 or more
    /// @return the posterior
    /// @throws IllegalArgumentException if `maps` is less than 1
    static Posterior planar(int maps) {
        return new PlanarPosterior(maps);
    }

    /// Adds to the graph what draws z.
    ///
    /// @param graph is built
    /// @param hidden the encoder's last hidden value
    /// @param units latent units
    /// @return the codes and their density
    Latent build(GraphBuilder graph, Value hidden, int units);
}
