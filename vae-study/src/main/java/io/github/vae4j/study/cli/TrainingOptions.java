package io.github.vae4j.study.cli;

import io.github.vae4j.core.Objective;
import io.github.vae4j.core.Optimiser;
import io.github.vae4j.core.TrainingConfig;
import picocli.CommandLine.Option;

/// The options that say how to train.
final class TrainingOptions {
    @Option(
            names = "--beta",
            defaultValue = "1",
            description = "Weight of the KL term (default: ${DEFAULT-VALUE}).") private double beta;

    @Option(
            names = "--epochs",
            defaultValue = "75",
            description = "Passes over the data (default: ${DEFAULT-VALUE}).") private int epochs;

    @Option(
            names = "--batch",
            defaultValue = "100",
            description = "Samples per step (default: ${DEFAULT-VALUE}).") private int batch;

    @Option(
            names = "--lr",
            defaultValue = "1e-3",
            description = "Learning rate of Adam (default: ${DEFAULT-VALUE}).") private double learningRate;

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "Of everything random (default: ${DEFAULT-VALUE}).") private long seed;

    @Option(
            names = "--threads",
            description = "Threads; the results do not depend on it (default: all processors).") private int threads = Runtime
                    .getRuntime().availableProcessors();

    TrainingConfig config() {
        return TrainingConfig.defaults()
                .withObjective(Objective.beta(beta))
                .withOptimiser(Optimiser.adam(learningRate))
                .withEpochs(epochs)
                .withBatchSize(batch)
                .withSeed(seed)
                .withThreads(threads);
    }
}
