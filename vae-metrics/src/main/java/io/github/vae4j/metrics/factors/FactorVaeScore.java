package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.RandomStreams;
import io.github.vae4j.metrics.resampling.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The score of Kim and Mnih (2018, section 4): hold one factor, find the unit that varies least, and see how well that
/// unit tells which factor was held.
///
/// One vote: a random factor, a group of samples that have one value of it, and the unit whose variance in the group is
/// the smallest share of its variance over all samples (both divided by count - 1). Units with a standard deviation below
/// [Settings#leastDeviation] over all samples are pruned and get no votes. Each unit then stands for the factor that
/// most of its training votes have, and the score is the share of further votes for which that is right.
///
/// A group in which none of two or more units varies says nothing and is left out of both shares ([#still] counts them).
/// That happens in a table where a value has one sample only; take a source with several samples of each.
///
/// Pitfalls. Needs control over the factors, or a table that has their combinations: labels of a data set are one factor,
/// with which every vote is right. Chance is 1 / factors, not 0. With factors that depend on each other, holding one
/// holds the other, too. The threshold of pruning is an absolute number: rescaled codes prune other units. A factor with
/// one value is never told from the others.
///
/// @param training how many training votes the majority rule has right
/// @param evaluation how many further votes it has right: the score and its interval
/// @param still how many groups of both kinds did not vary
/// @param votes training votes, one row per unit, one column per factor
/// @param variances of the units over all samples
/// @param active the units that were not pruned, rising
/// @param factorNames of the factors
/// @param settings sizes, threshold and seed
public record FactorVaeScore(Proportion training, Proportion evaluation, int still, List<List<Integer>> votes,
        List<Double> variances, List<Integer> active, List<String> factorNames, Settings settings) {
    // Groups are drawn this many at a time, which bounds the memory.
    private static final int GROUPS = 64;

    /// Sizes, threshold and seed.
    ///
    /// @param batch samples of a group, 2 or more
    /// @param trainVotes 1 or more
    /// @param evaluationVotes 1 or more
    /// @param varianceSamples for the variances over all samples, 2 or more
    /// @param leastDeviation of a unit that is not pruned, 0 or more
    /// @param seed of all draws
    public record Settings(int batch, int trainVotes, int evaluationVotes, int varianceSamples, double leastDeviation,
            long seed) {
        /// Checks the settings.
        ///
        /// @throws IllegalArgumentException if one is out of range
        public Settings {
            if (batch < 2 || trainVotes < 1 || evaluationVotes < 1 || varianceSamples < 2 || !(leastDeviation >= 0)) {
                throw new IllegalArgumentException("expected batch >= 2, trainVotes >= 1, evaluationVotes >= 1, "
                        + "varianceSamples >= 2, leastDeviation >= 0 but got " + batch + ", " + trainVotes + ", "
                        + evaluationVotes + ", " + varianceSamples + ", " + leastDeviation);
            }
        }

        /// Those of disentanglement_lib: groups of 64, 10,000 and 5,000 votes, variances of 10,000 samples, 0.05.
        ///
        /// @param seed of all draws
        /// @return the settings
        public static Settings of(long seed) {
            return new Settings(64, 10_000, 5_000, 10_000, 0.05, seed);
        }
    }

    /// Copies the lists.
    public FactorVaeScore {
        votes = votes.stream().map(List::copyOf).toList();
        variances = List.copyOf(variances);
        active = List.copyOf(active);
        factorNames = List.copyOf(factorNames);
    }

    /// Collects votes.
    ///
    /// @param source of codes, of 2 or more factors
    /// @param settings sizes, threshold and seed
    /// @param workers who counts votes; the bits do not depend on their number
    /// @return the score; 0 if all units are pruned
    /// @throws IllegalArgumentException if there is one factor only, a code is not finite, or no group varies
    public static FactorVaeScore of(FactorSource source, Settings settings, Workers workers) {
        int factors = source.factors();
        if (factors < 2) {
            throw new IllegalArgumentException("the score tells factors apart: expected 2 or more but got " + factors);
        }
        int units = source.units();
        float[] free = new float[Math.multiplyExact(settings.varianceSamples, units)];
        source.draw(0, settings.varianceSamples, 1, settings.seed, 0, free);
        Checks.finite("codes", free, units);
        double[] variances = variances(free, 0, settings.varianceSamples, units);
        int[] active = IntStream.range(0, units).filter(j -> Math.sqrt(variances[j]) >= settings.leastDeviation)
                .filter(j -> variances[j] > 0).toArray();
        long[][] train = new long[units][factors];
        long[][] evaluation = new long[units][factors];
        int still = 0;
        if (active.length > 0) {
            int all = settings.trainVotes + settings.evaluationVotes;
            int[] held = new int[all];
            Philox.bits(held, 0, all, settings.seed, RandomStreams.FACTOR_VAE, 0, 0);
            for (int vote = 0; vote < all; vote++) {
                held[vote] = FactorTable.below(factors, held[vote]);
            }
            Votes votes = new Votes(source, settings.batch, settings.seed, variances, active, workers);
            still = votes.collect(held, 0, settings.trainVotes, train)
                    + votes.collect(held, settings.trainVotes, all, evaluation);
        }
        return summary(train, evaluation, still, variances, active, source.names(), settings);
    }

    private static FactorVaeScore summary(long[][] train, long[][] evaluation, int still, double[] variances,
            int[] active, List<String> names, Settings settings) {
        long[] right = new long[2];
        long[] total = new long[2];
        List<List<Integer>> votes = new ArrayList<>();
        for (int j = 0; j < train.length; j++) {
            List<Integer> row = new ArrayList<>();
            for (int k = 0; k < train[j].length; k++) {
                row.add((int) train[j][k]);
                total[0] += train[j][k];
                total[1] += evaluation[j][k];
            }
            votes.add(row);
            int majority = majority(row);
            right[0] += train[j][majority];
            right[1] += evaluation[j][majority];
        }
        if (active.length == 0) {
            total = new long[] {settings.trainVotes, settings.evaluationVotes};
        } else if (total[0] == 0 || total[1] == 0) {
            throw new IllegalArgumentException("no group of samples with a common value varies in any unit: the source"
                    + " must have several different samples of a value");
        }
        return new FactorVaeScore(new Proportion(right[0], total[0]), new Proportion(right[1], total[1]), still, votes,
                DoubleStream.of(variances).boxed().toList(), IntStream.of(active).boxed().toList(), names, settings);
    }

    /// The first of the most frequent.
    private static int majority(List<Integer> votes) {
        int best = 0;
        for (int k = 1; k < votes.size(); k++) {
            best = votes.get(k) > votes.get(best) ? k : best;
        }
        return best;
    }

    /// Unbiased variances of the columns of some rows; exactly 0 for a column of equal values.
    private static double[] variances(float[] codes, int first, int rows, int units) {
        int at = first * units;
        double[] mean = new double[units];
        double[] variances = new double[units];
        // Around the first row, so that equal values have differences of 0.
        for (int i = 0; i < rows * units; i++) {
            mean[i % units] += ((double) codes[at + i] - codes[at + i % units]) / rows;
        }
        for (int i = 0; i < rows * units; i++) {
            double difference = (double) codes[at + i] - codes[at + i % units] - mean[i % units];
            variances[i % units] += difference * difference / (rows - 1);
        }
        return variances;
    }

    /// Draws groups and lets them vote.
    private static final class Votes {
        private final FactorSource source;
        private final int batch;
        private final long seed;
        private final double[] variances;
        private final int[] active;
        private final float[] codes;
        private final Workers workers;
        // The first draw was that of the variances over all samples.
        private int draw = 1;

        Votes(FactorSource source, int batch, long seed, double[] variances, int[] active, Workers workers) {
            this.source = source;
            this.batch = batch;
            this.seed = seed;
            this.variances = variances;
            this.active = active;
            this.workers = workers;
            this.codes = new float[Math.multiplyExact(Math.multiplyExact(GROUPS, batch), variances.length)];
        }

        /// One vote for each of some held factors, added to the table of units and factors.
        ///
        /// @return how many groups did not vary
        int collect(int[] held, int from, int to, long[][] table) {
            int still = 0;
            for (int k = 0; k < source.factors(); k++) {
                int factor = k;
                int left = (int) IntStream.range(from, to).filter(vote -> held[vote] == factor).count();
                for (; left > 0; left -= GROUPS) {
                    int groups = Math.min(left, GROUPS);
                    source.draw(factor, groups, batch, seed, draw++, codes);
                    int[] units = new int[groups];
                    workers.run(groups, (group, worker) -> units[group] = vote(group * batch));
                    for (int unit : units) {
                        if (unit < 0) {
                            still++;
                        } else {
                            table[unit][factor]++;
                        }
                    }
                }
            }
            return still;
        }

        /// The unit that varies least; -1 if none of several does.
        private int vote(int first) {
            double[] local = variances(codes, first, batch, variances.length);
            int best = active[0];
            boolean varies = active.length == 1;
            for (int j : active) {
                if (!(local[j] < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("the source gave a code of unit " + j + " that is not finite");
                }
                varies |= local[j] > 0;
                best = local[j] / variances[j] < local[best] / variances[best] ? j : best;
            }
            return varies ? best : -1;
        }
    }

    /// The score: the share of evaluation votes that the majority rule has right.
    ///
    /// @return 0 to 1; chance is 1 / factors
    public double score() {
        return evaluation.share();
    }

    /// The factor that most of a unit's training votes have, the first of equals.
    ///
    /// @param unit from 0
    /// @return a factor; -1 for a unit without votes
    /// @throws IndexOutOfBoundsException if there is no such unit
    public int factorOf(int unit) {
        List<Integer> row = votes.get(unit);
        int majority = majority(row);
        return row.get(majority) == 0 ? -1 : majority;
    }

    /// How many units were not pruned.
    ///
    /// @return 0 to the number of units
    public int activeCount() {
        return active.size();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "FactorVAE score %s, training %s, chance %.4f; %d of %d units active, groups of %d", evaluation,
                training, 1.0 / votes.get(0).size(), activeCount(), variances.size(), settings.batch));
        if (still > 0) {
            text.append(String.format(Locale.ROOT, "; %d groups did not vary", still));
        }
        for (int unit : active) {
            int factor = factorOf(unit);
            text.append(String.format(Locale.ROOT, "%n  unit %d: %s, votes %s", unit,
                    factor < 0 ? "no factor" : factorNames.get(factor), votes.get(unit)));
        }
        return text.toString();
    }
}
