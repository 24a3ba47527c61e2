package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;
import io.github.vae4j.kernels.Activation;
import org.jspecify.annotations.Nullable;

/// See [LayerSpec#dense(int)].
record DenseSpec(int width, @Nullable Activation activation) implements LayerSpec {
    static final Kind<LayerSpec> KIND = new Kind<>(LayerSpec.class, "dense", "dense:WIDTH[:ACTIVATION]",
            "a dense layer; also its width alone", a -> new DenseSpec(a.integer("width"),
                    ActivationName.read(a.word("activation", ""))));

    DenseSpec {
        Ranges.atLeast(1, "width of a layer", width);
    }

    @Override
    public Shape out(Shape in) {
        return Shape.vector(width);
    }

    @Override
    public boolean isLinear(Activation ofModel) {
        return (activation == null ? ofModel : activation) == Activation.IDENTITY;
    }

    @Override
    public Value add(GraphBuilder graph, String name, Value in) {
        return graph.dense(name, in, width, activation == null ? graph.activation() : activation);
    }

    @Override
    public String toString() {
        return activation == null ? Integer.toString(width) : "dense:" + width + ":" + ActivationName.of(activation);
    }
}
