package io.github.vae4j.core.model;

import io.github.vae4j.core.LibraryVersion;
import io.github.vae4j.core.ModelFormatException;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.file.Safetensors;
import io.github.vae4j.core.file.Tensor;
import io.github.vae4j.core.file.TensorHeader;
import io.github.vae4j.core.file.TensorInfo;
import io.github.vae4j.core.file.TensorReader;
import io.github.vae4j.core.file.TensorType;
import io.github.vae4j.core.graph.Graph;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.ParameterView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A model as a safetensors file.
///
/// Weights are written (out, in), as PyTorch's `Linear` has them, under names like `encoder.0.weight`; the specification
/// stands in the metadata.
///
/// @param spec the model
/// @param parameters all parameters, as they lie in memory
@SuppressWarnings("ArrayRecordComponent") // a carrier between file and model, never compared
public record ModelFile(VaeSpec spec, float[] parameters) {
    static final String CHECKPOINT = "checkpoint";

    private static final String FORMAT = "vae4j";
    private static final String FORMAT_VERSION = "2";

    /// Writes or replaces a file, as a whole or not at all.
    ///
    /// @throws IOException if it cannot be written; what was there is unchanged
    public void save(Path file) throws IOException {
        content("model").write(file);
    }

    /// Writes the bytes of a file.
    ///
    /// @param out not closed
    /// @throws IOException if it cannot be written
    public void write(OutputStream out) throws IOException {
        content("model").write(out);
    }

    Safetensors content(String kind) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        metadata.put("version", FORMAT_VERSION);
        metadata.put("kind", kind);
        metadata.put("library", LibraryVersion.current());
        SettingsText.write(spec, metadata);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (ParameterView view : ModelGraph.forEvaluation(spec).tensors()) {
            tensors.put(view.name(),
                    Tensor.of(view.getForFile(parameters), view.fileShape().stream().mapToInt(i -> i).toArray()));
        }
        return new Safetensors(metadata, tensors);
    }

    // ---- read

    /// Reads the model of a model file or of a checkpoint; the best one, if training has ended and kept it.
    ///
    /// @param in at its beginning
    /// @param source named in errors
    /// @throws ModelFormatException if the file is damaged or not a model that this version reads
    /// @throws IOException if it cannot be read
    public static ModelFile read(String source, TensorReader in) throws IOException {
        Content content = Content.read(source, in);
        return content.isCheckpoint() ? CheckpointFile.of(source, content).model() : content.model();
    }

    /// What a file holds, once all of it is known to be sound.
    ///
    /// @param metadata of format 2
    /// @param arrays by name, row-major
    record Content(Map<String, String> metadata, VaeSpec spec, Map<String, float[]> arrays) {
        /// Compares the header with what its specification needs before memory is taken for anything.
        static Content read(String source, TensorReader in) throws IOException {
            Map<String, String> stated = in.header().metadata();
            Map<String, String> metadata;
            VaeSpec spec;
            try {
                metadata = translated(stated);
                spec = SettingsText.readSpec(new Fields(metadata));
                requireTensors(in.header(), ModelGraph.forEvaluation(spec), CHECKPOINT.equals(metadata.get("kind")));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new ModelFormatException(source + ": " + e.getMessage());
            }
            Map<String, float[]> arrays = new LinkedHashMap<>();
            for (TensorInfo tensor : in.header().tensors()) {
                arrays.put(tensor.name(), in.floats(tensor));
            }
            Content content = new Content(metadata, spec, arrays);
            content.requireIntact(source, in, stated);
            for (Map.Entry<String, float[]> array : arrays.entrySet()) {
                requireFinite(source, array.getKey(), array.getValue());
            }
            return content;
        }

        private static Map<String, String> translated(Map<String, String> metadata) {
            if (!FORMAT.equals(metadata.get("format"))) {
                throw new IllegalArgumentException("was not written by vae4j; named tensors of another program can be "
                        + "loaded into a model of a given specification, see Vae.of");
            }
            String version = metadata.get("version");
            return switch (version == null ? "" : version) {
                case "1" -> FormatOne.translate(metadata);
                case FORMAT_VERSION -> metadata;
                default -> throw new IllegalArgumentException("has format version " + version
                        + ", this library reads versions 1 and " + FORMAT_VERSION);
            };
        }

        /// A tool that reads and writes such files may keep text and arrays, and order them in another way.
        private void requireIntact(String source, TensorReader in, Map<String, String> stated) throws IOException {
            switch (in.verify()) {
                case EQUAL -> {}
                case ABSENT ->
                        throw new ModelFormatException(source + ": has no checksum: another program has written it "
                                + "anew, or it is damaged");
                case OTHER -> {
                    Map<String, Tensor> tensors = new LinkedHashMap<>();
                    for (String name : names()) {
                        TensorInfo info = Objects.requireNonNull(in.header().byName().get(name));
                        tensors.put(name, Tensor.of(array(name), info.shape().stream().mapToInt(i -> i).toArray()));
                    }
                    Map<String, String> text = new LinkedHashMap<>(stated);
                    String expected = text.remove(Safetensors.CHECKSUM);
                    if (!new Safetensors(text, tensors).checksum().equals(expected)) {
                        throw new ModelFormatException(source + ": is damaged, or another program has changed it: its "
                                + "SHA-256 is not the one it states");
                    }
                }
            }
        }

        /// In the order in which vae4j writes them.
        private List<String> names() {
            List<String> names = new ArrayList<>(
                    ModelGraph.forEvaluation(spec).tensors().stream().map(ParameterView::name).toList());
            CheckpointFile.ARRAYS.stream().filter(arrays::containsKey).forEach(names::add);
            return names;
        }

        boolean isCheckpoint() {
            return CHECKPOINT.equals(metadata.get("kind"));
        }

        float[] array(String name) {
            return Objects.requireNonNull(arrays.get(name), name);
        }

        ModelFile model() {
            Graph graph = ModelGraph.forEvaluation(spec);
            float[] parameters = new float[graph.parameterCount()];
            for (ParameterView view : graph.tensors()) {
                view.putFromFile(parameters, array(view.name()));
            }
            return new ModelFile(spec, parameters);
        }
    }

    private static void requireTensors(TensorHeader header, Graph graph, boolean isCheckpoint) {
        Map<String, TensorInfo> others = new LinkedHashMap<>(header.byName());
        for (ParameterView view : graph.tensors()) {
            requireTensor(others.remove(view.name()), view.name(), view.fileShape());
        }
        if (isCheckpoint) {
            for (String name : CheckpointFile.ARRAYS) {
                TensorInfo array = others.remove(name);
                if (array != null && array.elements() > 0) {
                    requireTensor(array, name, List.of(graph.parameterCount()));
                }
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

    private static void requireFinite(String source, String name, float[] values) throws ModelFormatException {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new ModelFormatException(source + ": tensor '" + name + "' has the value " + values[i]
                        + " at element " + i + ", expected finite numbers");
            }
        }
    }
}
