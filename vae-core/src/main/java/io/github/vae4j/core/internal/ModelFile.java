package io.github.vae4j.core.internal;

import io.github.vae4j.core.LibraryVersion;
import io.github.vae4j.core.ModelFormatException;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.kernels.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Models and checkpoints as safetensors files.
///
/// Weights are written (out, in), as PyTorch's `Linear` has them, under names like `encoder.0.weight`. A checkpoint
/// adds the moments, and the best parameters so far, as flat arrays in the order of the parameters in memory.
public final class ModelFile {
    private static final String FORMAT = "vae4j";
    private static final String FORMAT_VERSION = "1";
    private static final String FIRST = "training.first_moment";
    private static final String SECOND = "training.second_moment";
    private static final String BEST = "training.best";

    private ModelFile() {}

    /// A model as read.
    @SuppressWarnings("ArrayRecordComponent") // a carrier between file and model, never compared
    public record Model(VaeSpec spec, float[] parameters) {}

    /// A training run as read.
    @SuppressWarnings("ArrayRecordComponent") // a carrier between file and trainer, never compared
    public record Checkpoint(Model model, TrainingConfig config, TrainingState state, float[] first, float[] second,
            float @Nullable [] best) {}

    /// Writes a model.
    public static void saveModel(Path file, Model model) throws IOException {
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        putParameters(model, tensors);
        new Safetensors(metadata("model", model.spec()), tensors).write(file);
    }

    /// Writes a checkpoint.
    public static void saveCheckpoint(Path file, Checkpoint checkpoint) throws IOException {
        Map<String, String> metadata = metadata("checkpoint", checkpoint.model().spec());
        SpecText.write(checkpoint.config(), metadata);
        checkpoint.state().write(metadata);
        metadata.put("kernels", Kernels.describe().toString());
        metadata.put("java", Runtime.version().toString());
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        putParameters(checkpoint.model(), tensors);
        tensors.put(FIRST, flat(checkpoint.first()));
        tensors.put(SECOND, flat(checkpoint.second()));
        if (checkpoint.best() != null) {
            tensors.put(BEST, flat(checkpoint.best()));
        }
        new Safetensors(metadata, tensors).write(file);
    }

    private static Map<String, String> metadata(String kind, VaeSpec spec) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        metadata.put("version", FORMAT_VERSION);
        metadata.put("kind", kind);
        metadata.put("library", LibraryVersion.current());
        SpecText.write(spec, metadata);
        return metadata;
    }

    private static Safetensors.Tensor flat(float[] values) {
        return new Safetensors.Tensor(new int[] {values.length}, values);
    }

    private static void putParameters(Model model, Map<String, Safetensors.Tensor> tensors) {
        for (ParameterLayout.Block block : new ParameterLayout(model.spec()).blocks()) {
            float[] values = new float[block.rows() * block.columns()];
            for (int r = 0; r < block.rows(); r++) {
                for (int c = 0; c < block.columns(); c++) {
                    values[c * block.rows() + r] = model.parameters()[block.index(r, c)];
                }
            }
            tensors.put(block.name(), new Safetensors.Tensor(shape(block), values));
        }
    }

    private static int[] shape(ParameterLayout.Block block) {
        return block.isWeight() ? new int[] {block.columns(), block.rows()} : new int[] {block.columns()};
    }

    /// Reads the model of a model file or of a checkpoint; the best one, if training has ended and kept it.
    ///
    /// @throws ModelFormatException if the file is not a model of this version, or damaged
    public static Model loadModel(Path file) throws IOException {
        Safetensors content = read(file);
        if (content.tensors().containsKey(BEST)) {
            Checkpoint checkpoint = checkpoint(file, content);
            TrainingState state = checkpoint.state();
            if (state.earlyStopped || state.epoch >= checkpoint.config().epochs()) {
                return new Model(checkpoint.model().spec(), Objects.requireNonNull(checkpoint.best()));
            }
        }
        return model(file, content);
    }

    /// Reads a checkpoint.
    ///
    /// @throws ModelFormatException if the file is not a checkpoint of this version, or damaged
    public static Checkpoint loadCheckpoint(Path file) throws IOException {
        Safetensors content = read(file);
        String kind = content.metadata().get("kind");
        if (!"checkpoint".equals(kind)) {
            throw new ModelFormatException(file + ": is a " + kind + ", expected a checkpoint: a model alone cannot be "
                    + "trained on bit for bit");
        }
        return checkpoint(file, content);
    }

    private static Checkpoint checkpoint(Path file, Safetensors content) throws ModelFormatException {
        Model model = model(file, content);
        try {
            Fields fields = new Fields(content.metadata());
            int size = model.parameters().length;
            TrainingConfig config = SpecText.readConfig(fields);
            return new Checkpoint(model, config.withCheckpoint(file, fields.integer("config.checkpointEvery")),
                    TrainingState.read(fields), tensor(file, content, FIRST, size),
                    tensor(file, content, SECOND, config.optimiser().moments() > 1 ? size : 0),
                    content.tensors().containsKey(BEST) ? tensor(file, content, BEST, size) : null);
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new ModelFormatException(file + ": " + e.getMessage());
        }
    }

    private static Safetensors read(Path file) throws IOException {
        Safetensors content = Safetensors.read(file);
        String format = content.metadata().get("format");
        String version = content.metadata().get("version");
        if (!FORMAT.equals(format)) {
            throw new ModelFormatException(file + ": was not written by vae4j");
        }
        if (!FORMAT_VERSION.equals(version)) {
            throw new ModelFormatException(file + ": has format version " + version + ", this library reads version "
                    + FORMAT_VERSION);
        }
        return content;
    }

    private static Model model(Path file, Safetensors content) throws ModelFormatException {
        VaeSpec spec;
        try {
            spec = SpecText.readSpec(new Fields(content.metadata()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelFormatException(file + ": " + e.getMessage());
        }
        float[] parameters = new float[spec.parameterCount()];
        for (ParameterLayout.Block block : new ParameterLayout(spec).blocks()) {
            float[] values = tensor(file, content, block.name(), block.rows() * block.columns());
            for (int r = 0; r < block.rows(); r++) {
                for (int c = 0; c < block.columns(); c++) {
                    parameters[block.index(r, c)] = values[c * block.rows() + r];
                }
            }
        }
        return new Model(spec, parameters);
    }

    private static float[] tensor(Path file, Safetensors content, String name, int length)
            throws ModelFormatException {
        Safetensors.Tensor tensor = content.tensors().get(name);
        if (tensor == null || tensor.values().length != length) {
            throw new ModelFormatException(file + ": tensor '" + name + "' "
                    + (tensor == null ? "is missing" : "has " + tensor.values().length + " values")
                    + ", the specification in the file needs " + length);
        }
        return tensor.values();
    }
}
