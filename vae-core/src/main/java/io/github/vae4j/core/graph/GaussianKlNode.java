package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Latent;

/// Per row the divergence of q(z|x) = N(mean, exp(logvar)) from N(0, I), in closed form (Kingma and Welling 2014,
/// appendix B). Its gradient is part of the way back through the draw, see [DrawNode].
final class GaussianKlNode extends Node {
    private final Value heads;
    private final DrawNode draw;
    private final int units;

    /// @param heads means, then log variances
    /// @param draw from them
    GaussianKlNode(String name, Value kl, Value heads, DrawNode draw) {
        super(name, kl, heads);
        this.heads = heads;
        this.draw = draw;
        units = heads.width() / 2;
    }

    int units() {
        return units;
    }

    /// Factors of the derivative of each unit's divergence, one for each unit; they are set before the way back.
    float[] weights(Frame frame) {
        return draw.weights(frame);
    }

    @Override
    Cut cut() {
        return Cut.rows(32);
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        float[] h = frame.values(heads);
        int mean = row * 2 * units;
        Latent.kl(frame.values(output), row, h, mean, h, mean + units, 2 * units, rows, units);
    }

    /// Adds the divergence of every unit, summed over the rows of the batch, to `sums`.
    void addPerUnit(Frame frame, double[] sums) {
        float[] h = frame.values(heads);
        Latent.klPerUnit(sums, h, 0, h, units, 2 * units, frame.rows(heads), units);
    }

    @Override
    boolean hasGradient(int input) {
        return false;
    }

    @Override
    Cut backwardCut(int input) {
        throw new IllegalStateException(name + " has its gradient in the draw");
    }

    @Override
    void backward(Frame frame, int input, Write how, int row, int rows, int column, int columns, int worker) {
        throw new IllegalStateException(name + " has its gradient in the draw");
    }

    @Override
    void reference(DoubleFrame frame) {
        double[] h = frame.values(heads);
        double[] kl = frame.values(output);
        for (int r = 0; r < frame.rows(output); r++) {
            kl[r] = 0;
            for (int j = 0; j < units; j++) {
                kl[r] += unit(h, r, j);
            }
        }
    }

    private double unit(double[] h, int row, int j) {
        double mean = h[row * 2 * units + j];
        double logvar = h[row * 2 * units + units + j];
        return (mean * mean + StrictMath.expm1(logvar) - logvar) / 2;
    }

    /// The mean over the rows of the divergence of one unit.
    double referenceMean(DoubleFrame frame, int j) {
        double sum = 0;
        for (int r = 0; r < frame.rows(heads); r++) {
            sum += unit(frame.values(heads), r, j);
        }
        return sum / frame.rows(heads);
    }
}
