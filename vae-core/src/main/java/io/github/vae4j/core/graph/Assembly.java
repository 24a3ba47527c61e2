package io.github.vae4j.core.graph;

import io.github.vae4j.core.internal.Ranges;
import io.github.vae4j.core.spec.Bound;
import io.github.vae4j.core.spec.Density;
import io.github.vae4j.core.spec.GraphBuilder;
import io.github.vae4j.core.spec.Latent;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Parameter;
import io.github.vae4j.core.spec.RowCount;
import io.github.vae4j.core.spec.Shape;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.core.spec.WeightedTerm;
import io.github.vae4j.kernels.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A graph while it is put together.
final class Assembly implements GraphBuilder {
    private final int features;
    private final Activation activation;
    private final int draws;
    private final Bound bound;
    private final boolean drops;
    private int dropouts;
    private final List<Value> values = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final ParameterBlocks parameters = new ParameterBlocks();
    private final List<Noise> noises = new ArrayList<>();
    private @Nullable Encoder encoder;

    /// What q(z|x) of the samples was made by.
    private record Encoder(List<LayerSpec> layers, Value hidden, Latent latent) {}

    /// @param features values of a sample, with its conditions
    /// @param activation of layers that have none of their own
    /// @param draws of z for each sample
    /// @param bound how its gradient is estimated
    /// @param drops whether there is dropout: not after training
    Assembly(int features, Activation activation, int draws, Bound bound, boolean drops) {
        this.features = features;
        this.activation = activation;
        this.draws = draws;
        this.bound = bound;
        this.drops = drops;
    }

    // ---- values, nodes, parameters

    Value value(String name, Shape shape, RowCount rows, Activation f) {
        Value value = new Value(values.size(), name, shape, rows, f);
        values.add(value);
        return value;
    }

    /// A value that no node computes.
    Value input(String name, int width) {
        return value(name, Shape.vector(width), RowCount.SAMPLES, Activation.IDENTITY);
    }

    <N extends Node> N add(N node) {
        node.number(nodes.size());
        nodes.add(node);
        return node;
    }

    private Value cost(String name, Value of) {
        return value(name, Shape.vector(1), of.rows(), Activation.IDENTITY);
    }

    private static RowCount times(RowCount rows, int draws) {
        return rows.fixed() > 0 ? rows : new RowCount(Math.multiplyExact(rows.perSample(), draws), 0);
    }

    // ---- what users may add

    @Override
    public Activation activation() {
        return activation;
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public Value dense(String name, Value x, int width, Activation f) {
        Block weights = parameters.block(name + ".weight", x.width(), width, true, new Block.Start.Weights(), true);
        Block bias = parameters.block(name + ".bias", 1, width, false, new Block.Start.Values(0, 0), true);
        parameters.name(weights, name + ".weight", 0, width);
        parameters.name(bias, name + ".bias", 0, width);
        Value y = value(name, Shape.vector(width), x.rows(), f);
        add(new DenseNode(name, y, x, weights, bias));
        return y;
    }

    @Override
    public Value layerNorm(String name, Value x, Activation f) {
        Block weight = parameters.vector(name + ".weight", x.width(), 1, true);
        Block bias = parameters.vector(name + ".bias", x.width(), 0, true);
        return add(new LayerNormNode(name, value(name, x.shape(), x.rows(), f), x, weight, bias)).output;
    }

    @Override
    public Value batchNorm(String name, Value x, Activation f) {
        Block weight = parameters.vector(name + ".weight", x.width(), 1, true);
        Block bias = parameters.vector(name + ".bias", x.width(), 0, true);
        Block mean = parameters.vector(name + ".running_mean", x.width(), 0, false);
        Block variance = parameters.vector(name + ".running_var", x.width(), 1, false);
        Value y = value(name, x.shape(), x.rows(), f);
        add(new BatchNormNode(name, y, x, weight, bias, mean, variance));
        return y;
    }

    @Override
    public Value dropout(String name, Value x, double rate) {
        Ranges.share("the rate of dropout", rate);
        if (!drops || rate == 0) {
            return x;
        }
        Value y = value(name, x.shape(), x.rows(), Activation.IDENTITY);
        add(new DropoutNode(name, y, x, (float) (1 - rate), dropouts++));
        return y;
    }

    @Override
    public Value chain(String name, List<LayerSpec> layers, Value x) {
        Value last = x;
        for (int i = 0; i < layers.size(); i++) {
            LayerSpec layer = layers.get(i);
            Shape expected = layer.out(last.shape());
            last = layer.add(this, name + "." + i, last);
            if (!last.shape().equals(expected)) {
                throw new IllegalArgumentException(
                        "the layer '" + layer + "' of the " + name + " says that its output is "
                                + expected + ", but it is " + last.shape());
            }
        }
        return last;
    }

    @Override
    public Value heads(String name, Value x, int units) {
        String prefix = name.equals("heads") ? "" : name + ".";
        Block weights = parameters.block(name + ".weight", x.width(), 2 * units, true, new Block.Start.Weights(), true);
        Block bias = parameters.block(name + ".bias", 1, 2 * units, false, new Block.Start.Values(0, 0), true);
        for (int part = 0; part < 2; part++) {
            String of = prefix + (part == 0 ? "mean" : "logvar");
            parameters.name(weights, of + ".weight", part * units, units);
            parameters.name(bias, of + ".bias", part * units, units);
        }
        Value both = value(name, Shape.vector(2 * units), x.rows(), Activation.IDENTITY);
        add(new DenseNode(name, both, x, weights, bias));
        return both;
    }

    @Override
    public Value draw(String name, Value heads, int level) {
        RowCount rows = level == 0 ? times(heads.rows(), draws) : heads.rows();
        Shape units = Shape.vector(heads.width() / 2);
        Value noise = value("noise " + level, units, rows, Activation.IDENTITY);
        noises.add(new Noise(noise, level));
        Value z = value(name, units, rows, Activation.IDENTITY);
        add(new DrawNode(name, z, heads, noise, bound == Bound.DOUBLY_REPARAMETERISED));
        return z;
    }

    @Override
    public Value normalDensity(String name, Value z, Value heads) {
        return add(new NormalDensityNode(name, cost(name, z), z, heads, bound.isPathOnly())).output;
    }

    @Override
    public Value planar(String name, Value z, Value coefficients) {
        return add(new PlanarNode(name, value(name, z.shape(), z.rows(), Activation.IDENTITY), z, coefficients)).output;
    }

    @Override
    public Value planarDensity(String name, Value before, Value z, Value coefficients) {
        return add(new PlanarCostNode(name, cost(name, z), before, z, coefficients)).output;
    }

    @Override
    public Value density(String name, Density density, Value input) {
        return density(name, name, density, input, null).output;
    }

    @Override
    public Value learned(String name, int rows, int width) {
        Block block = parameters.block(name, rows, width, false, new Block.Start.Values(0, 0), true);
        parameters.name(block, name, 0, width);
        return add(new LearnedNode(name, value(name, Shape.vector(width), new RowCount(0, rows), Activation.IDENTITY),
                block)).output;
    }

    /// Says what [#encode] does.
    void encoder(List<LayerSpec> layers, Value hidden, Latent latent) {
        encoder = new Encoder(layers, hidden, latent);
    }

    @Override
    public Value encode(Value x) {
        Encoder known = Objects.requireNonNull(encoder);
        Value heads = known.latent().posterior();
        Node node = producer(heads);
        if (known.latent().logDensity() != null || !(node instanceof DenseNode)
                || !node.inputs.equals(List.of(known.hidden()))) {
            throw new IllegalArgumentException("a prior made of encoded samples needs q(z|x) to be normal: "
                    + "the posterior 'diagonal'");
        }
        int first = nodes.size();
        Value hidden = chain("encoder", known.layers(), x);
        if (nodes.subList(first, nodes.size()).stream().anyMatch(BatchNormNode.class::isInstance)) {
            throw new IllegalArgumentException("a prior made of encoded samples does not go with batch normalisation "
                    + "in the encoder: its rows have other means and variances than samples; use 'layer-norm'");
        }
        return heads(node.name, hidden, heads.width() / 2);
    }

    private Node producer(Value value) {
        return nodes.stream().filter(n -> n.output.equals(value)).findFirst().orElseThrow();
    }

    @Override
    public Value mixture(String name, Value z, Value components) {
        ComponentsNode.require(z, components);
        int count = components.rows().fixed();
        RowCount rows = new RowCount(0, components.width() + 1);
        Value table = value(name + " components", Shape.vector(count), rows, Activation.IDENTITY);
        add(new ComponentsNode(table.name(), table, components));
        return add(new MixtureNode(name, cost(name, z), z, table, components)).output;
    }

    /// @param title of the cost in reports
    /// @param owner that the names of its parameters begin with
    DensityNode density(String title, String owner, Density density, Value input, @Nullable Value x) {
        List<Block> own = new ArrayList<>();
        for (Parameter p : density.parameters(x == null ? input.width() : x.width())) {
            String full = owner + "." + p.name();
            own.add(parameters.block(full, 1, p.length(), false, new Block.Start.Values(p.start(), p.spread()), true));
            parameters.name(own.getLast(), full, 0, p.length());
        }
        return add(new DensityNode(title, density, cost(title, input), input, x, own));
    }

    /// Codes with conditions beside them.
    Value conditioned(Value z, Value condition) {
        Value both = value("code", Shape.vector(z.width() + condition.width()), z.rows(), Activation.IDENTITY);
        add(new ConditionNode("code", both, z, condition));
        return both;
    }

    /// The divergence of a draw's distribution from N(0, I), in closed form.
    GaussianKlNode divergence(Value heads, Value z) {
        DrawNode draw = (DrawNode) producer(z);
        return add(new GaussianKlNode("kl", value("kl", Shape.vector(1), heads.rows(), Activation.IDENTITY), heads,
                draw));
    }

    /// Minus log q(z|x) of every draw.
    Value posteriorCost(Latent latent) {
        Value known = latent.logDensity();
        if (known != null) {
            return known;
        }
        return normalDensity("posterior", latent.z(), latent.posterior());
    }

    void addTerms(List<WeightedTerm> terms, Latent latent, Value x) {
        for (int i = 0; i < terms.size(); i++) {
            Value rows = value(terms.get(i).term().name(), Shape.vector(1), latent.z().rows(), Activation.IDENTITY);
            add(new TermNode(terms.get(i).term(), terms.get(i).weight(), rows, latent.z(), latent.posterior(), x, i));
        }
    }

    /// Numbers that are learned from the data before training.
    ///
    /// @return index of the first
    int scaling(List<Parameter> learned) {
        int at = parameters.end();
        for (Parameter p : learned) {
            String full = "scaling." + p.name();
            parameters.name(
                    parameters.block(full, 1, p.length(), false, new Block.Start.Values(p.start(), p.spread()), false),
                    full, 0,
                    p.length());
        }
        return at;
    }

    Graph build(Value x, Value target, @Nullable Value condition, Latent latent, Value output, Graph.Costs costs,
            int scalingAt) {
        return new Graph(values, nodes, parameters.tensors(), noises, parameters.count(), x, target, condition, latent,
                output, costs, scalingAt);
    }
}
