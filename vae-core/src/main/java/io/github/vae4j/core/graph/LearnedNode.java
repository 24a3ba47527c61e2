package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Statistics;
import java.util.List;

/// A matrix that is learned: the same rows for every batch.
final class LearnedNode extends Node {
    private static final Cut ROWS = Cut.rows(32);
    // As many as a task of a small layer has; a sink holds them.
    private static final int PER_TASK = WeightCut.LARGEST / 2;

    private final Block block;

    /// @param block as large as `output`, row-major
    LearnedNode(String name, Value output, Block block) {
        super(name, output);
        this.block = block;
    }

    @Override
    List<Block> blocks() {
        return List.of(block);
    }

    @Override
    Cut cut() {
        return ROWS;
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        int width = output.width();
        System.arraycopy(frame.parameters, block.offset() + row * width, frame.values(output), row * width,
                rows * width);
    }

    @Override
    Cut backwardCut(int input) {
        throw new IllegalStateException(name + " has no inputs");
    }

    @Override
    void backward(Frame frame, int input, Write how, int row, int rows, int column, int columns, int worker) {
        throw new IllegalStateException(name + " has no inputs");
    }

    @Override
    int gradientTasks() {
        return Math.ceilDiv(block.length(), PER_TASK);
    }

    @Override
    void gradient(Frame frame, int task, Sink sink, int worker) {
        int from = task * PER_TASK;
        int count = Math.min(PER_TASK, block.length() - from);
        float[] into = sink.array(worker);
        int at = sink.place(worker, block.offset() + from, count);
        System.arraycopy(frame.gradient(output), from, into, at, count);
        sink.done(worker);
    }

    @Override
    double gradientBound(Frame frame) {
        return Statistics.maxAbs(frame.gradient(output), 0, block.length());
    }

    @Override
    void reference(DoubleFrame frame) {
        System.arraycopy(frame.parameters, block.offset(), frame.values(output), 0, block.length());
    }
}
