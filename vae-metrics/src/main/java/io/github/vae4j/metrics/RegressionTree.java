package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Philox;
import java.util.Arrays;

/// A regression tree of limited depth (Breiman et al. 1984): each split is the one, of all units and all values between
/// two samples, that lowers the squared error most. Of equal splits the first in a random order of the units counts, so
/// that no unit is preferred for its number.
///
/// Nodes are numbered as in a heap: the root is 0, the children of m are 2 m + 1 (values up to the threshold) and 2 m + 2.
final class RegressionTree {
    /// Below this variance a node is a leaf.
    private static final double PURE = Math.ulp(1.0);
    private static final int LEAF = -1;

    private final int[] unit;
    private final double[] threshold;
    private final double[] gain;
    private final double[] leafValue;

    private RegressionTree(int nodes) {
        unit = new int[nodes];
        Arrays.fill(unit, LEAF);
        threshold = new double[nodes];
        gain = new double[nodes];
        leafValue = new double[nodes];
    }

    /// Columns of a matrix and the order of their values, made once for many trees.
    static final class Columns {
        final float[][] values;
        final int[][] order;

        /// The columns of `x`, (n, d) row-major.
        Columns(float[] x, int d) {
            int n = x.length / d;
            values = new float[d][n];
            order = new int[d][n];
            long[] keys = new long[n];
            for (int j = 0; j < d; j++) {
                for (int i = 0; i < n; i++) {
                    values[j][i] = x[i * d + j];
                    keys[i] = Ranks.key(x[i * d + j], i);
                }
                Arrays.sort(keys);
                for (int i = 0; i < n; i++) {
                    order[j][i] = Ranks.index(keys[i]);
                }
            }
        }

        int rows() {
            return values[0].length;
        }

        int units() {
            return values.length;
        }
    }

    /// What a tree draws its orders of units from.
    ///
    /// @param seed of all trees
    /// @param stream of one ensemble
    /// @param tree its number, times the depth below 2^31
    record Order(long seed, int stream, int tree) {}

    /// Grows a tree; its leaves have values of 0 until they are given others.
    ///
    /// @param columns the samples
    /// @param target one value a sample
    /// @param depth of the tree, 1 or more
    /// @param leastLeaf samples of a leaf, 1 or more
    /// @param order of the units
    /// @param leaf receives the leaf of every sample
    static RegressionTree grow(Columns columns, double[] target, int depth, int leastLeaf, Order order, int[] leaf) {
        RegressionTree tree = new RegressionTree((2 << depth) - 1);
        int n = columns.rows();
        Arrays.fill(leaf, 0);
        int[] units = new int[columns.units()];
        for (int level = 0; level < depth; level++) {
            Level nodes = new Level(level, target, leaf);
            if (!nodes.open) {
                break;
            }
            Philox.permutation(units, units.length, order.seed, order.stream, order.tree * depth + level);
            for (int j : units) {
                nodes.scan(columns, j, target, leaf, leastLeaf, tree);
            }
            for (int i = 0; i < n; i++) {
                int node = leaf[i];
                if (nodes.holds(node) && tree.unit[node] != LEAF) {
                    leaf[i] = tree.child(node, columns.values[tree.unit[node]][i]);
                }
            }
        }
        return tree;
    }

    private int child(int node, float value) {
        return 2 * node + (value <= threshold[node] ? 1 : 2);
    }

    /// The nodes of one depth, and the search for their splits.
    private static final class Level {
        private final int first;
        private final int[] count;
        private final double[] sum;
        private final boolean[] splittable;
        private final boolean open;
        private final int[] left;
        private final double[] leftSum;
        private final float[] last;

        Level(int depth, double[] target, int[] leaf) {
            int nodes = 1 << depth;
            first = nodes - 1;
            count = new int[nodes];
            sum = new double[nodes];
            splittable = new boolean[nodes];
            left = new int[nodes];
            leftSum = new double[nodes];
            last = new float[nodes];
            double[] squares = new double[nodes];
            for (int i = 0; i < target.length; i++) {
                if (holds(leaf[i])) {
                    int node = leaf[i] - first;
                    count[node]++;
                    sum[node] += target[i];
                    squares[node] += target[i] * target[i];
                }
            }
            boolean any = false;
            for (int node = 0; node < nodes; node++) {
                double mean = sum[node] / count[node];
                splittable[node] = count[node] > 1 && squares[node] / count[node] - mean * mean > PURE;
                any |= splittable[node];
            }
            open = any;
        }

        boolean holds(int node) {
            // Nodes above are leaves; none is below yet.
            return node >= first;
        }

        /// Walks through one unit's values from the least up, all nodes at once, and keeps splits that are better.
        void scan(Columns columns, int unit, double[] target, int[] leaf, int leastLeaf, RegressionTree tree) {
            Arrays.fill(left, 0);
            Arrays.fill(leftSum, 0);
            float[] values = columns.values[unit];
            for (int i : columns.order[unit]) {
                int node = leaf[i] - first;
                if (node < 0 || !splittable[node]) {
                    continue;
                }
                float value = values[i];
                int below = left[node];
                int above = count[node] - below;
                if (below >= leastLeaf && above >= leastLeaf && value > last[node]) {
                    // The gain in squared error: Friedman (2001), equation 35.
                    double difference = above * leftSum[node] - below * (sum[node] - leftSum[node]);
                    double gain = difference * difference / ((double) below * above * count[node]);
                    if (gain > tree.gain[node + first]) {
                        tree.gain[node + first] = gain;
                        tree.unit[node + first] = unit;
                        tree.threshold[node + first] = last[node] / 2.0 + value / 2.0;
                    }
                }
                left[node] = below + 1;
                leftSum[node] += target[i];
                last[node] = value;
            }
        }
    }

    /// The number of nodes that [#grow] numbers.
    int nodes() {
        return unit.length;
    }

    /// Gives a leaf its value.
    void setValue(int leaf, double value) {
        leafValue[leaf] = value;
    }

    /// The value of one of [#nodes].
    double value(int leaf) {
        return leafValue[leaf];
    }

    /// The value of the leaf that a row of `x` falls into; the row begins at index `at`.
    double predict(float[] x, int at) {
        int node = 0;
        while (unit[node] != LEAF) {
            node = child(node, x[at + unit[node]]);
        }
        return leafValue[node];
    }

    /// Adds, per unit, by how much its splits lowered the squared error.
    void addGains(double[] gains) {
        for (int node = 0; node < unit.length; node++) {
            if (unit[node] != LEAF) {
                gains[unit[node]] += gain[node];
            }
        }
    }
}
