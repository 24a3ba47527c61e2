package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.Activation;
import org.jspecify.annotations.Nullable;

/// See [LayerSpec#layerNorm].
record LayerNormSpec(@Nullable Activation activation) implements LayerSpec {
    static final Kind<LayerSpec> KIND = new Kind<>(LayerSpec.class, "layer-norm", "layer-norm[:ACTIVATION]",
            "mean 0 and variance 1 over each row, then learned factors and shifts",
            a -> new LayerNormSpec(ActivationName.read(a.word("activation", ""))));

    @Override
    public Shape out(Shape in) {
        return in;
    }

    @Override
    public Value add(GraphBuilder graph, String name, Value in) {
        return graph.layerNorm(name, in, activation == null ? graph.activation() : activation);
    }

    @Override
    public String toString() {
        return activation == null ? "layer-norm" : "layer-norm:" + ActivationName.of(activation);
    }
}
