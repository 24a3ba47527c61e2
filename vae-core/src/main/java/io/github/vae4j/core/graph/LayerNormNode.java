package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.model.LayerNorm;

/// Layer normalisation, see [LayerNorm]: mean and variance are those of a row.
final class LayerNormNode extends NormNode {
    private static final Cut ROWS = Cut.rows(32);

    LayerNormNode(String name, Value output, Value x, Block gamma, Block beta) {
        super(name, output, x, gamma, beta);
    }

    /// `hat`, and behind it the factor of each row.
    @Override
    int memory(int capacity) {
        return Math.multiplyExact(output.rows().of(capacity), width + 1);
    }

    private int factorAt(float[] memory) {
        return memory.length / (width + 1) * width;
    }

    /// `hat` and the factor of a row, where they need not be kept; the gradient of a row.
    @Override
    Object workspace() {
        return new float[width + 1];
    }

    @Override
    Cut cut() {
        return ROWS;
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        float[] memory = frame.memory(this);
        boolean isKept = memory.length > 0;
        float[] hat = isKept ? memory : (float[]) frame.worker(worker).workspace(this);
        for (int r = row; r < row + rows; r++) {
            LayerNorm.forward(linear(frame), r * width, hat, isKept ? r * width : 0, hat,
                    isKept ? factorAt(memory) + r : width, frame.values(x), r * width, frame.parameters,
                    gamma.offset(), frame.parameters, beta.offset(), 1, width, EPSILON);
        }
        activate(frame, row, rows, 0, width);
    }

    @Override
    Cut backwardCut(int input) {
        return ROWS;
    }

    @Override
    void backward(Frame frame, int input, Write how, int row, int rows, int column, int columns, int worker) {
        float[] memory = frame.memory(this);
        float[] dx = (float[]) frame.worker(worker).workspace(this);
        for (int r = row; r < row + rows; r++) {
            LayerNorm.backward(dx, 0, frame.gradient(output), r * width, memory, r * width, memory,
                    factorAt(memory) + r, frame.parameters, gamma.offset(), 1, width);
            how.put(frame, x, r * width, width, dx, 0);
        }
    }

    @Override
    void reference(DoubleFrame frame) {
        for (int r = 0; r < frame.rows(output); r++) {
            reference(frame, r * width, width, 1);
        }
    }
}
