package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import java.util.Arrays;

/// A planar map of every row, see [PlanarRow]; [PlanarCostNode] has what it does to the density.
final class PlanarNode extends Node {
    private static final Cut ROWS = Cut.rows(32);

    private final Value z;
    private final Value coefficients;
    private final int units;
    private final int draws;

    /// @param coefficients w, u and b; one row for one or more rows of `z`
    PlanarNode(String name, Value output, Value z, Value coefficients) {
        super(name, output, z, coefficients);
        this.z = z;
        this.coefficients = coefficients;
        units = z.width();
        draws = z.rows().perSample() / coefficients.rows().perSample();
    }

    /// The numbers of a row, and a row of a gradient.
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Space(PlanarRow row, float[] gradient) {
        static Space of(int units) {
            return new Space(new PlanarRow(units), new float[PlanarRow.coefficients(units)]);
        }
    }

    @Override
    Object workspace() {
        return Space.of(units);
    }

    @Override
    Cut cut() {
        return ROWS;
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        PlanarRow at = ((Space) frame.worker(worker).workspace(this)).row;
        float[] from = frame.values(z);
        float[] k = frame.values(coefficients);
        float[] to = frame.values(output);
        for (int r = row; r < row + rows; r++) {
            int kAt = r / draws * coefficients.width();
            at.set(from, r * units, k, kAt);
            for (int j = 0; j < units; j++) {
                double v = k[kAt + units + j] + at.shift * k[kAt + j];
                to[r * units + j] = (float) (from[r * units + j] + v * at.height);
            }
        }
    }

    @Override
    Cut backwardCut(int input) {
        return ROWS;
    }

    @Override
    void backward(Frame frame, int input, Write how, int row, int rows, int column, int columns, int worker) {
        Space space = (Space) frame.worker(worker).workspace(this);
        int width = input == 0 ? units : coefficients.width();
        int repeated = input == 0 ? 1 : draws;
        float[] sum = space.gradient;
        for (int r = row; r < row + rows; r++) {
            Arrays.fill(sum, 0, width, 0);
            for (int d = r * repeated; d < (r + 1) * repeated; d++) {
                if (input == 0) {
                    byZ(frame, d, space.row, sum);
                } else {
                    byCoefficients(frame, d, space.row, sum);
                }
            }
            how.put(frame, input == 0 ? z : coefficients, r * width, width, sum, 0);
        }
    }

    /// g + slope (g v) w.
    private void byZ(Frame frame, int row, PlanarRow at, float[] out) {
        float[] g = frame.gradient(output);
        float[] k = frame.values(coefficients);
        int kAt = row / draws * coefficients.width();
        at.set(frame.values(z), row * units, k, kAt);
        double push = at.slope * push(g, row, at, k, kAt);
        for (int j = 0; j < units; j++) {
            out[j] += (float) (g[row * units + j] + push * k[kAt + j]);
        }
    }

    /// g v.
    private double push(float[] g, int row, PlanarRow at, float[] k, int kAt) {
        double sum = 0;
        for (int j = 0; j < units; j++) {
            sum += g[row * units + j] * (k[kAt + units + j] + at.shift * k[kAt + j]);
        }
        return sum;
    }

    /// With t = height (w g): by w `slope (g v) z + shift (height g) + t ((alongSlope - 1) u / |w|^2 - 2 shift w / |w|^2)`,
    /// by u `height g + t (alongSlope - 1) w / |w|^2`, by b `slope (g v)`.
    private void byCoefficients(Frame frame, int row, PlanarRow at, float[] out) {
        float[] g = frame.gradient(output);
        float[] from = frame.values(z);
        float[] k = frame.values(coefficients);
        int kAt = row / draws * coefficients.width();
        at.set(from, row * units, k, kAt);
        double push = at.slope * push(g, row, at, k, kAt);
        double across = 0;
        for (int j = 0; j < units; j++) {
            across += (double) k[kAt + j] * g[row * units + j];
        }
        double bent = at.height * across / at.square;
        double bend = bent * (at.alongSlope - 1);
        for (int j = 0; j < units; j++) {
            double w = k[kAt + j];
            double lifted = at.height * g[row * units + j];
            out[j] += (float) (push * from[row * units + j] + at.shift * lifted + bend * k[kAt + units + j]
                    - 2 * bent * at.shift * w);
            out[units + j] += (float) (lifted + bend * w);
        }
        out[2 * units] += (float) push;
    }

    @Override
    void reference(DoubleFrame frame) {
        PlanarRow at = new PlanarRow(units);
        double[] from = frame.values(z);
        double[] k = frame.values(coefficients);
        for (int r = 0; r < frame.rows(output); r++) {
            int kAt = r / draws * coefficients.width();
            at.set(from, r * units, k, kAt);
            for (int j = 0; j < units; j++) {
                frame.values(output)[r * units + j] = from[r * units + j]
                        + (k[kAt + units + j] + at.shift * k[kAt + j]) * at.height;
            }
        }
    }
}
