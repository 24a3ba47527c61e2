package io.github.vae4j.metrics.units;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Moments;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Columns;
import io.github.vae4j.metrics.internal.NormalDistribution;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.Quantiles;
import io.github.vae4j.metrics.internal.UnitDivergence;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Which latent units carry information: those whose mean moves with the input, `A_j = Var_x(E[z_j|x])` above a threshold
/// (Burda et al. 2016, section 5.1; 0.01 there). The variance is that of the samples given, divided by n.
///
/// **Intervals.** Those of the variances cover each unit by itself. That of the count holds for all units at once: it is
/// the number of units whose simultaneous intervals lie above the threshold, and the number of those that reach above it.
/// Simultaneous intervals are `A_j exp(+-c s_j)`, s_j the standard error of ln A_j, and c the 95 % quantile of the
/// largest `|ln A*_j - ln A_j| / s_j` over the units (Davison and Hinkley 1997, 4.2.4: the studentised maximum over joint
/// resamples). A count of the resamples themselves would be no such interval: a unit that is above the threshold by
/// chance is so in most resamples, too.
///
/// Pitfalls: the count depends on the samples (training or test, 500 or 10,000) and on the axes: a rotation of the space
/// spreads variance over all units, so the count of principal components above the threshold stands beside it. The
/// variance is that of the means, never of draws, which is about 1 for every unit. In a linear model A = 0.01 is a KL of
/// 0.00503 nats; the count of units with a KL above the threshold stands beside it, too.
///
/// @param variances A_j per unit
/// @param kl mean KL(q(z_j|x) || p(z_j)) per unit in nats; empty without log variances
/// @param componentVariances variances along the principal components of the means, falling
/// @param threshold what variance, component or KL must exceed
/// @param low lower ends of the 95 % intervals of the variances: percentiles of 1,000 resamples, or from an accumulator
///     1.96 standard errors
/// @param high upper ends
/// @param countLow lower end of the 95 % interval of the count
/// @param countHigh upper end
/// @param samples number of samples
public record ActiveUnits(List<Double> variances, List<Double> kl, List<Double> componentVariances, double threshold,
        List<Double> low, List<Double> high, int countLow, int countHigh, long samples) {
    /// The threshold of Burda et al.
    public static final double DEFAULT_THRESHOLD = 0.01;
    /// The number of resamples behind the intervals.
    public static final int RESAMPLES = 1_000;

    private static final double TAIL = 0.025;

    /// Copies the lists.
    public ActiveUnits {
        variances = List.copyOf(variances);
        kl = List.copyOf(kl);
        componentVariances = List.copyOf(componentVariances);
        low = List.copyOf(low);
        high = List.copyOf(high);
    }

    /// Measures the units from means alone.
    ///
    /// @param means of q(z|x), one row or more
    /// @param threshold 0 or more, see [#DEFAULT_THRESHOLD]
    /// @param seed of the resamples
    /// @param workers who computes; the bits do not depend on their number
    /// @return the statistics, without KL
    /// @throws IllegalArgumentException if there is no row or the threshold is out of range
    public static ActiveUnits of(Codes means, double threshold, long seed, Workers workers) {
        return of(means, List.of(), threshold, seed, workers);
    }

    /// Measures the units.
    ///
    /// @param posterior q(z|x), one row or more
    /// @param threshold 0 or more, see [#DEFAULT_THRESHOLD]
    /// @param seed of the resamples
    /// @param workers who computes; the bits do not depend on their number
    /// @return the statistics
    /// @throws IllegalArgumentException if there is no row or the threshold is out of range
    public static ActiveUnits of(Posterior posterior, double threshold, long seed, Workers workers) {
        Codes means = posterior.means();
        Checks.atLeast("posterior", means, 1);
        return of(means, NumberLists.of(UnitDivergence.perUnit(posterior, workers)), threshold, seed, workers);
    }

    private static ActiveUnits of(Codes means, List<Double> kl, double threshold, long seed, Workers workers) {
        Checks.atLeast("means", means, 1);
        Checks.notNegative("threshold", threshold);
        int d = means.units();
        double[] centre = Columns.means(means, workers);
        double[] covariance = Columns.covariance(means, centre, workers);
        double[] variances = IntStream.range(0, d).mapToDouble(j -> covariance[j * d + j]).toArray();
        double[][] resampled = new ResampledVariances(means, centre, seed).of(RESAMPLES, workers);
        double[] low = new double[d];
        double[] high = new double[d];
        for (int j = 0; j < d; j++) {
            int unit = j;
            double[] sorted = Arrays.stream(resampled).mapToDouble(r -> r[unit]).sorted().toArray();
            low[j] = Quantiles.ofSorted(sorted, TAIL);
            high[j] = Quantiles.ofSorted(sorted, 1 - TAIL);
        }
        double[] reach = simultaneousReach(variances, resampled);
        return new ActiveUnits(NumberLists.of(variances), kl,
                Pca.of(centre, covariance, d, means.rows()).variances(), threshold, NumberLists.of(low),
                NumberLists.of(high), above(variances, reach, -1, threshold), above(variances, reach, 1, threshold),
                means.rows());
    }

    /// From moments that were collected elsewhere, by an accumulator for example. Intervals are a variance and 1.96 times
    /// its standard error on either side, good for some hundred samples and more; the interval of the count has the
    /// standard errors of the logarithms, and the normal quantile for all units at once (Bonferroni).
    ///
    /// @param moments of the means of q(z|x), of one row or more
    /// @param kl mean KL per unit, nats; empty if it is not known
    /// @param threshold 0 or more, see [#DEFAULT_THRESHOLD]
    /// @return the statistics
    /// @throws IllegalArgumentException if there is no row or the threshold is out of range
    public static ActiveUnits of(Moments moments, List<Double> kl, double threshold) {
        Checks.notNegative("threshold", threshold);
        if (moments.rows() < 1) {
            throw new IllegalArgumentException("moments must be those of 1 or more rows but have none");
        }
        int d = moments.means().size();
        double each = NormalDistribution.quantile(1 - TAIL);
        double all = NormalDistribution.quantile(1 - TAIL / d);
        double[] variances = IntStream.range(0, d).mapToDouble(moments::variance).toArray();
        double[] errors = IntStream.range(0, d).mapToDouble(moments::varianceError).toArray();
        double[] low = new double[d];
        double[] high = new double[d];
        double[] reach = new double[d];
        for (int j = 0; j < d; j++) {
            low[j] = Math.max(variances[j] - each * errors[j], 0);
            high[j] = variances[j] + each * errors[j];
            reach[j] = variances[j] > 0 ? all * errors[j] / variances[j] : 0;
        }
        return new ActiveUnits(NumberLists.of(variances), kl, Pca.of(moments, d).variances(), threshold,
                NumberLists.of(low), NumberLists.of(high), above(variances, reach, -1, threshold),
                above(variances, reach, 1, threshold), moments.rows());
    }

    /// How far each unit's simultaneous interval reaches on the scale of logarithms; 0 for units that do not vary.
    private static double[] simultaneousReach(double[] variances, double[][] resampled) {
        int d = variances.length;
        double[] error = new double[d];
        double[] largest = new double[resampled.length];
        for (int j = 0; j < d; j++) {
            if (!(variances[j] > 0)) {
                continue;
            }
            double[] logs = new double[resampled.length];
            double squares = 0;
            for (int r = 0; r < logs.length; r++) {
                // A resample of one row repeated does not vary: as far away as a double can be.
                logs[r] = StrictMath.log(Math.max(resampled[r][j] / variances[j], Double.MIN_NORMAL));
                squares += logs[r] * logs[r];
            }
            error[j] = Math.sqrt(squares / logs.length);
            for (int r = 0; r < logs.length && error[j] > 0; r++) {
                largest[r] = Math.max(largest[r], Math.abs(logs[r]) / error[j]);
            }
        }
        Arrays.sort(largest);
        double factor = Quantiles.ofSorted(largest, 1 - 2 * TAIL);
        return Arrays.stream(error).map(e -> e * factor).toArray();
    }

    private static int above(double[] variances, double[] reach, int sign, double threshold) {
        return (int) IntStream.range(0, variances.length)
                .filter(j -> variances[j] * StrictMath.exp(sign * reach[j]) > threshold).count();
    }

    /// Whether a unit is active.
    ///
    /// @param unit from 0
    /// @return whether its variance exceeds the threshold
    /// @throws IndexOutOfBoundsException if there is no such unit
    public boolean isActive(int unit) {
        return variances.get(unit) > threshold;
    }

    /// How many units are active.
    ///
    /// @return 0 to d
    public int count() {
        return above(variances);
    }

    /// How many principal components of the means exceed the threshold: the count that no rotation changes.
    ///
    /// @return 0 to d
    public int componentCount() {
        return above(componentVariances);
    }

    /// How many units have a KL above the threshold.
    ///
    /// @return 0 to d; 0 without log variances
    public int klCount() {
        return above(kl);
    }

    /// The rate: the KL of all units.
    ///
    /// @return nats per sample; 0 without log variances
    public double totalKl() {
        return kl.stream().mapToDouble(Double::doubleValue).sum();
    }

    /// The units by their variance, largest first: the variance curve.
    ///
    /// @return their numbers
    public List<Integer> byVariance() {
        return falling(variances);
    }

    /// The units by their KL, largest first.
    ///
    /// @return their numbers; none without log variances
    public List<Integer> byKl() {
        return falling(kl);
    }

    private static List<Integer> falling(List<Double> values) {
        return IntStream.range(0, values.size()).boxed()
                .sorted((a, b) -> Double.compare(values.get(b), values.get(a))).toList();
    }

    private int above(List<Double> values) {
        return (int) values.stream().filter(value -> value > threshold).count();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "%d of %d units active [%d, %d] (variance of the mean > %s; %d samples), %d principal components",
                count(), variances.size(), countLow, countHigh, threshold, samples, componentCount()));
        for (int j = 0; j < variances.size(); j++) {
            text.append(String.format(Locale.ROOT, "%n  unit %d: variance %.4f [%.4f, %.4f]", j, variances.get(j),
                    low.get(j), high.get(j)));
            if (!kl.isEmpty()) {
                text.append(String.format(Locale.ROOT, ", KL %.4f nats", kl.get(j)));
            }
        }
        return text.toString();
    }
}
