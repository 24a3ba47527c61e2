package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;

/// Points less their mean, in single precision, in blocks that stay in the cache. Blocks consist of panels of as many points
/// as products are fast with; a panel has a row for each column of the points, so that products with few others read the
/// memory from end to end.
final class CentredBlocks {
    /// Points of a block; the last one is filled up with zeros.
    static final int ROWS = 128;
    private static final int PANEL = MatMul.PANEL;

    private final int d;
    private final double[] mean;
    private final float[] blocks;
    private final float[] norms;

    /// Centres points, one or more.
    CentredBlocks(Codes codes, Workers workers) {
        int n = codes.rows();
        d = codes.units();
        mean = Columns.means(codes, workers);
        int count = (n + ROWS - 1) / ROWS;
        blocks = new float[Math.multiplyExact(count, ROWS * d)];
        norms = new float[n];
        float[] x = codes.values();
        float[][] row = new float[workers.threads()][d];
        workers.run(count, (block, worker) -> {
            float[] own = row[worker];
            for (int i = block * ROWS; i < Math.min(n, (block + 1) * ROWS); i++) {
                for (int j = 0; j < d; j++) {
                    own[j] = (float) (x[i * d + j] - mean[j]);
                }
                for (int j = 0, at = at(i, 0); j < d; j++, at += PANEL) {
                    blocks[at] = own[j];
                }
                norms[i] = (float) Math.sqrt(Statistics.dot(own, 0, own, 0, d));
            }
        });
    }

    /// What is subtracted from the points.
    double[] mean() {
        return mean;
    }

    /// The length of a point.
    float norm(int row) {
        return norms[row];
    }

    /// The inner products of some points, (count, d), with those of a block: (count, [#ROWS]).
    void multiply(float[] out, float[] points, int count, int block, float[] scratch) {
        for (int r = 0; r < ROWS; r += PANEL) {
            MatMul.multiply(out, r, ROWS, points, 0, d, blocks, at(block * ROWS + r, 0), PANEL, count, PANEL, d, false,
                    scratch);
        }
    }

    float[] scratch() {
        return new float[MatMul.scratchLength(d)];
    }

    /// Copies a point.
    void copy(int row, float[] out, int outAt) {
        for (int j = 0, at = at(row, 0); j < d; j++, at += PANEL) {
            out[outAt + j] = blocks[at];
        }
    }

    /// The squared distance of two points, from differences.
    float squaredDistance(int row, int other) {
        float sum = 0;
        int otherAt = at(other, 0);
        for (int j = 0, at = at(row, 0); j < d; j++, at += PANEL, otherAt += PANEL) {
            float difference = blocks[at] - blocks[otherAt];
            sum = Math.fma(difference, difference, sum);
        }
        return sum;
    }

    private int at(int row, int column) {
        return row / PANEL * PANEL * d + column * PANEL + row % PANEL;
    }
}
