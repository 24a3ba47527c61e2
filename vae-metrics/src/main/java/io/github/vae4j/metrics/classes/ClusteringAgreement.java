package io.github.vae4j.metrics.classes;

import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.Contingency;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How well a clustering agrees with known classes. All scores are symmetric in the names of classes and clusters.
///
/// With the contingency table n_ck, entropies H in nats and mutual information I(C;K): `homogeneity = I / H(C)`,
/// `completeness = I / H(K)` (Rosenberg & Hirschberg 2007), `nmi = 2 I / (H(C) + H(K))`,
/// `ami = (I - E[I]) / ((H(C) + H(K)) / 2 - E[I])` with the expectation over random tables of equal margins (Vinh, Epps
/// & Bailey 2010), `ari` the Rand index adjusted for chance (Hubert & Arabie 1985), and `purity` the share of samples
/// that belong to the largest class of their cluster.
///
/// Pitfalls: purity, homogeneity and NMI grow with the number of clusters even at random; compare AMI or ARI then.
///
/// @param homogeneity 0 to 1; 1 if there is one class
/// @param completeness 0 to 1; 1 if there is one cluster
/// @param nmi normalised mutual information, arithmetic mean, 0 to 1
/// @param ami adjusted mutual information, about 0 at random, at most 1
/// @param ari adjusted Rand index, about 0 at random, at most 1
/// @param purity 0 to 1
/// @param samples number of samples
public record ClusteringAgreement(double homogeneity, double completeness, double nmi, double ami, double ari,
        double purity, int samples) {
    /// Compares classes with clusters.
    ///
    /// @param classes the known class of every sample
    /// @param clusters the cluster of every sample
    /// @return the scores
    /// @throws IllegalArgumentException if there are no samples or the sizes differ
    public static ClusteringAgreement of(Labels classes, Labels clusters) {
        int n = classes.size();
        if (n == 0 || n != clusters.size()) {
            throw new IllegalArgumentException("classes and clusters must have one and the same number of samples, 1 or"
                    + " more, but have " + n + " and " + clusters.size());
        }
        Contingency table = new Contingency(classes, clusters);
        double classEntropy = entropy(classes);
        double clusterEntropy = entropy(clusters);
        boolean oneClass = classes.nonEmptyClasses() == 1;
        boolean oneCluster = clusters.nonEmptyClasses() == 1;
        double information = oneClass || oneCluster ? 0 : Math.max(0, information(table, classes, clusters));
        double nmi;
        double ami;
        boolean allApart = classes.nonEmptyClasses() == n && clusters.nonEmptyClasses() == n;
        if (oneClass && oneCluster || allApart) {
            nmi = 1;
            ami = 1;
        } else {
            double mean = (classEntropy + clusterEntropy) / 2;
            double expected = expectedInformation(classes, clusters);
            nmi = information / mean;
            // One constant side: no information, no chance information either.
            ami = oneClass || oneCluster ? 0 : (information - expected) / (mean - expected);
        }
        return new ClusteringAgreement(oneClass ? 1 : information / classEntropy,
                oneCluster ? 1 : information / clusterEntropy, nmi, ami, adjustedRand(table, classes, clusters),
                purity(table, clusters.classCount(), n), n);
    }

    private static double entropy(Labels labels) {
        double sum = 0;
        double n = labels.size();
        for (int c = 0; c < labels.classCount(); c++) {
            if (labels.count(c) > 0) {
                double p = labels.count(c) / n;
                sum -= p * StrictMath.log(p);
            }
        }
        return sum;
    }

    private static double information(Contingency table, Labels classes, Labels clusters) {
        double n = classes.size();
        double sum = 0;
        for (int c = 0; c < table.rows(); c++) {
            for (int cell = table.start(c); cell < table.start(c + 1); cell++) {
                double expected = (double) classes.count(c) * clusters.count(table.column(cell));
                sum += table.count(cell) / n * StrictMath.log(n * table.count(cell) / expected);
            }
        }
        return sum;
    }

    /// How many classes there are of each size.
    private static SortedMap<Integer, Integer> sizes(Labels labels) {
        SortedMap<Integer, Integer> sizes = new TreeMap<>();
        for (int c = 0; c < labels.classCount(); c++) {
            if (labels.count(c) > 0) {
                sizes.merge(labels.count(c), 1, Integer::sum);
            }
        }
        return sizes;
    }

    /// Equation 24a of Vinh et al.: the cells are hypergeometric. Pairs of classes and clusters of the same sizes have the
    /// same expectation: there are few of those, however many classes there are.
    private static double expectedInformation(Labels classes, Labels clusters) {
        int n = classes.size();
        double[] logFactorial = new double[n + 1];
        for (int i = 1; i <= n; i++) {
            logFactorial[i] = logFactorial[i - 1] + StrictMath.log(i);
        }
        double sum = 0;
        for (Map.Entry<Integer, Integer> ofClasses : sizes(classes).entrySet()) {
            int a = ofClasses.getKey();
            for (Map.Entry<Integer, Integer> ofClusters : sizes(clusters).entrySet()) {
                int b = ofClusters.getKey();
                double margins = logFactorial[a] + logFactorial[b] + logFactorial[n - a] + logFactorial[n - b]
                        - logFactorial[n];
                double pair = 0;
                for (int cell = Math.max(1, a + b - n); cell <= Math.min(a, b); cell++) {
                    double logProbability = margins - logFactorial[cell] - logFactorial[a - cell]
                            - logFactorial[b - cell] - logFactorial[n - a - b + cell];
                    double gain = (double) cell / n * StrictMath.log((double) n * cell / ((double) a * b));
                    pair += gain * StrictMath.exp(logProbability);
                }
                sum += pair * ofClasses.getValue() * ofClusters.getValue();
            }
        }
        return sum;
    }

    private static double adjustedRand(Contingency table, Labels classes, Labels clusters) {
        double together = 0;
        double inClasses = 0;
        double inClusters = 0;
        for (int cell = 0; cell < table.start(table.rows()); cell++) {
            together += pairs(table.count(cell));
        }
        for (int c = 0; c < classes.classCount(); c++) {
            inClasses += pairs(classes.count(c));
        }
        for (int k = 0; k < clusters.classCount(); k++) {
            inClusters += pairs(clusters.count(k));
        }
        double mean = (inClasses + inClusters) / 2;
        if (classes.size() == 1 || inClasses == inClusters && together == inClasses) {
            return 1;
        }
        double expected = inClasses * inClusters / pairs(classes.size());
        return (together - expected) / (mean - expected);
    }

    private static double pairs(long n) {
        return n * (n - 1) / 2.0;
    }

    private static double purity(Contingency table, int clusters, int n) {
        int[] largest = new int[clusters];
        for (int cell = 0; cell < table.start(table.rows()); cell++) {
            largest[table.column(cell)] = Math.max(largest[table.column(cell)], table.count(cell));
        }
        return Arrays.stream(largest).sum() / (double) n;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT,
                "NMI %.4f, AMI %.4f, ARI %.4f, homogeneity %.4f, completeness %.4f, purity %.4f (%d samples)", nmi, ami,
                ari, homogeneity, completeness, purity, samples);
    }
}
