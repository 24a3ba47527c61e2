package io.github.vae4j.core.graph;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A graph while it is put together.
final class Assembly implements GraphBuilder {
    // Some virtual machines keep the last few elements that an int could count for themselves.
    private static final int MAX_PARAMETERS = Integer.MAX_VALUE - 64;

    private final Activation activation;
    private final int draws;
    private final Bound bound;
    private final List<Value> values = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<ParameterView> tensors = new ArrayList<>();
    private final Map<String, Block> blocks = new LinkedHashMap<>();
    private final List<Noise> noises = new ArrayList<>();
    private long parameters;

    /// @param activation of layers that have none of their own
    /// @param draws of z for each sample
    /// @param bound how its gradient is estimated
    Assembly(Activation activation, int draws, Bound bound) {
        this.activation = activation;
        this.draws = draws;
        this.bound = bound;
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

    /// A new block, or the one of that name.
    private Block block(String name, int rows, int columns, boolean isWeight, Block.Start start,
            boolean moves) {
        Block known = blocks.get(name);
        if (known != null) {
            if (known.rows() != rows || known.columns() != columns || known.isWeight() != isWeight) {
                throw new IllegalArgumentException("parameter '" + name + "' is used with " + known.rows() + " x "
                        + known.columns() + " and with " + rows + " x " + columns + " values");
            }
            return known;
        }
        // Too many are counted to the end, for the message.
        int offset = (int) Math.min(parameters, MAX_PARAMETERS);
        long length = (long) rows * columns;
        parameters = parameters + length < 0 ? Long.MAX_VALUE : parameters + length;
        Block block = new Block(offset, rows, columns, isWeight, start, moves);
        blocks.put(name, block);
        return block;
    }

    private void name(Block block, String name, int first, int columns) {
        if (tensors.stream().noneMatch(t -> t.name().equals(name))) {
            tensors.add(new ParameterView(name, block.rows(), columns, block, first));
        }
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
    public Value dense(String name, Value x, int width, Activation f) {
        Block weights = block(name + ".weight", x.width(), width, true, new Block.Start.Weights(), true);
        Block bias = block(name + ".bias", 1, width, false, new Block.Start.Values(0, 0), true);
        name(weights, name + ".weight", 0, width);
        name(bias, name + ".bias", 0, width);
        Value y = value(name, Shape.vector(width), x.rows(), f);
        add(new DenseNode(name, y, x, weights, bias));
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
        Block weights = block(name + ".weight", x.width(), 2 * units, true, new Block.Start.Weights(), true);
        Block bias = block(name + ".bias", 1, 2 * units, false, new Block.Start.Values(0, 0), true);
        for (int part = 0; part < 2; part++) {
            String of = prefix + (part == 0 ? "mean" : "logvar");
            name(weights, of + ".weight", part * units, units);
            name(bias, of + ".bias", part * units, units);
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
    public Value density(String name, Density density, Value input) {
        return density(name, name, density, input, null).output;
    }

    /// @param title of the cost in reports
    /// @param owner that the names of its parameters begin with
    DensityNode density(String title, String owner, Density density, Value input, @Nullable Value x) {
        List<Block> own = new ArrayList<>();
        for (Parameter p : density.parameters(x == null ? input.width() : x.width())) {
            String full = owner + "." + p.name();
            own.add(block(full, 1, p.length(), false, new Block.Start.Values(p.start(), p.spread()), true));
            name(own.getLast(), full, 0, p.length());
        }
        Value cost = value(title, Shape.vector(1), input.rows(), Activation.IDENTITY);
        return add(new DensityNode(title, density, cost, input, x, own));
    }

    /// The divergence of a draw's distribution from N(0, I), in closed form.
    GaussianKlNode divergence(Value heads, Value z) {
        DrawNode draw = (DrawNode) nodes.stream().filter(n -> n.output.equals(z)).findFirst().orElseThrow();
        return add(new GaussianKlNode("kl", value("kl", Shape.vector(1), heads.rows(), Activation.IDENTITY), heads,
                draw));
    }

    /// Minus log q(z|x) of every draw.
    Value posteriorCost(Latent latent) {
        Value known = latent.logDensity();
        if (known != null) {
            return known;
        }
        Value cost = value("posterior", Shape.vector(1), latent.z().rows(), Activation.IDENTITY);
        add(new NormalDensityNode("posterior", cost, latent.z(), latent.posterior(), bound.isPathOnly()));
        return cost;
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
        int at = (int) Math.min(parameters, MAX_PARAMETERS);
        for (Parameter p : learned) {
            String full = "scaling." + p.name();
            name(block(full, 1, p.length(), false, new Block.Start.Values(p.start(), p.spread()), false), full, 0,
                    p.length());
        }
        return at;
    }

    Graph build(Value x, Latent latent, Value output, Graph.Costs costs,
            int scalingAt) {
        if (parameters > MAX_PARAMETERS) {
            throw new IllegalArgumentException("the model must have at most " + MAX_PARAMETERS
                    + " parameters, as many as an array can hold, but has "
                    + (parameters == Long.MAX_VALUE ? "2^63 or more" : Long.toString(parameters)));
        }
        return new Graph(values, nodes, tensors, noises, (int) parameters, x, latent, output, costs, scalingAt);
    }
}
