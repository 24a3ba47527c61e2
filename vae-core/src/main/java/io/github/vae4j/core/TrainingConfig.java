package io.github.vae4j.core;

import io.github.vae4j.core.internal.Ranges;
import io.github.vae4j.core.spec.LearningRate;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Optimiser;
import io.github.vae4j.core.spec.Setting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How to train. Everything but `threads`, `checkpoint` and `checkpointEvery` decides the bits of the result.
///
/// @param objective what to minimise
/// @param optimiser how parameters follow the gradient
/// @param learningRate schedule of the rate
/// @param rates factors of the learning rate by name of parameters, in which `*` stands for any letters; 0 freezes them; of
///     several that fit the last one counts
/// @param epochs passes over the data, 0 or more
/// @param batchSize samples per step, 1 or more
/// @param dropLast whether an incomplete last batch is left out
/// @param shuffle whether every epoch draws a new order
/// @param clipNorm largest Euclidean norm of the gradient, longer ones are shortened (Pascanu et al. 2013); 0 for none
/// @param earlyStopping epochs without a better objective on the validation data after which training stops and returns to
///     the best parameters; 0 for never. Epochs in which a weight of the objective still changes do not count
/// @param seed of everything random
/// @param threads that share the work, 1 or more
/// @param checkpoint where to save the state of training, or `null`
/// @param checkpointEvery epochs between two saves, 1 or more
@SuppressWarnings("exports")
public record TrainingConfig(Objective objective, Optimiser optimiser, LearningRate learningRate,
        Map<String, Double> rates, int epochs, int batchSize, boolean dropLast, boolean shuffle, double clipNorm,
        int earlyStopping, long seed, int threads, @Nullable Path checkpoint, int checkpointEvery) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public TrainingConfig {
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(optimiser, "optimiser");
        Objects.requireNonNull(learningRate, "learningRate");
        rates = Collections.unmodifiableMap(new LinkedHashMap<>(rates));
        Ranges.atLeast(0, "epochs", epochs);
        Ranges.atLeast(1, "batchSize", batchSize);
        Ranges.atLeast(0, "earlyStopping", earlyStopping);
        Ranges.atLeast(1, "threads", threads);
        Ranges.atLeast(1, "checkpointEvery", checkpointEvery);
        Ranges.notNegative("clipNorm", clipNorm);
        rates.forEach((name, factor) -> Ranges.notNegative("the learning rate's factor of '" + name + "'", factor));
    }

    /// The study's settings: ELBO, Adam at 1e-3, 75 epochs, batches of 100, shuffled, seed 0, all available processors.
    ///
    /// @return the configuration
    public static TrainingConfig defaults() {
        return new TrainingConfig(Objective.elbo(), Optimiser.adam(1e-3), LearningRate.constant(), Map.of(), 75, 100,
                false, true, 0, 0, 0, Runtime.getRuntime().availableProcessors(), null, 1);
    }

    /// All settings that decide the bits, with their text forms.
    ///
    /// @return in the order of help pages
    public static List<Setting<TrainingConfig>> settings() {
        return TrainingSettings.ALL;
    }

    // ---- changes

    private TrainingConfig with(Consumer<TrainingDraft> change) {
        TrainingDraft draft = new TrainingDraft(this);
        change.accept(draft);
        return draft.config();
    }

    /// The same with another objective.
    ///
    /// @param value the objective
    /// @return a new configuration
    public TrainingConfig withObjective(Objective value) {
        return with(d -> d.objective = value);
    }

    /// The same with another optimiser.
    ///
    /// @param value the optimiser
    /// @return a new configuration
    public TrainingConfig withOptimiser(Optimiser value) {
        return with(d -> d.optimiser = value);
    }

    /// The same with another learning rate schedule.
    ///
    /// @param value the schedule
    /// @return a new configuration
    public TrainingConfig withLearningRate(LearningRate value) {
        return with(d -> d.learningRate = value);
    }

    /// The same with another learning rate of some parameters.
    ///
    /// @param name of the parameters, in which `*` stands for any letters, for example `decoder.*`
    /// @param factor of the learning rate, 0 or more
    /// @return a new configuration
    /// @throws IllegalArgumentException if the factor is negative or not finite
    public TrainingConfig withRate(String name, double factor) {
        Map<String, Double> more = new LinkedHashMap<>(rates);
        more.remove(name);
        more.put(name, factor);
        return with(d -> d.rates = more);
    }

    /// The same with some parameters that do not move.
    ///
    /// @param name of the parameters, in which `*` stands for any letters, for example `encoder.*`
    /// @return a new configuration
    public TrainingConfig withFrozen(String name) {
        return withRate(name, 0);
    }

    /// The same with another number of epochs.
    ///
    /// @param value 0 or more
    /// @return a new configuration
    /// @throws IllegalArgumentException if it is negative
    public TrainingConfig withEpochs(int value) {
        return with(d -> d.epochs = value);
    }

    /// The same with another batch size.
    ///
    /// @param value 1 or more
    /// @return a new configuration
    /// @throws IllegalArgumentException if it is less than 1
    public TrainingConfig withBatchSize(int value) {
        return with(d -> d.batchSize = value);
    }

    /// The same, leaving out an incomplete last batch or not.
    ///
    /// @param value whether to leave it out
    /// @return a new configuration
    public TrainingConfig withDropLast(boolean value) {
        return with(d -> d.dropLast = value);
    }

    /// The same, in a new order every epoch or in the order of the data.
    ///
    /// @param value whether to shuffle
    /// @return a new configuration
    public TrainingConfig withShuffle(boolean value) {
        return with(d -> d.shuffle = value);
    }

    /// The same with gradient clipping.
    ///
    /// @param value largest norm, 0 for none
    /// @return a new configuration
    /// @throws IllegalArgumentException if it is negative or not finite
    public TrainingConfig withClipNorm(double value) {
        return with(d -> d.clipNorm = value);
    }

    /// The same with early stopping.
    ///
    /// @param patience epochs without a better objective on the validation data, 0 for never
    /// @return a new configuration
    /// @throws IllegalArgumentException if it is negative
    public TrainingConfig withEarlyStopping(int patience) {
        return with(d -> d.earlyStopping = patience);
    }

    /// The same with another seed.
    ///
    /// @param value any number
    /// @return a new configuration
    public TrainingConfig withSeed(long value) {
        return with(d -> d.seed = value);
    }

    /// The same with another number of threads; the results are the same, too.
    ///
    /// @param value 1 or more
    /// @return a new configuration
    /// @throws IllegalArgumentException if it is less than 1
    public TrainingConfig withThreads(int value) {
        return with(d -> d.threads = value);
    }

    /// The same with checkpoints, saved after every few epochs, after the last one, and when training is stopped.
    ///
    /// @param file that is replaced by every checkpoint
    /// @param everyEpochs 1 or more
    /// @return a new configuration
    /// @throws IllegalArgumentException if `everyEpochs` is less than 1
    public TrainingConfig withCheckpoint(Path file, int everyEpochs) {
        return with(d -> {
            d.checkpoint = file;
            d.checkpointEvery = everyEpochs;
        });
    }

    /// What the optimiser remembers, as it is before the first step.
    float[][] newStates(int parameters) {
        float[][] states = new float[optimiser.states()][parameters];
        for (int i = 0; i < states.length; i++) {
            Arrays.fill(states[i], optimiser.stateStart(i));
        }
        return states;
    }
}
