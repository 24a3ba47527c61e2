package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.Activation;
import org.jspecify.annotations.Nullable;

/// See [LayerSpec#batchNorm].
record BatchNormSpec(@Nullable Activation activation) implements LayerSpec {
    static final Kind<LayerSpec> KIND = new Kind<>(LayerSpec.class, "batch-norm", "batch-norm[:ACTIVATION]",
            "mean 0 and variance 1 of each column over the batch, then learned factors and shifts",
            a -> new BatchNormSpec(ActivationName.read(a.word("activation", ""))));

    @Override
    public Shape out(Shape in) {
        return in;
    }

    @Override
    public Value add(GraphBuilder graph, String name, Value in) {
        return graph.batchNorm(name, in, activation == null ? graph.activation() : activation);
    }

    @Override
    public String toString() {
        return activation == null ? "batch-norm" : "batch-norm:" + ActivationName.of(activation);
    }
}
