package io.github.vae4j.onnx;

import io.github.vae4j.core.Tensor;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Condition;
import io.github.vae4j.core.spec.Density;
import io.github.vae4j.core.spec.GraphBuilder;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.RowCount;
import io.github.vae4j.core.spec.Shape;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Activation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Puts the operators of a model together, as its layers and its posterior ask for them.
final class OnnxBuilder implements GraphBuilder {
    private static final float EPSILON = 1e-5f;

    private final OnnxGraph graph;
    private final VaeSpec spec;
    private final Map<String, Tensor> tensors;
    // By the number of a value.
    private final Map<Integer, String> results = new HashMap<>();
    private final Map<Integer, Heads> heads = new HashMap<>();
    private int values;

    private record Heads(String mean, String logVariance) {}

    OnnxBuilder(OnnxGraph graph, VaeSpec spec, Map<String, Tensor> tensors) {
        this.graph = graph;
        this.spec = spec;
        this.tensors = tensors;
    }

    Value input(String name, int width) {
        return put(value(name, Shape.vector(width)), graph.input(name, width));
    }

    /// A value with the conditions of a conditional model behind it.
    Value conditioned(Value value) {
        int given = Condition.width(spec.conditions());
        if (given == 0) {
            return value;
        }
        String both = graph.apply("Concat", List.of(tensor(value), graph.input("condition", given)),
                OnnxGraph.integer("axis", 1));
        return put(value(value.name() + " and condition", Shape.vector(value.width() + given)), both);
    }

    private Value value(String name, Shape shape) {
        return new Value(values++, name, shape, RowCount.SAMPLES, Activation.IDENTITY);
    }

    /// Sets what has the numbers of a value.
    Value put(Value value, String result) {
        results.put(value.id(), result);
        return value;
    }

    /// What has the numbers of a value.
    String tensor(Value value) {
        Heads both = heads.get(value.id());
        if (both != null && !results.containsKey(value.id())) {
            put(value, graph.apply("Concat", List.of(both.mean(), both.logVariance()), OnnxGraph.integer("axis", 1)));
        }
        return Objects.requireNonNull(results.get(value.id()), value.name());
    }

    /// The means among means and log variances.
    String mean(Value both) {
        Heads known = heads.get(both.id());
        return known != null ? known.mean() : graph.columns(tensor(both), 0, both.width() / 2);
    }

    /// The log variances among means and log variances.
    String logVariance(Value both) {
        Heads known = heads.get(both.id());
        return known != null ? known.logVariance() : graph.columns(tensor(both), both.width() / 2, both.width());
    }

    // ---- what layers and posteriors ask for

    @Override
    public Activation activation() {
        return spec.activation();
    }

    @Override
    public int features() {
        return spec.features() + Condition.width(spec.conditions());
    }

    private String parameter(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the model has no parameter '" + name + "'; it has " + tensors.keySet());
        }
        return graph.constant(name, tensor.values(),
                tensor.shape().stream().mapToLong(Integer::longValue).toArray());
    }

    private String linear(String name, String x) {
        return graph.apply("Gemm", List.of(x, parameter(name + ".weight"), parameter(name + ".bias")),
                OnnxGraph.integer("transB", 1));
    }

    @Override
    public Value dense(String name, Value x, int width, Activation f) {
        return put(value(name, Shape.vector(width)), activated(f, linear(name, tensor(x))));
    }

    @Override
    public Value layerNorm(String name, Value x, Activation f) {
        String y = graph.apply("LayerNormalization",
                List.of(tensor(x), parameter(name + ".weight"), parameter(name + ".bias")),
                OnnxGraph.integer("axis", -1), OnnxGraph.real("epsilon", EPSILON));
        return put(value(name, x.shape()), activated(f, y));
    }

    @Override
    public Value batchNorm(String name, Value x, Activation f) {
        String y = graph.apply("BatchNormalization",
                List.of(tensor(x), parameter(name + ".weight"), parameter(name + ".bias"),
                        parameter(name + ".running_mean"), parameter(name + ".running_var")),
                OnnxGraph.real("epsilon", EPSILON));
        return put(value(name, x.shape()), activated(f, y));
    }

    @Override
    public Value dropout(String name, Value x, double rate) {
        return x;
    }

    @Override
    public Value chain(String name, List<LayerSpec> layers, Value x) {
        Value last = x;
        for (int i = 0; i < layers.size(); i++) {
            last = layers.get(i).add(this, name + "." + i, last);
        }
        return last;
    }

    @Override
    public Value heads(String name, Value x, int units) {
        String prefix = name.equals("heads") ? "" : name + ".";
        Value both = value(name, Shape.vector(2 * units));
        heads.put(both.id(),
                new Heads(linear(prefix + "mean", tensor(x)), linear(prefix + "logvar", tensor(x))));
        return both;
    }

    @Override
    public Value draw(String name, Value both, int level) {
        int units = both.width() / 2;
        String noise = graph.input(level == 0 ? "noise" : "noise." + level, units);
        String deviation = graph.apply("Exp", graph.apply("Mul", logVariance(both), graph.constant(0.5)));
        return put(value(name, Shape.vector(units)),
                graph.apply("Add", mean(both), graph.apply("Mul", deviation, noise)));
    }

    @Override
    public Value planar(String name, Value z, Value coefficients) {
        int units = z.width();
        String all = tensor(coefficients);
        String w = graph.columns(all, 0, units);
        String u = graph.columns(all, units, 2 * units);
        String b = graph.columns(all, 2 * units, 2 * units + 1);
        String product = dot(w, u);
        String bend = graph.apply("Sub", graph.apply("Sub", graph.apply("Softplus", product), graph.constant(1)),
                product);
        String v = graph.apply("Add", u, graph.apply("Mul", graph.apply("Div", bend, dot(w, w)), w));
        String height = graph.apply("Tanh", graph.apply("Add", dot(w, tensor(z)), b));
        return put(value(name, z.shape()), graph.apply("Add", tensor(z), graph.apply("Mul", v, height)));
    }

    private String dot(String a, String b) {
        return graph.rowSums(graph.apply("Mul", a, b));
    }

    private String activated(Activation f, String x) {
        return switch (f) {
            case IDENTITY -> x;
            case RELU -> graph.apply("Relu", x);
            case LEAKY_RELU -> graph.apply("LeakyRelu", List.of(x), OnnxGraph.real("alpha", 0.01f));
            case ELU -> graph.apply("Elu", List.of(x), OnnxGraph.real("alpha", 1));
            case SILU -> graph.apply("Mul", x, graph.apply("Sigmoid", x));
            case GELU -> gelu(x);
            case TANH -> graph.apply("Tanh", x);
            case SIGMOID -> graph.apply("Sigmoid", x);
            case SOFTPLUS -> graph.apply("Softplus", x);
        };
    }

    private String gelu(String x) {
        String erf = graph.apply("Erf", graph.apply("Mul", x, graph.constant(Math.sqrt(0.5))));
        String half = graph.apply("Mul", x, graph.constant(0.5));
        return graph.apply("Mul", half, graph.apply("Add", erf, graph.constant(1)));
    }

    // ---- what no part of a file needs

    @Override
    public Value density(String name, Density density, Value input) {
        return value(name, Shape.vector(1));
    }

    @Override
    public Value normalDensity(String name, Value z, Value both) {
        return value(name, Shape.vector(1));
    }

    @Override
    public Value planarDensity(String name, Value before, Value z, Value coefficients) {
        return value(name, Shape.vector(1));
    }

    @Override
    public Value learned(String name, int rows, int width) {
        throw notWritten("learned matrices in its posterior");
    }

    @Override
    public Value encode(Value x) {
        throw notWritten("an encoder within its posterior");
    }

    @Override
    public Value mixture(String name, Value z, Value components) {
        throw notWritten("a mixture in its posterior");
    }

    private IllegalArgumentException notWritten(String what) {
        return new IllegalArgumentException("the model has " + what + " ('" + spec.posterior()
                + "'), which cannot be written as ONNX");
    }
}
