package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.metrics.internal.Ranks;
import java.util.Arrays;

/// A regression tree of limited depth (Breiman et al. 1984): each split is the one, of all units and all values between
/// two samples, that lowers the squared error most.
///
/// **Equal splits.** Gains that differ by rounding alone, by less than a share of 1e-10, are equal. Of two units with
/// equal splits the first in a random order counts, so that none is preferred for its number. Of two equal splits of one
/// unit that counts whose part with the first sample of the node is smaller: so nothing changes if a unit is turned round.
///
/// Nodes are numbered as in a heap: the root is 0, the children of m are 2 m + 1 (values up to the threshold) and 2 m + 2.
final class RegressionTree {
    static final int LEAF = -1;

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
            order = new int[d][];
            for (int j = 0; j < d; j++) {
                for (int i = 0; i < n; i++) {
                    values[j][i] = x[i * d + j];
                }
                order[j] = Ranks.order(x, d, j);
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

    /// Working memory for trees of one data set; serves one thread.
    static final class Memory {
        /// Per unit the rows, those of a node side by side and in the order of the unit.
        final int[][] order;
        private final int[] right;
        private final byte[] goesLeft;
        private final Split.Memory split = new Split.Memory();

        Memory(Columns columns) {
            order = new int[columns.units()][columns.rows()];
            right = new int[columns.rows()];
            goesLeft = new byte[columns.rows()];
        }
    }

    /// The rows of a node, at the same places in the order of every unit.
    record Node(int number, int from, int to) {}

    /// Grows a tree; its leaves have values of 0 until they are given others.
    ///
    /// @param columns the samples
    /// @param target one value a sample
    /// @param depth of the tree, 1 or more
    /// @param leastLeaf samples of a leaf, 1 or more
    /// @param draws order of the units
    /// @param memory overwritten
    /// @param leaf receives the leaf of every sample
    static RegressionTree grow(Columns columns, double[] target, int depth, int leastLeaf, Order draws, Memory memory,
            int[] leaf) {
        RegressionTree tree = new RegressionTree((2 << depth) - 1);
        Arrays.fill(leaf, 0);
        for (int j = 0; j < columns.units(); j++) {
            System.arraycopy(columns.order[j], 0, memory.order[j], 0, columns.rows());
        }
        int[] units = new int[columns.units()];
        Node[] nodes = {new Node(0, 0, columns.rows())};
        for (int level = 0; level < depth && nodes.length > 0; level++) {
            Philox.permutation(units, units.length, draws.seed, draws.stream, draws.tree * depth + level);
            Node[] children = new Node[2 * nodes.length];
            int count = 0;
            for (Node node : nodes) {
                Split split = new Split(columns, memory.order, memory.split, target, node, leastLeaf);
                if (split.search(units)) {
                    tree.unit[node.number] = split.unit();
                    tree.threshold[node.number] = split.threshold();
                    tree.gain[node.number] = split.gain();
                    int middle = tree.part(columns, memory, node, leaf, level + 1 < depth);
                    children[count++] = new Node(2 * node.number + 1, node.from, middle);
                    children[count++] = new Node(2 * node.number + 2, middle, node.to);
                }
            }
            nodes = Arrays.copyOf(children, count);
        }
        return tree;
    }

    /// Sends the rows of a node that has a split to its children.
    ///
    /// @param orders whether the orders of the units are needed further
    /// @return the place behind the rows of the first child
    private int part(Columns columns, Memory memory, Node node, int[] leaf, boolean orders) {
        float[] values = columns.values[unit[node.number]];
        double limit = threshold[node.number];
        int[] any = memory.order[0];
        int middle = node.from;
        for (int place = node.from; place < node.to; place++) {
            int row = any[place];
            int isLeft = values[row] <= limit ? 1 : 0;
            memory.goesLeft[row] = (byte) isLeft;
            leaf[row] = 2 * node.number + 2 - isLeft;
            middle += isLeft;
        }
        for (int j = 0; j < columns.units() && orders; j++) {
            int[] order = memory.order[j];
            int atLeft = node.from;
            int atRight = 0;
            for (int place = node.from; place < node.to; place++) {
                int row = order[place];
                int isLeft = memory.goesLeft[row];
                // Both are written, and one of them counts: no branch to guess.
                order[atLeft] = row;
                memory.right[atRight] = row;
                atLeft += isLeft;
                atRight += 1 - isLeft;
            }
            System.arraycopy(memory.right, 0, order, middle, atRight);
        }
        return middle;
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
            node = 2 * node + (x[at + unit[node]] <= threshold[node] ? 1 : 2);
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
