package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.Activation;

/// A layer of an encoder or decoder.
///
/// To add your own, implement this interface in a record and put the layer together from what [GraphBuilder] offers; see
/// [Kind] for its text form.
public interface LayerSpec {
    /// A dense layer with the model's activation.
    ///
    /// @param width number of outputs, 1 or more
    /// @return the layer
    /// @throws IllegalArgumentException if `width` is less than 1
    static LayerSpec dense(int width) {
        return new DenseSpec(width, null);
    }

    /// A dense layer with an activation of its own.
    ///
    /// @param width number of outputs, 1 or more
    /// @param activation applied to `x W + b`
    /// @return the layer
    /// @throws IllegalArgumentException if `width` is less than 1
    static LayerSpec dense(int width, Activation activation) {
        return new DenseSpec(width, activation);
    }

    /// Layer normalisation of the layer before, which needs no activation of its own then (`dense:500:identity`), with the
    /// model's activation after it. See [GraphBuilder#layerNorm].
    ///
    /// @return the layer
    static LayerSpec layerNorm() {
        return new LayerNormSpec(null);
    }

    /// Batch normalisation of the layer before, with the model's activation after it. See [GraphBuilder#batchNorm].
    ///
    /// @return the layer
    static LayerSpec batchNorm() {
        return new BatchNormSpec(null);
    }

    /// Dropout of the values of the layer before, or of the samples. See [GraphBuilder#dropout].
    ///
    /// @param rate probability of becoming 0, from 0 to below 1
    /// @return the layer
    /// @throws IllegalArgumentException if `rate` is out of range
    static LayerSpec dropout(double rate) {
        return new DropoutSpec(rate);
    }

    /// Reads a layer from its text form, see [Kind]; a number alone is the width of a dense layer.
    ///
    /// @param text for example `500` or `dense:500:relu`
    /// @return the layer
    /// @throws IllegalArgumentException if there is no such kind, or an argument is wrong
    static LayerSpec parse(String text) {
        return Kinds.read(LayerSpec.class, text.matches("[-+0-9].*") ? "dense:" + text : text);
    }

    /// The shape of its output.
    ///
    /// @param in shape of its input
    /// @return the shape
    /// @throws IllegalArgumentException if the layer cannot take such an input
    Shape out(Shape in);

    /// Whether its output is a linear function of its input, plus a constant.
    ///
    /// @param activation the model's
    /// @return by default `false`
    default boolean isLinear(Activation activation) {
        return false;
    }

    /// Adds the layer to the graph.
    ///
    /// @param graph is built
    /// @param name that its parameters begin with, for example `encoder.0`
    /// @param in its input
    /// @return its output
    Value add(GraphBuilder graph, String name, Value in);
}
