package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Latent;

/// The reparameterised draw `z = mean + exp(logvar / 2) eps` (Kingma and Welling 2014, section 2.4), one or more for every
/// row of means and log variances.
///
/// On the way back it adds the gradient of the divergence from N(0, I) in closed form, times a weight for each unit: the two
/// share their factors. The weights are 0 unless a [GaussianKlNode] sets them.
final class DrawNode extends Node {
    private static final Cut ROWS = Cut.rows(32);

    private final Value heads;
    private final Value noise;
    private final int units;
    private final boolean isReweighted;

    /// @param heads means, then log variances
    /// @param noise standard normal, one row for every row of `z`
    /// @param isReweighted whether the gradient of each draw is multiplied by its share of the weights of its sample on the
    ///     way back: the doubly reparameterised gradient (Tucker et al. 2019, equation 8)
    DrawNode(String name, Value z, Value heads, Value noise, boolean isReweighted) {
        super(name, z, heads, noise);
        this.isReweighted = isReweighted;
        this.heads = heads;
        this.noise = noise;
        units = z.width();
    }

    /// Weights of the divergence for each unit, then as many zeros.
    @Override
    int memory(int capacity) {
        return 2 * units;
    }

    float[] weights(Frame frame) {
        return frame.memory(this);
    }

    @Override
    Cut cut() {
        return ROWS;
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        float[] h = frame.values(heads);
        int draws = draws();
        int step = draws == 1 ? rows : 1;
        for (int r = row; r < row + rows; r += step) {
            int mean = r / draws * 2 * units;
            Latent.reparameterise(frame.values(output), r * units, h, mean, h, mean + units, 2 * units,
                    frame.values(noise), r * units, step, units);
        }
    }

    private int draws() {
        return output.rows().perSample() / heads.rows().perSample();
    }

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
        int draws = draws();
        if (isReweighted) {
            reweight(frame, row * draws, rows * draws);
        }
        if (draws == 1 && !how.add()) {
            back(frame, frame.gradient(heads), row * 2 * units, row, row, rows, 0);
            return;
        }
        float[] tile = frame.worker(worker).tile;
        float[] gradient = frame.gradient(heads);
        for (int r = row; r < row + rows; r++) {
            int to = r * 2 * units;
            for (int k = 0; k < draws; k++) {
                // The divergence counts once, whatever the number of draws.
                int weights = k == 0 ? 0 : units;
                boolean set = k == 0 && !how.add();
                back(frame, set ? gradient : tile, set ? to : 0, r, r * draws + k, 1, weights);
                for (int j = 0; j < 2 * units && !set; j++) {
                    gradient[to + j] += tile[j];
                }
            }
        }
    }

    private void reweight(Frame frame, int row, int rows) {
        float[] dz = frame.gradient(output);
        for (int r = row; r < row + rows; r++) {
            float weight = frame.rowWeights()[r];
            for (int i = r * units; i < (r + 1) * units; i++) {
                dz[i] *= weight;
            }
        }
    }

    private void back(Frame frame, float[] dHeads, int at, int row, int draw, int rows, int weights) {
        float[] h = frame.values(heads);
        int mean = row * 2 * units;
        Latent.reparameteriseBackward(dHeads, at, dHeads, at + units, frame.gradient(output), draw * units, h, mean, h,
                mean + units, 2 * units, frame.values(noise), draw * units, weights(frame), weights, rows,
                units);
    }

    @Override
    void reference(DoubleFrame frame) {
        double[] h = frame.values(heads);
        double[] eps = frame.values(noise);
        double[] z = frame.values(output);
        for (int r = 0; r < frame.rows(output); r++) {
            for (int j = 0; j < units; j++) {
                int mean = r / draws() * 2 * units + j;
                z[r * units + j] = h[mean] + StrictMath.exp(h[mean + units] / 2) * eps[r * units + j];
            }
        }
    }
}
