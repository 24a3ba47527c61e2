package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Tables;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.RowParts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A classifier of gradient-boosted trees (Friedman 2001, algorithms 5 and 6), as GradientBoostingClassifier of
/// scikit-learn is without subsampling: log loss, trees for the residuals of each class (of two classes, for those of
/// the second), leaves of one Newton step, scores that begin at the log shares of the classes.
///
/// The importance of a unit is the share that its splits have in all of the fall of the squared error, over all trees.
final class BoostedTrees {
    // Shares of classes are kept this far from 0 and 1: the ulp of 1f, as in scikit-learn.
    private static final double LEAST_SHARE = 0x1p-23;
    private static final double LEAST_CURVATURE = 1e-150;
    /// Rows that are predicted together.
    private static final int BLOCK = 256;

    private final int[] present;
    private final double[] start;
    private final List<RegressionTree[]> stages = new ArrayList<>();
    private final double[] importance;
    private final double rate;

    private BoostedTrees(int[] present, double[] start, int units, double rate) {
        this.present = present;
        this.start = start;
        this.importance = new double[units];
        this.rate = rate;
    }

    /// Fits the trees. The bits do not depend on the number of workers.
    ///
    /// @param columns the samples
    /// @param labels their classes
    /// @param settings of the trees
    /// @param stream for the orders of the units: another one for every other use of the seed
    /// @param workers who computes
    static BoostedTrees fit(RegressionTree.Columns columns, Labels labels, FactorPredictor.Trees settings, int stream,
            Workers workers) {
        int n = labels.size();
        int[] present = IntStream.range(0, labels.classCount()).filter(c -> labels.count(c) > 0).toArray();
        double[] start = start(labels, present);
        BoostedTrees boosted = new BoostedTrees(present, start, columns.units(), settings.learningRate());
        int scores = start.length;
        double[][] score = new double[scores][n];
        for (int k = 0; k < scores; k++) {
            Arrays.fill(score[k], start[k]);
        }
        double[][] probability = new double[scores][n];
        double[][] residual = new double[scores][n];
        int[][] leaf = new int[workers.threads()][n];
        RegressionTree.Memory[] memory = new RegressionTree.Memory[workers.threads()];
        Arrays.setAll(memory, worker -> new RegressionTree.Memory(columns));
        if ((long) settings.stages() * scores * settings.depth() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("stages * values * depth must be below 2^31 but are " + settings.stages()
                    + " * " + scores + " * " + settings.depth());
        }
        for (int stage = 0; stage < settings.stages() && scores > 0; stage++) {
            int firstTree = stage * scores;
            workers.run(RowParts.count(n), (part, worker) -> probabilities(score, RowParts.from(part, n),
                    RowParts.from(part + 1, n), probability));
            RegressionTree[] trees = new RegressionTree[scores];
            workers.run(scores, (k, worker) -> {
                int own = present[scores == 1 ? 1 : k];
                for (int i = 0; i < n; i++) {
                    residual[k][i] = (labels.get(i) == own ? 1 : 0) - probability[k][i];
                }
                RegressionTree tree = RegressionTree.grow(columns, residual[k], settings.depth(), settings.leastLeaf(),
                        new RegressionTree.Order(settings.seed(), stream, firstTree + k), memory[worker],
                        leaf[worker]);
                newtonStep(tree, leaf[worker], residual[k], probability[k], scores);
                for (int i = 0; i < n; i++) {
                    score[k][i] += settings.learningRate() * tree.value(leaf[worker][i]);
                }
                trees[k] = tree;
            });
            for (RegressionTree tree : trees) {
                tree.addGains(boosted.importance);
            }
            boosted.stages.add(trees);
        }
        double sum = Arrays.stream(boosted.importance).sum();
        for (int j = 0; j < boosted.importance.length && sum > 0; j++) {
            boosted.importance[j] /= sum;
        }
        return boosted;
    }

    /// One score a class; of two classes one alone, of one class none.
    private static double[] start(Labels labels, int[] present) {
        double[] share = IntStream.of(present).mapToDouble(c -> (double) labels.count(c) / labels.size())
                .map(p -> Math.clamp(p, LEAST_SHARE, 1 - LEAST_SHARE)).toArray();
        return switch (present.length) {
            case 1 -> new double[0];
            case 2 -> new double[] {StrictMath.log(share[1] / (1 - share[1]))};
            default -> Arrays.stream(share).map(StrictMath::log).toArray();
        };
    }

    /// The probabilities of the rows from `from` to below `to`.
    private static void probabilities(double[][] score, int from, int to, double[][] out) {
        int n = to - from;
        if (score.length == 1) {
            double[] powers = out[0];
            for (int i = from; i < to; i++) {
                powers[i] = -Math.abs(score[0][i]);
            }
            Tables.expNonPositive(powers, from, powers, from, n);
            for (int i = from; i < to; i++) {
                double power = powers[i];
                powers[i] = score[0][i] < 0 ? power / (1 + power) : 1 / (1 + power);
            }
            return;
        }
        double[] largest = new double[n];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (double[] one : score) {
            for (int i = 0; i < n; i++) {
                largest[i] = Math.max(largest[i], one[from + i]);
            }
        }
        double[] sum = new double[n];
        for (int k = 0; k < score.length; k++) {
            for (int i = 0; i < n; i++) {
                out[k][from + i] = score[k][from + i] - largest[i];
            }
            Tables.expNonPositive(out[k], from, out[k], from, n);
            for (int i = 0; i < n; i++) {
                sum[i] += out[k][from + i];
            }
        }
        for (double[] one : out) {
            for (int i = 0; i < n; i++) {
                one[from + i] /= sum[i];
            }
        }
    }

    private static void newtonStep(RegressionTree tree, int[] leaf, double[] residual, double[] probability,
            int scores) {
        double[] sum = new double[tree.nodes()];
        double[] curvature = new double[tree.nodes()];
        for (int i = 0; i < leaf.length; i++) {
            sum[leaf[i]] += residual[i];
            curvature[leaf[i]] += probability[i] * (1 - probability[i]);
        }
        double factor = scores == 1 ? 1 : (scores - 1.0) / scores;
        for (int node = 0; node < sum.length; node++) {
            tree.setValue(node, curvature[node] < LEAST_CURVATURE ? 0 : factor * sum[node] / curvature[node]);
        }
    }

    /// Per unit its share, 0 to 1; they add up to 1, or are all 0 if no split was found.
    double[] importance() {
        return importance.clone();
    }

    /// The share of codes whose value is not the one predicted.
    double error(Codes codes, int[] values, Workers workers) {
        int n = codes.rows();
        int[] wrong = new int[(n + BLOCK - 1) / BLOCK];
        workers.run(wrong.length, (block, worker) -> {
            int from = block * BLOCK;
            int[] predicted = predict(codes, from, Math.min(n, from + BLOCK));
            for (int i = 0; i < predicted.length; i++) {
                wrong[block] += predicted[i] != values[from + i] ? 1 : 0;
            }
        });
        return (double) IntStream.of(wrong).sum() / n;
    }

    /// The classes of the rows from `from` to below `to`: those of the largest score, the first of equals. A tree at a time,
    /// which stays in the cache.
    private int[] predict(Codes codes, int from, int to) {
        int d = codes.units();
        int rows = to - from;
        double[][] score = new double[start.length][rows];
        for (int k = 0; k < start.length; k++) {
            Arrays.fill(score[k], start[k]);
        }
        for (RegressionTree[] trees : stages) {
            for (int k = 0; k < trees.length; k++) {
                for (int i = 0; i < rows; i++) {
                    score[k][i] += rate * trees[k].predict(codes.values(), (from + i) * d);
                }
            }
        }
        int[] predicted = new int[rows];
        for (int i = 0; i < rows; i++) {
            int best = start.length == 1 && score[0][i] > 0 ? 1 : 0;
            for (int k = 1; k < start.length; k++) {
                best = score[k][i] > score[best][i] ? k : best;
            }
            predicted[i] = present[best];
        }
        return predicted;
    }
}
