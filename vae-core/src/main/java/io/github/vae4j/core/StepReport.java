package io.github.vae4j.core;

/// One training step, as listeners see it. All costs are means over the batch, in nats per sample.
///
/// @param epoch from 1
/// @param step within the epoch, from 1
/// @param stepsPerEpoch number of steps of an epoch
/// @param samples in this batch
/// @param reconstruction mean of -log p(x|z)
/// @param kl mean of KL(q(z|x) || p(z))
/// @param cost what was minimised: reconstruction plus the weighted KL term
/// @param learningRate of this step
public record StepReport(int epoch, int step, int stepsPerEpoch, int samples, double reconstruction, double kl,
        double cost, double learningRate) {}
