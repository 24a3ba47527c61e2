package io.github.vae4j.core.internal;

import io.github.vae4j.core.ModelFormatException;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.file.Safetensors;
import io.github.vae4j.core.file.Tensor;
import io.github.vae4j.core.file.TensorInfo;
import io.github.vae4j.core.file.TensorReader;
import io.github.vae4j.core.file.TensorType;
import io.github.vae4j.kernels.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
        Map<String, Tensor> tensors = new LinkedHashMap<>();
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
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        putParameters(checkpoint.model(), tensors);
        tensors.put(FIRST, Tensor.of(checkpoint.first()));
        tensors.put(SECOND, Tensor.of(checkpoint.second()));
        if (checkpoint.best() != null) {
            tensors.put(BEST, Tensor.of(checkpoint.best()));
        }
        new Safetensors(metadata, tensors).write(file);
    }

    private static Map<String, String> metadata(String kind, VaeSpec spec) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        metadata.put("version", FORMAT_VERSION);
        metadata.put("kind", kind);
        metadata.put("library", libraryVersion());
        SpecText.write(spec, metadata);
        return metadata;
    }

    private static String libraryVersion() {
        java.lang.module.ModuleDescriptor descriptor = ModelFile.class.getModule().getDescriptor();
        return descriptor == null ? "unknown" : descriptor.rawVersion().orElse("unknown");
    }

    private static void putParameters(Model model, Map<String, Tensor> tensors) {
        for (ParameterLayout.Block block : new ParameterLayout(model.spec()).blocks()) {
            float[] values = new float[block.rows() * block.columns()];
            for (int r = 0; r < block.rows(); r++) {
                for (int c = 0; c < block.columns(); c++) {
                    values[c * block.rows() + r] = model.parameters()[block.index(r, c)];
                }
            }
            tensors.put(block.name(), Tensor.of(values, shape(block)));
        }
    }

    private static int[] shape(ParameterLayout.Block block) {
        return block.isWeight() ? new int[] {block.columns(), block.rows()} : new int[] {block.columns()};
    }

    /// Reads the model of a model file or of a checkpoint; the best one, if training has ended and kept it.
    ///
    /// @throws ModelFormatException if the file is not a model of this version, or damaged
    public static Model loadModel(Path file) throws IOException {
        Content content = read(file);
        if (content.arrays().containsKey(BEST)) {
            Checkpoint checkpoint = checkpoint(file, content);
            TrainingState state = checkpoint.state();
            if (state.earlyStopped || state.epoch >= checkpoint.config().epochs()) {
                return new Model(content.spec(), Objects.requireNonNull(checkpoint.best()));
            }
        }
        return model(content);
    }

    /// Reads a checkpoint.
    ///
    /// @throws ModelFormatException if the file is not a checkpoint of this version, or damaged
    public static Checkpoint loadCheckpoint(Path file) throws IOException {
        Content content = read(file);
        String kind = content.metadata().get("kind");
        if (!"checkpoint".equals(kind)) {
            throw new ModelFormatException(file + ": is a " + kind + ", expected a checkpoint: a model alone cannot be "
                    + "trained on bit for bit");
        }
        return checkpoint(file, content);
    }

    private static Checkpoint checkpoint(Path file, Content content) throws ModelFormatException {
        Model model = model(content);
        try {
            Fields fields = new Fields(content.metadata());
            TrainingConfig config = SpecText.readConfig(fields);
            float[] second = array(content, SECOND);
            if (second.length != (config.optimiser().moments() > 1 ? model.parameters().length : 0)) {
                throw new IllegalArgumentException("tensor '" + SECOND + "' has " + second.length
                        + " values, which does not suit the optimiser " + config.optimiser());
            }
            return new Checkpoint(model, config.withCheckpoint(file, fields.integer("config.checkpointEvery")),
                    TrainingState.read(fields), array(content, FIRST), second, content.arrays().get(BEST));
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new ModelFormatException(file + ": " + e.getMessage());
        }
    }

    /// What a file holds, once all of it is known to be sound.
    private record Content(Map<String, String> metadata, VaeSpec spec, Map<String, float[]> arrays) {}

    /// The header is compared with what its specification needs before memory is taken for anything.
    private static Content read(Path file) throws IOException {
        try (TensorReader in = TensorReader.open(file)) {
            Map<String, String> metadata = in.header().metadata();
            requireFormat(file, metadata);
            VaeSpec spec;
            try {
                spec = SpecText.readSpec(new Fields(metadata));
                requireTensors(in.header().byName(), spec, "checkpoint".equals(metadata.get("kind")));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new ModelFormatException(file + ": " + e.getMessage());
            }
            Map<String, float[]> arrays = new LinkedHashMap<>();
            for (TensorInfo tensor : in.header().tensors()) {
                arrays.put(tensor.name(), in.floats(tensor));
            }
            if (!in.finish()) {
                throw new ModelFormatException(file + ": has no checksum, so vae4j did not write it");
            }
            for (Map.Entry<String, float[]> array : arrays.entrySet()) {
                requireFinite(file, array.getKey(), array.getValue());
            }
            return new Content(metadata, spec, arrays);
        }
    }

    private static void requireFormat(Path file, Map<String, String> metadata) throws ModelFormatException {
        String version = metadata.get("version");
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new ModelFormatException(file + ": was not written by vae4j");
        }
        if (!FORMAT_VERSION.equals(version)) {
            throw new ModelFormatException(file + ": has format version " + version + ", this library reads version "
                    + FORMAT_VERSION);
        }
    }

    private static void requireTensors(Map<String, TensorInfo> found, VaeSpec spec, boolean checkpoint) {
        int size = spec.parameterCount();
        Map<String, TensorInfo> others = new LinkedHashMap<>(found);
        for (ParameterLayout.Block block : new ParameterLayout(spec).blocks()) {
            requireTensor(others.remove(block.name()), block.name(),
                    Arrays.stream(shape(block)).boxed().toList());
        }
        if (checkpoint) {
            requireTensor(others.remove(FIRST), FIRST, List.of(size));
            TensorInfo second = others.remove(SECOND);
            requireTensor(second, SECOND, List.of(second != null && second.elements() == 0 ? 0 : size));
            if (others.containsKey(BEST)) {
                requireTensor(others.remove(BEST), BEST, List.of(size));
            }
        }
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("tensor '" + others.keySet().iterator().next()
                    + "' is one too many for the specification in the file");
        }
    }

    private static void requireTensor(@Nullable TensorInfo tensor, String name, List<Integer> shape) {
        if (tensor == null || tensor.type() != TensorType.F32 || !tensor.shape().equals(shape)) {
            throw new IllegalArgumentException("tensor '" + name + "' "
                    + (tensor == null ? "is missing" : "has type " + tensor.type() + " and shape " + tensor.shape())
                    + ", the specification in the file needs F32 and " + shape);
        }
    }

    private static void requireFinite(Path file, String name, float[] values) throws ModelFormatException {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new ModelFormatException(file + ": tensor '" + name + "' has the value " + values[i]
                        + " at element " + i + ", expected finite numbers");
            }
        }
    }

    private static Model model(Content content) {
        float[] parameters = new float[content.spec().parameterCount()];
        for (ParameterLayout.Block block : new ParameterLayout(content.spec()).blocks()) {
            float[] values = array(content, block.name());
            for (int r = 0; r < block.rows(); r++) {
                for (int c = 0; c < block.columns(); c++) {
                    parameters[block.index(r, c)] = values[c * block.rows() + r];
                }
            }
        }
        return new Model(content.spec(), parameters);
    }

    private static float[] array(Content content, String name) {
        float[] array = content.arrays().get(name);
        if (array == null) {
            throw new IllegalArgumentException("tensor '" + name + "' is missing");
        }
        return array;
    }
}
