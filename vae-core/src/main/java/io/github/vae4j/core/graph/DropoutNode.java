package io.github.vae4j.core.graph;

import io.github.vae4j.core.internal.Streams;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Activations;
import io.github.vae4j.kernels.model.Dropout;

/// Dropout, see [Dropout]: in training each element of x is 0 with some probability, else divided by the probability of
/// staying; it depends on the step and the row of the batch what stays. In inference x itself.
final class DropoutNode extends Node {
    private static final Cut ROWS = Cut.rows(32);

    private final Value x;
    private final int width;
    private final float keep;
    private final int stream;

    /// @param keep probability of staying
    /// @param number of the node among those of its kind, from 0: its random numbers are its own
    DropoutNode(String name, Value output, Value x, float keep, int number) {
        super(name, output, x);
        this.x = x;
        this.keep = keep;
        width = x.width();
        stream = Streams.DROPOUT + (number << Streams.LEVEL_BITS);
    }

    /// The mask.
    @Override
    int memory(int capacity) {
        return Math.multiplyExact(output.rows().of(capacity), width);
    }

    @Override
    Object workspace() {
        return new int[width];
    }

    @Override
    Cut cut() {
        return ROWS;
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        float[] y = frame.values(output);
        System.arraycopy(frame.values(x), row * width, y, row * width, rows * width);
        Batch batch = frame.batch();
        if (batch.isTraining()) {
            // Without a way back, as on samples, the mask is not kept.
            float[] memory = frame.memory(this);
            float[] mask = memory.length > 0 ? memory : frame.worker(worker).tile;
            for (int r = row; r < row + rows; r++) {
                int at = memory.length > 0 ? r * width : 0;
                mask(mask, at, batch.seed(), batch.step(), r, (int[]) frame.worker(worker).workspace(this));
                Dropout.apply(y, r * width, mask, at, width);
            }
        }
    }

    private void mask(float[] mask, int at, long seed, long step, int row, int[] scratch) {
        Dropout.mask(mask, at, 0, width, keep, seed, stream, (int) step, row, scratch);
    }

    @Override
    Cut backwardCut(int input) {
        return ROWS;
    }

    @Override
    void backward(Frame frame, int input, Write how, int row, int rows, int column, int columns, int worker) {
        float[] dx = frame.gradient(x);
        float[] dy = frame.gradient(output);
        float[] mask = frame.memory(this);
        for (int i = row * width; i < (row + rows) * width; i++) {
            float flow = mask[i] * dy[i];
            dx[i] = how.add() ? dx[i] + flow : flow;
        }
        if (how.last()) {
            Activations.backward(x.activation(), dx, row * width, dx, row * width, frame.saved(x), row * width,
                    rows * width);
        }
    }

    /// As in the first step with seed 0, see [io.github.vae4j.core.train.Step#set].
    @Override
    void reference(DoubleFrame frame) {
        float[] mask = new float[width];
        for (int r = 0; r < frame.rows(output); r++) {
            mask(mask, 0, 0, 0, r, new int[width]);
            for (int j = 0; j < width; j++) {
                frame.values(output)[r * width + j] = frame.values(x)[r * width + j] * mask[j];
            }
        }
    }
}
