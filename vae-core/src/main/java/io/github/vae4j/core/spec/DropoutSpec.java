package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;

/// See [LayerSpec#dropout].
record DropoutSpec(double rate) implements LayerSpec {
    static final Kind<LayerSpec> KIND = new Kind<>(LayerSpec.class, "dropout", "dropout:RATE",
            "in training, zeros at random with that probability", a -> new DropoutSpec(a.real("rate")));

    DropoutSpec {
        Ranges.share("the rate of dropout", rate);
    }

    @Override
    public Shape out(Shape in) {
        return in;
    }

    @Override
    public Value add(GraphBuilder graph, String name, Value in) {
        return graph.dropout(name, in, rate);
    }

    @Override
    public String toString() {
        return "dropout:" + rate;
    }
}
