package io.github.vae4j.core.graph;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// How fast each parameter learns: factors of the learning rate by the names of parameters, 0 for frozen ones.
public final class Rates {
    private static final int[] NO_ENDS = {};

    // Runs of equal factors: run i ends before parameter ends[i].
    private final int[] ends;
    private final float[] factors;
    private final Set<Block> frozen;

    private Rates(int[] ends, float[] factors, Set<Block> frozen) {
        this.ends = ends;
        this.factors = factors;
        this.frozen = frozen;
    }

    /// All learn alike.
    public static Rates equal() {
        return new Rates(NO_ENDS, new float[] {1}, Set.of());
    }

    /// Factors by patterns of names; of several patterns that fit, the last one counts.
    ///
    /// @param graph of the model
    /// @param patterns names in which `*` stands for any letters, with factors of 0 or more
    /// @throws IllegalArgumentException if a pattern fits no parameter; the message lists all names
    public static Rates of(Graph graph, Map<String, Double> patterns) {
        if (patterns.isEmpty() && graph.tensors().stream().allMatch(t -> t.block().moves())) {
            return equal();
        }
        float[] factor = new float[graph.parameterCount()];
        Arrays.fill(factor, 1);
        patterns.forEach((pattern, value) -> {
            List<ParameterView> matching = graph.tensors().stream().filter(t -> matches(pattern, t.name())).toList();
            if (matching.isEmpty()) {
                throw new IllegalArgumentException("no parameter is called '" + pattern + "'; the model has "
                        + graph.tensors().stream().map(ParameterView::name).collect(Collectors.joining(", ")));
            }
            matching.forEach(tensor -> fill(factor, tensor, value.floatValue()));
        });
        graph.tensors().stream().filter(t -> !t.block().moves()).forEach(tensor -> fill(factor, tensor, 0));
        return of(graph, factor);
    }

    private static boolean matches(String pattern, String name) {
        String regex = Arrays.stream(pattern.split("\\*", -1)).map(java.util.regex.Pattern::quote)
                .collect(Collectors.joining(".*"));
        return name.matches(regex);
    }

    private static void fill(float[] factor, ParameterView tensor, float value) {
        for (int r = 0; r < tensor.rows(); r++) {
            for (int c = 0; c < tensor.columns(); c++) {
                factor[tensor.index(r, c)] = value;
            }
        }
    }

    private static Rates of(Graph graph, float[] factor) {
        int runs = 1;
        for (int i = 1; i < factor.length; i++) {
            runs += factor[i] != factor[i - 1] ? 1 : 0;
        }
        int[] ends = new int[runs];
        float[] factors = new float[runs];
        int run = 0;
        for (int i = 0; i < factor.length; i++) {
            run += i > 0 && factor[i] != factor[i - 1] ? 1 : 0;
            ends[run] = i + 1;
            factors[run] = factor[i];
        }
        if (runs == 1 && factor[0] == 0) {
            throw new IllegalArgumentException("all parameters are frozen: there is nothing to train");
        }
        Set<Block> frozen = new LinkedHashSet<>();
        for (Block block : new HashSet<>(graph.tensors().stream().map(ParameterView::block).toList())) {
            boolean moves = false;
            for (int i = block.offset(); i < block.offset() + block.length(); i++) {
                moves |= factor[i] != 0;
            }
            if (!moves) {
                frozen.add(block);
            }
        }
        return new Rates(ends, factors, frozen);
    }

    /// The parts of the parameters of which nothing moves.
    public Set<Block> frozen() {
        return frozen;
    }

    /// The run that a parameter is in.
    int run(int parameter) {
        if (ends.length < 2) {
            return 0;
        }
        int found = Arrays.binarySearch(ends, parameter);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /// The parameter after the last of a run, at most `limit`.
    int end(int run, int limit) {
        return ends.length < 2 ? limit : Math.min(limit, ends[run]);
    }

    float factor(int run) {
        return factors[run];
    }
}
