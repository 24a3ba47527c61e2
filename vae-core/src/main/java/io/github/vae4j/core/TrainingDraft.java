package io.github.vae4j.core;

import io.github.vae4j.core.spec.LearningRate;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Optimiser;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [TrainingConfig] while it is changed, not checked yet.
final class TrainingDraft {
    Objective objective;
    Optimiser optimiser;
    LearningRate learningRate;
    Map<String, Double> rates;
    int epochs;
    int batchSize;
    boolean dropLast;
    boolean shuffle;
    double clipNorm;
    int earlyStopping;
    long seed;
    int threads;
    @Nullable Path checkpoint;
    int checkpointEvery;

    TrainingDraft(TrainingConfig from) {
        objective = from.objective();
        optimiser = from.optimiser();
        learningRate = from.learningRate();
        rates = from.rates();
        epochs = from.epochs();
        batchSize = from.batchSize();
        dropLast = from.dropLast();
        shuffle = from.shuffle();
        clipNorm = from.clipNorm();
        earlyStopping = from.earlyStopping();
        seed = from.seed();
        threads = from.threads();
        checkpoint = from.checkpoint();
        checkpointEvery = from.checkpointEvery();
    }

    TrainingConfig config() {
        return new TrainingConfig(objective, optimiser, learningRate, rates, epochs, batchSize, dropLast, shuffle,
                clipNorm,
                earlyStopping, seed, threads, checkpoint, checkpointEvery);
    }
}
