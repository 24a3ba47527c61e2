package io.github.vae4j.study.experiment;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.History;
import io.github.vae4j.core.Vae;

/// A model after training, with its view of the test set.
///
/// @param name of its files
/// @param vae the model
/// @param history its training
/// @param test q(z|x) of the test set
/// @param testReconstruction mean of -log p(x|z) over the test set, in nats
/// @param testKl mean of KL(q(z|x) || p(z)) over the test set, in nats
public record TrainedModel(String name, Vae vae, History history, Encoding test, double testReconstruction,
        double testKl) {
    /// The negative ELBO on the test set.
    ///
    /// @return nats per sample
    public double testCost() {
        return testReconstruction + testKl;
    }

    /// Number of latent units.
    ///
    /// @return 1 or more
    public int latent() {
        return vae.spec().latent();
    }
}
