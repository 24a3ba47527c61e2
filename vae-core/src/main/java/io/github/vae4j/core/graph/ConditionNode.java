package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;

/// Codes with the conditions of their samples beside them, `[z | c]`: what the decoder of a conditional model is given (Sohn et
/// al. 2015). All draws of a sample have its conditions, into which no gradient flows.
final class ConditionNode extends Node {
    private static final Cut ROWS = Cut.rows(32);

    private final Value z;
    private final Value condition;
    private final int units;
    private final int width;

    ConditionNode(String name, Value output, Value z, Value condition) {
        super(name, output, z, condition);
        this.z = z;
        this.condition = condition;
        units = z.width();
        width = output.width();
    }

    private int draws() {
        return z.rows().perSample() / condition.rows().perSample();
    }

    @Override
    Cut cut() {
        return ROWS;
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        float[] to = frame.values(output);
        int conditions = condition.width();
        for (int r = row; r < row + rows; r++) {
            System.arraycopy(frame.values(z), r * units, to, r * width, units);
            System.arraycopy(frame.values(condition), r / draws() * conditions, to, r * width + units, conditions);
        }
    }

    // ---- backward

    @Override
    boolean hasGradient(int input) {
        return input == 0;
    }

    @Override
    Cut backwardCut(int input) {
        return ROWS;
    }

    @Override
    void backward(Frame frame, int input, Write how, int row, int rows, int column, int columns, int worker) {
        for (int r = row; r < row + rows; r++) {
            how.put(frame, z, r * units, units, frame.gradient(output), r * width);
        }
    }

    // ---- reference

    @Override
    void reference(DoubleFrame frame) {
        double[] to = frame.values(output);
        for (int r = 0; r < frame.rows(output); r++) {
            System.arraycopy(frame.values(z), r * units, to, r * width, units);
            System.arraycopy(frame.values(condition), r / draws() * condition.width(), to, r * width + units,
                    condition.width());
        }
    }
}
