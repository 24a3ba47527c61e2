package io.github.vae4j.core.model;

import io.github.vae4j.core.ModelFormatException;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.file.Safetensors;
import io.github.vae4j.core.file.Tensor;
import io.github.vae4j.core.file.TensorReader;
import io.github.vae4j.core.train.RunState;
import io.github.vae4j.kernels.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A training run as a safetensors file: the model as in [ModelFile], and as flat arrays, in the order of the parameters in
/// memory, what the optimiser remembers and the best parameters so far.
///
/// @param spec the model
/// @param parameters after the last step
/// @param config how it is trained
/// @param states what the optimiser remembers
/// @param state where the run stands
@SuppressWarnings("ArrayRecordComponent") // a carrier between file and trainer, never compared
public record CheckpointFile(VaeSpec spec, float[] parameters, TrainingConfig config, float[][] states,
        RunState state) {
    // The first two as in format 1, which knew no more.
    private static final List<String> STATES = List.of("training.first_moment", "training.second_moment",
            "training.state_3", "training.state_4", "training.state_5");
    private static final String BEST = "training.best";

    /// The names of all arrays that are no parameters of the model, in the order of files.
    static final List<String> ARRAYS = Stream.concat(STATES.stream(), Stream.of(BEST))
            .toList();

    /// Writes or replaces a file, as a whole or not at all.
    ///
    /// @throws IOException if it cannot be written; what was there is unchanged
    public void save(Path file) throws IOException {
        Safetensors model = new ModelFile(spec, parameters).content(ModelFile.CHECKPOINT);
        Map<String, String> metadata = model.metadata();
        SettingsText.write(config, metadata);
        state.write(metadata);
        metadata.put("kernels", Kernels.describe().toString());
        metadata.put("java", Runtime.version().toString());
        for (int i = 0; i < states.length; i++) {
            model.tensors().put(STATES.get(i), Tensor.of(states[i]));
        }
        float[] best = state.early().parameters();
        if (best != null) {
            model.tensors().put(BEST, Tensor.of(best));
        }
        model.write(file);
    }

    /// Reads a checkpoint.
    ///
    /// @throws ModelFormatException if the file is damaged or not a checkpoint that this version reads
    /// @throws IOException if it cannot be read
    public static CheckpointFile load(Path file) throws IOException {
        try (TensorReader in = TensorReader.open(file)) {
            ModelFile.Content content = ModelFile.Content.read(file.toString(), in);
            if (!content.isCheckpoint()) {
                throw new ModelFormatException(file + ": is a " + content.metadata().get("kind")
                        + ", expected a checkpoint: a model alone cannot be trained on bit for bit");
            }
            CheckpointFile read = of(file.toString(), content);
            int every = SettingsText.checkpointEvery(new Fields(content.metadata()));
            return new CheckpointFile(read.spec, read.parameters, read.config.withCheckpoint(file, every), read.states,
                    read.state);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(file + ": " + e.getMessage());
        }
    }

    static CheckpointFile of(String source, ModelFile.Content content) throws ModelFormatException {
        try {
            Fields fields = new Fields(content.metadata());
            TrainingConfig config = SettingsText.readConfig(fields);
            ModelFile model = content.model();
            RunState state = new RunState(config);
            state.read(fields);
            float[] best = content.arrays().get(BEST);
            state.early().restore(best == null || best.length == 0 ? null : best);
            return new CheckpointFile(model.spec(), model.parameters(), config, states(content, config,
                    model.parameters().length), state);
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new ModelFormatException(source + ": " + e.getMessage());
        }
    }

    private static float[][] states(ModelFile.Content content, TrainingConfig config, int length) {
        List<float[]> states = new ArrayList<>();
        for (String name : STATES) {
            float[] array = content.arrays().get(name);
            // Format 1 has an empty second moment where there is none.
            if (array != null && array.length > 0) {
                states.add(array);
            }
        }
        if (states.size() != config.optimiser().states() && length > 0) {
            throw new IllegalArgumentException("there are " + states.size() + " arrays of the optimiser's state, the "
                    + "optimiser " + config.optimiser() + " needs " + config.optimiser().states());
        }
        return states.toArray(float[][]::new);
    }

    /// The model as it is after training; the best one, if training has ended and kept it.
    ModelFile model() {
        float[] best = state.early().parameters();
        boolean hasEnded = state.early().hasStopped() || state.position().epoch() >= config.epochs();
        return new ModelFile(spec, best != null && hasEnded ? best : parameters);
    }
}
