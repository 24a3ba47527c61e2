package io.github.vae4j.core.train;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.Program;
import org.jspecify.annotations.Nullable;

/// Whether data can be trained on: checked before the first step.
public final class DataCheck {
    // Some virtual machines keep the last few elements that an int could count for themselves.
    private static final int MAX_LENGTH = Integer.MAX_VALUE - 64;

    private final VaeSpec spec;
    private final TrainingConfig config;

    DataCheck(VaeSpec spec, TrainingConfig config) {
        this.spec = spec;
        this.config = config;
    }

    /// The memory of training in bytes, see [io.github.vae4j.core.Trainer#bytesNeeded].
    public static long bytesNeeded(VaeSpec spec, TrainingConfig config, int samples) {
        long arrays = 2L * (1 + config.optimiser().states()) + (config.earlyStopping() > 0 ? 1 : 0);
        long values = Program.floats(ModelGraph.forTraining(spec, config.objective()),
                Math.min(config.batchSize(), samples));
        return Float.BYTES * (arrays * spec.parameterCount() + values + samples);
    }

    /// @throws IllegalArgumentException if the data cannot be trained on
    void require(Dataset train, @Nullable Dataset validation) {
        if (train.size() == 0) {
            throw new IllegalArgumentException("the training data is empty");
        }
        requireFeatures("training", train);
        if (config.dropLast() && train.size() < config.batchSize()) {
            throw new IllegalArgumentException(
                    "the training data has " + train.size() + " samples, fewer than one batch of "
                            + config.batchSize() + ", and incomplete batches are dropped");
        }
        if (validation != null) {
            requireFeatures("validation", validation);
            if (validation.size() == 0) {
                throw new IllegalArgumentException("the validation data is empty; leave it out for none");
            }
        } else if (config.earlyStopping() > 0) {
            throw new IllegalArgumentException("early stopping needs a validation set");
        }
        requireArrays(Math.min(config.batchSize(), train.size()));
    }

    private void requireFeatures(String name, Dataset data) {
        if (data.features() != spec.features()) {
            throw new IllegalArgumentException("the " + name + " data has " + data.features()
                    + " features but the model expects " + spec.features());
        }
    }

    private void requireArrays(int rows) {
        int widest = ModelGraph.forTraining(spec, config.objective()).widest();
        if ((long) rows * widest > MAX_LENGTH) {
            throw new IllegalArgumentException("batchSize must be at most " + MAX_LENGTH / widest + ", so that the "
                    + widest + " values per sample of the widest layer fit an array, but is " + config.batchSize());
        }
    }
}
