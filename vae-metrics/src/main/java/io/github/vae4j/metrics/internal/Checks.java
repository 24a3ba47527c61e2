package io.github.vae4j.metrics.internal;

import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.Posterior;
import java.util.List;
import java.util.Objects;

/// Checks of arguments. Every message names the argument, what was expected and what was given.
public final class Checks {
    private static final int MAX_LOGVAR = 80;

    private Checks() {}

    /// The number of rows that an array called `name` has.
    public static int rows(String name, float[] x, int units) {
        if (units < 1 || x.length % units != 0) {
            throw new IllegalArgumentException(name + " must have rows of units = " + units
                    + " columns, 1 or more, but has " + x.length + " elements");
        }
        return x.length / units;
    }

    /// Throws unless an array called `name` is (rows, units).
    public static void size(String name, float[] x, int rows, int units) {
        if (rows < 0 || units < 1 || x.length != (long) rows * units) {
            throw new IllegalArgumentException(name + " must have rows = " + rows + " rows, 0 or more, of units = "
                    + units + " columns, 1 or more, but has " + x.length + " elements");
        }
    }

    /// Throws unless all values of an array called `name` are finite.
    public static void finite(String name, float[] x, int units) {
        for (int i = 0; i < x.length; i++) {
            if (!Float.isFinite(x[i])) {
                throw new IllegalArgumentException(name + " has " + x[i] + " in row " + i / units + ", column "
                        + i % units + ": expected finite values; remove such rows first");
            }
        }
    }

    /// Throws unless the exponentials of an array called `name` are neither 0 nor infinite in float.
    public static void logvar(String name, float[] logvar, int units) {
        for (int i = 0; i < logvar.length; i++) {
            if (!(Math.abs(logvar[i]) <= MAX_LOGVAR)) {
                throw new IllegalArgumentException(name + " has " + logvar[i] + " in row " + i / units + ", column "
                        + i % units + ": expected -" + MAX_LOGVAR + " to " + MAX_LOGVAR + "; was training stable?");
            }
        }
    }

    /// Where the value of a row and unit lies.
    public static int index(int row, int rows, int unit, int units) {
        return Objects.checkIndex(row, rows) * units + Objects.checkIndex(unit, units);
    }

    /// Some rows of an array.
    public static float[] select(float[] x, int rows, int units, int[] picked) {
        float[] out = new float[Math.multiplyExact(picked.length, units)];
        for (int i = 0; i < picked.length; i++) {
            System.arraycopy(x, Objects.checkIndex(picked[i], rows) * units, out, i * units, units);
        }
        return out;
    }

    /// Throws unless codes called `name` have `least` rows or more.
    public static void atLeast(String name, Codes codes, int least) {
        if (codes.rows() < least) {
            throw new IllegalArgumentException(name + " must have " + least + " or more rows but has " + codes.rows());
        }
    }

    /// Throws unless codes z have the shape of the posterior that they were drawn from.
    public static void sameShape(Codes z, Posterior posterior) {
        if (z.rows() != posterior.rows() || z.units() != posterior.units()) {
            throw new IllegalArgumentException("posterior must have as many rows and units as z, " + z.rows() + " and "
                    + z.units() + ", but has " + posterior.rows() + " and " + posterior.units());
        }
    }

    /// Throws unless there is one label a row.
    public static void labelled(Codes codes, Labels labels) {
        labelled("codes", codes, "labels", labels);
    }

    /// Throws unless labels called `labelName` are one a row of codes called `name`.
    public static void labelled(String name, Codes codes, String labelName, Labels labels) {
        if (codes.rows() != labels.size()) {
            throw new IllegalArgumentException(
                    labelName + " must have " + codes.rows() + " labels, one for each row of "
                            + name + ", but has " + labels.size());
        }
    }

    /// Throws unless there is one label a row, and 2 to n - 1 classes that have samples.
    public static void classes(Codes codes, Labels labels) {
        labelled(codes, labels);
        int n = labels.size();
        int classes = labels.nonEmptyClasses();
        if (classes < 2 || classes >= n) {
            throw new NoAnswerException("the number of classes that have samples must be from 2 to samples - 1 = "
                    + (n - 1) + " but is " + classes);
        }
    }

    /// Throws unless classes of test samples are by name those of the training samples.
    public static void sameClasses(List<String> train, List<String> test) {
        if (!test.equals(train)) {
            throw new IllegalArgumentException("the classes of the test set are " + test
                    + " but those of the training set " + train
                    + ": make labels of all samples and select() those of each set");
        }
    }

    /// Throws unless training and test points have labels, columns and classes that fit, and a row each.
    public static void trainAndTest(Codes train, Labels trainLabels, Codes test, Labels testLabels) {
        atLeast("train", train, 1);
        atLeast("test", test, 1);
        labelled("train", train, "trainLabels", trainLabels);
        labelled("test", test, "testLabels", testLabels);
        sameUnits(train, test);
        sameClasses(trainLabels.names(), testLabels.names());
    }

    /// Throws unless training and test points have as many columns.
    public static void sameUnits(Codes train, Codes test) {
        if (test.units() != train.units()) {
            throw new IllegalArgumentException("test must have as many columns as train, " + train.units()
                    + ", but has " + test.units());
        }
    }

    /// Throws unless two sets have as many columns, and enough rows each.
    public static void sets(Codes a, Codes b, int least) {
        if (a.units() != b.units()) {
            throw new IllegalArgumentException("both sets must have as many columns but they have " + a.units()
                    + " and " + b.units());
        }
        if (a.rows() < least || b.rows() < least) {
            throw new IllegalArgumentException("both sets must have " + least + " or more rows but they have "
                    + a.rows() + " and " + b.rows());
        }
    }

    /// Throws unless two representations have as many rows.
    public static void sameRows(Codes a, Codes b) {
        if (a.rows() != b.rows()) {
            throw new IllegalArgumentException("both representations must have as many rows but they have " + a.rows()
                    + " and " + b.rows());
        }
    }

    /// Throws unless a number called `name` is 0 or more and finite.
    public static void notNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be 0 or more and finite but is " + value);
        }
    }
}
