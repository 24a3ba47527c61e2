package io.github.vae4j.onnx;

import io.github.vae4j.core.VaeSpec;
import java.util.List;

/// The mean of p(x|z), from the decoder's output.
final class Means {
    // Of the series of `1 / (1 - exp(-l)) - 1 / l - 1 / 2`: Bernoulli numbers over factorials.
    private static final double[] SERIES = {1 / 12.0, -1 / 720.0, 1 / 30_240.0, -1 / 1_209_600.0, 1 / 47_900_160.0};

    private Means() {}

    static String of(OnnxGraph graph, VaeSpec spec, String output) {
        String text = spec.likelihood().toString();
        String[] words = text.split(":", -1);
        return switch (words[0]) {
            case "bernoulli" -> graph.apply("Sigmoid", output);
            case "gaussian", "gaussian-learned", "laplace" -> output;
            case "continuous-bernoulli" -> continuousBernoulli(graph, output);
            case "poisson", "nb", "zinb", "multinomial" -> {
                int features = spec.features();
                String logits = spec.likelihood().outputs(features) > features
                        ? graph.columns(output, 0, features)
                        : output;
                String shares = graph.apply("Softmax", List.of(logits), OnnxGraph.integer("axis", 1));
                yield graph.apply("Mul", shares, graph.constant(Double.parseDouble(words[words.length - 1])));
            }
            default -> throw new IllegalArgumentException("the likelihood '" + text + "' cannot be written as ONNX: "
                    + "its mean is not known there; the encoder can be written");
        };
    }

    /// Where the logit is small, the difference of two large numbers is replaced by its series.
    private static String continuousBernoulli(OnnxGraph graph, String l) {
        String square = graph.apply("Mul", l, l);
        String series = graph.constant(SERIES[SERIES.length - 1]);
        for (int i = SERIES.length - 2; i >= 0; i--) {
            series = graph.apply("Add", graph.apply("Mul", series, square), graph.constant(SERIES[i]));
        }
        String near = graph.apply("Add", graph.apply("Mul", series, l), graph.constant(0.5));
        String isNear = graph.apply("Less", graph.apply("Abs", l), graph.constant(1));
        // No division by 0 where the result is not used.
        String safe = graph.apply("Where", isNear, graph.constant(1), l);
        String one = graph.constant(1);
        String share = graph.apply("Div", one,
                graph.apply("Sub", one, graph.apply("Exp", graph.apply("Neg", safe))));
        String far = graph.apply("Sub", share, graph.apply("Div", one, safe));
        return graph.apply("Where", isNear, near, far);
    }
}
