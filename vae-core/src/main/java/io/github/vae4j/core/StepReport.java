package io.github.vae4j.core;

/// One training step, as listeners see it. All costs are means over the batch, in nats per sample.
///
/// @param epoch from 1
/// @param step within the epoch, from 1
/// @param stepsPerEpoch number of steps of an epoch
/// @param samples in this batch
/// @param terms of the objective, without weights
/// @param cost what was minimised: the terms with their weights
/// @param learningRate of this step
public record StepReport(int epoch, int step, int stepsPerEpoch, int samples, Terms terms, double cost,
        double learningRate) {
    /// The term -log p(x|z).
    ///
    /// @return nats per sample
    public double reconstruction() {
        return terms.get("reconstruction");
    }

    /// The divergence of q(z|x) from p(z), without its weight.
    ///
    /// @return nats per sample
    public double kl() {
        return terms.get("kl");
    }
}
