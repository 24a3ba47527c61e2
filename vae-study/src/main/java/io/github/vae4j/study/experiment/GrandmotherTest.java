package io.github.vae4j.study.experiment;

import io.github.vae4j.metrics.Labels;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Is a latent unit the "grandmother neuron" of a class? For every unit and class: how well the value of this unit alone
/// tells this class from all others, as the larger of AUC and 1 - AUC of the ranks (Mann and Whitney 1947): 0.5 is
/// chance, 1 is perfect.
///
/// @param auc (units, classes), row-major
/// @param units number of units
/// @param classes the classes that have points, rising
@SuppressWarnings("ArrayRecordComponent") // made once, only read
public record GrandmotherTest(double[] auc, int units, int[] classes) {
    /// A unit that tells a class this well has found it.
    public static final double FOUND = 0.95;

    /// Computes the matrix.
    ///
    /// @param x points, (n, units) row-major
    /// @param units number of columns
    /// @param labels the class of every point
    /// @return the test
    public static GrandmotherTest of(float[] x, int units, Labels labels) {
        int[] classes = IntStream.range(0, labels.classCount()).filter(c -> labels.count(c) > 0).toArray();
        int n = labels.size();
        double[] auc = new double[units * classes.length];
        for (int j = 0; j < units; j++) {
            int unit = j;
            Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
            Arrays.sort(order, (a, b) -> Float.compare(x[a * units + unit], x[b * units + unit]));
            double[] rankSums = new double[labels.classCount()];
            for (int from = 0; from < n;) {
                int to = from + 1;
                while (to < n && x[order[to] * units + unit] == x[order[from] * units + unit]) {
                    to++;
                }
                for (int i = from; i < to; i++) {
                    rankSums[labels.get(order[i])] += (from + 1 + to) / 2.0; // ties share their mean rank
                }
                from = to;
            }
            for (int k = 0; k < classes.length; k++) {
                double inside = labels.count(classes[k]);
                double outside = n - inside;
                double area = (rankSums[classes[k]] - inside * (inside + 1) / 2) / (inside * outside);
                auc[j * classes.length + k] = outside == 0 ? Double.NaN : Math.max(area, 1 - area);
            }
        }
        return new GrandmotherTest(auc, units, classes);
    }

    /// The unit that tells a class best.
    ///
    /// @param k index into `classes`
    /// @return a unit
    public int bestUnit(int k) {
        int best = 0;
        for (int j = 1; j < units; j++) {
            if (auc[j * classes.length + k] > auc[best * classes.length + k]) {
                best = j;
            }
        }
        return best;
    }

    /// How many classes have a unit that tells them well and tells no other class well.
    ///
    /// @return 0 to the number of classes
    public int found() {
        boolean[] taken = new boolean[units];
        int found = 0;
        for (int k = 0; k < classes.length; k++) {
            int unit = bestUnit(k);
            if (!taken[unit] && value(unit, k) >= FOUND && passes(unit) == 1) {
                taken[unit] = true;
                found++;
            }
        }
        return found;
    }

    /// Whether every class has a unit of its own.
    ///
    /// @return the verdict; `false` for fewer than two classes
    public boolean passed() {
        return classes.length > 1 && found() == classes.length;
    }

    /// An element of the matrix.
    ///
    /// @param unit its row
    /// @param k its column
    /// @return 0.5 to 1, NaN if there is one class only
    public double value(int unit, int k) {
        return auc[unit * classes.length + k];
    }

    private int passes(int unit) {
        return (int) IntStream.range(0, classes.length).filter(k -> value(unit, k) >= FOUND).count();
    }
}
