package io.github.vae4j.core.graph;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a worker needs for itself while it runs a task.
final class WorkerMemory {
    /// Working memory of products.
    final float[] scratch;
    /// A range of a gradient on its way to being added, or what a node computes in between.
    final float[] tile;
    /// Sums in double of some columns.
    final double[] sums;
    /// The rows that a density is asked for.
    final DensityView view = new DensityView();
    /// Per node that runs, what it computes in.
    private final @Nullable Object[] workspaces;

    /// @param nodes of the graph
    /// @param running nodes that will run
    WorkerMemory(int scratchLength, int tileLength, int nodes, List<Node> running) {
        scratch = new float[scratchLength];
        tile = new float[tileLength];
        sums = new double[DensityNode.OWN_PER_TASK];
        workspaces = new Object[nodes];
        running.forEach(node -> workspaces[node.id()] = node.workspace());
    }

    /// What a node computes in.
    Object workspace(Node node) {
        return Objects.requireNonNull(workspaces[node.id()]);
    }
}
