package io.github.vae4j.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.github.vae4j.core.LibraryVersion;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.file.AtomicFile;
import io.github.vae4j.core.file.Sha256;
import io.github.vae4j.core.spec.Latent;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Activation;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A part of a model as ONNX (opset 17), with any number of rows: what the model computes after training, the scaling of
/// samples included. Results are those of vae4j up to rounding, for other runtimes add up in another order.
///
/// ```
/// Vae vae = Vae.load(Path.of("model.safetensors"));
/// OnnxModel.of(vae, OnnxPart.ENCODER).write(Path.of("encoder.onnx"));
/// ```
///
/// The model is put together by the same descriptions of its parts as everywhere else, so layers and posteriors of users
/// that are made of dense layers, normalisation, dropout and draws can be written, too. Likelihoods and scalings must be
/// those of the library.
public final class OnnxModel {
    private static final int OPSET = 17;
    // The version of the file format that came with that opset.
    private static final int IR_VERSION = 8;

    private final byte[] content;

    private OnnxModel(byte[] content) {
        this.content = content;
    }

    /// Makes a part of a model.
    ///
    /// @param vae the model; what happens to it later does not matter
    /// @param part which part
    /// @return the part
    /// @throws IllegalArgumentException if a choice of the model cannot be written, which the message names
    public static OnnxModel of(Vae vae, OnnxPart part) {
        VaeSpec spec = vae.spec();
        OnnxGraph graph = new OnnxGraph(part.name().toLowerCase(Locale.ROOT));
        OnnxBuilder builder = new OnnxBuilder(graph, spec, vae.tensors());
        Samples samples = new Samples(graph, spec, vae.tensors());
        if (part == OnnxPart.DECODER) {
            Value code = builder.conditioned(builder.input("z", spec.latent()));
            Value hidden = builder.chain("decoder", spec.decoder(), code);
            Value output = builder.dense("output", hidden, spec.likelihood().outputs(spec.features()),
                    Activation.IDENTITY);
            graph.output(samples.unscaled(Means.of(graph, spec, builder.tensor(output))), "x", spec.features());
        } else {
            Value x = builder.input("x", spec.features());
            builder.put(x, samples.scaled(builder.tensor(x)));
            Value hidden = builder.chain("encoder", spec.encoder(), builder.conditioned(x));
            Latent latent = spec.posterior().build(builder, hidden, spec.latent());
            if (part == OnnxPart.DRAW) {
                graph.output(builder.tensor(latent.z()), "z", spec.latent());
            } else {
                graph.output(builder.mean(latent.posterior()), "mean", spec.latent());
                graph.output(builder.logVariance(latent.posterior()), "logvar", spec.latent());
            }
        }
        ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("vae4j")
                .setProducerVersion(LibraryVersion.current()).setGraph(graph.build())
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET));
        metadata(vae).forEach((key, value) -> model
                .addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return new OnnxModel(model.build().toByteArray());
    }

    private static Map<String, String> metadata(Vae vae) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("vae4j.version", LibraryVersion.current());
        VaeSpec.settings().forEach(setting -> data.put("vae4j." + setting.name(), setting.write().apply(vae.spec())));
        data.put("vae4j.parameters.sha256", hash(vae));
        return data;
    }

    /// Of all named tensors in their order, as little-endian floats: the same for every part of a model.
    private static String hash(Vae vae) {
        MessageDigest digest = Sha256.digest();
        vae.tensors().values().forEach(tensor -> digest.update(OnnxGraph.bytes(tensor.values())));
        return HexFormat.of().formatHex(digest.digest());
    }

    /// The content of a file.
    ///
    /// @return a copy
    public byte[] toByteArray() {
        return content.clone();
    }

    /// Writes a file; one that is there is replaced once the new one is complete.
    ///
    /// @param file to write
    /// @throws IOException if that fails; the message names the file
    public void write(Path file) throws IOException {
        AtomicFile.write(file, content);
    }
}
