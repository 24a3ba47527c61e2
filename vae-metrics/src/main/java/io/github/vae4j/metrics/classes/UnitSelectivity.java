package io.github.vae4j.metrics.classes;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Columns;
import io.github.vae4j.metrics.internal.Matching;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.Quantiles;
import io.github.vae4j.metrics.internal.RandomStreams;
import io.github.vae4j.metrics.internal.Ranks;
import io.github.vae4j.metrics.internal.RocArea;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/// Does any unit stand for one class alone, a "grandmother neuron"? For every unit and class: how well the value of the
/// unit alone separates the class from all others, as the area under the ROC curve, from ranks (Mann and Whitney 1947),
/// ties at half; the larger of it and 1 minus it, since a unit may stand for a class by low values. 0.5 is chance, 1
/// perfect. Intervals are Wilson's (1927) with the standard error of DeLong et al. (1988).
///
/// **Verdict.** A class is found if the unit that the best one-to-one matching of units and classes gives it reaches
/// [#FOUND], exceeds the threshold of chance, and reaches [#FOUND] for no other class; the finding is certain if the
/// lower end of its interval reaches [#FOUND], too. The threshold is the 95 % quantile of the largest area over all units
/// and classes when labels are shuffled: small classes reach high areas by luck, and the largest of many areas is never
/// 0.5.
///
/// Pitfalls. The mean of a unit has no noise: a silent unit, whose mean hardly moves, may order the classes well by
/// differences that no decoder ever sees. So take active units, and codes that are drawn: [#ofDraw] does both. The area is
/// that of one draw; another seed gives another.
///
/// @param area per unit one for each class, 0.5 to 1; NaN if there is one class only
/// @param low lower ends of the 95 % intervals of the areas
/// @param high upper ends
/// @param units which units were examined, rising: those that `area` has rows of
/// @param classes the classes that have samples, rising
/// @param classNames of those classes
/// @param threshold that chance exceeds once in twenty times; NaN if there is one class only
/// @param matched per class the unit that the matching gives it; -1 for none
/// @param source what codes were examined
public record UnitSelectivity(List<List<Double>> area, List<List<Double>> low, List<List<Double>> high,
        List<Integer> units, List<Integer> classes, List<String> classNames, double threshold, List<Integer> matched,
        Source source) {
    /// What codes are examined.
    public enum Source {
        /// Codes as given.
        CODES,
        /// Means of the active units of a posterior.
        ACTIVE_MEANS,
        /// A draw from the active units of a posterior.
        ACTIVE_DRAW
    }

    /// The area from which on a unit counts as a detector of a class.
    public static final double FOUND = 0.95;

    private static final int PERMUTATIONS = 100;
    private static final double CONFIDENCE = 0.95;

    /// Copies the lists.
    public UnitSelectivity {
        area = NumberLists.copyRows(area);
        low = NumberLists.copyRows(low);
        high = NumberLists.copyRows(high);
        units = List.copyOf(units);
        classes = List.copyOf(classes);
        classNames = List.copyOf(classNames);
        matched = List.copyOf(matched);
    }

    /// Tests every unit of given codes against every class.
    ///
    /// @param codes points, 1 or more
    /// @param labels the class of every row
    /// @param seed of the shuffled labels
    /// @param workers who computes; the bits do not depend on their number
    /// @return the test
    /// @throws IllegalArgumentException if sizes do not fit or there is no row
    public static UnitSelectivity of(Codes codes, Labels labels, long seed, Workers workers) {
        return of(codes, labels, IntStream.range(0, codes.units()).toArray(), seed, Source.CODES, workers);
    }

    /// Tests the means of the active units against every class.
    ///
    /// @param posterior q(z|x), 1 row or more
    /// @param labels the class of every row
    /// @param activity what the variance of a unit's mean must exceed, 0 or more; see
    ///     [io.github.vae4j.metrics.units.ActiveUnits#DEFAULT_THRESHOLD]
    /// @param seed of the shuffled labels
    /// @param workers who computes; the bits do not depend on their number
    /// @return the test; without units if none is active
    /// @throws IllegalArgumentException if sizes do not fit, there is no row, or `activity` is out of range
    public static UnitSelectivity ofMeans(Posterior posterior, Labels labels, double activity, long seed,
            Workers workers) {
        return of(posterior.means(), labels, active(posterior, activity, workers), seed, Source.ACTIVE_MEANS, workers);
    }

    /// Tests one draw from the active units against every class: what of a unit's order is left once its noise is there.
    ///
    /// @param posterior q(z|x), 1 row or more
    /// @param labels the class of every row
    /// @param activity what the variance of a unit's mean must exceed, 0 or more; see
    ///     [io.github.vae4j.metrics.units.ActiveUnits#DEFAULT_THRESHOLD]
    /// @param seed of the draw and of the shuffled labels
    /// @param workers who computes; the bits do not depend on their number
    /// @return the test; without units if none is active
    /// @throws IllegalArgumentException if sizes do not fit, there is no row, or `activity` is out of range
    public static UnitSelectivity ofDraw(Posterior posterior, Labels labels, double activity, long seed,
            Workers workers) {
        return of(posterior.draw(seed, 0), labels, active(posterior, activity, workers), seed, Source.ACTIVE_DRAW,
                workers);
    }

    private static int[] active(Posterior posterior, double activity, Workers workers) {
        Codes means = posterior.means();
        Checks.atLeast("posterior", means, 1);
        Checks.notNegative("activity", activity);
        int d = means.units();
        double[] covariance = Columns.covariance(means, Columns.means(means, workers), workers);
        return IntStream.range(0, d).filter(j -> covariance[j * d + j] > activity).toArray();
    }

    private static UnitSelectivity of(Codes codes, Labels labels, int[] units, long seed, Source source,
            Workers workers) {
        Checks.atLeast("codes", codes, 1);
        Checks.labelled(codes, labels);
        int n = codes.rows();
        int[] present = IntStream.range(0, labels.classCount()).filter(c -> labels.count(c) > 0).toArray();
        int[] own = IntStream.range(0, n).map(i -> Arrays.binarySearch(present, labels.get(i))).toArray();
        int[] counts = IntStream.of(present).map(labels::count).toArray();
        int classes = present.length;
        float[] ranks = new float[n * units.length];
        double[] area = new double[units.length * classes];
        double[] low = new double[area.length];
        double[] high = new double[area.length];
        workers.run(units.length, (u, worker) -> {
            Ranks.of(codes.values(), codes.units(), units[u], ranks, u * n);
            int[] order = Ranks.order(codes.values(), codes.units(), units[u]);
            for (int k = 0; k < classes; k++) {
                int cell = u * classes + k;
                if (classes > 1) {
                    RocArea roc = RocArea.of(codes.values(), codes.units(), units[u], order, own, k, counts[k])
                            .larger();
                    area[cell] = roc.value();
                    low[cell] = roc.end(-1);
                    high[cell] = roc.end(1);
                } else {
                    area[cell] = Double.NaN;
                    low[cell] = Double.NaN;
                    high[cell] = Double.NaN;
                }
            }
        });
        int[] matched = new int[classes];
        Arrays.fill(matched, -1);
        double threshold = Double.NaN;
        if (classes > 1 && units.length > 0) {
            threshold = chance(ranks, units.length, own, counts, seed, workers);
            int[] columns = Matching.largestSum(area, units.length, classes);
            for (int u = 0; u < units.length; u++) {
                if (columns[u] >= 0) {
                    matched[columns[u]] = units[u];
                }
            }
        }
        return new UnitSelectivity(NumberLists.rows(area, classes), NumberLists.rows(low, classes),
                NumberLists.rows(high, classes), NumberLists.of(units), NumberLists.of(present),
                IntStream.of(present).mapToObj(labels.names()::get).toList(), threshold, NumberLists.of(matched),
                source);
    }

    /// What the largest area exceeds once in twenty times if labels are shuffled.
    private static double chance(float[] ranks, int units, int[] own, int[] counts, long seed, Workers workers) {
        int n = own.length;
        double[] largest = new double[PERMUTATIONS];
        workers.run(PERMUTATIONS, (permutation, worker) -> {
            int[] order = new int[n];
            Philox.permutation(order, n, seed, RandomStreams.SHUFFLED_LABELS, permutation);
            double[] sums = new double[counts.length];
            for (int u = 0; u < units; u++) {
                Arrays.fill(sums, 0);
                for (int i = 0; i < n; i++) {
                    sums[own[order[i]]] += ranks[u * n + i];
                }
                for (int k = 0; k < counts.length; k++) {
                    double inside = counts[k];
                    double raw = (sums[k] - inside * (inside + 1) / 2) / (inside * (n - inside));
                    largest[permutation] = Math.max(largest[permutation], Math.max(raw, 1 - raw));
                }
            }
        });
        Arrays.sort(largest);
        return Quantiles.ofSorted(largest, CONFIDENCE);
    }

    /// How well a unit separates a class.
    ///
    /// @param unit its number
    /// @param k index into `classes`
    /// @return 0.5 to 1; NaN if there is one class only, or the unit was not examined
    /// @throws IndexOutOfBoundsException if there is no such class
    public double value(int unit, int k) {
        return cell(area, unit, k);
    }

    /// The lower end of the interval of [#value].
    ///
    /// @param unit its number
    /// @param k index into `classes`
    /// @return 0 to 1; NaN if there is one class only, or the unit was not examined
    /// @throws IndexOutOfBoundsException if there is no such class
    public double low(int unit, int k) {
        return cell(low, unit, k);
    }

    /// The upper end of the interval of [#value].
    ///
    /// @param unit its number
    /// @param k index into `classes`
    /// @return 0 to 1; NaN if there is one class only, or the unit was not examined
    /// @throws IndexOutOfBoundsException if there is no such class
    public double high(int unit, int k) {
        return cell(high, unit, k);
    }

    private double cell(List<List<Double>> table, int unit, int k) {
        Objects.checkIndex(k, classes.size());
        int row = units.indexOf(unit);
        return row < 0 ? Double.NaN : table.get(row).get(k);
    }

    /// The unit that separates a class best; several classes may have the same.
    ///
    /// @param k index into `classes`
    /// @return a unit, the first of equals; -1 if none was examined
    /// @throws IndexOutOfBoundsException if there is no such class
    public int bestUnit(int k) {
        Objects.checkIndex(k, classes.size());
        int best = units.isEmpty() ? -1 : units.get(0);
        for (int unit : units) {
            if (value(unit, k) > value(best, k)) {
                best = unit;
            }
        }
        return best;
    }

    /// Whether a class has a unit of its own.
    ///
    /// @param k index into `classes`
    /// @return see the verdict above
    /// @throws IndexOutOfBoundsException if there is no such class
    public boolean isFound(int k) {
        int unit = matched.get(k);
        return unit >= 0 && passes(unit, k)
                && IntStream.range(0, classes.size()).filter(other -> passes(unit, other)).count() == 1;
    }

    /// Whether a class has a unit of its own even at the lower end of its interval.
    ///
    /// @param k index into `classes`
    /// @return whether it is found and the lower end reaches [#FOUND]
    /// @throws IndexOutOfBoundsException if there is no such class
    public boolean isCertain(int k) {
        return isFound(k) && low(matched.get(k), k) >= FOUND;
    }

    private boolean passes(int unit, int k) {
        return value(unit, k) >= FOUND && value(unit, k) > threshold;
    }

    /// How many classes have a unit of their own.
    ///
    /// @return 0 to the number of classes
    public int found() {
        return (int) IntStream.range(0, classes.size()).filter(this::isFound).count();
    }

    /// The verdict: whether every class has a unit of its own.
    ///
    /// @return `false` if there are fewer than two classes
    public boolean passed() {
        return classes.size() > 1 && found() == classes.size();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "%d of %d classes have a unit of their own (area >= %.2f; chance reaches %.3f; %s of %d units)",
                found(), classes.size(), FOUND, threshold, source.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                units.size()));
        for (int k = 0; k < classes.size() && !units.isEmpty(); k++) {
            int best = bestUnit(k);
            text.append(String.format(Locale.ROOT, "%n  %s: best unit %d, area %.3f [%.3f, %.3f]%s", classNames.get(k),
                    best, value(best, k), low(best, k), high(best, k), isFound(k) ? ", its own" : ""));
        }
        return text.toString();
    }
}
