package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Optimiser;
import io.github.vae4j.kernels.Optimisers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The last part of a step: gradients by the parameters, and the optimiser's update.
///
/// A task computes the gradient by a part of a layer's weights and lets the optimiser use it up while it is in cache:
/// [#fused()]. Where the whole gradient must be known before anything moves, [#gradients()], [#norm()] and [#apply()] take
/// its place; the bits are the same.
public final class ParameterUpdate {
    // 64 KB of parameters: about 10 microseconds of Adam.
    private static final int PARAMETERS_PER_TASK = 16_384;

    private final Program program;
    private final Optimiser optimiser;
    private final Rates rates;
    private final UpdateRange[] ranges;
    private final List<Block> blocks;
    private final Phase bound;
    private final Phase fused;
    private final List<Phase> stores;
    private final Phase norm;
    private final Phase apply;
    private final double[] bounds;
    private float @Nullable [] gradients;
    private double @Nullable [] norms;

    /// Prepares the phases for a team of `threads`.
    ///
    /// @param states what the optimiser remembers, [Optimiser#states()] arrays as long as the parameters
    /// @throws IllegalArgumentException if the optimiser needs whole blocks and the learning rate differs within one
    public ParameterUpdate(Program program, Optimiser optimiser, float[][] states, Rates rates, int threads) {
        this.program = program;
        this.optimiser = optimiser;
        this.rates = rates;
        Frame frame = program.frame();
        ranges = new UpdateRange[threads];
        Arrays.setAll(ranges, _ -> new UpdateRange(frame.parameters, states));
        List<Node> learners = program.learners();
        bounds = new double[learners.size()];
        bound = Phase.of("gradient bound", () -> bounds.length,
                (task, _) -> bounds[task] = learners.get(task).gradientBound(frame));
        fused = phase("gradients and update", learners, new BufferSink(threads, this::move));
        stores = stores(learners, threads);
        int chunks = Math.ceilDiv(frame.parameters.length, PARAMETERS_PER_TASK);
        norm = Phase.of("norm", () -> chunks, (task, _) -> norm(task));
        blocks = optimiser.needsWholeBlocks() ? moving(learners) : List.of();
        apply = optimiser.needsWholeBlocks()
                ? Phase.of("update", blocks::size, (task, worker) -> applyBlock(blocks.get(task), worker))
                : Phase.of("update", () -> chunks, this::apply);
    }

    private Phase phase(String name, List<Node> nodes, Sink sink) {
        Parts parts = new Parts(nodes);
        Frame frame = program.frame();
        return Phase.of(name, parts::count, (task, worker) -> parts.run(frame, task, sink, worker));
    }

    /// Nodes that share parameters take turns: the first sets their gradient, the others add to it.
    private List<Phase> stores(List<Node> learners, int threads) {
        Map<Block, Integer> uses = new HashMap<>();
        List<List<Node>> turns = new ArrayList<>();
        for (Node node : learners) {
            int turn = 0;
            for (Block block : node.blocks()) {
                turn = Math.max(turn, uses.merge(block, 1, Integer::sum) - 1);
            }
            while (turns.size() <= turn) {
                turns.add(new ArrayList<>());
            }
            turns.get(turn).add(node);
        }
        List<Phase> phases = new ArrayList<>();
        for (List<Node> nodes : turns) {
            phases.add(
                    phase("gradients", nodes, phases.isEmpty() ? new StoreSink() : new BufferSink(threads, this::add)));
        }
        return List.copyOf(phases);
    }

    private void add(int worker, float[] gradient, int at, int parameter, int count) {
        float[] all = whole();
        for (int i = 0; i < count; i++) {
            all[parameter + i] += gradient[at + i];
        }
    }

    private List<Block> moving(List<Node> learners) {
        Set<Block> moving = new LinkedHashSet<>();
        learners.forEach(node -> moving.addAll(node.blocks()));
        moving.removeAll(rates.frozen());
        for (Block block : moving) {
            if (rates.end(rates.run(block.offset()), Integer.MAX_VALUE) < block.offset() + block.length()) {
                throw new IllegalArgumentException("the optimiser " + optimiser + " moves whole layers: give all "
                        + "parameters of a layer one learning rate");
            }
        }
        return List.copyOf(moving);
    }

    /// Keeps the gradient, laid out as the parameters.
    private final class StoreSink implements Sink {
        @Override
        public float[] array(int worker) {
            return whole();
        }

        @Override
        public int place(int worker, int parameter, int count) {
            return parameter;
        }

        @Override
        public void done(int worker) {}
    }

    // ---- tasks

    private void move(int worker, float[] by, int byAt, int parameter, int count) {
        int end = parameter + count;
        int run = rates.run(parameter);
        for (int from = parameter; from < end; run++) {
            int to = rates.end(run, end);
            float factor = rates.factor(run);
            if (factor != 0) {
                optimiser.update(ranges[worker].range(from, to - from, by, byAt + from - parameter, 1, factor));
            }
            from = to;
        }
    }

    private void applyBlock(Block block, int worker) {
        float factor = rates.factor(rates.run(block.offset()));
        optimiser.update(ranges[worker].range(block.offset(), block.length(), whole(), block.offset(), block.rows(),
                factor));
    }

    private void norm(int task) {
        int from = task * PARAMETERS_PER_TASK;
        int count = Math.min(PARAMETERS_PER_TASK, whole().length - from);
        Objects.requireNonNull(norms)[task] = Optimisers.squaredNorm(whole(), from, count);
    }

    private void apply(int task, int worker) {
        int from = task * PARAMETERS_PER_TASK;
        move(worker, whole(), from, from, Math.min(PARAMETERS_PER_TASK, whole().length - from));
    }

    // ---- what a step needs

    /// Says how the next update is to be done.
    ///
    /// @param gradientScale factor of the gradient, from clipping
    /// @param rate learning rate
    /// @param step number of the step, from 1
    public void prepare(double gradientScale, double rate, long step) {
        for (UpdateRange range : ranges) {
            range.step(gradientScale, rate, step);
        }
    }

    /// Whether [#fused()] cannot be used: the optimiser must see whole blocks, or parameters are used twice.
    public boolean needsWholeGradient() {
        return optimiser.needsWholeBlocks() || stores.size() > 1;
    }

    /// Computes what [#normBound()] tells.
    public Phase bound() {
        return bound;
    }

    /// A bound of the Euclidean norm of the gradient, without computing it; NaN or infinite if it may not be finite.
    public double normBound() {
        double largest = 0;
        for (double each : bounds) {
            largest = Math.max(largest, each);
        }
        return largest * Math.sqrt(program.frame().parameters.length);
    }

    /// Computes gradients and updates, part by part.
    public Phase fused() {
        return fused;
    }

    /// Compute the whole gradient, one after the other.
    public List<Phase> gradients() {
        if (gradients == null) {
            gradients = new float[program.frame().parameters.length];
            norms = new double[norm.tasks()];
        }
        return stores;
    }

    /// Computes what [#normOfGradient()] tells.
    public Phase norm() {
        return norm;
    }

    /// The Euclidean norm of the whole gradient; NaN or infinite if a part of it is.
    public double normOfGradient() {
        double sum = 0;
        for (double part : Objects.requireNonNull(norms)) {
            sum += part;
        }
        return Math.sqrt(sum);
    }

    /// Updates along the whole gradient.
    public Phase apply() {
        return apply;
    }

    /// The whole gradient, laid out as the parameters.
    public float[] whole() {
        return Objects.requireNonNull(gradients);
    }
}
