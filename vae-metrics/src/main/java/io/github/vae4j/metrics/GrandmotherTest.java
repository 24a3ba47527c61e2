package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/// Does any unit stand for one class alone, a "grandmother neuron"? For every unit and class: how well the value of the
/// unit alone tells the class from all others, as the area under the ROC curve, from ranks (Mann and Whitney 1947), ties
/// at half; the larger of it and 1 minus it, since a unit may stand for a class by low values. 0.5 is chance, 1 perfect.
///
/// **Verdict.** A class is found if the unit that the best one-to-one matching of units and classes gives it reaches
/// [#FOUND], exceeds the threshold of chance, and reaches [#FOUND] for no other class. The threshold is the 95 % quantile
/// of the largest area over all units and classes when labels are dealt out at random: small classes reach high areas by
/// luck, and the largest of many areas is never 0.5.
///
/// @param area element `unit * classes + k`, 0.5 to 1; NaN if there is one class only
/// @param units number of units
/// @param classes the classes that have samples, rising
/// @param classNames of those classes
/// @param threshold that chance exceeds once in twenty times; NaN if there is one class only
/// @param matched per class the unit that the matching gives it; -1 for none
@SuppressWarnings("ArrayRecordComponent") // tables of numbers, read through methods
public record GrandmotherTest(double[] area, int units, int[] classes, List<String> classNames, double threshold,
        int[] matched) {
    /// The area from which on a unit counts as a detector of a class.
    public static final double FOUND = 0.95;

    private static final int PERMUTATIONS = 100;
    private static final double CONFIDENCE = 0.95;
    private static final int STREAM = 0x97a3;

    /// Copies the list.
    public GrandmotherTest {
        classNames = List.copyOf(classNames);
    }

    /// Tests every unit against every class.
    ///
    /// @param x points, (n, units) row-major
    /// @param units number of columns
    /// @param labels the class of every row
    /// @param seed of the random labels
    /// @param workers who computes
    /// @return the test
    /// @throws IllegalArgumentException if sizes do not fit, a value is not finite, or there is no row
    public static GrandmotherTest of(float[] x, int units, Labels labels, long seed, Workers workers) {
        LabelledRows.checkLabelled("x", x, units, labels);
        int n = labels.size();
        int[] classes = IntStream.range(0, labels.classCount()).filter(c -> labels.count(c) > 0).toArray();
        List<String> names = Arrays.stream(classes).mapToObj(c -> labels.names().get(c)).toList();
        float[] ranks = new float[n * units];
        workers.run(units, (unit, worker) -> Ranks.of(x, units, unit, ranks, unit * n));
        int[] own = IntStream.range(0, n).map(i -> Arrays.binarySearch(classes, labels.get(i))).toArray();
        double[] area = new double[units * classes.length];
        workers.run(units, (unit, worker) -> areas(ranks, unit, own, labels, classes, area));
        if (classes.length < 2) {
            return new GrandmotherTest(area, units, classes, names, Double.NaN, new int[] {-1});
        }
        double[] largest = new double[PERMUTATIONS];
        workers.run(PERMUTATIONS, (permutation, worker) -> {
            int[] order = new int[n];
            Philox.permutation(order, n, seed, STREAM, permutation);
            int[] dealt = new int[n];
            for (int i = 0; i < n; i++) {
                dealt[i] = own[order[i]];
            }
            double[] chance = new double[area.length];
            for (int unit = 0; unit < units; unit++) {
                areas(ranks, unit, dealt, labels, classes, chance);
            }
            largest[permutation] = Arrays.stream(chance).max().orElse(Double.NaN);
        });
        Arrays.sort(largest);
        int[] columns = Matching.largestSum(area, units, classes.length);
        int[] matched = new int[classes.length];
        Arrays.fill(matched, -1);
        for (int unit = 0; unit < units; unit++) {
            if (columns[unit] >= 0) {
                matched[columns[unit]] = unit;
            }
        }
        return new GrandmotherTest(area, units, classes, names, Quantiles.ofSorted(largest, CONFIDENCE), matched);
    }

    private static void areas(float[] ranks, int unit, int[] own, Labels labels, int[] classes, double[] area) {
        int n = own.length;
        double[] sums = new double[classes.length];
        for (int i = 0; i < n; i++) {
            sums[own[i]] += ranks[unit * n + i];
        }
        for (int k = 0; k < classes.length; k++) {
            double inside = labels.count(classes[k]);
            double raw = (sums[k] - inside * (inside + 1) / 2) / (inside * (n - inside));
            area[unit * classes.length + k] = inside == n ? Double.NaN : Math.max(raw, 1 - raw);
        }
    }

    /// How well a unit tells a class.
    ///
    /// @param unit from 0
    /// @param k index into `classes`
    /// @return 0.5 to 1, NaN if there is one class only
    /// @throws IndexOutOfBoundsException if there is no such unit or class
    public double value(int unit, int k) {
        return area[unit * classes.length + Objects.checkIndex(k, classes.length)];
    }

    /// The unit that tells a class best; several classes may have the same.
    ///
    /// @param k index into `classes`
    /// @return a unit, the first of equals
    /// @throws IndexOutOfBoundsException if there is no such class
    public int bestUnit(int k) {
        int best = 0;
        for (int unit = 1; unit < units; unit++) {
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
        int unit = matched[k];
        return unit >= 0 && passes(unit, k)
                && IntStream.range(0, classes.length).filter(other -> passes(unit, other)).count() == 1;
    }

    private boolean passes(int unit, int k) {
        return value(unit, k) >= FOUND && value(unit, k) > threshold;
    }

    /// How many classes have a unit of their own.
    ///
    /// @return 0 to the number of classes
    public int found() {
        return (int) IntStream.range(0, classes.length).filter(this::isFound).count();
    }

    /// The verdict: whether every class has a unit of its own.
    ///
    /// @return `false` if there are fewer than two classes
    public boolean passed() {
        return classes.length > 1 && found() == classes.length;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "%d of %d classes have a unit of their own (area >= %.2f; chance reaches %.3f)", found(),
                classes.length, FOUND, threshold));
        for (int k = 0; k < classes.length; k++) {
            text.append(String.format(Locale.ROOT, "%n  %s: best unit %d, area %.3f%s", classNames.get(k), bestUnit(k),
                    value(bestUnit(k), k), isFound(k) ? ", its own" : ""));
        }
        return text.toString();
    }
}
