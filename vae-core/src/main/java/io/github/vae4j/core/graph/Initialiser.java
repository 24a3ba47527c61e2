package io.github.vae4j.core.graph;

import io.github.vae4j.core.internal.Streams;
import io.github.vae4j.core.spec.Initialisation;
import io.github.vae4j.kernels.Philox;
import java.util.Arrays;

/// Sets the first values of the parameters.
public final class Initialiser {
    private Initialiser() {}

    /// New parameters.
    ///
    /// @param rule for weights; what else there is starts as its block says
    /// @param seed decides random values
    public static float[] parameters(Graph graph, Initialisation rule, long seed) {
        float[] parameters = new float[graph.parameterCount()];
        for (int i = 0; i < graph.tensors().size(); i++) {
            ParameterView tensor = graph.tensors().get(i);
            float[] values = new float[tensor.length()];
            switch (tensor.block().start()) {
                case Block.Start.Weights() -> weights(values, tensor, rule, seed, i);
                case Block.Start.Values(float mean, float deviation) -> values(values, mean, deviation, seed, i);
            }
            tensor.put(parameters, values);
        }
        return parameters;
    }

    private static void weights(float[] values, ParameterView tensor, Initialisation rule, long seed, int number) {
        float scale = rule.scale(tensor.rows(), tensor.columns());
        if (rule.isUniform()) {
            Philox.uniform(values, 0, values.length, seed, Streams.INITIALISATION, 0, number);
            for (int i = 0; i < values.length; i++) {
                values[i] = scale * (2 * values[i] - 1);
            }
        } else {
            Philox.normal(values, 0, values.length, seed, Streams.INITIALISATION, 0, number);
            scale(values, scale);
        }
    }

    private static void values(float[] values, float mean, float deviation, long seed, int number) {
        if (deviation == 0) {
            Arrays.fill(values, mean);
            return;
        }
        Philox.normal(values, 0, values.length, seed, Streams.INITIALISATION, 0, number);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.fma(deviation, values[i], mean);
        }
    }

    private static void scale(float[] values, float factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] = factor * values[i];
        }
    }
}
