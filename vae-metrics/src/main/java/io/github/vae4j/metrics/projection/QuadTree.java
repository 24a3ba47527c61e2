package io.github.vae4j.metrics.projection;

import java.util.Arrays;

/// Points of a plane in squares within squares, each with the number and the mean of its points (Barnes and Hut 1986).
final class QuadTree {
    /// Points nearer to each other than this many halvings of the whole square stay together.
    private static final int DEEPEST = 40;
    private static final int[] NO_CHILDREN = {};

    private final double[] points;
    private final int[] order;
    private final int[] leafOf;
    private int nodes;
    private int[][] children;
    private double[] x;
    private double[] y;
    private double[] width;
    private int[] count;

    /// @param points (n, 2), read again by [#repulsion]
    QuadTree(double[] points) {
        this.points = points;
        int n = points.length / 2;
        order = new int[n];
        Arrays.setAll(order, i -> i);
        leafOf = new int[n];
        int room = 2 * n + 64;
        children = new int[room][];
        x = new double[room];
        y = new double[room];
        width = new double[room];
        count = new int[room];
        double low = Arrays.stream(points).min().orElse(0);
        double high = Arrays.stream(points).max().orElse(0);
        add(0, n, (low + high) / 2, (low + high) / 2, Math.max((high - low) / 2, Double.MIN_NORMAL), 0);
    }

    /// The number of the node of the points from `from` to below `to` in their order, in a square around a centre.
    private int add(int from, int to, double centreX, double centreY, double half, int depth) {
        if (nodes == count.length) {
            grow();
        }
        int node = nodes++;
        double sumX = 0;
        double sumY = 0;
        for (int i = from; i < to; i++) {
            sumX += points[2 * order[i]];
            sumY += points[2 * order[i] + 1];
        }
        count[node] = to - from;
        x[node] = sumX / (to - from);
        y[node] = sumY / (to - from);
        width[node] = 2 * half;
        if (to - from == 1 || depth == DEEPEST) {
            for (int i = from; i < to; i++) {
                leafOf[order[i]] = node;
            }
            children[node] = NO_CHILDREN;
            return node;
        }
        int middle = part(from, to, 1, centreY);
        int[] bounds = {from, part(from, middle, 0, centreX), middle, part(middle, to, 0, centreX), to};
        int[] found = new int[4];
        int size = 0;
        for (int q = 0; q < 4; q++) {
            if (bounds[q] < bounds[q + 1]) {
                found[size++] = add(bounds[q], bounds[q + 1], centreX + (q % 2 == 0 ? -half : half) / 2,
                        centreY + (q < 2 ? -half : half) / 2, half / 2, depth + 1);
            }
        }
        children[node] = Arrays.copyOf(found, size);
        return node;
    }

    private void grow() {
        int room = 2 * nodes;
        children = Arrays.copyOf(children, room);
        x = Arrays.copyOf(x, room);
        y = Arrays.copyOf(y, room);
        width = Arrays.copyOf(width, room);
        count = Arrays.copyOf(count, room);
    }

    /// Points below the border first; where those above it begin.
    private int part(int from, int to, int axis, double border) {
        int middle = from;
        for (int i = from; i < to; i++) {
            int point = order[i];
            if (points[2 * point + axis] < border) {
                order[i] = order[middle];
                order[middle++] = point;
            }
        }
        return middle;
    }

    /// What all others do to a point: `sum of q^2 (y_i - y_j)` into `force`, with `q = 1 / (1 + |y_i - y_j|^2)`.
    ///
    /// @param theta a square whose width is less than this share of its distance counts as one point; less than 0.7
    /// @param stack room for nodes to visit
    /// @return the sum of q
    double repulsion(int point, double theta, double[] force, int[] stack) {
        double px = points[2 * point];
        double py = points[2 * point + 1];
        double forceX = 0;
        double forceY = 0;
        double sum = 0;
        int top = 0;
        stack[top++] = 0;
        while (top > 0) {
            int node = stack[--top];
            double dx = px - x[node];
            double dy = py - y[node];
            double square = dx * dx + dy * dy;
            if (node == leafOf[point]) {
                // The others of its leaf lie where it lies.
                sum += count[node] - 1;
            } else if (children[node].length == 0 || width[node] * width[node] < theta * theta * square) {
                double q = 1 / (1 + square);
                double all = count[node] * q;
                sum += all;
                forceX += all * q * dx;
                forceY += all * q * dy;
            } else {
                for (int child : children[node]) {
                    stack[top++] = child;
                }
            }
        }
        force[2 * point] = forceX;
        force[2 * point + 1] = forceY;
        return sum;
    }

    /// Room for the nodes that [#repulsion] has to visit at a time.
    static int stackLength() {
        return 3 * DEEPEST + 8;
    }
}
