package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Tables;
import java.util.Arrays;

/// The best split of one node of a [RegressionTree].
///
/// Most units have no split that is better than the best so far. So the sums of several units are made side by side, and
/// looked through for the first place that may be better; from there on, if there is one, the unit is scanned place by
/// place.
final class Split {
    /// Below this variance a node is a leaf.
    private static final double PURE = Math.ulp(1.0);
    private static final double TIE = 1e-10;
    /// Units that are searched at once: their sums do not wait for each other.
    private static final int TOGETHER = 4;
    /// Places whose sums stay in the cache until they are looked at.
    private static final int CHUNK = 512;

    private final RegressionTree.Columns columns;
    private final int[][] orders;
    private final Memory memory;
    private final double[] target;
    private final RegressionTree.Node node;
    private final int leastLeaf;
    private final int count;
    private double sum;
    private int firstRow = Integer.MAX_VALUE;
    private boolean varies;

    private int unit = RegressionTree.LEAF;
    private double threshold;
    /// The squared error that the split takes away, times the number of samples.
    private double best;
    private int left;

    /// Working memory; serves one thread.
    static final class Memory {
        private final double[][] sums = new double[TOGETHER][CHUNK];
        /// Per unit the place from which on it may be better, -1 if there is none, and the sum of the targets before it.
        private final int[] place = new int[TOGETHER];
        private final double[] sum = new double[TOGETHER];
    }

    /// @param orders per unit the rows, those of the node side by side and in the order of the unit
    Split(RegressionTree.Columns columns, int[][] orders, Memory memory, double[] target, RegressionTree.Node node,
            int leastLeaf) {
        this.columns = columns;
        this.orders = orders;
        this.memory = memory;
        this.target = target;
        this.node = node;
        this.leastLeaf = leastLeaf;
        count = node.to() - node.from();
        double squares = 0;
        int[] order = orders[0];
        for (int place = node.from(); place < node.to(); place++) {
            int row = order[place];
            double value = target[row];
            sum += value;
            squares += value * value;
            firstRow = Math.min(firstRow, row);
        }
        double mean = sum / count;
        varies = count > 1 && squares / count - mean * mean > PURE;
    }

    /// Searches units, in the order in which they count.
    ///
    /// @return whether there is a split
    boolean search(int[] units) {
        if (varies) {
            int first = node.from() + leastLeaf;
            double leftSum = 0;
            for (int place = node.from(); place < Math.min(first, node.to()); place++) {
                leftSum += target[orders[units[0]][place]];
            }
            scan(units[0], first, leftSum);
            for (int from = 1; from < units.length; from += TOGETHER) {
                int some = Math.min(TOGETHER, units.length - from);
                filter(units, from, some);
                for (int u = 0; u < some; u++) {
                    if (memory.place[u] >= 0) {
                        scan(units[from + u], memory.place[u], memory.sum[u]);
                    }
                }
            }
        }
        return unit != RegressionTree.LEAF;
    }

    /// Where units may be better than the best so far; missing ones are replaced by the last.
    private void filter(int[] units, int from, int some) {
        int[] order0 = orders[units[from]];
        int[] order1 = orders[units[from + Math.min(1, some - 1)]];
        int[] order2 = orders[units[from + Math.min(2, some - 1)]];
        int[] order3 = orders[units[from + Math.min(3, some - 1)]];
        double[] sums0 = memory.sums[0];
        double[] sums1 = memory.sums[1];
        double[] sums2 = memory.sums[2];
        double[] sums3 = memory.sums[3];
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        Arrays.fill(memory.place, -1);
        int first = node.from() + leastLeaf;
        int end = Math.min(node.to() - leastLeaf + 1, node.to());
        for (int at = node.from(); at < end; at += CHUNK) {
            int places = Math.min(CHUNK, end - at);
            for (int i = 0; i < places; i++) {
                sums0[i] = sum0;
                sums1[i] = sum1;
                sums2[i] = sum2;
                sums3[i] = sum3;
                sum0 += target[order0[at + i]];
                sum1 += target[order1[at + i]];
                sum2 += target[order2[at + i]];
                sum3 += target[order3[at + i]];
            }
            int skipped = Math.min(Math.max(first - at, 0), places);
            for (int u = 0; u < some; u++) {
                if (memory.place[u] < 0) {
                    int found = Tables.firstSplit(memory.sums[u], skipped, places - skipped,
                            at + skipped - node.from(), count, sum, best * (1 - TIE));
                    if (found >= 0) {
                        memory.place[u] = at + skipped + found;
                        memory.sum[u] = memory.sums[u][skipped + found];
                    }
                }
            }
        }
    }

    /// Walks through one unit's values from a place on.
    ///
    /// @param start place in the order, 1 or more behind that of the node
    /// @param startSum of the targets before it
    private void scan(int j, int start, double startSum) {
        int[] order = orders[j];
        float[] values = columns.values[j];
        int end = Math.min(node.to() - leastLeaf + 1, node.to());
        if (start >= end) {
            return;
        }
        double leftSum = startSum;
        float before = values[order[start - 1]];
        for (int place = start; place < end; place++) {
            int row = order[place];
            float value = values[row];
            if (value > before) {
                double below = place - node.from();
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
        if (tie && (j != unit || firstPart(j, place - node.from()) >= firstPart(j, left))) {
            return;
        }
        best = candidate;
        unit = j;
        left = place - node.from();
        threshold = middle;
    }

    /// The size of the part with the first sample of the node.
    private int firstPart(int j, int size) {
        float own = columns.values[j][firstRow];
        float next = columns.values[j][orders[j][node.from() + size]];
        return own < next ? size : count - size;
    }

    /// The unit of the split.
    int unit() {
        return unit;
    }

    /// Values up to it go to the first child.
    double threshold() {
        return threshold;
    }

    /// What the split takes away of the squared error.
    double gain() {
        return best / count;
    }
}
