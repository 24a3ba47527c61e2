package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A part of a graph that computes some values from others, without a way back. Values that are not needed any more leave
/// their memory to later ones, so that it stays in a cache.
///
/// Nodes that depend on parameters alone come first, and are run once for all blocks of rows; nodes that depend on noise come
/// last, so that they alone are run again for another draw.
final class Slice {
    private static final float[] NONE = {};

    private final Graph graph;
    private final Node[] nodes;
    private final int firstCalm;
    private final int firstNoisy;
    // Per value the number of its array, or -1; per array the width of the widest value in it that has rows for samples, and
    // the length of the longest one of a fixed number of rows.
    private final int[] array;
    private final List<Integer> widths = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();

    /// @param given values that the caller sets before each run
    /// @param wanted values that the caller reads after each run
    Slice(Graph graph, List<Value> given, List<Value> wanted) {
        this.graph = graph;
        Set<Value> noisy = new HashSet<>(graph.noises().stream().map(Noise::value).filter(given::contains).toList());
        List<Node> first = new ArrayList<>();
        List<Node> calm = new ArrayList<>();
        List<Node> repeated = new ArrayList<>();
        for (Node node : needed(given, wanted)) {
            if (isFixed(node)) {
                first.add(node);
            } else if (node.inputs.stream().anyMatch(noisy::contains)) {
                noisy.add(node.output);
                repeated.add(node);
            } else {
                calm.add(node);
            }
        }
        firstCalm = first.size();
        firstNoisy = firstCalm + calm.size();
        Set<Value> kept = new HashSet<>(wanted);
        Stream.concat(calm.stream(), repeated.stream()).flatMap(node -> node.inputs.stream())
                .filter(value -> value.rows().fixed() > 0).forEach(kept::add);
        nodes = Stream.of(first, calm, repeated).flatMap(List::stream).toArray(Node[]::new);

        repeated.forEach(node -> node.inputs.stream().filter(value -> !noisy.contains(value)).forEach(kept::add));
        array = new int[graph.values().size()];
        Arrays.fill(array, -1);
        Deque<Integer> free = new ArrayDeque<>();
        given.forEach(value -> place(value, free));
        for (int i = 0; i < nodes.length; i++) {
            place(nodes[i].output, free);
            for (Value value : new HashSet<>(nodes[i].inputs)) {
                // What the caller sets again for another draw must not be in the way of what is kept.
                if (!kept.contains(value) && !(given.contains(value) && noisy.contains(value))
                        && !isRead(value, i + 1)) {
                    free.push(array[value.id()]);
                }
            }
        }
    }

    private static boolean isFixed(Node node) {
        return node.output.rows().fixed() > 0 && node.inputs.stream().allMatch(value -> value.rows().fixed() > 0);
    }

    private List<Node> needed(List<Value> given, List<Value> wanted) {
        Set<Value> open = new HashSet<>(wanted);
        List<Node> found = new ArrayList<>();
        for (Node node : graph.nodes().reversed()) {
            if (open.contains(node.output) && !given.contains(node.output)) {
                found.addFirst(node);
                open.addAll(node.inputs);
            }
        }
        return found;
    }

    private void place(Value value, Deque<Integer> free) {
        int at = free.isEmpty() ? widths.size() : free.pop();
        if (at == widths.size()) {
            widths.add(0);
            lengths.add(0);
        }
        int width = Math.multiplyExact(value.width(), value.rows().perSample());
        int length = Math.multiplyExact(value.width(), value.rows().fixed());
        widths.set(at, Math.max(widths.get(at), width));
        lengths.set(at, Math.max(lengths.get(at), length));
        array[value.id()] = at;
    }

    private boolean isRead(Value value, int from) {
        return Arrays.stream(nodes).skip(from).anyMatch(node -> node.inputs.contains(value));
    }

    /// Memory for one worker and blocks of up to `rows` samples.
    Frame frame(float[] parameters, int rows) {
        float[][] arrays = new float[widths.size()][];
        Arrays.setAll(arrays, i -> new float[Math.max(lengths.get(i), Math.multiplyExact(rows, widths.get(i)))]);
        float[][] values = new float[array.length][];
        Arrays.setAll(values, v -> array[v] < 0 ? NONE : arrays[array[v]]);
        return new Frame(graph, parameters, rows, values, new float @Nullable [values.length][],
                new float @Nullable [values.length][], true, List.of(nodes), 1);
    }

    /// Computes what depends on parameters alone; before [#start], and again when parameters have changed.
    void prepare(Frame frame) {
        run(frame, 0, firstCalm);
    }

    /// Computes what does not depend on noise.
    void start(Frame frame, int samples) {
        frame.batch(samples, samples, 0, 0, false);
        run(frame, firstCalm, firstNoisy);
    }

    /// Computes what depends on noise, after [#start] and for every draw.
    void draw(Frame frame) {
        run(frame, firstNoisy, nodes.length);
    }

    private void run(Frame frame, int from, int to) {
        for (int i = from; i < to; i++) {
            Value value = nodes[i].output;
            nodes[i].forward(frame, 0, frame.rows(value), 0, value.width(), 0);
        }
    }
}
