package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Activations;
import io.github.vae4j.kernels.Dense;
import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.kernels.model.LayerNorm;
import java.util.List;

/// What layer and batch normalisation have in common: `y = f(hat gamma + beta)`, where `hat` is x with mean 0 and variance 1.
/// Its memory begins with `hat`.
abstract class NormNode extends Node {
    /// Added to a variance.
    static final float EPSILON = 1e-5f;

    private static final int COLUMNS_PER_TASK = 512;

    final Value x;
    final int width;
    final Block gamma;
    final Block beta;

    NormNode(String name, Value output, Value x, Block gamma, Block beta) {
        super(name, output, x);
        this.x = x;
        this.gamma = gamma;
        this.beta = beta;
        width = x.width();
    }

    @Override
    final List<Block> blocks() {
        return List.of(gamma, beta);
    }

    /// Where `hat gamma + beta` goes.
    final float[] linear(Frame frame) {
        float[] inner = frame.inner(output);
        return inner == null ? frame.values(output) : inner;
    }

    /// Applies the activation to some columns of some rows of [#linear].
    final void activate(Frame frame, int row, int rows, int column, int columns) {
        float[] linear = linear(frame);
        float[] y = frame.values(output);
        for (int r = row; r < row + rows; r++) {
            int at = r * width + column;
            Activations.forward(output.activation(), y, at, linear, at, columns);
        }
    }

    @Override
    final int gradientTasks() {
        return Math.ceilDiv(width, COLUMNS_PER_TASK);
    }

    @Override
    final void gradient(Frame frame, int task, Sink sink, int worker) {
        int column = task * COLUMNS_PER_TASK;
        int columns = Math.min(COLUMNS_PER_TASK, width - column);
        float[] dy = frame.gradient(output);
        float[] into = sink.array(worker);
        LayerNorm.gammaGradient(into, sink.place(worker, gamma.offset() + column, columns), dy, column,
                frame.memory(this),
                column,
                width, frame.rows(output), columns);
        sink.done(worker);
        Dense.columnSums(into, sink.place(worker, beta.offset() + column, columns), dy, column, width,
                frame.rows(output), columns);
        sink.done(worker);
    }

    @Override
    final double gradientBound(Frame frame) {
        int rows = frame.rows(output);
        double largest = Statistics.maxAbs(frame.gradient(output), 0, rows * width);
        return rows * largest * Math.max(1, (double) Statistics.maxAbs(frame.memory(this), 0, rows * width));
    }

    /// `f(hat gamma + beta)` of elements that are normalised together.
    ///
    /// @param at index of the first
    /// @param n how many
    /// @param step distance between them
    final void reference(DoubleFrame frame, int at, int n, int step) {
        double[] from = frame.values(x);
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += from[at + i * step] / n;
        }
        double variance = 0;
        for (int i = 0; i < n; i++) {
            variance += StrictMath.pow(from[at + i * step] - mean, 2) / n;
        }
        for (int i = 0; i < n; i++) {
            int element = at + i * step;
            double hat = (from[element] - mean) / Math.sqrt(variance + EPSILON);
            int column = element % width;
            frame.values(output)[element] = DoubleFrame.activate(output.activation(), hat
                    * frame.parameters[gamma.offset() + column] + frame.parameters[beta.offset() + column]);
        }
    }
}
