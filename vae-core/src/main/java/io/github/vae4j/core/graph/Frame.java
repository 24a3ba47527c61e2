package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Entries;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.MatMul;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The memory of a graph for batches of up to a fixed number of samples, and what its nodes must know of the current batch.
public final class Frame {
    final float[] parameters;
    private final float[][] values;
    // Per value, the derivative of the cost by what its activation was applied to.
    private final float[] @Nullable [] gradients;
    // Per value, what its activation was applied to, if the derivative needs it.
    private final float[] @Nullable [] inner;
    // Per node, what it keeps between phases.
    private final float[][] memory;
    private final double[][] doubles;
    private final @Nullable TermView[] terms;
    private final WorkerMemory[] workers;
    private final Batch batch = new Batch();
    private final Graph graph;
    private final SparseInput sparse;
    private final boolean isUniform;
    private final float[] rowWeights;
    private float scale;

    /// @param capacity samples of the largest batch
    /// @param values arrays, as long as `capacity` asks for
    /// @param gradients arrays of values that need one; none at all without a way back
    /// @param isUniform whether the cost of every row has the same weight, known before the forward pass
    /// @param running nodes that will run
    /// @param threads of the team that works on it
    Frame(Graph graph, float[] parameters, int capacity, float[][] values, float[] @Nullable [] gradients,
            float[] @Nullable [] inner, boolean isUniform, List<Node> running, int threads) {
        this.parameters = parameters;
        this.values = values;
        this.gradients = gradients;
        this.inner = inner;
        this.isUniform = isUniform;
        this.graph = graph;
        rowWeights = new float[isUniform ? 0 : cost().rows().of(capacity)];
        int nodes = graph.nodes().size();
        memory = new float[nodes][];
        doubles = new double[nodes][];
        terms = new TermView[nodes];
        for (Node node : graph.nodes()) {
            boolean isOnTheWayBack = gradients[node.output.id()] != null;
            memory[node.id()] = new float[isOnTheWayBack ? node.memory(capacity) : 0];
            doubles[node.id()] = new double[isOnTheWayBack ? node.doubles(capacity) : 0];
            if (node instanceof TermNode term) {
                terms[node.id()] = new TermView(this, term);
            }
        }
        int longest = capacity;
        int tile = Cut.TILES.maxRows() * Cut.TILES.maxColumns();
        for (Value value : graph.values()) {
            longest = Math.max(longest, Math.max(value.width(), value.rows().of(capacity)));
            tile = Math.max(tile, Math.max(value.width(),
                    Math.multiplyExact(Math.max(1, value.rows().perSample()), Cut.TILES.maxColumns())));
        }
        boolean isForTraining = Arrays.stream(gradients).anyMatch(Objects::nonNull);
        int scratchLength = MatMul.scratchLength(longest);
        int tileLength = isForTraining ? tile : 0;
        sparse = new SparseInput(capacity, graph.x().width(), threads, isForTraining,
                !graph.target().equals(graph.x()));
        workers = new WorkerMemory[threads];
        Arrays.setAll(workers, _ -> new WorkerMemory(scratchLength, tileLength, nodes, running));
    }

    // ---- the batch

    /// Says what the next batch is, see [Batch].
    public void batch(int samples, long ofData, long seed, long step, boolean isTraining) {
        batch.set(samples, ofData, seed, step, isTraining);
        scale = 1f / rows(cost());
    }

    private Value cost() {
        return graph.costs().likelihood().output;
    }

    /// What the current batch is.
    public Batch batch() {
        return batch;
    }

    /// Samples in the current batch.
    public int samples() {
        return batch.samples();
    }

    /// The rows of a value.
    public int rows(Value value) {
        return value.rows().of(batch.samples());
    }

    /// The lists of what is not 0 in the samples.
    public SparseInput sparse() {
        return sparse;
    }

    /// The lists of what is not 0 in a value; `null` if there are none.
    @Nullable
    SparseInput sparse(Value value) {
        return sparse.isUsed() && value.equals(graph.x()) ? sparse : null;
    }

    /// Samples as a density has them, as lists of what is not 0; `null` if there are none.
    @Nullable
    Entries entries(Value samples) {
        return samples.equals(graph.target()) ? sparse.target() : null;
    }

    // ---- arrays

    /// The rows of a value.
    public float[] values(Value value) {
        return values[value.id()];
    }

    /// The gradient of a value that has one.
    float[] gradient(Value value) {
        return Objects.requireNonNull(gradients[value.id()], value.name());
    }

    boolean hasGradient(Value value) {
        return gradients[value.id()] != null;
    }

    /// What the activation of a value was applied to; `null` if it is not kept.
    float @Nullable [] inner(Value value) {
        return inner[value.id()];
    }

    /// What the derivative of a value's activation is computed from.
    float[] saved(Value value) {
        float[] kept = inner[value.id()];
        return kept != null ? kept : values[value.id()];
    }

    /// What a node keeps between phases.
    float[] memory(Node node) {
        return memory[node.id()];
    }

    /// What a node keeps between phases in double.
    double[] doubles(Node node) {
        return doubles[node.id()];
    }

    TermView term(TermNode node) {
        return Objects.requireNonNull(terms[node.id()]);
    }

    WorkerMemory worker(int number) {
        return workers[number];
    }

    // ---- weights of rows

    /// Whether the cost of every row has the same weight, known before the forward pass: [#scale].
    boolean isUniform() {
        return isUniform;
    }

    /// One over the number of rows whose costs are averaged.
    float scale() {
        return scale;
    }

    /// Per row, its share of the weight of all draws of its sample; empty if all have the same.
    float[] rowWeights() {
        return rowWeights;
    }
}
