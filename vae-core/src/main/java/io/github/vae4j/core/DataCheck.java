package io.github.vae4j.core;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.internal.TrainingState;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether data can be trained on: checked before the first step.
record DataCheck(VaeSpec spec, TrainingConfig config, TrainingState state) {
    private static final int MAX_LENGTH = Integer.MAX_VALUE - 64;

    /// Checks the data of a call of [Trainer#fit(Dataset, Dataset)].
    ///
    /// @throws IllegalArgumentException if it cannot be trained on
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
                throw new IllegalArgumentException("the validation data is empty; pass null for none");
            }
        } else if (config.earlyStopping() > 0) {
            throw new IllegalArgumentException("early stopping needs a validation set");
        }
        requireSame("training data is not what the checkpoint was trained on", train, state.dataHash);
        requireSame("validation data is not that of the checkpoint, and it decides how training goes on", validation,
                state.validationHash);
        requireArrays(Math.min(config.batchSize(), train.size()));
    }

    private void requireFeatures(String name, Dataset data) {
        if (data.features() != spec.features()) {
            throw new IllegalArgumentException("the " + name + " data has " + data.features()
                    + " features but the model expects " + spec.features());
        }
    }

    private static void requireSame(String complaint, @Nullable Dataset data, @Nullable String expected) {
        if (expected == null) {
            return;
        }
        String actual = data == null ? "that of no data" : data.contentHash();
        if (!expected.equals(actual)) {
            throw new IllegalArgumentException(
                    "the " + complaint + ": its hash is " + actual + ", expected " + expected);
        }
    }

    private void requireArrays(int rows) {
        int widest = Stream.concat(spec.encoderHidden().stream(), spec.decoderHidden().stream())
                .mapToInt(Integer::intValue).max().orElse(0);
        widest = IntStream.of(widest, spec.features(), 2 * spec.latent()).max().orElseThrow();
        if ((long) rows * widest > MAX_LENGTH) {
            throw new IllegalArgumentException("batchSize must be at most " + MAX_LENGTH / widest + ", so that the "
                    + widest + " values per sample of the widest layer fit an array, but is " + config.batchSize());
        }
    }
}
