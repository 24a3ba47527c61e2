package io.github.vae4j.onnx;

/// What a file computes.
public enum OnnxPart {
    /// From samples `x` the `mean` and `logvar` of q(z|x).
    ENCODER,
    /// From codes `z` the mean of p(x|z), `x`, on the scale of the data.
    DECODER,
    /// From samples `x` and standard normal numbers `noise`, (batch, latent), a draw `z` from q(z|x).
    DRAW;

    /// The name of its file, without the folder.
    ///
    /// @return `encoder.onnx`, `decoder.onnx` or `draw.onnx`
    public String fileName() {
        return switch (this) {
            case ENCODER -> "encoder.onnx";
            case DECODER -> "decoder.onnx";
            case DRAW -> "draw.onnx";
        };
    }
}
