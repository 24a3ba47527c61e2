package io.github.vae4j.metrics.classes;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Neighbours;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.Perplexity;
import io.github.vae4j.metrics.internal.Quantiles;
import io.github.vae4j.metrics.internal.RowParts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The local inverse Simpson index, LISI (Korsunsky et al. 2019): how many classes the neighbourhood of each sample has,
/// `1 / sum over classes of p_c^2`, where p are the shares of the classes among the 3 P nearest samples, weighted by
/// `exp(-b distance)` with the b that gives the weights of a sample a perplexity of P.
///
/// Of batches it is iLISI, and large is good: [#mixing]. Of cell types it is cLISI, and 1 is best: [#separation]. Both are
/// scaled to 0 to 1 as in scIB (Luecken et al. 2022).
///
/// Pitfalls. Perfect mixing of batches of unequal sizes has an index below their number. The index depends on the
/// perplexity, and a class with fewer samples than that has foreign neighbours wherever it lies.
///
/// @param values the index of every sample, 1 to the number of classes that have samples
/// @param classes number of classes that have samples
/// @param perplexity of the weights
public record LocalDiversity(List<Double> values, int classes, double perplexity) {
    /// The perplexity of Korsunsky et al.
    public static final double DEFAULT_PERPLEXITY = 30;

    /// Copies the list.
    public LocalDiversity {
        values = NumberLists.copy(values);
    }

    /// Measures the neighbourhoods.
    ///
    /// @param codes points, more than three times the perplexity
    /// @param labels the batch or type of every row
    /// @param perplexity 1 or more, see [#DEFAULT_PERPLEXITY]
    /// @param workers who computes; the bits do not depend on their number
    /// @return the index of every sample
    /// @throws IllegalArgumentException if sizes do not fit or `perplexity` is out of range
    /// @throws NoAnswerException if fewer than two classes have samples
    public static LocalDiversity of(Codes codes, Labels labels, double perplexity, Workers workers) {
        Checks.labelled(codes, labels);
        int n = codes.rows();
        if (!(perplexity >= 1 && 3 * perplexity < n)) {
            throw new IllegalArgumentException("perplexity must be from 1 to below a third of the " + n
                    + " samples but is " + perplexity);
        }
        if (labels.nonEmptyClasses() < 2) {
            throw new NoAnswerException("with fewer than two classes nothing can mix");
        }
        int k = (int) (3 * perplexity);
        Neighbours neighbours = Neighbours.among(codes, k, workers);
        double[] values = new double[n];
        workers.run(RowParts.count(n), (part, worker) -> {
            double[] distances = new double[k];
            double[] weights = new double[k];
            double[] shares = new double[labels.classCount()];
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                for (int j = 0; j < k; j++) {
                    distances[j] = Math.sqrt(neighbours.square(i, j));
                }
                Perplexity.weigh(distances, perplexity, weights);
                Arrays.fill(shares, 0);
                for (int j = 0; j < k; j++) {
                    shares[labels.get(neighbours.row(i, j))] += weights[j];
                }
                double simpson = 0;
                for (double share : shares) {
                    simpson += share * share;
                }
                values[i] = 1 / simpson;
            }
        });
        return new LocalDiversity(NumberLists.of(values), labels.nonEmptyClasses(), perplexity);
    }

    /// The median index.
    ///
    /// @return 1 to the number of classes
    public double median() {
        double[] sorted = NumberLists.toArray(values);
        Arrays.sort(sorted);
        return Quantiles.ofSorted(sorted, 0.5);
    }

    /// How well classes mix, for batches: iLISI, `(median - 1) / (classes - 1)`.
    ///
    /// @return 0 if no neighbourhood mixes, 1 if all classes have equal shares everywhere
    public double mixing() {
        return (median() - 1) / (classes - 1);
    }

    /// How well classes keep apart, for types: cLISI, `(classes - median) / (classes - 1)`.
    ///
    /// @return 1 if no neighbourhood mixes, 0 if all classes have equal shares everywhere
    public double separation() {
        return (classes - median()) / (classes - 1);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT,
                "LISI %.4f of %d classes (mixing %.4f, separation %.4f; perplexity %s, %d samples)", median(), classes,
                mixing(), separation(), perplexity, values.size());
    }
}
