package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Activation;

/// A model in double precision, straight from the formulas: the memory that the reference of every node works on.
public final class DoubleFrame {
    final double[] parameters;
    private final double[][] values;
    private final int samples;

    private DoubleFrame(Graph graph, double[] parameters, int samples) {
        this.parameters = parameters;
        this.samples = samples;
        values = new double[graph.values().size()][];
        for (Value value : graph.values()) {
            values[value.id()] = new double[value.rows().of(samples) * value.width()];
        }
    }

    /// Computes all values of a batch.
    ///
    /// @param parameters as they lie in memory
    /// @param x samples, each followed by its conditions
    /// @param noise one array for each noise of the model, lowest level first
    public static DoubleFrame of(Graph graph, double[] parameters, float[] x, int samples, float[]... noise) {
        DoubleFrame frame = new DoubleFrame(graph, parameters, samples);
        frame.setColumns(graph.target(), x, 0);
        frame.set(graph.x(), x);
        frame.fill(graph);
        Value condition = graph.condition();
        if (condition != null) {
            frame.setColumns(condition, x, graph.x().width() - condition.width());
        }
        for (int i = 0; i < noise.length; i++) {
            frame.set(graph.noises().get(i).value(), noise[i]);
        }
        for (Node node : graph.nodes()) {
            node.reference(frame);
        }
        return frame;
    }

    /// The rows of a value.
    public double[] values(Value value) {
        return values[value.id()];
    }

    int rows(Value value) {
        return value.rows().of(samples);
    }

    /// The encoder has 0 for what is missing.
    private void fill(Graph graph) {
        if (graph.target().equals(graph.x())) {
            return;
        }
        double[] x = values(graph.x());
        for (int i = 0; i < x.length; i++) {
            x[i] = Double.isNaN(x[i]) ? 0 : x[i];
        }
    }

    /// Sets a value to some columns of samples.
    private void setColumns(Value value, float[] from, int column) {
        double[] to = values(value);
        int width = value.width();
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i / width * (from.length / samples) + column + i % width];
        }
    }

    private void set(Value value, float[] from) {
        double[] to = values(value);
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i];
        }
    }

    static double activate(Activation f, double x) {
        return switch (f) {
            case IDENTITY -> x;
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> x > 0 ? x : 0.01 * x;
            case ELU -> x > 0 ? x : StrictMath.expm1(x);
            case SILU -> x / (1 + StrictMath.exp(-x));
            case GELU -> x * (1 + erf(x / Math.sqrt(2))) / 2;
            case TANH -> StrictMath.tanh(x);
            case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
            case SOFTPLUS -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
        };
    }

    /// The series `2 / sqrt(pi) exp(-x^2) sum_n 2^n x^(2n+1) / (1 3 5 ... (2n+1))`, whose terms have one sign.
    private static double erf(double x) {
        if (Math.abs(x) > 6) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
    }
}
