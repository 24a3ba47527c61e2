package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.ArrayMath;
import io.github.vae4j.kernels.Statistics;
import java.util.Arrays;

/// Minus the log-density of each row of z under a mixture of normal distributions with diagonal covariances and equal
/// weights, `-log (1/K) sum_k N(z; mean_k, exp(logvar_k))`, with a gradient by z and by the components.
final class MixtureNode extends Node {
    private final Value z;
    private final Value table;
    private final Value heads;
    private final int units;
    private final int components;

    /// @param table of [ComponentsNode]
    /// @param heads that the table was made of
    MixtureNode(String name, Value cost, Value z, Value table, Value heads) {
        super(name, cost, z, table);
        this.z = z;
        this.table = table;
        this.heads = heads;
        units = z.width();
        components = table.width();
    }

    /// Means, then log variances, one row for each component.
    Value heads() {
        return heads;
    }

    /// Per row of z, the share of every component in its density.
    @Override
    int memory(int capacity) {
        return Math.multiplyExact(z.rows().of(capacity), components);
    }

    /// One number for every component.
    @Override
    Object workspace() {
        return new float[components];
    }

    private float[] workspace(Frame frame, int worker) {
        return (float[]) frame.worker(worker).workspace(this);
    }

    @Override
    Cut cut() {
        return Cut.rows(8);
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        float[] logs = workspace(frame, worker);
        float[] shares = frame.memory(this);
        for (int r = row; r < row + rows; r++) {
            logDensities(frame, r, logs);
            float largest = Float.NEGATIVE_INFINITY;
            for (int k = 0; k < components; k++) {
                largest = Math.max(largest, logs[k]);
            }
            for (int k = 0; k < components; k++) {
                logs[k] -= largest;
            }
            ArrayMath.exp(logs, 0, logs, 0, components);
            double sum = Statistics.sum(logs, 0, components);
            frame.values(output)[r] = (float) -(largest + StrictMath.log(sum / components));
            // Not there without a way back.
            if (shares.length > 0) {
                float scale = (float) (1 / sum);
                for (int k = 0; k < components; k++) {
                    shares[r * components + k] = scale * logs[k];
                }
            }
        }
    }

    private void logDensities(Frame frame, int row, float[] logs) {
        float[] t = frame.values(table);
        int constants = 2 * units * components;
        for (int k = 0; k < components; k++) {
            logs[k] = -t[constants + k];
        }
        for (int j = 0; j < units; j++) {
            float unit = frame.values(z)[row * units + j];
            int mean = j * components;
            int precision = mean + units * components;
            for (int k = 0; k < components; k++) {
                float d = unit - t[mean + k];
                logs[k] = Math.fma(-0.5f * d * d, t[precision + k], logs[k]);
            }
        }
    }

    // ---- backward

    @Override
    Cut backwardCut(int input) {
        return input == 0 ? Cut.rows(32) : Cut.rows(4);
    }

    @Override
    void backward(Frame frame, int input, Write how, int row, int rows, int column, int columns, int worker) {
        float[] gradient = frame.gradient(input == 0 ? z : table);
        int width = input == 0 ? units : components;
        if (!how.add()) {
            Arrays.fill(gradient, row * width, (row + rows) * width, 0);
        }
        for (int r = row; r < row + rows; r++) {
            if (input == 0) {
                byZ(frame, r, gradient, workspace(frame, worker));
            } else {
                byTable(frame, r, gradient);
            }
        }
    }

    /// `sum_k share_k (z - mean_k) precision_k`, times the weight of the row.
    private void byZ(Frame frame, int row, float[] gradient, float[] slopes) {
        float[] t = frame.values(table);
        float weight = frame.gradient(output)[row];
        for (int j = 0; j < units; j++) {
            float unit = frame.values(z)[row * units + j];
            int mean = j * components;
            int precision = mean + units * components;
            for (int k = 0; k < components; k++) {
                slopes[k] = (unit - t[mean + k]) * t[precision + k];
            }
            double sum = Statistics.dot(slopes, 0, frame.memory(this), row * components, components);
            gradient[row * units + j] += (float) (weight * sum);
        }
    }

    /// One row of the table, over all rows of z in their order: of means `-share (z - mean) precision`, of precisions
    /// `share (z - mean)^2 / 2`, of constants `share`; each times the weight of the row of z.
    private void byTable(Frame frame, int row, float[] gradient) {
        float[] t = frame.values(table);
        float[] shares = frame.memory(this);
        int to = row * components;
        int mean = row % units * components;
        int precision = mean + units * components;
        for (int r = 0; r < frame.rows(z); r++) {
            float weight = frame.gradient(output)[r];
            float unit = frame.values(z)[r * units + row % units];
            int share = r * components;
            if (row < units) {
                for (int k = 0; k < components; k++) {
                    float slope = (t[mean + k] - unit) * t[precision + k];
                    gradient[to + k] = Math.fma(weight * shares[share + k], slope, gradient[to + k]);
                }
            } else if (row < 2 * units) {
                float half = weight / 2;
                for (int k = 0; k < components; k++) {
                    float d = unit - t[mean + k];
                    gradient[to + k] = Math.fma(half * shares[share + k], d * d, gradient[to + k]);
                }
            } else {
                for (int k = 0; k < components; k++) {
                    gradient[to + k] = Math.fma(weight, shares[share + k], gradient[to + k]);
                }
            }
        }
    }

    @Override
    void reference(DoubleFrame frame) {
        double[] t = frame.values(table);
        for (int r = 0; r < frame.rows(z); r++) {
            double density = 0;
            for (int k = 0; k < components; k++) {
                double log = -t[2 * units * components + k];
                for (int j = 0; j < units; j++) {
                    double d = frame.values(z)[r * units + j] - t[j * components + k];
                    log -= d * d * t[(units + j) * components + k] / 2;
                }
                density += StrictMath.exp(log) / components;
            }
            frame.values(output)[r] = -StrictMath.log(density);
        }
    }
}
