package io.github.vae4j.metrics.classes;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Lloyd;
import io.github.vae4j.metrics.internal.NumberLists;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// k-means clusters by Lloyd's iterations (Lloyd 1982).
///
/// Every point is with its nearest centroid by distances in double; ties go to the lower cluster. Means and inertia are
/// sums in double. A cluster that loses all its points stays where it is. The bits do not depend on the number of threads.
///
/// @param centroids one row a cluster
/// @param assignment per point its cluster, that of the nearest centroid
/// @param inertia sum over the points of the squared distance from their centroid
/// @param iterations of Lloyd's that moved the centroids
/// @param converged whether the last of them changed no assignment
public record KMeans(List<List<Double>> centroids, List<Integer> assignment, double inertia, int iterations,
        boolean converged) {
    /// Copies the lists.
    public KMeans {
        centroids = NumberLists.copyRows(centroids);
        assignment = NumberLists.copyInts(assignment);
    }

    /// Lloyd's iterations from given centroids, such as the means of classes ([ClassCentroids#values]).
    ///
    /// @param codes points, 1 or more
    /// @param start centroids to start from, 1 or more rows; rows of NaN, of empty classes, attract nothing
    /// @param iterations at most; fewer if no point changes its cluster any more
    /// @param workers who computes
    /// @return the clusters
    /// @throws IllegalArgumentException if sizes do not fit, or there is no point or centroid
    public static KMeans from(Codes codes, List<List<Double>> start, int iterations, Workers workers) {
        Checks.atLeast("codes", codes, 1);
        for (int c = 0; c < start.size(); c++) {
            if (start.get(c).size() != codes.units()) {
                throw new IllegalArgumentException("start must have rows of as many columns as codes, " + codes.units()
                        + ", but row " + c + " has " + start.get(c).size());
            }
        }
        if (start.stream().allMatch(row -> row.get(0).isNaN())) {
            throw new IllegalArgumentException("start must have 1 or more rows of numbers but has "
                    + (start.isEmpty() ? "no row" : "nothing but NaN"));
        }
        if (iterations < 0) {
            throw new IllegalArgumentException("iterations must be 0 or more but is " + iterations);
        }
        return of(new Lloyd(codes, workers), NumberLists.flat(start), iterations);
    }

    /// The best of several runs from random starts, each chosen by greedy k-means++ (Arthur and Vassilvitskii 2007, and
    /// their section 5): the next centroid is a point drawn with probability proportional to its squared distance from the
    /// centroids so far, the best of `2 + floor(ln k)` such draws.
    ///
    /// @param codes points
    /// @param k number of clusters, 1 to the number of points
    /// @param restarts number of runs, 1 or more; that with the least inertia counts, the first of equals
    /// @param iterations at most, per run
    /// @param seed of the draws
    /// @param workers who computes
    /// @return the clusters
    /// @throws IllegalArgumentException if a number is out of range
    public static KMeans plusPlus(Codes codes, int k, int restarts, int iterations, long seed, Workers workers) {
        Checks.atLeast("codes", codes, 1);
        if (k < 1 || k > codes.rows()) {
            throw new IllegalArgumentException("k must be from 1 to the number of points, " + codes.rows()
                    + ", but is " + k);
        }
        if (restarts < 1 || iterations < 0) {
            throw new IllegalArgumentException("restarts must be 1 or more and iterations 0 or more but they are "
                    + restarts + " and " + iterations);
        }
        Lloyd lloyd = new Lloyd(codes, workers);
        KMeans best = of(lloyd, lloyd.spread(k, seed, 0), iterations);
        for (int run = 1; run < restarts; run++) {
            KMeans other = of(lloyd, lloyd.spread(k, seed, run), iterations);
            best = other.inertia < best.inertia ? other : best;
        }
        return best;
    }

    private static KMeans of(Lloyd lloyd, double[] start, int iterations) {
        Lloyd.Clusters found = lloyd.run(start, iterations);
        return new KMeans(NumberLists.rows(found.centroids(), lloyd.columns()), NumberLists.of(found.assignment()),
                found.inertia(), found.iterations(), found.converged());
    }

    /// The number of clusters.
    ///
    /// @return k
    public int clusters() {
        return centroids.size();
    }

    /// The cluster of every point as a label, of [#clusters] classes called "0", "1", ...
    ///
    /// @return the labels
    public Labels labels() {
        return Labels.of(assignment.stream().mapToInt(Integer::intValue).toArray(),
                IntStream.range(0, clusters()).mapToObj(Integer::toString).toList());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "k-means: %d clusters of %d points, inertia %.6g, %s after %d iterations",
                clusters(), assignment.size(), inertia, converged ? "converged" : "not converged", iterations);
    }
}
