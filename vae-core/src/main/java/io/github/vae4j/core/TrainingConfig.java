package io.github.vae4j.core;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How to train. Everything but `threads` and `checkpoint` decides the bits of the result.
///
/// @param objective what to minimise
/// @param optimiser how parameters follow the gradient
/// @param learningRate schedule of the rate
/// @param epochs passes over the data, 0 or more
/// @param batchSize samples per step, 1 or more
/// @param dropLast whether an incomplete last batch is left out
/// @param shuffle whether every epoch draws a new order
/// @param clipNorm largest Euclidean norm of the gradient, longer ones are shortened (Pascanu et al. 2013); 0 for none
/// @param earlyStopping epochs without a better validation cost after which training stops and returns to the best
///     parameters; 0 for never
/// @param seed of everything random
/// @param threads that share the work, 1 or more
/// @param checkpoint where to save the state of training, or `null`
/// @param checkpointEvery epochs between two saves, 1 or more
@SuppressWarnings("exports")
public record TrainingConfig(Objective objective, Optimiser optimiser, LearningRate learningRate, int epochs,
        int batchSize, boolean dropLast, boolean shuffle, double clipNorm, int earlyStopping, long seed, int threads,
        @Nullable Path checkpoint, int checkpointEvery) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public TrainingConfig {
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(optimiser, "optimiser");
        Objects.requireNonNull(learningRate, "learningRate");
        requireAtLeast(0, "epochs", epochs);
        requireAtLeast(1, "batchSize", batchSize);
        requireAtLeast(0, "earlyStopping", earlyStopping);
        requireAtLeast(1, "threads", threads);
        requireAtLeast(1, "checkpointEvery", checkpointEvery);
        if (!(clipNorm >= 0) || Double.isInfinite(clipNorm)) {
            throw new IllegalArgumentException("clipNorm must be 0 or more and finite but is " + clipNorm);
        }
    }

    /// The study's settings: ELBO, Adam at 1e-3, 75 epochs, batches of 100, shuffled, seed 0, all available processors.
    ///
    /// @return the configuration
    public static TrainingConfig defaults() {
        return new TrainingConfig(Objective.elbo(), Optimiser.adam(1e-3), LearningRate.constant(), 75, 100, false,
                true, 0, 0, 0, Runtime.getRuntime().availableProcessors(), null, 1);
    }

    /// The same with another objective.
    ///
    /// @param value the objective
    /// @return a new configuration
    public TrainingConfig withObjective(Objective value) {
        return new TrainingConfig(value, optimiser, learningRate, epochs, batchSize, dropLast, shuffle, clipNorm,
                earlyStopping, seed, threads, checkpoint, checkpointEvery);
    }

    /// The same with another optimiser.
    ///
    /// @param value the optimiser
    /// @return a new configuration
    public TrainingConfig withOptimiser(Optimiser value) {
        return new TrainingConfig(objective, value, learningRate, epochs, batchSize, dropLast, shuffle, clipNorm,
                earlyStopping, seed, threads, checkpoint, checkpointEvery);
    }

    /// The same with another learning rate schedule.
    ///
    /// @param value the schedule
    /// @return a new configuration
    public TrainingConfig withLearningRate(LearningRate value) {
        return new TrainingConfig(objective, optimiser, value, epochs, batchSize, dropLast, shuffle, clipNorm,
                earlyStopping, seed, threads, checkpoint, checkpointEvery);
    }

    /// The same with another number of epochs.
    ///
    /// @param value 0 or more
    /// @return a new configuration
    /// @throws IllegalArgumentException if it is negative
    public TrainingConfig withEpochs(int value) {
        return new TrainingConfig(objective, optimiser, learningRate, value, batchSize, dropLast, shuffle, clipNorm,
                earlyStopping, seed, threads, checkpoint, checkpointEvery);
    }

    /// The same with another batch size.
    ///
    /// @param value 1 or more
    /// @return a new configuration
    /// @throws IllegalArgumentException if it is less than 1
    public TrainingConfig withBatchSize(int value) {
        return new TrainingConfig(objective, optimiser, learningRate, epochs, value, dropLast, shuffle, clipNorm,
                earlyStopping, seed, threads, checkpoint, checkpointEvery);
    }

    /// The same, leaving out an incomplete last batch or not.
    ///
    /// @param value whether to leave it out
    /// @return a new configuration
    public TrainingConfig withDropLast(boolean value) {
        return new TrainingConfig(objective, optimiser, learningRate, epochs, batchSize, value, shuffle, clipNorm,
                earlyStopping, seed, threads, checkpoint, checkpointEvery);
    }

    /// The same, in a new order every epoch or in the order of the data.
    ///
    /// @param value whether to shuffle
    /// @return a new configuration
    public TrainingConfig withShuffle(boolean value) {
        return new TrainingConfig(objective, optimiser, learningRate, epochs, batchSize, dropLast, value, clipNorm,
                earlyStopping, seed, threads, checkpoint, checkpointEvery);
    }

    /// The same with gradient clipping.
    ///
    /// @param value largest norm, 0 for none
    /// @return a new configuration
    /// @throws IllegalArgumentException if it is negative or not finite
    public TrainingConfig withClipNorm(double value) {
        return new TrainingConfig(objective, optimiser, learningRate, epochs, batchSize, dropLast, shuffle, value,
                earlyStopping, seed, threads, checkpoint, checkpointEvery);
    }

    /// The same with early stopping.
    ///
    /// @param patience epochs without a better validation cost, 0 for never
    /// @return a new configuration
    /// @throws IllegalArgumentException if it is negative
    public TrainingConfig withEarlyStopping(int patience) {
        return new TrainingConfig(objective, optimiser, learningRate, epochs, batchSize, dropLast, shuffle, clipNorm,
                patience, seed, threads, checkpoint, checkpointEvery);
    }

    /// The same with another seed.
    ///
    /// @param value any number
    /// @return a new configuration
    public TrainingConfig withSeed(long value) {
        return new TrainingConfig(objective, optimiser, learningRate, epochs, batchSize, dropLast, shuffle, clipNorm,
                earlyStopping, value, threads, checkpoint, checkpointEvery);
    }

    /// The same with another number of threads; the results are the same, too.
    ///
    /// @param value 1 or more
    /// @return a new configuration
    /// @throws IllegalArgumentException if it is less than 1
    public TrainingConfig withThreads(int value) {
        return new TrainingConfig(objective, optimiser, learningRate, epochs, batchSize, dropLast, shuffle, clipNorm,
                earlyStopping, seed, value, checkpoint, checkpointEvery);
    }

    /// The same with checkpoints, saved after every few epochs, after the last one, and when training is stopped.
    ///
    /// @param file that is replaced by every checkpoint
    /// @param everyEpochs 1 or more
    /// @return a new configuration
    /// @throws IllegalArgumentException if `everyEpochs` is less than 1
    public TrainingConfig withCheckpoint(Path file, int everyEpochs) {
        return new TrainingConfig(objective, optimiser, learningRate, epochs, batchSize, dropLast, shuffle, clipNorm,
                earlyStopping, seed, threads, file, everyEpochs);
    }

    private static void requireAtLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be " + least + " or more but is " + value);
        }
    }
}
