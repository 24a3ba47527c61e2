package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A graph compiled for training: all memory for batches of up to a fixed size, and the phases of a step in their order.
///
/// How an element is computed depends on the graph alone; how work is cut into tasks, on sizes. So a step has the same bits
/// for any number of threads.
public final class Program {
    private final Graph graph;
    private final Frame frame;
    private final List<Phase> forward;
    private final List<Phase> backward;
    private final List<Node> learners;

    /// Allocates the memory and orders the phases.
    ///
    /// @param graph of the model
    /// @param parameters of the model, read in every step
    /// @param capacity samples of the largest batch
    /// @param threads of the team that will run it
    /// @param isUniform whether all rows have the same weight, known before the forward pass
    /// @param frozen parts of the parameters that do not move
    public Program(Graph graph, float[] parameters, int capacity, int threads, boolean isUniform, Set<Block> frozen) {
        this.graph = graph;
        Backward way = new Backward(graph, isUniform, frozen);
        frame = frame(graph, way, parameters, capacity, isUniform, threads);
        forward = phases("forward ", graph.nodes().stream().map(Op::forward).toList());
        backward = phases("back ", way.ops());
        learners = graph.nodes().stream().filter(n -> n.gradientTasks() > 0 && !frozen.containsAll(n.blocks()))
                .toList();
    }

    /// Lets parameters follow the batch that are not learned along a gradient, after a step.
    public void followBatch() {
        for (int i = 0; i < learners.size(); i++) {
            learners.get(i).followBatch(frame);
        }
    }

    // ---- memory

    private static Frame frame(Graph graph, Backward way, float[] parameters, int capacity, boolean isUniform,
            int threads) {
        int n = graph.values().size();
        float[][] values = new float[n][];
        float[] @Nullable [] gradients = new float[n][];
        float[] @Nullable [] inner = new float[n][];
        for (Value value : graph.values()) {
            int i = value.id();
            int length = Math.multiplyExact(value.rows().of(capacity), value.width());
            values[i] = new float[length];
            if (way.isInPlace(value)) {
                gradients[i] = values[i];
            } else if (way.needsGradient(value)) {
                gradients[i] = new float[length];
            }
            inner[i] = value.activation().usesOutput() || !way.needsGradient(value) ? null : new float[length];
        }
        return new Frame(graph, parameters, capacity, values, gradients, inner, isUniform, graph.nodes(), threads);
    }

    /// The floats of values and gradients for a batch, without allocating them.
    public static long floats(Graph graph, int capacity) {
        Backward way = new Backward(graph, true, Set.of());
        long floats = 0;
        for (Value value : graph.values()) {
            boolean hasOwnGradient = way.needsGradient(value) && !way.isInPlace(value);
            boolean keepsInner = way.needsGradient(value) && !value.activation().usesOutput();
            long rows = value.rows().fixed() > 0 ? value.rows().fixed() : (long) value.rows().perSample() * capacity;
            floats += (1 + (hasOwnGradient ? 1 : 0) + (keepsInner ? 1 : 0)) * rows * value.width();
        }
        return floats;
    }

    // ---- phases

    /// Neighbours that are cut by rows in the same way become one phase.
    private List<Phase> phases(String prefix, List<Op> ops) {
        List<Phase> phases = new ArrayList<>();
        List<Op> open = new ArrayList<>();
        for (Op op : ops) {
            if (!open.isEmpty() && !op.follows(open.getLast())) {
                close(phases, prefix, open);
            }
            open.add(op);
        }
        close(phases, prefix, open);
        return List.copyOf(phases);
    }

    private void close(List<Phase> phases, String prefix, List<Op> open) {
        if (!open.isEmpty()) {
            Op first = open.getFirst();
            boolean isByRows = first.cut().isByRows() && first.target().rows().fixed() == 0;
            phases.add(isByRows ? new RowPhase(prefix, frame, open) : new TilePhase(prefix, frame, first));
            open.clear();
        }
    }

    /// The graph.
    public Graph graph() {
        return graph;
    }

    /// The memory.
    public Frame frame() {
        return frame;
    }

    /// Computes all values.
    public List<Phase> forward() {
        return forward;
    }

    /// Computes all gradients of values.
    public List<Phase> backward() {
        return backward;
    }

    /// The name of the first value, on the way back, whose gradient is not finite; empty if there is none.
    public String firstNotFinite() {
        for (Value value : graph.values().reversed()) {
            if (frame.hasGradient(value) && value.width() > 1
                    && !(Statistics.maxAbs(frame.gradient(value), 0, frame.rows(value) * value.width())
                            <= Float.MAX_VALUE)) {
                return value.name();
            }
        }
        return "";
    }

    /// The nodes that have parameters.
    List<Node> learners() {
        return learners;
    }
}
