package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Workers;
import java.util.Arrays;

/// The cost of softmax regression, `-sum_i ln p(y_i|x_i)` with p = softmax(W z + b), z = (x - centre) * scale, as a
/// function of the weights; its gradient, and products of its second derivatives with a vector. The penalty is not here.
///
/// Weights are (classes, d + 1): the intercept is the last of a row, the weight of a column of ones. Rows are shared out
/// in parts that depend on n alone, and their sums are added in order: so the bits do not depend on the workers.
final class SoftmaxCost {
    /// Rows that are worked on side by side: the inner loop over them is one that compilers turn into SIMD.
    private static final int LANES = LaneSums.LANES;

    private final float[] x;
    private final int[] classes;
    private final int n;
    private final int d;
    private final int width;
    private final int count;
    // Rounded up for [LaneSums]; what lies in between stays zero.
    private final int paddedWidth;
    private final int paddedCount;
    private final double[] centre;
    private final double[] scale;
    private final Workers workers;
    private final double[] probabilities;
    private final double[][] sums;
    private final Block[] blocks;

    /// @param x points, (n, d)
    /// @param classes the class of every row, 0 to `count - 1`
    /// @param count number of classes
    /// @param centre d numbers
    /// @param scale d numbers
    /// @param workers who computes
    SoftmaxCost(float[] x, int d, int[] classes, int count, double[] centre, double[] scale, Workers workers) {
        this.x = x;
        this.classes = classes;
        this.n = classes.length;
        this.d = d;
        this.width = d + 1;
        this.count = count;
        paddedWidth = LaneSums.padded(width);
        paddedCount = LaneSums.padded(count);
        this.centre = centre;
        this.scale = scale;
        this.workers = workers;
        probabilities = new double[Math.multiplyExact(n, count)];
        // The last element is for the cost.
        sums = new double[RowParts.count(n)][paddedCount * paddedWidth + 1];
        blocks = new Block[workers.threads()];
        for (int worker = 0; worker < blocks.length; worker++) {
            blocks[worker] = new Block();
        }
    }

    /// Working memory: some rows, column by column, and one number for each of them and each class.
    private final class Block {
        private final double[] columns = new double[paddedWidth * LANES];
        private final double[] scores = new double[paddedCount * LANES];
        private final double[] means = new double[LANES];

        private void load(int first, int lanes) {
            for (int r = 0; r < lanes; r++) {
                for (int j = 0; j < d; j++) {
                    columns[j * LANES + r] = (x[(first + r) * d + j] - centre[j]) * scale[j];
                }
                columns[d * LANES + r] = 1;
            }
        }

        /// `scores = weights z` for every class and row.
        private void multiply(double[] weights, int lanes) {
            for (int k = 0; k < count; k++) {
                Arrays.fill(scores, k * LANES, k * LANES + lanes, 0);
                for (int j = 0; j < width; j++) {
                    double weight = weights[k * width + j];
                    for (int r = 0; r < lanes; r++) {
                        scores[k * LANES + r] = Math.fma(weight, columns[j * LANES + r], scores[k * LANES + r]);
                    }
                }
            }
        }

        /// Scores become probabilities, which are kept, less 1 for the class of the row: the derivative of its cost. What
        /// the largest probability lacks of 1 is the sum of the others, not a difference: it may be tiny.
        private double residuals(int first, int lanes) {
            double cost = 0;
            for (int r = 0; r < lanes; r++) {
                int top = 0;
                for (int k = 1; k < count; k++) {
                    top = scores[k * LANES + r] > scores[top * LANES + r] ? k : top;
                }
                double largest = scores[top * LANES + r];
                int own = classes[first + r];
                double below = largest - scores[own * LANES + r];
                double others = 0;
                for (int k = 0; k < count; k++) {
                    double power = k == top ? 1 : StrictMath.exp(scores[k * LANES + r] - largest);
                    scores[k * LANES + r] = power;
                    others += k == top ? 0 : power;
                }
                for (int k = 0; k < count; k++) {
                    double p = scores[k * LANES + r] / (1 + others);
                    probabilities[first * count + k * lanes + r] = p;
                    scores[k * LANES + r] = k != own ? p : k == top ? -others / (1 + others) : p - 1;
                }
                cost += StrictMath.log1p(others) + below;
            }
            return cost;
        }

        /// Scores u become p_k (u_k - sum of p u): what the second derivatives make of them.
        private void curve(int first, int lanes) {
            Arrays.fill(means, 0);
            for (int k = 0; k < count; k++) {
                int p = first * count + k * lanes;
                for (int r = 0; r < lanes; r++) {
                    means[r] = Math.fma(probabilities[p + r], scores[k * LANES + r], means[r]);
                }
            }
            for (int k = 0; k < count; k++) {
                int p = first * count + k * lanes;
                for (int r = 0; r < lanes; r++) {
                    scores[k * LANES + r] = probabilities[p + r] * (scores[k * LANES + r] - means[r]);
                }
            }
        }
    }

    /// The cost, with its gradient; the point becomes the one whose second derivatives [#product] uses.
    double value(double[] weights, double[] gradient) {
        return overRows(weights, gradient, true);
    }

    /// The second derivatives at the last point of [#value], times `vector`.
    void product(double[] vector, double[] out) {
        overRows(vector, out, false);
    }

    private double overRows(double[] factors, double[] out, boolean first) {
        workers.run(sums.length, (part, worker) -> {
            double[] sum = sums[part];
            Arrays.fill(sum, 0);
            Block block = blocks[worker];
            int to = RowParts.from(part + 1, n);
            for (int row = RowParts.from(part, n); row < to; row += LANES) {
                int lanes = Math.min(LANES, to - row);
                block.load(row, lanes);
                block.multiply(factors, lanes);
                if (first) {
                    sum[sum.length - 1] += block.residuals(row, lanes);
                } else {
                    block.curve(row, lanes);
                }
                LaneSums.add(sum, block.scores, paddedCount, block.columns, paddedWidth, lanes);
            }
        });
        Arrays.fill(out, 0);
        double cost = 0;
        for (double[] sum : sums) {
            for (int i = 0; i < out.length; i++) {
                out[i] += sum[i / width * paddedWidth + i % width];
            }
            cost += sum[sum.length - 1];
        }
        return cost;
    }

    /// How large the second derivatives by the scores are at the last point of [#value]: the mean over the rows of
    /// `(1 - sum of p^2) / (classes - 1)`, the mean eigenvalue of diag(p) - p p' but for its zero.
    double curvature() {
        double sum = 0;
        for (double p : probabilities) {
            sum += p * (1 - p);
        }
        return sum / n / (count - 1);
    }

    /// The second derivatives by the weights of one class at the last point of [#value], of which the lower triangle is
    /// added to the (d + 1, d + 1) matrix `out`: `sum of p (1 - p) z z'`.
    void curvature(int label, double[] out) {
        double[][] parts = new double[sums.length][paddedWidth * paddedWidth];
        double[][] weighted = new double[blocks.length][paddedWidth * LANES];
        workers.run(parts.length, (part, worker) -> {
            double[] columns = blocks[worker].columns;
            int to = RowParts.from(part + 1, n);
            for (int row = RowParts.from(part, n); row < to; row += LANES) {
                int lanes = Math.min(LANES, to - row);
                blocks[worker].load(row, lanes);
                for (int r = 0; r < lanes; r++) {
                    double p = probabilities[row * count + label * lanes + r];
                    weighted[worker][r] = p * (1 - p);
                }
                for (int j = width - 1; j >= 0; j--) {
                    for (int r = 0; r < lanes; r++) {
                        weighted[worker][j * LANES + r] = weighted[worker][r] * columns[j * LANES + r];
                    }
                }
                LaneSums.add(parts[part], weighted[worker], paddedWidth, columns, paddedWidth, lanes);
            }
        });
        for (double[] part : parts) {
            for (int i = 0; i < width; i++) {
                for (int j = 0; j <= i; j++) {
                    out[i * width + j] += part[i * paddedWidth + j];
                }
            }
        }
    }
}
