package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Tables;
import io.github.vae4j.kernels.Workers;
import java.util.Arrays;

/// The cost of softmax regression, `-sum_i w_i ln p(y_i|x_i)`, w the weight of the class, with p = softmax(W z + b), z = (x - centre) * scale, as a
/// function of the weights; its gradient, and products of its second derivatives with a vector. The penalty is not here.
///
/// Weights are (classes, d + 1): the intercept is the last of a row, the weight of a column of ones. Rows are shared out
/// in parts that depend on n alone, and their sums are added in order: so the bits do not depend on the workers.
final class SoftmaxCost {
    private static final int ROWS = 128;
    /// Second derivatives of one class are taken from so many rows at most: they only steer the search.
    private static final int CURVATURE_ROWS = 8192;

    private final float[] x;
    private final int[] classes;
    private final int n;
    private final int d;
    private final int width;
    private final int count;
    private final int paddedWidth;
    private final int paddedCount;
    private final double[] centre;
    private final double[] scale;
    private final Workers workers;
    private final double[] weight;
    private final double[] probabilities;
    private final double[][] sums;
    private final Block[] blocks;

    /// @param x points, (n, d)
    /// @param classes the class of every row, 0 to `count - 1`
    /// @param count number of classes
    /// @param centre d numbers
    /// @param scale d numbers
    /// @param weight of the samples of each class
    /// @param workers who computes
    SoftmaxCost(float[] x, int d, int[] classes, int count, double[] centre, double[] scale, double[] weight,
            Workers workers) {
        this.x = x;
        this.classes = classes;
        this.n = classes.length;
        this.d = d;
        this.width = d + 1;
        this.count = count;
        paddedWidth = DoubleRows.padded(width);
        paddedCount = DoubleRows.padded(count);
        this.centre = centre;
        this.scale = scale;
        this.workers = workers;
        this.weight = weight;
        probabilities = new double[Math.multiplyExact(n, count)];
        // The last element is for the cost.
        sums = new double[RowParts.count(n, count * paddedWidth)][count * paddedWidth + 1];
        blocks = new Block[workers.threads()];
        for (int worker = 0; worker < blocks.length; worker++) {
            blocks[worker] = new Block();
        }
    }

    /// Working memory: some rows, and one number for each of them and each class.
    private final class Block {
        private final double[] columns = new double[ROWS * paddedWidth];
        private final double[] scores = new double[ROWS * paddedCount];
        private final double[] powers = new double[ROWS * paddedCount];

        Block() {
            for (int r = 0; r < ROWS; r++) {
                columns[r * paddedWidth + d] = 1;
            }
        }

        void load(int first, int rows) {
            DoubleRows.load(x, first, rows, d, centre, scale, columns, paddedWidth);
        }

        /// `scores = weights z` for every row and class; weights are (paddedWidth, paddedCount).
        void multiply(double[] weights, int rows) {
            Arrays.fill(scores, 0, rows * paddedCount, 0);
            Tables.addProducts(scores, 0, columns, 0, weights, 0, rows, paddedCount, paddedWidth);
        }

        /// Scores become probabilities, which are kept, less 1 for the class of the row: the derivative of its cost. What
        /// the largest probability lacks of 1 is the sum of the others, not a difference: it may be tiny.
        double residuals(int first, int rows) {
            for (int r = 0; r < rows; r++) {
                int at = r * paddedCount;
                double largest = scores[at + top(at)];
                for (int k = 0; k < paddedCount; k++) {
                    powers[at + k] = k < count ? scores[at + k] - largest : Double.NEGATIVE_INFINITY;
                }
            }
            Tables.expNonPositive(powers, 0, powers, 0, rows * paddedCount);
            double cost = 0;
            for (int r = 0; r < rows; r++) {
                int at = r * paddedCount;
                int top = top(at);
                int own = classes[first + r];
                double below = scores[at + top] - scores[at + own];
                double factor = weight[own];
                double others = 0;
                for (int k = 0; k < count; k++) {
                    others += k == top ? 0 : powers[at + k];
                }
                int kept = (first + r) * count;
                for (int k = 0; k < count; k++) {
                    double p = powers[at + k] / (1 + others);
                    probabilities[kept + k] = p;
                    scores[at + k] = factor * (k != own ? p : k == top ? -others / (1 + others) : p - 1);
                }
                cost += factor * (StrictMath.log1p(others) + below);
            }
            return cost;
        }

        private int top(int at) {
            int top = 0;
            for (int k = 1; k < count; k++) {
                top = scores[at + k] > scores[at + top] ? k : top;
            }
            return top;
        }

        /// Scores u become p_k (u_k - sum of p u): what the second derivatives make of them.
        void curve(int first, int rows) {
            for (int r = 0; r < rows; r++) {
                int at = r * paddedCount;
                int kept = (first + r) * count;
                double mean = 0;
                for (int k = 0; k < count; k++) {
                    mean = Math.fma(probabilities[kept + k], scores[at + k], mean);
                }
                double factor = weight[classes[first + r]];
                for (int k = 0; k < count; k++) {
                    scores[at + k] = factor * probabilities[kept + k] * (scores[at + k] - mean);
                }
            }
        }

        /// Adds what scores times rows are to (count, paddedWidth) sums.
        void add(double[] sum, int rows) {
            // The scores without their padding, which the sums have no rows for.
            for (int r = 0; r < rows; r++) {
                System.arraycopy(scores, r * paddedCount, powers, r * count, count);
            }
            Tables.addProductsTransA(sum, 0, powers, 0, columns, 0, count, paddedWidth, rows);
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
        double[] turned = new double[paddedWidth * paddedCount];
        for (int k = 0; k < count; k++) {
            for (int j = 0; j < width; j++) {
                turned[j * paddedCount + k] = factors[k * width + j];
            }
        }
        workers.run(sums.length, (part, worker) -> {
            double[] sum = sums[part];
            Arrays.fill(sum, 0);
            Block block = blocks[worker];
            int to = RowParts.from(part + 1, sums.length, n);
            for (int row = RowParts.from(part, sums.length, n); row < to; row += ROWS) {
                int rows = Math.min(ROWS, to - row);
                block.load(row, rows);
                block.multiply(turned, rows);
                if (first) {
                    sum[sum.length - 1] += block.residuals(row, rows);
                } else {
                    block.curve(row, rows);
                }
                block.add(sum, rows);
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

    /// The second derivatives by the weights of each class alone at the last point of [#value]: (d + 1, d + 1) matrices of
    /// `sum of p (1 - p) z z'`, from evenly spread rows where there are many.
    double[][] curvatures() {
        int used = Math.min(n, CURVATURE_ROWS);
        double[][] matrices = new double[count][];
        workers.run(count, (k, worker) -> {
            double[] sum = new double[paddedWidth * paddedWidth];
            double[] weighted = new double[ROWS * paddedWidth];
            double[] columns = blocks[worker].columns;
            for (int from = 0; from < used; from += ROWS) {
                int rows = Math.min(ROWS, used - from);
                for (int r = 0; r < rows; r++) {
                    int row = SpreadRows.row(from + r, used, n);
                    double p = probabilities[row * count + k];
                    double factor = weight[classes[row]] * p * (1 - p);
                    int at = r * paddedWidth;
                    for (int j = 0; j < d; j++) {
                        columns[at + j] = (x[row * d + j] - centre[j]) * scale[j];
                    }
                    for (int j = 0; j < paddedWidth; j++) {
                        weighted[at + j] = factor * columns[at + j];
                    }
                }
                Tables.addProductsTransA(sum, 0, weighted, 0, columns, 0, paddedWidth, paddedWidth, rows);
            }
            double[] matrix = new double[width * width];
            double share = (double) n / used;
            for (int i = 0; i < width * width; i++) {
                matrix[i] = share * sum[i / width * paddedWidth + i % width];
            }
            matrices[k] = matrix;
        });
        return matrices;
    }
}
