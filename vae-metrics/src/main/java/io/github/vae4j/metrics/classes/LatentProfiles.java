package io.github.vae4j.metrics.classes;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What the samples of each class look like unit by unit: the article's line plots, in numbers.
///
/// @param classNames of the classes, empty ones included
/// @param units number of columns
/// @param quantiles which ones, rising, from 0 to 1
/// @param means element `class * units + unit`; NaN of an empty class
/// @param values element `(class * units + unit) * quantiles + quantile`; NaN of an empty class
public record LatentProfiles(List<String> classNames, int units, List<Double> quantiles, List<Double> means,
        List<Double> values) {
    /// The quantiles of a box plot with whiskers for nine of ten samples.
    public static final List<Double> DEFAULT_QUANTILES = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

    /// Copies the lists.
    public LatentProfiles {
        classNames = List.copyOf(classNames);
        quantiles = List.copyOf(quantiles);
        means = NumberLists.copy(means);
        values = NumberLists.copy(values);
    }

    /// Describes every unit in every class.
    ///
    /// @param codes points, one row or more
    /// @param labels the class of every row
    /// @param quantiles each from 0 to 1
    /// @param workers who computes
    /// @return the profiles
    /// @throws IllegalArgumentException if sizes do not fit, there is no row, or a quantile is out of range
    public static LatentProfiles of(Codes codes, Labels labels, List<Double> quantiles, Workers workers) {
        Checks.atLeast("codes", codes, 1);
        Checks.labelled(codes, labels);
        float[] x = codes.values();
        int units = codes.units();
        int classes = labels.classCount();
        int[][] rows = new int[classes][];
        for (int c = 0; c < classes; c++) {
            rows[c] = first(labels, c, Integer.MAX_VALUE);
        }
        double[] means = new double[classes * units];
        double[] values = new double[means.length * quantiles.size()];
        workers.run(means.length, (cell, worker) -> {
            int[] members = rows[cell / units];
            double[] column = new double[members.length];
            double sum = 0;
            for (int i = 0; i < members.length; i++) {
                column[i] = x[members[i] * units + cell % units];
                sum += column[i];
            }
            Arrays.sort(column);
            means[cell] = sum / members.length;
            for (int q = 0; q < quantiles.size(); q++) {
                values[cell * quantiles.size() + q] = Quantiles.ofSorted(column, quantiles.get(q));
            }
        });
        return new LatentProfiles(labels.names(), units, quantiles, NumberLists.of(means), NumberLists.of(values));
    }

    /// The first samples of a class: those whose lines to draw.
    ///
    /// @param labels the class of every sample
    /// @param label the class
    /// @param most how many at most, 0 or more
    /// @return their indices, rising
    /// @throws IndexOutOfBoundsException if there is no such class
    /// @throws IllegalArgumentException if `most` is negative
    public static List<Integer> rows(Labels labels, int label, int most) {
        if (most < 0) {
            throw new IllegalArgumentException("most must be 0 or more but is " + most);
        }
        return NumberLists.of(first(labels, label, most));
    }

    private static int[] first(Labels labels, int label, int most) {
        int[] rows = new int[Math.min(most, labels.count(label))];
        int found = 0;
        for (int i = 0; i < labels.size() && found < rows.length; i++) {
            if (labels.get(i) == label) {
                rows[found++] = i;
            }
        }
        return rows;
    }

    /// The mean of a unit in a class.
    ///
    /// @param label the class
    /// @param unit from 0
    /// @return the mean, NaN if the class is empty
    /// @throws IndexOutOfBoundsException if there is no such class or unit
    public double mean(int label, int unit) {
        return means.get(label * units + Objects.checkIndex(unit, units));
    }

    /// A quantile of a unit in a class.
    ///
    /// @param label the class
    /// @param unit from 0
    /// @param index into [#quantiles]
    /// @return the quantile, NaN if the class is empty
    /// @throws IndexOutOfBoundsException if there is no such class, unit or quantile
    public double quantile(int label, int unit, int index) {
        int cell = label * units + Objects.checkIndex(unit, units);
        return values.get(cell * quantiles.size() + Objects.checkIndex(index, quantiles.size()));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("mean of each unit");
        for (int c = 0; c < classNames.size(); c++) {
            text.append(String.format(Locale.ROOT, "%n  %s:", classNames.get(c)));
            for (int j = 0; j < units; j++) {
                text.append(String.format(Locale.ROOT, " %.3f", mean(c, j)));
            }
        }
        return text.toString();
    }
}
