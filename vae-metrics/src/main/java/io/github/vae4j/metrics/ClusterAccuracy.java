package io.github.vae4j.metrics;

import java.util.List;
import java.util.stream.IntStream;

/// How many samples lie in a cluster that stands for their class. What "stands for" means makes the difference, so a
/// figure such as the article's 71.5 % must say which:
///
/// @param started a cluster stands for the class it was started from: cluster c for class c; `0 of n` where clusters have
///     no such origin
/// @param majority a cluster stands for the class that most of its samples have; several may stand for one
/// @param matched clusters and classes are matched one to one so that most samples are right (Kuhn 1955)
/// @param matchedClass per cluster its class in that matching, -1 for none
public record ClusterAccuracy(Proportion started, Proportion majority, Proportion matched, List<Integer> matchedClass) {
    /// Copies the list.
    public ClusterAccuracy {
        matchedClass = List.copyOf(matchedClass);
    }

    /// Compares clusters with classes.
    ///
    /// @param labels the class of every sample
    /// @param clusters the cluster of every sample, 0 to `k - 1`
    /// @param k number of clusters
    /// @return the accuracies
    /// @throws IllegalArgumentException if there is no sample, the numbers of samples differ, or a cluster is out of range
    public static ClusterAccuracy of(Labels labels, int[] clusters, int k) {
        int n = labels.size();
        if (n == 0 || clusters.length != n) {
            throw new IllegalArgumentException("labels and clusters must have one and the same number of samples, 1 or"
                    + " more, but have " + n + " and " + clusters.length);
        }
        int classes = labels.classCount();
        double[] counts = new double[k * classes];
        long started = 0;
        for (int i = 0; i < n; i++) {
            if (clusters[i] < 0 || clusters[i] >= k) {
                throw new IllegalArgumentException("the cluster of sample " + i + " is " + clusters[i]
                        + ": expected 0 to " + (k - 1));
            }
            counts[clusters[i] * classes + labels.get(i)]++;
            started += clusters[i] == labels.get(i) ? 1 : 0;
        }
        double majority = 0;
        double matched = 0;
        int[] matching = Matching.largestSum(counts, k, classes);
        for (int c = 0; c < k; c++) {
            int row = c * classes;
            majority += IntStream.range(0, classes).mapToDouble(l -> counts[row + l]).max().orElse(0);
            matched += matching[c] < 0 ? 0 : counts[row + matching[c]];
        }
        return new ClusterAccuracy(new Proportion(started, n), new Proportion((long) majority, n),
                new Proportion((long) matched, n), IntStream.of(matching).boxed().toList());
    }

    @Override
    public String toString() {
        return "cluster accuracy: class started from " + started + ", majority " + majority + ", one to one " + matched;
    }
}
