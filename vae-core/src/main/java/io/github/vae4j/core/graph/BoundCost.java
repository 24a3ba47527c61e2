package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Progress;

/// The bound of the log-likelihood in an objective: puts the costs of rows together and gives each row its weight on the
/// way back.
abstract class BoundCost {
    /// Sum over the samples of -log p(x|z), a mean over draws.
    double reconstruction;
    /// Sum over the samples of the divergence of q(z|x) from p(z), without its weight.
    double kl;
    /// The mean cost of a sample with all weights as they are at the end of their schedules.
    double objective;

    /// Computes the mean cost of a sample, and the weights of the way back.
    abstract double evaluate(Progress at);

    /// The cost in double.
    abstract double reference(DoubleFrame exact, Progress at);

    static double sum(float[] values, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += values[i];
        }
        return sum;
    }
}
