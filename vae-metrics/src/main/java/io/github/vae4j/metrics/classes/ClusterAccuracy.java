package io.github.vae4j.metrics.classes;

import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.Contingency;
import io.github.vae4j.metrics.internal.Matching;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.resampling.Proportion;
import java.util.List;

/// How many samples lie in a cluster that stands for their class. What "stands for" means makes the difference, so a
/// figure such as the article's 71.5 % must say which:
///
/// @param started a cluster stands for the class it was started from: cluster c for class c; `0 of n` where clusters have
///     no such origin
/// @param majority a cluster stands for the class that most of its samples have; several may stand for one
/// @param matched clusters and classes are matched one to one so that most samples are right (Kuhn 1955)
/// @param matchedClass per cluster its class in that matching, -1 for none; a class of which the cluster has no sample is none
public record ClusterAccuracy(Proportion started, Proportion majority, Proportion matched, List<Integer> matchedClass) {
    /// Copies the list.
    public ClusterAccuracy {
        matchedClass = List.copyOf(matchedClass);
    }

    /// Compares clusters with classes.
    ///
    /// @param labels the class of every sample, 1 or more
    /// @param clusters the cluster of every sample, of [KMeans#labels] for example
    /// @return the accuracies
    /// @throws IllegalArgumentException if there is no sample or the numbers of samples differ
    public static ClusterAccuracy of(Labels labels, Labels clusters) {
        int n = labels.size();
        if (n == 0 || clusters.size() != n) {
            throw new IllegalArgumentException("labels and clusters must have one and the same number of samples, 1 or"
                    + " more, but have " + n + " and " + clusters.size());
        }
        Contingency table = new Contingency(clusters, labels);
        int[] matching = Matching.largestSum(table, labels.classCount());
        long started = 0;
        long majority = 0;
        long matched = 0;
        for (int cluster = 0; cluster < table.rows(); cluster++) {
            int largest = 0;
            for (int cell = table.start(cluster); cell < table.start(cluster + 1); cell++) {
                largest = Math.max(largest, table.count(cell));
                started += table.column(cell) == cluster ? table.count(cell) : 0;
                matched += table.column(cell) == matching[cluster] ? table.count(cell) : 0;
            }
            majority += largest;
        }
        return new ClusterAccuracy(new Proportion(started, n), new Proportion(majority, n), new Proportion(matched, n),
                NumberLists.of(matching));
    }

    @Override
    public String toString() {
        return "cluster accuracy: class started from " + started + ", majority " + majority + ", one to one " + matched;
    }
}
