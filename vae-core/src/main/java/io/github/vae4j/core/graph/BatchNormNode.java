package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.model.BatchNorm;

/// Batch normalisation, see [BatchNorm]: mean and variance are those of a column over the batch, and in inference running
/// ones, which follow those of the batches.
final class BatchNormNode extends NormNode {
    private static final Cut COLUMNS = Cut.columns(64);
    /// Share of a new batch in the running numbers.
    private static final float RATE = 0.1f;

    private final Block runningMean;
    private final Block runningVariance;

    BatchNormNode(String name, Value output, Value x, Block gamma, Block beta, Block runningMean,
            Block runningVariance) {
        super(name, output, x, gamma, beta);
        this.runningMean = runningMean;
        this.runningVariance = runningVariance;
    }

    /// `hat`, then gradients by x; behind them mean, variance and factor of each column, and two sums of the way back.
    @Override
    int memory(int capacity) {
        return Math.multiplyExact(2 * output.rows().of(capacity) + 5, width);
    }

    /// Where the numbers of the columns begin.
    private int columnsAt(float[] memory) {
        return memory.length - 5 * width;
    }

    /// For running numbers `hat` of a row and the factors; for the way back three sums of each column.
    @Override
    Object workspace() {
        return new float[3 * width];
    }

    @Override
    Cut cut() {
        return COLUMNS;
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        // Where it is frozen with all before it, as in a frozen encoder, it does as in inference.
        if (frame.batch().isTraining() && frame.memory(this).length > 0) {
            ofBatch(frame, row, rows, column, columns);
        } else {
            running(frame, row, rows, column, columns, (float[]) frame.worker(worker).workspace(this));
        }
        activate(frame, row, rows, column, columns);
    }

    private void ofBatch(Frame frame, int row, int rows, int column, int columns) {
        float[] memory = frame.memory(this);
        int mean = columnsAt(memory) + column;
        int variance = mean + width;
        int factor = variance + width;
        int at = row * width + column;
        BatchNorm.moments(memory, mean, memory, variance, frame.values(x), at, width, rows, columns);
        BatchNorm.factors(memory, factor, memory, variance, columns, EPSILON);
        BatchNorm.forward(linear(frame), at, memory, at, width, frame.values(x), at, width, memory, mean, memory,
                factor, frame.parameters, gamma.offset() + column, frame.parameters, beta.offset() + column, rows,
                columns);
    }

    private void running(Frame frame, int row, int rows, int column, int columns, float[] workspace) {
        float[] p = frame.parameters;
        BatchNorm.factors(workspace, width, p, runningVariance.offset() + column, columns, EPSILON);
        for (int r = row; r < row + rows; r++) {
            int at = r * width + column;
            BatchNorm.forward(linear(frame), at, workspace, 0, columns, frame.values(x), at, columns, p,
                    runningMean.offset() + column, workspace, width, p, gamma.offset() + column, p,
                    beta.offset() + column, 1, columns);
        }
    }

    /// The running variance is that without bias.
    @Override
    void followBatch(Frame frame) {
        float[] memory = frame.memory(this);
        int rows = frame.rows(output);
        int mean = columnsAt(memory);
        BatchNorm.follow(frame.parameters, runningMean.offset(), memory, mean, width, RATE, 1);
        BatchNorm.follow(frame.parameters, runningVariance.offset(), memory, mean + width, width, RATE,
                rows > 1 ? (float) (rows / (rows - 1.0)) : 1);
    }

    @Override
    Cut backwardCut(int input) {
        return COLUMNS;
    }

    @Override
    void backward(Frame frame, int input, Write how, int row, int rows, int column, int columns, int worker) {
        float[] memory = frame.memory(this);
        int at = row * width + column;
        int dx = (memory.length - 5 * width) / 2 + at;
        int mean = columnsAt(memory) + column;
        BatchNorm.backward(memory, dx, memory, mean + 3 * width, memory, mean + 4 * width, frame.gradient(output), at,
                memory, at, width, memory, mean + 2 * width, frame.parameters, gamma.offset() + column, rows, columns,
                (float[]) frame.worker(worker).workspace(this));
        for (int r = 0; r < rows; r++) {
            how.put(frame, x, at + r * width, columns, memory, dx + r * width);
        }
    }

    @Override
    void reference(DoubleFrame frame) {
        for (int j = 0; j < width; j++) {
            reference(frame, j, frame.rows(output), width);
        }
    }
}
