package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.metrics.internal.Ranks;
import java.util.Arrays;

/// A regression tree of limited depth (Breiman et al. 1984): each split is the one, of all units and all values between
/// two samples, that lowers the squared error most.
///
/// **Equal splits.** Gains that differ by rounding alone, by less than a share of [#TIE], are equal. Of two units with
/// equal splits the first in a random order counts, so that none is preferred for its number. Of two equal splits of one
/// unit that counts whose part with the first sample of the node is smaller: so nothing changes if a unit is turned round.
///
/// Nodes are numbered as in a heap: the root is 0, the children of m are 2 m + 1 (values up to the threshold) and 2 m + 2.
final class RegressionTree {
    /// Below this variance a node is a leaf.
    private static final double PURE = Math.ulp(1.0);
    private static final double TIE = 1e-10;
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
        private final int[][] order;
        private final int[] right;
        private final byte[] goesLeft;

        Memory(Columns columns) {
            order = new int[columns.units()][columns.rows()];
            right = new int[columns.rows()];
            goesLeft = new byte[columns.rows()];
        }
    }

    /// The rows of a node, at the same places in the order of every unit.
    private record Node(int number, int from, int to) {}

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
                Split split = new Split(columns, memory, target, node, leastLeaf);
                if (split.search(units)) {
                    split.putInto(tree);
                    int middle = tree.part(columns, memory, node, leaf, level + 1 < depth);
                    children[count++] = new Node(2 * node.number + 1, node.from, middle);
                    children[count++] = new Node(2 * node.number + 2, middle, node.to);
                }
            }
            nodes = Arrays.copyOf(children, count);
        }
        return tree;
    }

    /// The best split of one node.
    private static final class Split {
        private final Columns columns;
        private final Memory memory;
        private final double[] target;
        private final Node node;
        private final int leastLeaf;
        private final int count;
        private double sum;
        private int firstRow = Integer.MAX_VALUE;
        private boolean varies;

        private int unit = LEAF;
        private double threshold;
        /// The squared error that the split takes away, times the number of samples.
        private double best;
        private int left;

        Split(Columns columns, Memory memory, double[] target, Node node, int leastLeaf) {
            this.columns = columns;
            this.memory = memory;
            this.target = target;
            this.node = node;
            this.leastLeaf = leastLeaf;
            count = node.to - node.from;
            double squares = 0;
            int[] order = memory.order[0];
            for (int place = node.from; place < node.to; place++) {
                int row = order[place];
                double value = target[row];
                sum += value;
                squares += value * value;
                firstRow = Math.min(firstRow, row);
            }
            double mean = sum / count;
            varies = count > 1 && squares / count - mean * mean > PURE;
        }

        boolean search(int[] units) {
            for (int j : units) {
                if (varies) {
                    scan(j);
                }
            }
            return unit != LEAF;
        }

        /// Walks through one unit's values from the least up.
        private void scan(int j) {
            int[] order = memory.order[j];
            float[] values = columns.values[j];
            int first = node.from + leastLeaf;
            int last = node.to - leastLeaf;
            double leftSum = 0;
            int place = node.from;
            for (int end = Math.min(first, node.to); place < end; place++) {
                leftSum += target[order[place]];
            }
            float before = place > node.from ? values[order[place - 1]] : 0;
            for (; place <= last && place < node.to; place++) {
                int row = order[place];
                float value = values[row];
                if (value > before) {
                    double below = place - node.from;
                    double above = count - below;
                    // Friedman (2001), equation 35, without its division by the number of samples.
                    double difference = above * leftSum - below * (sum - leftSum);
                    double square = difference * difference;
                    double product = below * above;
                    if (square > best * (1 - TIE) * product) {
                        consider(j, square / product, place, before / 2.0 + value / 2.0);
                    }
                }
                leftSum += target[row];
                before = value;
            }
        }

        private void consider(int j, double candidate, int place, double middle) {
            boolean tie = candidate <= best * (1 + TIE);
            if (tie && (j != unit || firstPart(j, place - node.from) >= firstPart(j, left))) {
                return;
            }
            best = candidate;
            unit = j;
            left = place - node.from;
            threshold = middle;
        }

        /// The size of the part with the first sample of the node.
        private int firstPart(int j, int size) {
            float own = columns.values[j][firstRow];
            float next = columns.values[j][memory.order[j][node.from + size]];
            return own < next ? size : count - size;
        }

        void putInto(RegressionTree tree) {
            tree.unit[node.number] = unit;
            tree.threshold[node.number] = threshold;
            tree.gain[node.number] = best / count;
        }
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
