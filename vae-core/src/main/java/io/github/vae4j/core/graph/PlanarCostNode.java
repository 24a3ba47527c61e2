package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import java.util.Arrays;

/// Minus the log-density of every row after a planar map: that of the row before it, plus `log det dz'/dz` (Rezende and Mohamed
/// 2015, equation 12).
final class PlanarCostNode extends Node {
    private static final Cut ROWS = Cut.rows(32);

    private final Value before;
    private final Value z;
    private final Value coefficients;
    private final int units;
    private final int draws;

    /// @param before minus the log-density of `z`
    /// @param z what is mapped
    /// @param coefficients of the map
    PlanarCostNode(String name, Value output, Value before, Value z, Value coefficients) {
        super(name, output, before, z, coefficients);
        this.before = before;
        this.z = z;
        this.coefficients = coefficients;
        units = z.width();
        draws = z.rows().perSample() / coefficients.rows().perSample();
    }

    @Override
    Object workspace() {
        return PlanarNode.Space.of(units);
    }

    @Override
    Cut cut() {
        return ROWS;
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        PlanarRow at = ((PlanarNode.Space) frame.worker(worker).workspace(this)).row();
        for (int r = row; r < row + rows; r++) {
            at.set(frame.values(z), r * units, frame.values(coefficients), r / draws * coefficients.width());
            frame.values(output)[r] = (float) (frame.values(before)[r] + at.logDeterminant());
        }
    }

    @Override
    Cut backwardCut(int input) {
        return ROWS;
    }

    @Override
    void backward(Frame frame, int input, Write how, int row, int rows, int column, int columns, int worker) {
        if (input == 0) {
            how.put(frame, before, row, rows, frame.gradient(output), row);
            return;
        }
        PlanarNode.Space space = (PlanarNode.Space) frame.worker(worker).workspace(this);
        int width = input == 1 ? units : coefficients.width();
        int repeated = input == 1 ? 1 : draws;
        float[] sum = space.gradient();
        for (int r = row; r < row + rows; r++) {
            Arrays.fill(sum, 0, width, 0);
            for (int d = r * repeated; d < (r + 1) * repeated; d++) {
                add(frame, d, input == 1, space.row(), sum);
            }
            how.put(frame, input == 1 ? z : coefficients, r * width, width, sum, 0);
        }
    }

    /// With D = 1 + slope along: by w z + b `-2 height slope along / D`, by w u `slope alongSlope / D`.
    private void add(Frame frame, int row, boolean byZ, PlanarRow at, float[] out) {
        float[] from = frame.values(z);
        float[] k = frame.values(coefficients);
        int kAt = row / draws * coefficients.width();
        at.set(from, row * units, k, kAt);
        double weight = frame.gradient(output)[row] / (1 + at.slope * at.along);
        double byArgument = weight * -2 * at.height * at.slope * at.along;
        double byProduct = weight * at.slope * at.alongSlope;
        for (int j = 0; j < units; j++) {
            double w = k[kAt + j];
            if (byZ) {
                out[j] += (float) (byArgument * w);
            } else {
                out[j] += (float) (byArgument * from[row * units + j] + byProduct * k[kAt + units + j]);
                out[units + j] += (float) (byProduct * w);
            }
        }
        if (!byZ) {
            out[2 * units] += (float) byArgument;
        }
    }

    @Override
    void reference(DoubleFrame frame) {
        PlanarRow at = new PlanarRow(units);
        for (int r = 0; r < frame.rows(output); r++) {
            at.set(frame.values(z), r * units, frame.values(coefficients), r / draws * coefficients.width());
            frame.values(output)[r] = frame.values(before)[r] + at.logDeterminant();
        }
    }
}
