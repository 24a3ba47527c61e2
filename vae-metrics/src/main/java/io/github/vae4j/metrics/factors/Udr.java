package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Quantiles;
import io.github.vae4j.metrics.internal.UnitDivergence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Unsupervised disentanglement ranking (Duan et al. 2020): models that disentangle find the same units again, up to
/// order and sign, from one seed to the next; models that do not find others each time. No factors are needed.
///
/// For two models with the relation R(a, b) >= 0 between their informative units a and b (those with a KL above the
/// threshold; others are left out), and r the largest relation of a unit to any of the other model:
/// `UDR = (sum over b of r_b^2 / sum_a R(a, b) + sum over a of r_a^2 / sum_b R(a, b)) / (d_a + d_b)`, where d_a and d_b
/// count the informative units. A unit that is related to none adds 0; two models without informative units have 0. The
/// score of a model is the median over the other models.
///
/// This is the paper's definition. disentanglement_lib averages the two sides by themselves, which is the same if the
/// models have as many informative units.
///
/// Pitfalls. Models to compare differ in their seed alone. Two models that are rotated alike score as if disentangled:
/// the same start, the same order of batches or one training continued do that, and so does anything else that fixes the
/// axes. With few informative units the score is high: one unit each gives R itself.
///
/// @param scores one per model, 0 to 1
/// @param pairs one row per model: its relation to each other model, NaN to itself
/// @param informative per model the units with a KL above the threshold, rising
/// @param relation between units
/// @param threshold what a KL must exceed, nats
/// @param samples number of samples, the same for all models
public record Udr(List<Double> scores, List<List<Double>> pairs, List<List<Integer>> informative, Relation relation,
        double threshold, int samples) {
    /// The KL above which a unit is informative.
    public static final double DEFAULT_THRESHOLD = 0.01;
    /// The penalty of the Lasso.
    public static final double LASSO_ALPHA = 0.1;

    /// The relation of two units.
    public enum Relation {
        /// The magnitude of Spearman's rank correlation, the same in both directions; 0 with a unit that does not vary.
        SPEARMAN,
        /// The magnitude of the weight of the other model's unit in the Lasso, with [#LASSO_ALPHA], that predicts the
        /// model's own unit from all informative ones of the other, all units standardised. Not symmetric.
        LASSO
    }

    /// Copies the lists.
    public Udr {
        scores = List.copyOf(scores);
        pairs = pairs.stream().map(List::copyOf).toList();
        informative = informative.stream().map(List::copyOf).toList();
    }

    /// Compares models.
    ///
    /// @param models q(z|x) of two or more, each of the same samples in the same order, two or more of them
    /// @param relation between units
    /// @param threshold what the KL of an informative unit exceeds, nats, 0 or more; see [#DEFAULT_THRESHOLD]
    /// @param workers who computes; the bits do not depend on their number
    /// @return the scores
    /// @throws IllegalArgumentException if there are fewer than two models, their numbers of samples differ, or the
    ///     threshold is out of range
    public static Udr of(List<Posterior> models, Relation relation, double threshold, Workers workers) {
        int count = models.size();
        if (count < 2) {
            throw new IllegalArgumentException("models are compared with each other: expected 2 or more but got "
                    + count);
        }
        Checks.notNegative("threshold", threshold);
        int n = models.get(0).rows();
        Checks.atLeast("models", models.get(0).means(), 2);
        List<List<Integer>> informative = new ArrayList<>();
        for (int m = 0; m < count; m++) {
            Posterior posterior = models.get(m);
            if (posterior.rows() != n) {
                throw new IllegalArgumentException("model " + m + " must have codes of as many samples as model 0, " + n
                        + ", but has " + posterior.rows());
            }
            double[] kl = UnitDivergence.perUnit(posterior, workers);
            informative.add(IntStream.range(0, kl.length).filter(j -> kl[j] > threshold).boxed().toList());
        }
        UnitRelations[] units = new UnitRelations[count];
        workers.run(count, (m, worker) -> units[m] = new UnitRelations(models.get(m), informative.get(m), relation));
        double[] pairs = new double[count * count];
        workers.run(count * count, (pair, worker) -> {
            int own = pair / count;
            int other = pair % count;
            pairs[pair] = own == other ? Double.NaN : score(units[own].to(units[other]));
        });
        List<Double> scores = new ArrayList<>();
        List<List<Double>> rows = new ArrayList<>();
        for (int m = 0; m < count; m++) {
            rows.add(Arrays.stream(pairs, m * count, (m + 1) * count).boxed().toList());
            double[] others = Arrays.stream(pairs, m * count, (m + 1) * count).filter(pair -> !Double.isNaN(pair))
                    .sorted().toArray();
            scores.add(Quantiles.ofSorted(others, 0.5));
        }
        return new Udr(scores, rows, informative, relation, threshold, n);
    }

    /// The score of a pair from R(own unit, other unit).
    private static double score(double[][] relation) {
        int own = relation.length;
        int other = own == 0 ? 0 : relation[0].length;
        double sum = 0;
        for (int a = 0; a < own; a++) {
            sum += strength(relation[a]);
        }
        for (int b = 0; b < other; b++) {
            int unit = b;
            sum += strength(Arrays.stream(relation).mapToDouble(row -> row[unit]).toArray());
        }
        return own + other == 0 ? 0 : sum / (own + other);
    }

    private static double strength(double[] relations) {
        double largest = Arrays.stream(relations).max().orElse(0);
        return largest == 0 ? 0 : largest * largest / Arrays.stream(relations).sum();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "UDR of %d models (%s; KL > %s nats; %d samples)", scores.size(),
                relation.name().toLowerCase(Locale.ROOT), threshold, samples));
        for (int m = 0; m < scores.size(); m++) {
            text.append(String.format(Locale.ROOT, "%n  model %d: %.4f, %d informative units", m, scores.get(m),
                    informative.get(m).size()));
        }
        return text.toString();
    }
}
