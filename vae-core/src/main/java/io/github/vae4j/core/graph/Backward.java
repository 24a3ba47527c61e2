package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The way back through a graph: which values need a gradient, and who writes it in which order.
///
/// First come the nodes that set a gradient in the forward pass, then the terms of the objective, then all others from the
/// last node of the graph to the first: when a node's turn comes, the gradient of its output is complete.
final class Backward {
    private final Graph graph;
    private final boolean[] needed;
    private final List<Op> ops = new ArrayList<>();

    private enum Turn {
        FORWARD, JOINT, BACKWARD
    }

    private record Writer(Node node, int input) {
        Value target() {
            return node.inputs.get(input);
        }

        Turn turn() {
            return node.setsGradientForward(input) ? Turn.FORWARD : node.isJoint() ? Turn.JOINT : Turn.BACKWARD;
        }
    }

    /// @param isUniform whether a forward pass knows the weight of every row; else what it has set must be multiplied
    /// @param frozen parts of the parameters that do not move
    Backward(Graph graph, boolean isUniform, Set<Block> frozen) {
        this.graph = graph;
        needed = new boolean[graph.values().size()];
        for (Node node : graph.nodes()) {
            needed[node.output.id()] = !frozen.containsAll(node.blocks())
                    || node.inputs.stream().anyMatch(value -> needed[value.id()]);
        }
        List<Writer> writers = new ArrayList<>();
        addWriters(writers, graph.nodes().reversed(), Turn.FORWARD);
        addWriters(writers, graph.nodes(), Turn.JOINT);
        addWriters(writers, graph.nodes().reversed(), Turn.BACKWARD);
        for (int i = 0; i < writers.size(); i++) {
            Writer writer = writers.get(i);
            boolean isForward = writer.turn() == Turn.FORWARD;
            boolean isFirst = count(writers.subList(0, i), writer.target()) == 0;
            boolean isLast = count(writers.subList(i + 1, writers.size()), writer.target()) == 0;
            if (isForward && (!isFirst || isLast && writer.target().activation() != Activation.IDENTITY)) {
                throw new IllegalStateException(
                        writer.node.name + " cannot set the gradient of " + writer.target().name());
            }
            boolean isDone = isForward && isUniform || writer.turn() == Turn.JOINT && writer.input > 0;
            if (!isDone) {
                ops.add(new Op(writer.node, writer.input, new Write(!isFirst, isLast)));
            }
        }
    }

    private void addWriters(List<Writer> writers, List<Node> nodes, Turn turn) {
        for (Node node : nodes) {
            for (int i = 0; i < node.inputs.size(); i++) {
                Writer writer = new Writer(node, i);
                if (writer.turn() == turn && node.hasGradient(i) && needed[writer.target().id()]) {
                    writers.add(writer);
                }
            }
        }
    }

    private static long count(List<Writer> among, Value target) {
        return among.stream().filter(w -> w.target().equals(target)).count();
    }

    /// In the order of the way back.
    List<Op> ops() {
        return ops;
    }

    boolean needsGradient(Value value) {
        return needed[value.id()];
    }

    /// Whether the gradient of a value can take its place: it has one reader alone, which sets the gradient when it has
    /// read the value.
    boolean isInPlace(Value value) {
        List<Node> readers = graph.nodes().stream().filter(n -> n.inputs.contains(value)).toList();
        return needsGradient(value) && readers.size() == 1 && value.activation() == Activation.IDENTITY
                && readers.getFirst().setsGradientForward(readers.getFirst().inputs.indexOf(value));
    }
}
