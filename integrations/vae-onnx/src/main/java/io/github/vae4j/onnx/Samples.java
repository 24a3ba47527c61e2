package io.github.vae4j.onnx;

import io.github.vae4j.core.Tensor;
import io.github.vae4j.core.VaeSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The scaling of samples, and back.
final class Samples {
    private final OnnxGraph graph;
    private final VaeSpec spec;
    private final Map<String, Tensor> tensors;
    private final String kind;

    Samples(OnnxGraph graph, VaeSpec spec, Map<String, Tensor> tensors) {
        this.graph = graph;
        this.spec = spec;
        this.tensors = tensors;
        kind = spec.scaling().toString().split(":", 2)[0];
        if (!List.of("none", "standard", "unit", "range", "log1p", "l2").contains(kind)) {
            throw new IllegalArgumentException("the scaling '" + spec.scaling() + "' cannot be written as ONNX; scale "
                    + "samples before they reach the model, and give it the scaling 'none'");
        }
    }

    /// Samples as the encoder has them.
    String scaled(String x) {
        return switch (kind) {
            case "standard", "unit" -> graph.apply("Mul", graph.apply("Sub", x, learned("shift")), learned("factor"));
            case "range" -> graph.apply("Mul", graph.apply("Sub", x, graph.constant(limit(1))),
                    graph.constant(1 / (limit(2) - limit(1))));
            case "log1p" -> graph.apply("Log", graph.apply("Add", x, graph.constant(1)));
            case "l2" -> {
                String length = graph.apply("ReduceL2", List.of(x), OnnxGraph.integers("axes", 1));
                String isZero = graph.apply("Equal", length, graph.constant(0));
                yield graph.apply("Div", x, graph.apply("Where", isZero, graph.constant(1), length));
            }
            default -> x;
        };
    }

    /// Samples of the model on the scale of the data.
    String unscaled(String x) {
        if (spec.likelihood().isOfRawSamples()) {
            return x;
        }
        return switch (kind) {
            case "standard", "unit" -> {
                float[] factor = values("factor").clone();
                for (int i = 0; i < factor.length; i++) {
                    factor[i] = factor[i] == 0 ? 0 : 1 / factor[i];
                }
                String inverse = graph.constant("scaling.inverse", factor, factor.length);
                yield graph.apply("Add", graph.apply("Mul", x, inverse), learned("shift"));
            }
            case "range" -> graph.apply("Add", graph.apply("Mul", x, graph.constant(limit(2) - limit(1))),
                    graph.constant(limit(1)));
            case "log1p" -> graph.apply("Sub", graph.apply("Exp", x), graph.constant(1));
            default -> x;
        };
    }

    private float[] values(String name) {
        return Objects.requireNonNull(tensors.get("scaling." + name), name).values();
    }

    private String learned(String name) {
        return graph.constant("scaling." + name, values(name), values(name).length);
    }

    /// A number of `range:FROM:TO`.
    private double limit(int argument) {
        return Double.parseDouble(spec.scaling().toString().split(":", -1)[argument]);
    }
}
