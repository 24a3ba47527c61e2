package io.github.vae4j.core.internal;

import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Dense;
import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.Statistics;
import org.jspecify.annotations.Nullable;

/// One dense layer in a training workspace: its activations, and its three products cut into tasks.
///
/// For a batch of B rows: `output` (B, out) = f(`input` W + b); `delta` (B, out) is the derivative of the cost by
/// x W + b. The products write disjoint tiles, so that a team of threads can share each.
final class DenseLayer {
    final String name;
    final ParameterLayout.Dense shape;
    final float[] input;
    final float[] output;
    final float[] delta;
    // x W + b where the derivative of f needs it, else null
    private final float @Nullable [] preActivation;

    /// `delta` may be the output array itself for a layer whose loss writes its gradient in place.
    DenseLayer(String name, ParameterLayout.Dense shape, float[] input, int capacity, boolean deltaInPlace) {
        this.name = name;
        this.shape = shape;
        this.input = input;
        int length = Math.multiplyExact(capacity, shape.out());
        output = new float[length];
        delta = deltaInPlace ? output : new float[length];
        preActivation = shape.activation().usesOutput() ? null : new float[length];
    }

    int forwardTasks(int rows) {
        return Tiles.count(rows, shape.out());
    }

    void forward(int tile, int rows, float[] parameters, float[] scratch) {
        int out = shape.out();
        int row = Tiles.firstRow(tile, rows, out);
        int column = Tiles.firstColumn(tile, out);
        forward(row, Tiles.rows(tile, rows, out), column, Tiles.columns(tile, out), parameters, scratch);
    }

    void forward(int row, int rows, int column, int columns, float[] parameters, float[] scratch) {
        int out = shape.out();
        int in = shape.in();
        int at = row * out + column;
        Dense.forward(shape.activation(), output, at, out, preActivation, at, input, row * in, in, parameters,
                shape.weights() + column * in, parameters, shape.bias() + column, rows, columns, in, scratch);
    }

    int weightGradientTasks() {
        return Panels.count(shape.in(), shape.out());
    }

    /// How many panels a part has: one or two.
    int panels(int part) {
        return Panels.columns(part, shape.in(), shape.out()) > MatMul.PANEL ? 2 : 1;
    }

    /// Index of the first of the parameters of a part in one of its panels.
    int weights(int part, int panel) {
        int column = Panels.firstColumn(part, shape.in()) + panel * MatMul.PANEL;
        return shape.weights() + column * shape.in() + Panels.firstRow(part, shape.in()) * width(column);
    }

    /// How many parameters of a part are in one of its panels.
    int weightCount(int part, int panel) {
        return Panels.rows(part, shape.in()) * width(Panels.firstColumn(part, shape.in()) + panel * MatMul.PANEL);
    }

    private int width(int firstColumn) {
        return Math.min(MatMul.PANEL, shape.out() - firstColumn);
    }

    /// Derivative of the cost by the weights of a part, whose panels are `panelStride` apart in `gradient`.
    void weightGradient(int part, int batch, float[] gradient, int offset, int panelStride, float[] scratch) {
        int in = shape.in();
        Dense.weightGradient(gradient, offset, panelStride, input, Panels.firstRow(part, in), in, delta,
                Panels.firstColumn(part, in), shape.out(), batch, Panels.columns(part, in, shape.out()),
                Panels.rows(part, in), scratch);
    }

    /// Whether the biases of its panels belong to a part.
    boolean hasBiases(int part) {
        return Panels.firstRow(part, shape.in()) == 0;
    }

    /// Index of the first bias of a part.
    int biases(int part) {
        return shape.bias() + Panels.firstColumn(part, shape.in());
    }

    /// How many biases a part has.
    int biasCount(int part) {
        return Panels.columns(part, shape.in(), shape.out());
    }

    /// Derivative of the cost by the biases of a part.
    void biasGradient(int part, int batch, float[] gradient, int offset) {
        Dense.columnSums(gradient, offset, delta, Panels.firstColumn(part, shape.in()), shape.out(), batch,
                biasCount(part));
    }

    /// A bound of the magnitude of every derivative of the cost by weights and biases, and of their partial sums; NaN or
    /// infinite if there is none.
    double gradientBound(int batch) {
        double largest = Statistics.maxAbs(delta, 0, batch * shape.out());
        return batch * largest * Math.max(1, (double) Statistics.maxAbs(input, 0, batch * shape.in()));
    }

    int inputGradientTasks(int rows) {
        return Tiles.count(rows, shape.in());
    }

    /// A tile of the delta of the layer below.
    void inputGradient(int tile, int rows, DenseLayer below, float[] parameters, float[] scratch) {
        int in = shape.in();
        int row = Tiles.firstRow(tile, rows, in);
        int column = Tiles.firstColumn(tile, in);
        float[] saved = below.preActivation != null ? below.preActivation : below.output;
        inputGradient(below.shape.activation(), below.delta, saved, row, Tiles.rows(tile, rows, in), column,
                Tiles.columns(tile, in), parameters, scratch);
    }

    /// The derivative of the cost by some rows of the input itself, into `gradient` (B, in).
    void inputGradient(float[] gradient, int row, int rows, float[] parameters, float[] scratch) {
        inputGradient(Activation.IDENTITY, gradient, input, row, rows, 0, shape.in(), parameters, scratch);
    }

    private void inputGradient(Activation below, float[] gradient, float[] saved, int row, int rows, int column,
            int columns, float[] parameters, float[] scratch) {
        int out = shape.out();
        int at = row * shape.in() + column;
        Dense.backwardInput(below, gradient, at, shape.in(), delta, row * out, out, parameters,
                shape.weights(), shape.in(), column, saved, at, rows, columns, out, scratch);
    }
}
