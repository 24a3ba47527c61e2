package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.Ranks;
import io.github.vae4j.metrics.internal.RowParts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A random forest of classification trees (Breiman 2001): each tree is grown on a resample of the rows, each node splits
/// at the best of all values of `sqrt(units)` random units by the fall of the Gini impurity, and the class of a row is that
/// of the largest mean probability over the trees.
///
/// The importance of a unit is its share in the fall of the impurity, weighted by the rows that a node has: each tree's
/// shares add up to 1, and the forest has their mean.
final class RandomForest {
    private final Node[] trees;
    private final double[] importance;
    private final int classes;

    private RandomForest(Node[] trees, double[] importance, int classes) {
        this.trees = trees;
        this.importance = importance;
        this.classes = classes;
    }

    /// A leaf has counts, another node a split.
    private static final class Node {
        private int unit = -1;
        private double threshold;
        private int left;
        private int right;
        private float[] share = {};
        private Node[] all = {};
    }

    /// Grows the trees. The bits do not depend on the number of workers.
    static RandomForest fit(Codes codes, Labels labels, FactorPredictor.Forest settings, int stream, Workers workers) {
        int count = settings.trees();
        Node[] trees = new Node[count];
        double[][] gains = new double[count][codes.units()];
        int[] classes = labels.toArray();
        workers.run(count, (tree, worker) -> trees[tree] = new Grower(codes, classes, labels.classCount(), settings,
                stream, tree, gains[tree]).grow());
        double[] importance = new double[codes.units()];
        for (double[] own : gains) {
            double sum = Arrays.stream(own).sum();
            for (int j = 0; j < own.length && sum > 0; j++) {
                importance[j] += own[j] / sum;
            }
        }
        double sum = Arrays.stream(importance).sum();
        for (int j = 0; j < importance.length && sum > 0; j++) {
            importance[j] /= sum;
        }
        return new RandomForest(trees, importance, labels.classCount());
    }

    private static final class Grower {
        private final Codes codes;
        private final int[] classes;
        private final int classCount;
        private final FactorPredictor.Forest settings;
        private final int stream;
        private final int tree;
        private final double[] gains;
        private final int[] rows;
        private final int[] units;
        private final long[] keys;
        private final int tried;
        private final List<Node> nodes = new ArrayList<>();

        Grower(Codes codes, int[] classes, int classCount, FactorPredictor.Forest settings, int stream, int tree,
                double[] gains) {
            this.codes = codes;
            this.classes = classes;
            this.classCount = classCount;
            this.settings = settings;
            this.stream = stream;
            this.tree = tree;
            this.gains = gains;
            rows = new int[codes.rows()];
            units = new int[codes.units()];
            keys = new long[codes.rows()];
            tried = Math.max(1, (int) Math.sqrt(codes.units()));
        }

        Node grow() {
            int n = rows.length;
            Philox.bits(rows, 0, n, settings.seed(), stream, tree, 0);
            for (int i = 0; i < n; i++) {
                rows[i] = FactorTable.below(n, rows[i]);
            }
            grow(0, n, 0);
            Node root = nodes.get(0);
            root.all = nodes.toArray(Node[]::new);
            return root;
        }

        /// The number of the node of the rows from `from` to below `to`.
        private int grow(int from, int to, int depth) {
            Node node = new Node();
            int number = nodes.size();
            nodes.add(node);
            double[] counts = counts(from, to);
            double impurity = impurity(counts, to - from);
            if (depth < settings.depth() && impurity > 0 && split(node, from, to, counts, impurity, number)) {
                int middle = part(node, from, to);
                node.left = grow(from, middle, depth + 1);
                node.right = grow(middle, to, depth + 1);
            } else {
                node.share = new float[classCount];
                for (int c = 0; c < classCount; c++) {
                    node.share[c] = (float) (counts[c] / (to - from));
                }
            }
            return number;
        }

        private double[] counts(int from, int to) {
            double[] counts = new double[classCount];
            for (int i = from; i < to; i++) {
                counts[classes[rows[i]]]++;
            }
            return counts;
        }

        private static double impurity(double[] counts, double n) {
            double squares = 0;
            for (double count : counts) {
                squares += count * count;
            }
            return 1 - squares / (n * n);
        }

        /// The best split of the units that are tried: more of them while none of these varies.
        private boolean split(Node node, int from, int to, double[] counts, double impurity, int number) {
            Philox.permutation(units, units.length, settings.seed(), stream ^ 0x40000000, tree * 65_536 + number);
            double n = to - from;
            double best = 0;
            for (int t = 0; t < units.length && (t < tried || node.unit < 0); t++) {
                int j = units[t];
                for (int i = from; i < to; i++) {
                    keys[i] = Ranks.key(codes.get(rows[i], j), classes[rows[i]]);
                }
                Arrays.sort(keys, from, to);
                double[] left = new double[classCount];
                double leftSquares = 0;
                double rightSquares = 0;
                for (double count : counts) {
                    rightSquares += count * count;
                }
                for (int i = from; i < to - 1; i++) {
                    int c = Ranks.index(keys[i]);
                    double right = counts[c] - left[c];
                    leftSquares += 2 * left[c] + 1;
                    rightSquares -= 2 * right - 1;
                    left[c]++;
                    if (keys[i] >> 32 != keys[i + 1] >> 32) {
                        double below = i - from + 1;
                        double gain = impurity - 1 + (leftSquares / below + rightSquares / (n - below)) / n;
                        if (gain > best + 1e-12) {
                            best = gain;
                            node.unit = j;
                            node.threshold = value(keys[i]) / 2.0 + value(keys[i + 1]) / 2.0;
                        }
                    }
                }
            }
            if (node.unit >= 0) {
                gains[node.unit] += best * n;
            }
            return node.unit >= 0;
        }

        private static float value(long key) {
            return Ranks.value(key);
        }

        private int part(Node node, int from, int to) {
            int middle = from;
            for (int i = from; i < to; i++) {
                if (codes.get(rows[i], node.unit) <= node.threshold) {
                    int row = rows[i];
                    rows[i] = rows[middle];
                    rows[middle++] = row;
                }
            }
            return middle;
        }
    }

    /// Per unit its share, 0 to 1; they add up to 1, or are all 0 if no split was found.
    double[] importance() {
        return importance.clone();
    }

    /// The share of codes whose value is not the one predicted.
    double error(Codes codes, int[] values, Workers workers) {
        boolean[] wrong = new boolean[codes.rows()];
        int parts = RowParts.count(codes.rows());
        workers.run(parts, (part, worker) -> {
            double[] votes = new double[classes];
            int to = RowParts.from(part + 1, codes.rows());
            for (int i = RowParts.from(part, codes.rows()); i < to; i++) {
                Arrays.fill(votes, 0);
                for (Node root : trees) {
                    Node node = root;
                    while (node.unit >= 0) {
                        node = root.all[codes.get(i, node.unit) <= node.threshold ? node.left : node.right];
                    }
                    for (int c = 0; c < classes; c++) {
                        votes[c] += node.share[c];
                    }
                }
                int best = 0;
                for (int c = 1; c < classes; c++) {
                    best = votes[c] > votes[best] ? c : best;
                }
                wrong[i] = best != values[i];
            }
        });
        int count = 0;
        for (boolean one : wrong) {
            count += one ? 1 : 0;
        }
        return (double) count / wrong.length;
    }
}
