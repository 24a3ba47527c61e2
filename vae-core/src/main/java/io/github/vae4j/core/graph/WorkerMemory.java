package io.github.vae4j.core.graph;

/// What a worker needs for itself while it runs a task.
final class WorkerMemory {
    /// Working memory of products.
    final float[] scratch;
    /// A range of a gradient on its way to being added, or what a node computes in between.
    final float[] tile;
    /// Sums in double of some columns.
    final double[] sums;
    /// The rows that a density is asked for.
    final DensityView view;

    /// @param doubles that a density needs while it computes
    WorkerMemory(int scratchLength, int tileLength, int doubles) {
        scratch = new float[scratchLength];
        tile = new float[tileLength];
        sums = new double[DensityNode.OWN_PER_TASK];
        view = new DensityView(new double[doubles]);
    }
}
