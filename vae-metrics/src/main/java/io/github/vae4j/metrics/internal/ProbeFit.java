package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Tables;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.NoAnswerException;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Logistic regression of classes on points, fitted: weights for the columns as given, and what they say of points.
///
/// Two classes have one vector of weights: the rows of both are opposite halves of it.
public final class ProbeFit {
    private static final int ROWS = 128;

    private final int d;
    private final int count;
    private final double[] coefficients;
    private final double[] intercepts;
    private final int iterations;
    private final boolean converged;

    private ProbeFit(int d, int count, int[] present, double[] weights, double[] mean, double[] scale, int iterations,
            boolean converged) {
        this.d = d;
        this.count = count;
        this.iterations = iterations;
        this.converged = converged;
        coefficients = new double[count * d];
        intercepts = new double[count];
        Arrays.fill(intercepts, Double.NEGATIVE_INFINITY);
        for (int k = 0; k < present.length; k++) {
            double intercept = weights[k * (d + 1) + d];
            for (int j = 0; j < d; j++) {
                double weight = weights[k * (d + 1) + j] * scale[j];
                coefficients[present[k] * d + j] = weight;
                intercept -= weight * mean[j];
            }
            intercepts[present[k]] = intercept;
        }
        // The intercepts of the columns as given sum to zero, too: weights do up to rounding, and means may be large.
        double sum = 0;
        for (int c : present) {
            sum += intercepts[c];
        }
        for (int c : present) {
            intercepts[c] -= sum / present.length;
        }
    }

    /// Fits weights to points and their classes.
    ///
    /// @param c weight of the samples against the penalty
    /// @param standardise whether the penalty is that of units with mean 0 and variance 1
    /// @param maxIterations of Newton's method
    public static ProbeFit of(Codes codes, Labels labels, double c, boolean standardise, int maxIterations,
            Workers workers) {
        int classCount = labels.classCount();
        int[] present = IntStream.range(0, classCount).filter(label -> labels.count(label) > 0).toArray();
        if (present.length < 2) {
            throw new NoAnswerException("the training samples must have 2 or more classes but have " + present.length);
        }
        Scaled scaled = new Scaled(codes, standardise, workers);
        if (present.length == 2 && codes.units() < Scaled.MAX_UNITS) {
            boolean[] positive = new boolean[codes.rows()];
            for (int i = 0; i < positive.length; i++) {
                positive[i] = labels.get(i) == present[1];
            }
            return scaled.fit(positive, c, maxIterations, present, classCount);
        }
        int[] classes = IntStream.range(0, labels.size()).map(i -> Arrays.binarySearch(present, labels.get(i)))
                .toArray();
        // Two opposite rows have half the squares of their difference.
        double penalty = (present.length == 2 ? 2 : 1) / c;
        SoftmaxRegression fit = new SoftmaxRegression(codes.values(), codes.units(), classes, present.length,
                scaled.mean, scaled.scale, penalty, maxIterations, ones(present.length), workers);
        return new ProbeFit(codes.units(), classCount, present, fit.weights(), scaled.mean, scaled.scale,
                fit.iterations(), fit.converged());
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /// Fits weights by one vector a class whatever their number, samples being weighted so that every class weighs alike.
    ///
    /// @param c weight of the samples against the penalty
    /// @param standardise whether the penalty is that of units with mean 0 and variance 1
    /// @param maxIterations of Newton's method
    public static ProbeFit balanced(Codes codes, Labels labels, double c, boolean standardise, int maxIterations,
            Workers workers) {
        int[] present = IntStream.range(0, labels.classCount()).filter(label -> labels.count(label) > 0).toArray();
        if (present.length < 2) {
            throw new NoAnswerException("the training samples must have 2 or more classes but have " + present.length);
        }
        Scaled scaled = new Scaled(codes, standardise, workers);
        int[] classes = IntStream.range(0, labels.size()).map(i -> Arrays.binarySearch(present, labels.get(i)))
                .toArray();
        double[] weight = IntStream.of(present)
                .mapToDouble(label -> (double) labels.size() / present.length / labels.count(label)).toArray();
        SoftmaxRegression fit = new SoftmaxRegression(codes.values(), codes.units(), classes, present.length,
                scaled.mean, scaled.scale, (present.length == 2 ? 2 : 1) / c, maxIterations, weight, workers);
        return new ProbeFit(codes.units(), labels.classCount(), present, fit.weights(), scaled.mean, scaled.scale,
                fit.iterations(), fit.converged());
    }

    /// The probabilities of the classes of every row, (rows, classes); 0 for classes without training samples.
    public double[] probabilities(Codes codes, Workers workers) {
        double[] p = new double[Math.multiplyExact(codes.rows(), count)];
        workers.run(RowParts.count(codes.rows()), (part, worker) -> {
            for (int i = RowParts.from(part, codes.rows()); i < RowParts.from(part + 1, codes.rows()); i++) {
                double largest = Double.NEGATIVE_INFINITY;
                for (int c = 0; c < count; c++) {
                    p[i * count + c] = score(codes.values(), i, c);
                    largest = Math.max(largest, p[i * count + c]);
                }
                double sum = 0;
                for (int c = 0; c < count; c++) {
                    p[i * count + c] = StrictMath.exp(p[i * count + c] - largest);
                    sum += p[i * count + c];
                }
                for (int c = 0; c < count; c++) {
                    p[i * count + c] /= sum;
                }
            }
        });
        return p;
    }

    /// Points prepared for many fits of two classes.
    public static final class Scaled {
        /// Above it conjugate gradients are faster than a factor of the second derivatives.
        static final int MAX_UNITS = 128;

        private final Codes codes;
        private final double[] mean;
        private final double[] scale;
        private double[] rows = {};
        private int width;

        /// Prepares points.
        ///
        /// @param standardise whether to scale units to a variance of 1
        public Scaled(Codes codes, boolean standardise, Workers workers) {
            this.codes = codes;
            int d = codes.units();
            mean = Columns.means(codes, workers);
            scale = new double[d];
            Arrays.fill(scale, 1);
            if (standardise) {
                double[] squares = Columns.sums(codes.rows(), d, workers, (from, to, sum) -> {
                    for (int i = from * d; i < to * d; i++) {
                        double difference = codes.values()[i] - mean[i % d];
                        sum[i % d] += difference * difference;
                    }
                });
                for (int j = 0; j < d; j++) {
                    double deviation = Math.sqrt(squares[j] / codes.rows());
                    scale[j] = deviation > 0 ? 1 / deviation : 1;
                }
            }
        }

        /// Makes the rows that [#fit] uses, once; afterwards several threads may fit at once.
        public Scaled withRows() {
            int d = codes.units();
            width = DoubleRows.padded(d + 1);
            double[] table = new double[Math.multiplyExact(codes.rows(), width)];
            DoubleRows.load(codes.values(), 0, codes.rows(), d, mean, scale, table, width);
            for (int at = d; at < table.length; at += width) {
                table[at] = 1;
            }
            rows = table;
            return this;
        }

        private ProbeFit fit(boolean[] positive, double c, int maxIterations, int[] present, int count) {
            if (rows.length == 0) {
                withRows();
            }
            int d = codes.units();
            LogisticRegression fit = new LogisticRegression(rows, width, d, positive, 1 / c, maxIterations);
            double[] halves = new double[2 * (d + 1)];
            for (int j = 0; j <= d; j++) {
                halves[j] = -fit.weights()[j] / 2;
                halves[d + 1 + j] = fit.weights()[j] / 2;
            }
            return new ProbeFit(d, count, present, halves, mean, scale, fit.iterations(), fit.converged());
        }

        /// Fits class 1 of the rows that are chosen against class 0 of the others; both must have some. For fewer than
        /// 128 units.
        public ProbeFit fit(boolean[] positive, double c, int maxIterations) {
            return fit(positive, c, maxIterations, new int[] {0, 1}, 2);
        }

        /// Whether [#fit] is the way for these points.
        public boolean isSmall() {
            return codes.units() < MAX_UNITS;
        }
    }

    /// W, (classes, d).
    public double[] coefficients() {
        return coefficients;
    }

    /// b, one for each class.
    public double[] intercepts() {
        return intercepts;
    }

    public int iterations() {
        return iterations;
    }

    public boolean converged() {
        return converged;
    }

    /// `w_c x + b_c` of a row of points.
    public double score(float[] x, int row, int c) {
        double sum = intercepts[c];
        for (int j = 0; j < d; j++) {
            sum += coefficients[c * d + j] * x[row * d + j];
        }
        return sum;
    }

    /// The class of the largest score for every row, the lower one of equals.
    public int[] classes(Codes codes, Workers workers) {
        int[] told = new int[codes.rows()];
        int padded = DoubleRows.padded(count);
        double[] turned = new double[d * padded];
        for (int c = 0; c < count; c++) {
            for (int j = 0; j < d; j++) {
                turned[j * padded + c] = coefficients[c * d + j];
            }
        }
        double[] zero = new double[d];
        workers.run((codes.rows() + ROWS - 1) / ROWS, (task, worker) -> {
            int first = task * ROWS;
            int rows = Math.min(ROWS, codes.rows() - first);
            double[] x = new double[rows * d];
            double[] scores = new double[rows * padded];
            DoubleRows.centre(codes.values(), first, rows, d, zero, 0, x, d);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(intercepts, 0, scores, r * padded, count);
            }
            Tables.addProducts(scores, 0, x, 0, turned, 0, rows, padded, d);
            for (int r = 0; r < rows; r++) {
                double largest = Double.NEGATIVE_INFINITY;
                for (int c = 0; c < count; c++) {
                    if (scores[r * padded + c] > largest) {
                        largest = scores[r * padded + c];
                        told[first + r] = c;
                    }
                }
            }
        });
        return told;
    }
}
