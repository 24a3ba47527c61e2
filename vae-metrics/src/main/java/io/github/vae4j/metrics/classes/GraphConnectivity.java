package io.github.vae4j.metrics.classes;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Neighbours;
import io.github.vae4j.metrics.internal.NumberLists;
import java.util.List;
import java.util.Locale;

/// Whether the samples of a class hang together (Luecken et al. 2022, graph connectivity of scIB): in the graph that joins
/// every sample with its k nearest, and of which only the edges within the class are kept, the share of the class that its
/// largest connected part has; and the mean over the classes. With cell types for classes, 1 says that batches do not tear
/// types apart.
///
/// Pitfalls. One bridge of two samples connects as well as a hundred. Small classes hang together only if they are tight
/// against k. The graph grows with n: compare equal numbers of samples.
///
/// @param shares per class, 0 to 1; NaN if it is empty
/// @param classNames the classes
/// @param k number of neighbours
/// @param samples number of samples
public record GraphConnectivity(List<Double> shares, List<String> classNames, int k, int samples) {
    /// The neighbours of scIB.
    public static final int DEFAULT_NEIGHBOURS = 15;

    /// Copies the lists.
    public GraphConnectivity {
        shares = List.copyOf(shares);
        classNames = List.copyOf(classNames);
    }

    /// Builds the graph and measures its parts.
    ///
    /// @param codes points, more than k
    /// @param labels the class of every row
    /// @param k number of neighbours, 1 or more; see [#DEFAULT_NEIGHBOURS]
    /// @param workers who computes; the bits do not depend on their number
    /// @return the shares
    /// @throws IllegalArgumentException if sizes do not fit or k is out of range
    public static GraphConnectivity of(Codes codes, Labels labels, int k, Workers workers) {
        Checks.labelled(codes, labels);
        int n = codes.rows();
        if (k < 1 || k >= n) {
            throw new IllegalArgumentException("k must be from 1 to below the number of samples, " + n + ", but is "
                    + k);
        }
        Neighbours neighbours = Neighbours.among(codes, k, workers);
        int[] parent = new int[n];
        for (int i = 0; i < n; i++) {
            parent[i] = i;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < k; j++) {
                int other = neighbours.row(i, j);
                if (labels.get(other) == labels.get(i)) {
                    parent[root(parent, i)] = root(parent, other);
                }
            }
        }
        int[] sizes = new int[n];
        double[] largest = new double[labels.classCount()];
        for (int i = 0; i < n; i++) {
            int size = ++sizes[root(parent, i)];
            largest[labels.get(i)] = Math.max(largest[labels.get(i)], size);
        }
        for (int c = 0; c < largest.length; c++) {
            largest[c] /= labels.count(c);
        }
        return new GraphConnectivity(NumberLists.of(largest), labels.names(), k, n);
    }

    private static int root(int[] parent, int start) {
        int node = start;
        while (parent[node] != node) {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }
        return node;
    }

    /// The mean over the classes that have samples.
    ///
    /// @return 0 to 1
    public double score() {
        return shares.stream().mapToDouble(Double::doubleValue).filter(share -> !Double.isNaN(share)).average()
                .orElse(Double.NaN);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "graph connectivity %.4f (%d neighbours, %d samples)", score(), k, samples));
        for (int c = 0; c < shares.size(); c++) {
            text.append(String.format(Locale.ROOT, "%n  %s: %.4f", classNames.get(c), shares.get(c)));
        }
        return text.toString();
    }
}
