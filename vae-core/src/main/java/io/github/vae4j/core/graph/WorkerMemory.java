package io.github.vae4j.core.graph;

import java.util.List;

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
    /// Per node, what it computes in.
    final Object[] workspaces;

    WorkerMemory(int scratchLength, int tileLength, List<Node> nodes) {
        scratch = new float[scratchLength];
        tile = new float[tileLength];
        sums = new double[DensityNode.OWN_PER_TASK];
        workspaces = nodes.stream().map(Node::workspace).toArray();
    }
}
