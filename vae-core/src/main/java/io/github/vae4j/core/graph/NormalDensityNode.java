package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.ArrayMath;
import io.github.vae4j.kernels.Latent;
import java.util.Arrays;

/// Minus the log-density of each row of z under a normal distribution with diagonal covariance.
final class NormalDensityNode extends Node {
    private static final Cut ROWS = Cut.rows(32);

    private final Value z;
    private final Value heads;
    private final boolean isPathOnly;
    private final int units;
    private final int draws;

    /// @param heads means, then log variances; one row for one or more rows of `z`
    /// @param isPathOnly whether it has a gradient by `z` alone
    NormalDensityNode(String name, Value cost, Value z, Value heads, boolean isPathOnly) {
        super(name, cost, z, heads);
        this.z = z;
        this.heads = heads;
        this.isPathOnly = isPathOnly;
        units = z.width();
        draws = z.rows().perSample() / heads.rows().perSample();
    }

    @Override
    Cut cut() {
        return ROWS;
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        float[] h = frame.values(heads);
        float[] cost = frame.values(output);
        int step = draws == 1 ? rows : 1;
        for (int r = row; r < row + rows; r += step) {
            int mean = r / draws * 2 * units;
            Latent.logDensity(cost, r, frame.values(z), r * units, h, mean, h, mean + units, 2 * units, step, units);
        }
        for (int r = row; r < row + rows; r++) {
            cost[r] = -cost[r];
        }
    }

    @Override
    boolean hasGradient(int input) {
        return input == 0 || !isPathOnly;
    }

    @Override
    Cut backwardCut(int input) {
        return ROWS;
    }

    /// With d = z - mean and p = exp(-logvar): d p by z, -d p by the mean, (1 - d^2 p) / 2 by the log variance; each times the
    /// weight of its row.
    @Override
    void backward(Frame frame, int input, Write how, int row, int rows, int column, int columns, int worker) {
        float[] target = frame.gradient(input == 0 ? z : heads);
        if (!how.add()) {
            int width = input == 0 ? units : 2 * units;
            Arrays.fill(target, row * width, (row + rows) * width, 0);
        }
        // Rows of the heads have one or more rows of z.
        int first = input == 0 ? row : row * draws;
        int count = input == 0 ? rows : rows * draws;
        float[] precision = frame.worker(worker).tile;
        float[] h = frame.values(heads);
        for (int r = first; r < first + count; r++) {
            int mean = r / draws * 2 * units;
            float weight = frame.gradient(output)[r];
            for (int j = 0; j < units; j++) {
                precision[j] = -h[mean + units + j];
            }
            ArrayMath.exp(precision, 0, precision, 0, units);
            if (input == 0) {
                for (int j = 0; j < units; j++) {
                    target[r * units + j] += weight * (frame.values(z)[r * units + j] - h[mean + j]) * precision[j];
                }
            } else {
                for (int j = 0; j < units; j++) {
                    float d = frame.values(z)[r * units + j] - h[mean + j];
                    target[mean + j] -= weight * d * precision[j];
                    target[mean + units + j] += weight * (1 - d * d * precision[j]) / 2;
                }
            }
        }
    }

    @Override
    void reference(DoubleFrame frame) {
        double[] h = frame.values(heads);
        for (int r = 0; r < frame.rows(output); r++) {
            double sum = 0;
            for (int j = 0; j < units; j++) {
                double mean = h[r / draws * 2 * units + j];
                double logvar = h[r / draws * 2 * units + units + j];
                double d = frame.values(z)[r * units + j] - mean;
                sum += (StrictMath.log(2 * Math.PI) + logvar + d * d * StrictMath.exp(-logvar)) / 2;
            }
            frame.values(output)[r] = sum;
        }
    }
}
